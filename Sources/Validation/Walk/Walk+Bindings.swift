internal import ElementModel
internal import Record

extension Walk {
    /// Whether the codes of an element are in the value sets that its rule binds it to.
    func checkBinding(_ node: ElementID, _ record: ElementRecord, _ active: ActiveRule, _ number: Int) {}
}
