internal import Definitions
internal import Record
internal import Terminology

/// What a filter of a value set may ask of one property of a code system.
struct FilterRule {
    /// What the values are.
    enum Values {
        case code, boolean, dateTime, decimal, integer, text
        /// One of a list.
        case oneOf([String])
    }
    var values: Values?
    /// The operators that may be used; empty where nothing is said of them.
    var operators: [String]
    /// Whether the values are codes of the code system itself.
    var isOwnCode = false
    /// Whether the property may be one whose values are other codes, so that an unknown one is only suspicious.
    var isDoubtful = false

    init(_ values: Values?, _ operators: [String] = [], isOwnCode: Bool = false) {
        self.values = values
        self.operators = operators
        self.isOwnCode = isOwnCode
    }

    /// The operators of the release; R4 has those of STU3 and two more.
    static let hierarchy = ["=", "in", "is-a", "descendent-of", "is-not-a", "generalizes", "not-in"]

    /// The rule for a property, or `nil` where no property of the name is known.
    static func find(_ property: String, system: String, definition: CodeSystem?) -> FilterRule? {
        switch system {
        case "http://snomed.info/sct": return snomed(property) ?? common(property, [])
        case "http://loinc.org": return loinc(property) ?? common(property, [])
        case "http://www.ama-assn.org/go/cpt":
            switch property {
            case "modifier", "modified", "telemedicine", "orthopox": return FilterRule(.boolean)
            case "kind": return FilterRule(.code)
            case "code": return FilterRule(nil)
            default: return common(property, [])
            }
        case "urn:ietf:bcp:47":
            switch property {
            case "language", "ext-lang", "script", "region", "variant", "extension", "private-use":
                return FilterRule(.boolean, ["exists", "="])
            default: return common(property, [])
            }
        case "http://unitsofmeasure.org":
            return property == "canonical" || property == "property" ? FilterRule(.text, ["="]) : common(property, [])
        case "http://www.nlm.nih.gov/research/umls/rxnorm":
            // Its relationships are many, and are written with their names or as REL: and RELA:.
            return FilterRule(nil)
        default: return definition.map { own(property, $0) } ?? common(property, [])
        }
    }

    /// By what the code system says of its own filters and properties.
    private static func own(_ property: String, _ system: CodeSystem) -> FilterRule? {
        let filters = system.filters.filter { $0.code == property }
        let operators = filters.flatMap(\.operators)
        if let own = system.properties.first(where: { $0.code == property }) {
            switch own.type {
            case "boolean": return FilterRule(.boolean, operators)
            case "code":
                var rule = FilterRule(.code, operators, isOwnCode: true)
                rule.isDoubtful = true
                return rule
            case "dateTime": return FilterRule(.dateTime, operators)
            case "decimal": return FilterRule(.decimal, operators)
            case "integer": return FilterRule(.integer, operators)
            default: return FilterRule(nil, [])
            }
        }
        if let known = common(property, operators) { return known }
        if !filters.isEmpty { return FilterRule(nil, operators) }
        if system.hierarchyMeaning != nil, ["parent", "child", "partOf"].contains(property) {
            return FilterRule(.code, operators, isOwnCode: true)
        }
        return nil
    }

    /// What every code system has.
    private static func common(_ property: String, _ operators: [String]) -> FilterRule? {
        switch property {
        case "concept": FilterRule(.code, operators + hierarchy, isOwnCode: true)
        case "code": FilterRule(.code, operators + hierarchy + ["regex"], isOwnCode: true)
        case "status", "synonym": FilterRule(.code, operators)
        case "inactive", "notSelectable": FilterRule(.boolean, operators)
        case "effectiveDate", "deprecationDate", "retirementDate": FilterRule(.dateTime, operators)
        case "itemWeight": FilterRule(.decimal, operators)
        case "comment", "display", "definition": FilterRule(nil)
        default: nil
        }
    }

