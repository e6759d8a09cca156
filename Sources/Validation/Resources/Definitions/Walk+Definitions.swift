internal import Definitions
internal import ElementModel
internal import Record

/// Resources that define something, judged by what no invariant states.
extension Walk {
    func checkDefinition(_ node: ElementID, _ name: Symbol) {
        switch name {
        case .CodeSystem: checkCodeSystem(node)
        case .ValueSet: checkValueSet(node)
        case .ConceptMap: checkConceptMap(node)
        case .SearchParameter: checkSearchParameter(node)
        case .OperationDefinition: checkOperation(node)
        case .StructureDefinition: checkStructure(node)
        case .CapabilityStatement: checkCapabilities(node)
        case .ImplementationGuide: checkGuide(node)
        case .Measure: checkMeasure(node)
        case .MeasureReport: checkMeasureReport(node)
        default: break
        }
    }

    // MARK: Noting and reading

    /// Notes what a rule finds, with the message of HL7's validator that corresponds and words of its own.
    ///
    /// - Parameter place: the place that HL7's validator names, where that is not the element's.
    func raise(
        _ rule: Rule, _ node: ElementID, _ hl7: String, _ message: String, severity: Severity = .error,
        place: String? = nil, step: Symbol = .none, decided: Bool = true
    ) {
        let mark = isCompatible ? place.map { "\u{1}\($0)" } ?? "" : ""
        note(
            rule, node, severity: severity, step: step, decided: decided, text: hl7 + mark + "\u{0}" + message)
    }

    /// The value of a child; `nil` where there is none.
    func string(_ node: ElementID, _ name: Symbol) -> String? { view.text(node, name) }

    /// The children of one name.
    func all(_ node: ElementID, _ name: Symbol) -> [ElementID] {
        view.children(node).filter { view.name($0) == name }
    }

    /// The values of the children of one name.
    func strings(_ node: ElementID, _ name: Symbol) -> [String] {
        all(node, name).compactMap { view.hasValue($0) ? view.value($0).text : nil }
    }

    /// What an element of the types uri, canonical or Reference refers to.
    func target(of node: ElementID) -> String? {
        if view.hasValue(node) { return view.value(node).text }
        return string(node, .reference)
    }

    /// The parts of an element that are extensions of one URL.
    func extensions(_ node: ElementID, _ url: String) -> [ElementID] {
        all(node, .extension).filter { string($0, .url) == url }
    }

    /// Whether a URL is one of HL7's.
    static func isHL7(_ url: String?) -> Bool {
        guard let url else { return false }
        return url.firstRange(of: "hl7.org") != nil || url.firstRange(of: "fhir.org") != nil
    }
}

extension String {
    /// Whether it is a URI with a scheme.
    var isAbsolute: Bool {
        var text = self
        return text.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return false }
            return ByteSlice(start: start, count: buffer.count).isAbsoluteURI
        }
    }

    /// Runs something on the bytes as a value of a document is.
    func withSlice<Result>(_ body: (ByteSlice) -> Result) -> Result? {
        var text = self
        return text.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return nil }
            return body(ByteSlice(start: start, count: buffer.count))
        }
    }
}
