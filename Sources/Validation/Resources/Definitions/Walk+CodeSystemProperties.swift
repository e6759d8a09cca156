internal import Definitions
internal import ElementModel
internal import Record
internal import Terminology

/// The properties that a code system defines, and those that its concepts have (R4 and STU3, *CodeSystem*, *Concept Properties*).
extension Walk {
    /// A property, as the code system defines it.
    struct ConceptProperty {
        var type: String
        /// The property of the specification that its URI names.
        var known: KnownProperty?
    }

    /// The properties that the specification defines, with their types.
    ///
    /// Those of R4 and those that later releases added, which code systems of R4 use as well.
    struct KnownProperty: Equatable {
        static let prefix = "http://hl7.org/fhir/concept-properties#"
        static let types = [
            "status": "code", "inactive": "boolean", "effectiveDate": "dateTime", "deprecationDate": "dateTime",
            "retirementDate": "dateTime", "notSelectable": "boolean", "parent": "code", "child": "code",
            "partOf": "code", "synonym": "code", "comment": "string", "itemWeight": "decimal",
        ]
        /// The types that a release gives otherwise than the latest.
        static let otherTypes = ["deprecated": "dateTime", "alternateCode": "code", "order": "decimal"]
        var code: String
        var type: String

        init?(code: String) {
            guard let type = Self.types[code] else { return nil }
            self.code = code
            self.type = type
        }
        init?(uri: String) {
            guard uri.hasPrefix(Self.prefix) else { return nil }
            self.init(code: String(uri.dropFirst(Self.prefix.count)))
        }
        /// Whether its values are codes of the same code system.
        var isInternal: Bool { ["parent", "child", "partOf", "synonym"].contains(code) }
    }

    func definedProperties(_ node: ElementID) -> [String: ConceptProperty] {
        var found: [String: ConceptProperty] = [:]
        var uris: Set<String> = []
        let own = string(node, .url) ?? ""
        for property in all(node, .property) {
            let code = string(property, .code)
            let type = string(property, .type)
            var known: KnownProperty?
            if let uri = string(property, .uri) {
                if !uri.isAbsolute {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_ABSOLUTE_URI",
                        "The URI of the property is '\(uri)'; it must be an absolute URI.")
                } else if !uris.insert(uri).inserted {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_DUPLICATE_URI",
                        "Another property has the URI '\(uri)' already.")
                }
                known = KnownProperty(uri: uri)
                if known == nil, isUnknownProperty(uri, of: own) {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_BAD_HL7_URI",
                        "There is no property '\(uri)' among those that FHIR defines.")
                }
            }
            if let known {
                if let code, let named = KnownProperty(code: code), named != known {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_URI_CODE_MISMATCH",
                        "The URI is that of FHIR's property '\(known.code)', but the code that of its '\(code)'.")
                }
                if let type, type != known.type {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH",
                        "FHIR's property '\(known.code)' has the type \(known.type), not \(type).")
                }
            }
            guard let code else { continue }
            if found[code] != nil {
                raise(
                    .codeSystemProperty, property, "CODESYSTEM_PROPERTY_DUPLICATE_CODE",
                    "The property '\(code)' is defined more than once.")
            } else {
                found[code] = ConceptProperty(type: type ?? "", known: known)
            }
        }
        return found
    }

    /// Whether a URI lies where FHIR's properties do, without being one.
    private func isUnknownProperty(_ uri: String, of system: String) -> Bool {
        if isCompatible {
            guard uri.firstRange(of: "://hl7.org/fhir") != nil, !uri.hasPrefix(system) || system.isEmpty else {
                return false
            }
            let base = "http://hl7.org/fhir/"
            return !(system.hasPrefix(base) && !system.dropFirst(base.count).contains("/"))
        }
        guard uri.hasPrefix(KnownProperty.prefix) else { return false }
        let code = String(uri.dropFirst(KnownProperty.prefix.count))
        if KnownProperty.otherTypes[code] != nil { return false }
        guard let known = judgement.terminology.codeSystem("http://hl7.org/fhir/concept-properties"),
            known.isComplete
        else { return false }
        return known.number(of: code) == nil
    }

    func checkProperties(ofCodeSystem node: ElementID, _ defined: [String: ConceptProperty], codes: Set<String>) {
        let supplemented = string(node, .supplements)
        let isWhole = isCompatible || string(node, .content) == "complete"
        var seen: Set<String> = []
        forEachConcept(below: node) { concept in
            for property in all(concept, .property) {
                guard let code = string(property, .code) else { continue }
                guard let definition = defined[code] else {
                    // A supplement may use the properties of what it supplements.
                    if let supplemented, let other = judgement.context.codeSystem(supplemented),
                        other.properties.contains(where: { $0.code == code })
                    {
                        continue
                    }
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_UNDEFINED",
                        "The code system defines no property '\(code)'. Define it, or correct the code.",
                        severity: .warning)
                    continue
                }
                let value = view.children(property).first { view.definitionName($0) == .value }
                guard let value, !definition.type.isEmpty else { continue }
                let found = view.types.text(view.type(value))
                if !found.isEmpty, found != definition.type {
                    raise(
                        .codeSystemProperty, property, "CODESYSTEM_PROPERTY_WRONG_TYPE",
                        "The property '\(code)' is defined as a \(definition.type), but has a \(found) here.")
                    continue
                }
                guard found == "code", view.hasValue(value),
                    definition.known == nil || definition.known?.isInternal == true
                else { continue }
                let other = view.value(value).text
                guard !codes.contains(other), seen.insert(other).inserted else { continue }
                checkCode(other, of: property, definition, supplemented: supplemented, isWhole: isWhole)
            }
        }
    }

    /// "The property value is a code that identifies a concept defined in the code system."
    private func checkCode(
        _ code: String, of property: ElementID, _ definition: ConceptProperty, supplemented: String?, isWhole: Bool
    ) {
        var severity = Severity.warning
        if let supplemented {
            let other = Canonical(supplemented)
            let answer = code.withSlice {
                judgement.terminology.membership(code: $0, ofSystem: other.url, version: other.version)
            }
            if answer != .notMember { return }
            severity = .error
        } else if definition.known != nil, isWhole {
            severity = .error
        } else if !isWhole {
            return
        }
        raise(
            .codeSystemProperty, property, "CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE",
            "The property refers to the code '\(code)', which the code system does not define.", severity: severity)
    }
}
