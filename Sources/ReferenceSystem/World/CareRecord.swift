internal import JSON

/// The shared record of the R4 side: UK Core resources about the same people.
enum CareRecord {
    static func fill(_ world: inout World, now: Int) {}
}
