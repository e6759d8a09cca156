import Validation

extension RuleMutant {
    static let bounds: [RuleMutant] = [
        .init(.valueBelowMinimum, .both, "bounded", ##"/effectiveDateTime = "1999-12-31""##),
        .init(.valueAboveMaximum, .both, "bounded", ##"/effectiveDateTime = "2099-01-01T00:30:00-01:00""##),
        .init(.valueBelowMinimum, .both, "bounded", ##"/issued = "1999-12-31T23:59:59.9Z""##),
        .init(.valueAboveMaximum, .both, "bounded", ##"/issued = "2999-12-31T23:59:59Z""##, also: [.dateImplausible]),
        .init(.valueBelowMinimum, .both, "bounded", ##"/valueQuantity/value = 0.4"##),
        .init(.valueAboveMaximum, .both, "bounded", ##"/valueQuantity/value = 99.6"##),
        .init(.valueBelowMinimum, .both, "bounded", ##"/component/0/valueTime = "07:59:59.9""##),
        .init(.valueAboveMaximum, .both, "bounded", ##"/component/0/valueTime = "18:30:00.1""##),
        .init(.valueBelowMinimum, .both, "photographed", ##"/birthDate = "1899""##),
        .init(.valueAboveMaximum, .both, "photographed", ##"/birthDate = "2100-01""##),
        .init(.valueBelowMinimum, .both, "photographed", ##"/multipleBirthInteger = 0"##),
        .init(.valueAboveMaximum, .both, "photographed", ##"/multipleBirthInteger = 10"##),
        .init(.valueBelowMinimum, .both, "photographed", ##"/telecom/0/rank = 1"##),
        .init(.valueAboveMaximum, .both, "photographed", ##"/telecom/0/rank = 6"##),
        .init(.valueDecimals, .both, "bounded", ##"/valueQuantity/value = 5.25"##),
        .init(.primitiveRegex, .both, "bounded", ##"/referenceRange/0/text = "Usual""##),
        .init(
            .contentSize, .both, "photographed",
            ##"/photo/0 = {"contentType": "image/png", "data": "aGVsbG8gdGhlcmU="}"##),
        .init(
            .contentSize, .both, "photographed",
            ##"/photo/0 = {"contentType": "image/png", "url": "http://example.org/p.png", "size": 9}"##),
        .init(.quantityWithoutCode, .both, "ruled", ##"/valueQuantity = {"value": 80}"##),
        .init(
            .decimalRange, .both, "observation",
            ##"/component/0 = {"code": {"text": "x"}, "valueQuantity": {"value": 1.234567890123456789}}"##),
        .init(.typeProfileMismatch, .both, "bounded", ##"/specimen = {"reference": "Specimen/s1"}"##),
        .init(
            .profileVersion, .both, "patient",
            ##"/meta/profile = ["http://hl7.org/fhir/StructureDefinition/Patient|9.9.9"]"##),
        .init(
            .profileVersion, .both, "patient",
            ##"/meta/profile = ["http://hl7.org/fhir/1.0/StructureDefinition/Patient"]"##),
        .init(.codeForbidden, .both, "photographed", ##"/meta/tag/0/code = "all""##),
        .init(.codeUndecided, .both, "photographed", ##"/meta/tag/1/code = "two""##),
    ]
}
