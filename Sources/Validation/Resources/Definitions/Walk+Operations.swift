internal import Definitions
internal import ElementModel
internal import Record

/// Operations (R4 and STU3, *OperationDefinition*).
extension Walk {
    /// The profiles of an operation's input and output describe the same parameters as the operation itself.
    func checkOperation(_ node: ElementID) {
        for (name, use) in [(Symbol.inputProfile, "in"), (Symbol.outputProfile, "out")] {
            let stated = view.child(node, name)
            guard stated.exists, view.hasValue(stated) else { continue }
            let canonical = view.value(stated).text
            guard let profile = judgement.context.structureDefinition(canonical) else {
                raise(
                    .operationProfile, stated, "OPDEF_PROFILE_NOT_FOUND",
                    "The profile '\(canonical)' is not among the definitions.",
                    severity: isCompatible ? .error : .warning, decided: isCompatible)
                continue
            }
            guard profile.type == "Parameters" else {
                raise(
                    .operationProfile, stated, "OPDEF_PROFILE_NOT_PARAMETERS",
                    "The profile of an operation's parameters is one on Parameters; '\(canonical)' is one on "
                        + "\(profile.type).")
                continue
            }
            let judge = OperationJudge(walk: self, stated: stated, profile: profile.url)
            judge.check(
                all(node, .parameter).filter { string($0, .use) == use },
                by: store.snapshots.snapshot(of: profile))
        }
    }
}

/// Holds the parameters of an operation against a profile on Parameters.
private struct OperationJudge {
    let walk: Walk
    /// The element that names the profile.
    let stated: ElementID
    let profile: String

    /// A parameter, as the profile describes it.
    private struct DescribedParameter {
        var name: String
        var min: Int
        var max: Int
        var types: [ElementDefinition.TypeReference]
    }

    func check(_ parameters: [ElementID], by snapshot: Snapshot) {
        let described = self.described(by: snapshot)
        for parameter in parameters {
            guard let name = walk.string(parameter, .name) else { continue }
            guard let other = described.first(where: { $0.name == name }) else {
                report(
                    parameter, "OPDEF_PROFILE_NOT_IN_PROFILE", "The profile '\(profile)' has no parameter '\(name)'.",
                    severity: .warning)
                continue
            }
            compare(parameter, name, with: other)
        }
        let names = parameters.compactMap { walk.string($0, .name) }
        for other in described where !names.contains(other.name) {
            walk.raise(
                .operationProfile, stated, "OPDEF_PROFILE_NOT_IN_PARAM",
                "The profile '\(profile)' has the parameter '\(other.name)', which the operation lacks.",
                severity: .warning)
        }
    }

    /// The slices of `Parameters.parameter`, by the names that they fix.
    private func described(by snapshot: Snapshot) -> [DescribedParameter] {
        var found: [DescribedParameter] = []
        for index in snapshot.children(of: 0) {
            let slice = snapshot.elements[index]
            guard slice.name == "parameter", slice.sliceName != nil else { continue }
            var name: String?
            var types: [ElementDefinition.TypeReference] = []
            for child in snapshot.children(of: index) {
                let element = snapshot.elements[child]
                switch element.name {
                case "name": name = (element.fixed ?? element.pattern)?.text
                // Any resource is what is allowed where the profile is silent.
                case "resource" where element.max != 0: types += element.types.filter { $0.code != "Resource" }
                case let value where value.hasPrefix("value") && element.max != 0 && element.types.count < 10:
                    types += element.types
                default: break
                }
            }
            guard let name else { continue }
            found.append(
                DescribedParameter(
                    name: name, min: slice.min ?? 0, max: slice.max ?? ElementDefinition.unbounded, types: types))
        }
        return found
    }

    private func compare(_ parameter: ElementID, _ name: String, with other: DescribedParameter) {
        let min = walk.string(parameter, .min).flatMap { Int($0) }
        if let min, min != other.min {
            report(
                parameter, "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
                "The parameter '\(name)' has min \(min), but \(other.min) in the profile '\(profile)'.")
        }
        if let text = walk.string(parameter, .max) {
            let max = text == "*" ? ElementDefinition.unbounded : Int(text)
            if let max, max != other.max {
                let expected = other.max == ElementDefinition.unbounded ? "*" : "\(other.max)"
                report(
                    parameter, "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
                    "The parameter '\(name)' has max \(text), but \(expected) in the profile '\(profile)'.")
            }
        }
        compareTypes(parameter, name, with: other)
        let stated = walk.strings(parameter, .targetProfile)
        let targets = other.types.flatMap(\.targetProfiles)
        for target in stated where !targets.contains(target) {
            report(
                parameter, "OPDEF_PROFILE_PROFILE_NOT_IN_PROFILE",
                "The parameter '\(name)' has the target '\(target)', which the profile '\(profile)' does not have.")
        }
        for target in targets where !stated.contains(target) {
            report(
                parameter, "OPDEF_PROFILE_PROFILE_NOT_IN_PARAMS",
                "The profile '\(profile)' has the target '\(target)' for '\(name)', which the parameter does not have.")
        }
    }

    private func compareTypes(_ parameter: ElementID, _ name: String, with other: DescribedParameter) {
        let allowed = "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type"
        var types = walk.extensions(parameter, allowed).compactMap { one -> String? in
            let value = walk.view.child(one, defined: .value)
            return value.exists && walk.view.hasValue(value) ? walk.view.value(value).text : nil
        }
        if types.isEmpty { types = walk.string(parameter, .type).map { [$0] } ?? [] }
        guard !types.isEmpty, !other.types.isEmpty else { return }
        let codes = other.types.map(\.code)
        // An abstract type stands for any.
        let any = ["Resource", "DomainResource", "Element", "Any"]
        if types.contains(where: { any.contains($0) }) || codes.contains("Resource") { return }
        for type in types where !codes.contains(type) {
            report(
                parameter, "OPDEF_PROFILE_TYPE_NOT_IN_PROFILE",
                "The parameter '\(name)' is a \(type), which the profile '\(profile)' does not allow.")
        }
        for code in codes where !types.contains(code) {
            report(
                parameter, "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS",
                "The profile '\(profile)' has \(code) for the parameter '\(name)', which is a "
                    + "\(types.joined(separator: ", ")).")
        }
    }

    private func report(_ node: ElementID, _ hl7: String, _ message: String, severity: Severity = .error) {
        // HL7's validator names the parameter below the element that names the profile.
        let place = walk.document.path(of: stated) + ".parameter"
        walk.raise(.operationProfile, node, hl7, message, severity: severity, place: place)
    }
}
