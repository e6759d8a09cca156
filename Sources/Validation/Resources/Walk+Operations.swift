internal import Definitions
internal import ElementModel
internal import Record

extension Walk {
    /// The profiles of an operation's input and output describe the same parameters as the operation itself.
    func checkOperation(_ node: ElementID) {
        for (name, use) in [(Symbol.inputProfile, "in"), (Symbol.outputProfile, "out")] {
            let stated = view.child(node, name)
            guard stated.exists, view.hasValue(stated),
                let profile = judgement.context.structureDefinition(view.value(stated).text),
                profile.type == "Parameters"
            else { continue }
            let described = parameters(of: store.snapshots.snapshot(of: profile))
            for parameter in view.children(node) where view.name(parameter) == .parameter {
                guard word(parameter, .use) == use, let name = word(parameter, .name) else { continue }
                guard let other = described.first(where: { $0.name == name }) else {
                    report(
                        parameter, "OPDEF_PROFILE_NOT_IN_PROFILE",
                        "The profile '\(profile.url)' has no parameter '\(name)'.", severity: .warning)
                    continue
                }
                compare(parameter, name, with: other, of: profile.url)
            }
        }
    }

    /// A parameter, as a profile on Parameters describes it.
    private struct DescribedParameter {
        var name: String
        var min: Int
        var max: Int
        var types: [ElementDefinition.TypeReference]
    }

    /// The slices of `Parameters.parameter`, by the names that they fix.
    private func parameters(of snapshot: Snapshot) -> [DescribedParameter] {
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

    private func compare(
        _ parameter: ElementID, _ name: String, with other: DescribedParameter, of profile: String
    ) {
        let min = word(parameter, .min).flatMap { Int($0) }
        if let min, min != other.min {
            report(
                parameter, "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
                "The parameter '\(name)' has min \(min), but \(other.min) in the profile '\(profile)'.")
        }
        if let text = word(parameter, .max) {
            let max = text == "*" ? ElementDefinition.unbounded : Int(text)
            if let max, max != other.max {
                let expected = other.max == ElementDefinition.unbounded ? "*" : "\(other.max)"
                report(
                    parameter, "OPDEF_PROFILE_NOT_VALUE_MISMATCH",
                    "The parameter '\(name)' has max \(text), but \(expected) in the profile '\(profile)'.")
            }
        }
        guard let type = word(parameter, .type), !other.types.isEmpty else { return }
        let codes = other.types.map(\.code)
        // An abstract type stands for any.
        if !["Resource", "DomainResource", "Element", "Any"].contains(type), !codes.contains("Resource") {
            if !codes.contains(type) {
                report(
                    parameter, "OPDEF_PROFILE_TYPE_NOT_IN_PROFILE",
                    "The parameter '\(name)' is a \(type), which the profile '\(profile)' does not allow.")
            }
            for code in codes where code != type {
                report(
                    parameter, "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS",
                    "The profile '\(profile)' has \(code) for the parameter '\(name)', which is a \(type).")
            }
        }
        let stated = view.children(parameter).filter { view.name($0) == .targetProfile && view.hasValue($0) }
            .map { view.value($0).text }
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

    private func report(_ node: ElementID, _ hl7: String, _ message: String, severity: Severity = .error) {
        note(.operationProfile, node, severity: severity, text: hl7 + "\u{0}" + message)
    }
    private func word(_ node: ElementID, _ name: Symbol) -> String? {
        let child = view.child(node, name)
        return child.exists && view.hasValue(child) ? view.value(child).text : nil
    }
}