    /// SNOMED CT (R4, *Using SNOMED CT with FHIR*): reference sets, hierarchy, expression constraints, attributes of the concept model.
    private static func snomed(_ property: String) -> FilterRule? {
        switch property {
        case "concept", "code": FilterRule(.code, hierarchy + ["child-of", "descendent-leaf"], isOwnCode: true)
        case "constraint", "expression": FilterRule(.text, ["="])
        case "expressions": FilterRule(.boolean, ["="])
        case "parent", "child": FilterRule(.code, ["=", "in"], isOwnCode: true)
        case "semanticTag", "moduleId", "normalForm", "normalFormTerse", "effectiveTime", "sufficientlyDefined":
            FilterRule(nil)
        default:
            property.utf8.allSatisfy { (0x30...0x39).contains($0) }
                && property.withSlice({ SNOMEDIdentifier.kind(of: $0) }) == .concept
                ? FilterRule(.code, ["=", "in", "is-a", "descendent-of"], isOwnCode: true) : nil
        }
    }

    /// LOINC (R4, *Using LOINC with FHIR*).
    private static func loinc(_ property: String) -> FilterRule? {
        let usual = ["=", "exists", "regex", "in", "not-in"]
        switch property {
        case "STATUS": return FilterRule(.oneOf(["ACTIVE", "TRIAL", "DISCOURAGED", "DEPRECATED"]), usual)
        case "copyright", "COPYRIGHT": return FilterRule(.oneOf(["LOINC", "3rdParty"]), usual)
        case "concept", "code": return FilterRule(.code, ["=", "is-a", "is-not-a", "in"])
        case _ where loincCodes.contains(property): return FilterRule(.code, usual)
        case _ where loincTexts.contains(property): return FilterRule(.text, usual)
        default: return nil
        }
    }

    /// Properties of LOINC whose values are parts and answer lists.
    private static let loincCodes: Set<String> = [
        "ancestor", "descendent", "parent", "child", "COMPONENT", "PROPERTY", "TIME_ASPCT", "SYSTEM", "SCALE_TYP",
        "METHOD_TYP", "CLASS", "answer-list", "MAP_TO", "analyte", "analyte-core", "analyte-suffix",
        "analyte-numerator", "analyte-divisor", "analyte-divisor-suffix", "challenge", "adjustment", "count",
        "time-core", "time-modifier", "system-core", "super-system", "analyte-gene", "category", "search",
        "rad-modality-modality-type", "rad-modality-modality-subtype", "rad-anatomic-location-region-imaged",
        "rad-anatomic-location-imaging-focus", "rad-anatomic-location-laterality-presence",
        "rad-anatomic-location-laterality", "rad-view-aggregation", "rad-view-view-type",
        "rad-maneuver-maneuver-type", "rad-timing", "rad-pharmaceutical-substance-given", "rad-pharmaceutical-route",
        "rad-reason-for-exam", "rad-guidance-for-presence", "rad-guidance-for-approach", "rad-guidance-for-action",
        "rad-guidance-for-object", "rad-subject", "document-kind", "document-role", "document-setting",
        "document-subject-matter-domain", "document-type-of-service", "answers-for", "answer", "LIST",
    ]
    private static let loincTexts: Set<String> = [
        "VersionLastChanged", "CHNG_TYPE", "DefinitionDescription", "CLASSTYPE", "FORMULA", "EXMPL_ANSWERS",
        "SURVEY_QUEST_TEXT", "SURVEY_QUEST_SRC", "UNITSREQUIRED", "ORDER_OBS", "HL7_FIELD_SUBFIELD_ID",
        "EXTERNAL_COPYRIGHT_NOTICE", "EXAMPLE_UNITS", "EXAMPLE_UCUM_UNITS", "STATUS_REASON", "STATUS_TEXT",
        "CHANGE_REASON_PUBLIC", "COMMON_TEST_RANK", "COMMON_ORDER_RANK", "HL7_ATTACHMENT_STRUCTURE",
        "EXTERNAL_COPYRIGHT_LINK", "PanelType", "AskAtOrderEntry", "AssociatedObservations", "VersionFirstReleased",
        "ValidHL7AttachmentRequest",
    ]
}
