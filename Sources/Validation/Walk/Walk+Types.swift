internal import Definitions
internal import ElementModel
internal import Record

extension Walk {
    /// Puts the profiles that the rules name for the node's type in force; of several, one must fit.
    func applyTypes(_ node: ElementID, _ record: ElementRecord, since start: Int, to end: Int) {
        for place in start..<end {
            let active = actives[place]
            let rule = active.rule
            if rule.pointee.types.isEmpty { continue }
            let isResource = record.flags.contains(.resource)
            if !isResource, !rule.pointee.flags.contains(.hasChecks) { continue }
            var fits = false
            for number in rule.pointee.types.range {
                let row = active.profile.pointee.types[number]
                guard row.type == record.type || (isResource && types.isKind(record.type, of: row.type)) else {
                    continue
                }
                fits = true
                if row.profiles.isEmpty { continue }
                if isResource, row.profiles.count == 1,
                    let wanted = profile(active.profile.pointee.references[Int(row.profiles.first)]),
                    !types.isKind(record.type, of: wanted.pointee.type)
                {
                    fits = false
                    continue
                }
                if row.profiles.count == 1 {
                    applyProfile(
                        active.profile.pointee.references[Int(row.profiles.first)], to: node, active, since: start)
                } else {
                    chooseProfile(row.profiles, for: node, active)
                }
            }
            if !fits, isResource {
                let parent = view.parent(node)
                let isEntry =
                    parent.exists && view.parent(parent).exists && view.type(view.parent(parent)) == known.Bundle
                note(isEntry ? .bundleEntryType : .typeNotAllowed, node, active)
                // Nothing else of a rule for another type can be said.
                actives.start[place].content = 0
                actives.start[place].isIdle = true
            }
        }
    }

    /// Puts one profile of an element's type in force.
    private func applyProfile(_ reference: UInt32, to node: ElementID, _ active: ActiveRule, since start: Int) {
        switch resolution(reference) {
        case .found(let profile):
            let type = view.type(node)
            if types.isKind(type, of: profile.pointee.type) || types.isKind(profile.pointee.type, of: type) {
                activate(profile, 0, since: start)
            } else {
                note(
                    .typeProfileMismatch, node, active,
                    text: store.canonical(ofReference: reference) + "\u{0}" + types.text(profile.pointee.type))
            }
        case .missing, .unknown:
            // An extension says itself that its definition is missing.
            if view.type(node) == known.Extension { return }
            note(.typeProfileUnknown, node, active, text: store.canonical(ofReference: reference))
        case .broken(let why):
            note(
                .profileBroken, node, active, decided: false, text: store.canonical(ofReference: reference) + ": " + why
            )
        }
    }

    /// Of several profiles on one type, one must fit.
    private func chooseProfile(_ choices: Span, for node: ElementID, _ active: ActiveRule) {
        var missing = false
        for number in choices.range {
            guard let profile = profile(active.profile.pointee.references[number]) else {
                missing = true
                continue
            }
            if conforms(node, to: profile, element: 0) {
                if options.explains, issues.speculation == 0 { noteSeveral(choices, for: node, active) }
                return
            }
        }
        func names() -> String {
            choices.range.map { store.canonical(ofReference: active.profile.pointee.references[$0]) }.joined(
                separator: ", ")
        }
        if missing {
            note(.typeProfileUnknown, node, active, severity: .warning, decided: false, text: names())
            return
        }
        func reason() -> String {
            for number in choices.range {
                if let profile = profile(active.profile.pointee.references[number]) {
                    return self.reason(node, fails: profile)
                }
            }
            return ""
        }
        note(.typeProfileNone, node, active, text: names() + "\u{0}" + reason())
        if issues.speculation > 0 { return }
        // HL7's validator tells what is wrong by each; one that is nearest helps more.
        var nearest: (profile: ProfilePointer, errors: Int)?
        for number in choices.range {
            guard let profile = profile(active.profile.pointee.references[number]) else { continue }
            if isCompatible {
                judge(node, by: profile)
                continue
            }
            let errors = speculate { judge(node, by: profile) }
            if errors < nearest?.errors ?? Int.max { nearest = (profile, errors) }
        }
        if let nearest { judge(node, by: nearest.profile) }
    }

    private func judge(_ node: ElementID, by profile: ProfilePointer) {
        let start = actives.count
        actives.push(ActiveRule(profile: profile, element: 0))
        visit(node, since: start)
        actives.shrink(to: start)
    }

    /// Says which of several profiles an element conforms to, where that is more than one.
    private func noteSeveral(_ choices: Span, for node: ElementID, _ active: ActiveRule) {
        var names: [String] = []
        for number in choices.range {
            let reference = active.profile.pointee.references[number]
            if let profile = profile(reference), conforms(node, to: profile, element: 0) {
                names.append(store.canonical(ofReference: reference))
            }
        }
        if names.count > 1 { note(.typeProfileSeveral, node, active, text: names.joined(separator: ", ")) }
    }

    // MARK: Resources

