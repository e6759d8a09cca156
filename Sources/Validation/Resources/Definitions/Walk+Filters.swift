internal import Definitions
internal import ElementModel
internal import FHIRPath
internal import Patterns
internal import Record
internal import Terminology

/// The filters of value sets (R4 and STU3, *ValueSet.compose.include.filter*).
extension Walk {
    func checkFilter(_ filter: ElementID, system: String, _ version: String?, _ definition: CodeSystem?) {
        guard let property = string(filter, .property), let op = string(filter, .op) else { return }
        func wrong(_ hl7: String, _ message: String) { raise(.valueSetFilter, filter, hl7, message) }
        guard let rule = FilterRule.find(property, system: system, definition: definition) else {
            raise(
                .valueSetFilter, filter,
                "VALUESET_UNKNOWN_FILTER_PROPERTY" + (definition == nil ? "_NO_CS" : ""),
                "The code system '\(system)' has no property or filter '\(property)' that is known here.",
                severity: definition == nil ? .information : .warning)
            return
        }
        if !rule.operators.isEmpty, !rule.operators.contains(op) {
            wrong(
                "VALUESET_BAD_FILTER_OP",
                "The operator '\(op)' cannot be used with the property '\(property)' of '\(system)'; those that can are "
                    + "\(rule.operators.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", "))."
            )
        }
        guard let value = string(filter, .value) else {
            let expression = extensions(
                view.child(filter, .value), "http://hl7.org/fhir/StructureDefinition/cqf-expression")
            if view.child(filter, .value).exists, expression.isEmpty {
                wrong("VALUESET_BAD_FILTER_EXPR_OR_VALUE", "The filter needs a value, or an expression that gives it.")
            }
            return
        }
        switch op {
        case "exists": check(value, FilterRule(.boolean), of: property, filter, system, version)
        case "regex":
            do {
                _ = try Pattern(value, options: .whole)
            } catch {
                wrong(
                    "VALUESET_BAD_FILTER_VALUE_VALID_REGEX",
                    "The pattern '\(value)' for the property '\(property)' is no regular expression.")
            }
            if property == "concept" {
                wrong(
                    "VALUESET_BAD_PROPERTY_NO_REGEX",
                    "A pattern cannot be used with 'concept'; use 'code' to compare the text of codes.")
            }
        case "in", "not-in":
            for one in value.split(separator: ",") {
                check(String(one), rule, of: property, filter, system, version)
            }
        default: check(value, rule, of: property, filter, system, version)
        }
    }

    private func check(
        _ value: String, _ rule: FilterRule, of property: String, _ filter: ElementID, _ system: String,
        _ version: String?
    ) {
        guard let values = rule.values else { return }
        func wrong(_ hl7: String, _ wanted: String) {
            raise(
                .valueSetFilter, filter, hl7,
                "The filter on the property '\(property)' has the value '\(value)', but \(wanted).")
        }
        switch values {
        case .text: break
        case .boolean:
            if value != "true", value != "false" {
                wrong("VALUESET_BAD_FILTER_VALUE_BOOLEAN", "it must be 'true' or 'false'")
            }
        case .oneOf(let list):
            if !list.contains(value) {
                wrong("VALUESET_BAD_FILTER_VALUE_DATETIME", "it must be one of \(list.joined(separator: ", "))")
            }
        case .dateTime:
            if !Self.isDateTime(Self.withoutPrefix(value)) {
                wrong("VALUESET_BAD_FILTER_VALUE_DATETIME", "it must be a date or a date with time")
            }
        case .decimal:
            if Double(Self.withoutPrefix(value)) == nil {
                wrong("VALUESET_BAD_FILTER_VALUE_DECIMAL", "it must be a number")
            }
        case .integer:
            if Int(Self.withoutPrefix(value)) == nil {
                wrong("VALUESET_BAD_FILTER_VALUE_INTEGER", "it must be a whole number")
            }
        case .code: checkCode(value, rule, filter, system, version, wrong)
        }
    }

    private func checkCode(
        _ value: String, _ rule: FilterRule, _ filter: ElementID, _ system: String, _ version: String?,
        _ wrong: (String, String) -> Void
    ) {
        if value.first?.isWhitespace == true || value.last?.isWhitespace == true {
            wrong("VALUESET_BAD_FILTER_VALUE_CODE", "a code has no white space around it")
            return
        }
        guard rule.isOwnCode, !options.noTerminology else { return }
        // Without a terminology server, HL7's validator says nothing of SNOMED CT.
        if isCompatible, system == "http://snomed.info/sct" { return }
        let answer = value.withSlice {
            judgement.terminology.membership(code: $0, ofSystem: system, version: version)
        }
        guard answer == .notMember else { return }
        if rule.isDoubtful {
            // Many code systems have properties whose codes come from elsewhere.
            raise(
                .valueSetFilter, filter, "VALUESET_BAD_FILTER_VALUE_VALID_CODE",
                "The code system '\(system)' has no code '\(value)'.", severity: .warning)
        } else {
            wrong("VALUESET_BAD_FILTER_VALUE_VALID_CODE", "there is no such code in the code system '\(system)'")
        }
    }

    /// A value without the comparison that may stand before it.
    private static func withoutPrefix(_ value: String) -> String {
        for prefix in ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"] where value.hasPrefix(prefix) {
            return String(value.dropFirst(2))
        }
        return value
    }

    private static let dateTime = try? Pattern(
        "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
            + "(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?)?)?",
        options: .whole)
    private static func isDateTime(_ value: String) -> Bool {
        guard let dateTime else { return true }
        return PatternMatcher().matches(dateTime, value) == .match
    }
}
