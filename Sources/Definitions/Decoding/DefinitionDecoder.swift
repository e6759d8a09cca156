internal import ElementModel
internal import Record

/// Reads neutral records from a document of either release.
///
/// What is wrong with a definition is noted and reading goes on with what is right.
struct DefinitionDecoder {
    let document: Document
    let view: ElementView
    let origin: DefinitionOrigin?
    /// What was wrong, without the package's name, which the caller knows.
    private(set) var slips: [Slip] = []

    /// Something wrong in the definition.
    struct Slip: Hashable {
        var severity: Severity
        var kind: String
        var line: Int
        var message: String
    }

    init(_ document: Document, origin: DefinitionOrigin? = nil) {
        self.document = document
        self.view = document.view
        self.origin = origin
    }

    var isSTU3: Bool { document.release == .stu3 }

    /// The record of the document's resource.
    mutating func decode() -> Definition {
        guard document.isReadable else { return .other(document, origin) }
        return switch DefinitionKind(resourceType: view.name(.root).text) {
        case .structureDefinition: .structureDefinition(structureDefinition())
        case .valueSet: .valueSet(valueSet())
        case .codeSystem: .codeSystem(codeSystem())
        case .conceptMap: .conceptMap(conceptMap())
        case .searchParameter: .searchParameter(searchParameter())
        case .operationDefinition: .operationDefinition(operationDefinition())
        case .capabilityStatement: .capabilityStatement(capabilityStatement())
        case .messageDefinition: .messageDefinition(messageDefinition())
        case .namingSystem: .namingSystem(namingSystem())
        case .other: .other(document, origin)
        }
    }

    // MARK: Noting what is wrong

    mutating func note(_ severity: Severity, _ kind: String, _ element: ElementID, _ message: String) {
        slips.append(
            Slip(severity: severity, kind: kind, line: document.position(of: element).line, message: message))
    }

    // MARK: Reading values

    func text(_ element: ElementID) -> String { view.value(element).text }

    /// The value of the first child of that name.
    func string(_ parent: ElementID, _ name: Symbol) -> String? {
        let found = view.child(parent, name)
        return found == .none || !view.hasValue(found) ? nil : view.value(found).text
    }
    func bool(_ parent: ElementID, _ name: Symbol) -> Bool? {
        let found = view.child(parent, name)
        return found == .none ? nil : bool(found)
    }
    func bool(_ element: ElementID) -> Bool? {
        let value = view.value(element)
        return value == "true" ? true : value == "false" ? false : nil
    }
    func int(_ element: ElementID) -> Int? { view.hasValue(element) ? Int(text(element)) : nil }

    func strings(_ parent: ElementID, _ name: Symbol) -> [String] {
        var found: [String] = []
        for child in view.children(parent) where view.name(child) == name && view.hasValue(child) {
            found.append(text(child))
        }
        return found
    }

    /// A URL or canonical, without the white space that some published definitions have around it.
    mutating func url(_ element: ElementID) -> String {
        let text = text(element)
        let trimmed = Canonical.trimmed(text)
        if trimmed != text {
            note(.warning, "stray-space", element, "'\(trimmed)' has white space around it, which is ignored")
        }
        return trimmed
    }
    mutating func url(_ parent: ElementID, _ name: Symbol) -> String? {
        let found = view.child(parent, name)
        return found == .none || !view.hasValue(found) ? nil : url(found)
    }
    mutating func urls(_ parent: ElementID, _ name: Symbol) -> [String] {
        var found: [String] = []
        for child in view.children(parent) where view.name(child) == name && view.hasValue(child) {
            found.append(url(child))
        }
        return found
    }
    /// A canonical (R4), or the reference that STU3 has in its place.
    mutating func reference(_ element: ElementID) -> String? {
        if view.hasValue(element) { return url(element) }
        return url(element, Symbol.reference)
    }

    /// One of an enumeration's codes; an unknown one is noted.
    mutating func code<Code: RawRepresentable<String>>(_ element: ElementID, _ type: Code.Type) -> Code? {
        guard view.hasValue(element) else { return nil }
        let text = text(element)
        if let found = Code(rawValue: text) { return found }
        let name = view.name(element).text
        note(.error, "unknown-code", element, "'\(text)' is not a code that \(name) can have")
        return nil
    }

    func value(_ element: ElementID) -> DefinitionValue { DefinitionValue(document: document, element: element) }

    /// The extensions of an element.
    func extensions(_ parent: ElementID) -> [DefinitionExtension] {
        var found: [DefinitionExtension] = []
        for child in view.children(parent) where view.name(child) == Symbol.`extension` {
            guard let url = string(child, Symbol.url) else { continue }
            found.append(DefinitionExtension(url: Canonical.trimmed(url), element: value(child)))
        }
        return found
    }

    /// The canonical or uri that an extension has as its value.
    func canonical(_ extension: DefinitionExtension?) -> String? {
        guard let value = `extension`?.value else { return nil }
        return (value.text ?? value.child(Symbol.reference)?.text).map { Canonical.trimmed($0) }
    }
}

/// URLs of the extensions that change what a definition means.
enum DefinitionExtensionURL {
    private static let base = "http://hl7.org/fhir/StructureDefinition/"
    static let fhirType = base + "structuredefinition-fhir-type"
    static let jsonType = base + "structuredefinition-json-type"
    static let regex = base + "regex"
    static let oldRegex = base + "structuredefinition-regex"
    static let expression = base + "structuredefinition-expression"
    static let bestPractice = base + "elementdefinition-bestpractice"
    static let maxValueSet = base + "elementdefinition-maxValueSet"
    static let minValueSet = base + "elementdefinition-minValueSet"
    static let additionalBinding = "http://hl7.org/fhir/tools/StructureDefinition/additional-binding"
    static let backportedBinding =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional"
    static let imposeProfile = base + "structuredefinition-imposeProfile"
    static let compliesWithProfile = base + "structuredefinition-compliesWithProfile"
    static let expectation = base + "capabilitystatement-expectation"
    static let tooCostly = base + "valueset-toocostly"
    static let unclosed = base + "valueset-unclosed"
}