    /// Judges a resource: by its type, the profiles it claims, and what is already in force from `start`.
    func visitResource(_ node: ElementID, since start: Int, claims: Bool = true) {
        let record = view[node]
        guard record.type != .none, types.kind(record.type) == .resource else { return }
        var profiles = actives.count
        if claims { applyClaims(node, record, since: start) }
        if record.type == known.Observation { applyVitalSigns(node, since: start) }
        for number in globalProfiles(record.type) {
            if let profile = profile(number) { activate(profile, 0, since: start) }
        }
        applyTypeProfile(record, hasChildren: true, since: start)
        applyImposed(since: start)
        profiles = actives.count
        if profiles - start > 1 { dropAncestors(since: start) }
        if options.explains, issues.speculation == 0 { explainProfiles(node, since: start) }
        if issues.speculation == 0 { checkFrame(node, record) }
        visit(node, since: start)
        if issues.speculation == 0 { checkResource(node, record) }
    }

    /// What implementation guides lay on every resource of a type.
    private func globalProfiles(_ type: TypeID) -> [UInt32] {
        if let known = globals[type] { return known }
        let found = store.globalProfiles(of: types.text(type))
        globals[type] = found
        return found
    }

    /// Puts the profiles of `meta.profile` in force.
    private func applyClaims(_ node: ElementID, _ record: ElementRecord, since start: Int) {
        let meta = view.child(node, .meta)
        guard meta.exists else { return }
        for claim in view.children(meta) where view.name(claim) == .profile && view.hasValue(claim) {
            let text = view.value(claim)
            if text.isEmpty { continue }
            switch resolution(reference(text)) {
            case .found(let profile):
                guard types.isKind(record.type, of: profile.pointee.type) else {
                    note(.profileWrongType, node, text: "\(text.text) \(types.text(profile.pointee.type))")
                    continue
                }
                activate(profile, 0, since: start)
            case .missing, .unknown: noteMissing(claim, text.text, node, record, since: start)
            case .broken(let why):
                note(.profileBroken, claim, decided: false, text: text.text + ": " + why)
            }
        }
    }

    /// A profile that is claimed and not there: a type's own by a name with the release in it, another version, unknown.
    private func noteMissing(
        _ claim: ElementID, _ canonical: String, _ node: ElementID, _ record: ElementRecord, since start: Int
    ) {
        // `http://hl7.org/fhir/4.0/StructureDefinition/Patient` is the one of that release.
        let parts = canonical.split(separator: "/", omittingEmptySubsequences: false)
        if canonical.hasPrefix("http://hl7.org/fhir/"), parts.count == 7, parts[5] == "StructureDefinition",
            parts[4].first?.isNumber == true
        {
            let isThis = parts[4].hasPrefix(isR4 ? "4.0" : "3.0")
            let own = "http://hl7.org/fhir/StructureDefinition/\(parts[6])"
            guard isThis, let profile = profile(store.reference(own, from: nil)) else {
                note(
                    .profileVersion, claim, severity: isThis ? .warning : .information, variant: 1, decided: false,
                    text: canonical)
                return
            }
            if types.isKind(record.type, of: profile.pointee.type) {
                activate(profile, 0, since: start)
            } else {
                note(
                    .profileWrongType, isCompatible ? claim : node, variant: 2,
                    text: "\(canonical) \(types.text(profile.pointee.type))")
            }
            return
        }
        if case .otherVersions(let versions) = store.context.resolve(canonical, kind: .structureDefinition) {
            note(.profileVersion, claim, decided: false, text: canonical + "\u{0}" + versions.joined(separator: ", "))
            return
        }
        note(.profileUnknown, claim, decided: false, text: canonical)
    }

    /// Puts in force what the profiles in force impose.
    private func applyImposed(since start: Int) {
        var place = start
        while place < actives.count, place - start < 64 {
            let active = actives[place]
            place += 1
            guard active.element == 0, !active.profile.pointee.cold.definition.imposedProfiles.isEmpty else { continue }
            for canonical in active.profile.pointee.cold.definition.imposedProfiles {
                let number = store.reference(canonical, from: active.profile.pointee.cold.definition.origin)
                if let profile = profile(number) { activate(profile, 0, since: start) }
            }
        }
    }

    /// A profile that another one in force builds on need not run: it is inside the other's snapshot.
    private func dropAncestors(since start: Int) {
        var kept = start
        for place in start..<actives.count {
            let active = actives[place]
            var isInside = false
            if active.element == 0 {
                let url = active.profile.pointee.cold.definition.url
                for other in start..<actives.count where other != place && actives[other].element == 0 {
                    if actives[other].profile != active.profile,
                        actives[other].profile.pointee.cold.lineage.contains(url)
                    {
                        isInside = true
                        break
                    }
                }
            }
            if !isInside {
                actives.start[kept] = active
                kept += 1
            } else {
                // Compare with what is left only: order is kept, so nothing is lost.
                continue
            }
        }
        actives.shrink(to: kept)
    }
}
