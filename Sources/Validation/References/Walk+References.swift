internal import Definitions
internal import ElementModel
internal import Record

/// Where a reference leads.
enum ReferenceTarget {
    /// A resource of this document, and whether it is contained, else in a Bundle.
    case found(ElementID, isContained: Bool)
    /// It must be in the document and is not.
    case missing
    /// Two entries fit.
    case ambiguous
    /// Outside the document: nobody looks.
    case external
    /// There is nothing to follow, or it has no valid form.
    case none
}

extension Walk {
    /// The index of the document, made when it is first asked for.
    func index(of resource: ElementID) -> ReferenceIndex {
        if let referenceIndex { return referenceIndex }
        let made = ReferenceIndex(view, types: types, bundleType: known.Bundle)
        referenceIndex = made
        return made
    }

    /// The resource that a Reference (or a uri) leads to, where it is in the document; `nil` where it is not.
    func resolve(_ node: ElementID) -> ElementID? {
        var text = node
        if types.kind(view.type(node)) != .primitive { text = view.child(node, .reference) }
        guard text.exists, view.hasValue(text) else { return nil }
        let reference = ReferenceText(view.value(text), types: types)
        if case .found(let target, _) = target(of: reference, at: node) { return target }
        return nil
    }

    /// Where a reference leads (R4 and STU3, *References*, *Bundle: resolving references*).
    func target(of reference: ReferenceText, at node: ElementID) -> ReferenceTarget {
        let holder = view.resource(of: node)
        let index = index(of: holder)
        if reference.form == .local {
            guard let id = reference.fragment else { return .none }
            let found = index.contained(id, in: holder, view)
            return found.exists ? .found(found, isContained: true) : .missing
        }
        if reference.form == .invalid || reference.form == .query { return .none }
        var resource = holder
        if view.flags(resource).contains(.contained) { resource = view.resource(of: view.parent(resource)) }
        guard let number = index.entry(of: resource) else { return parameterTarget(of: reference, from: resource) }
        let entry = index.entries[number]
        var found: [Int]
        if reference.form == .relative {
            guard let url = absolute(reference, from: entry) ?? courtesy(reference, from: entry) else {
                return .external
            }
            found = url.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return [] }
                return index.entries(withFullURL: ByteSlice(start: start, count: buffer.count), in: entry.bundle)
            }

        } else {
            found = index.entries(withFullURL: reference.base, in: entry.bundle)
        }
        if let version = reference.version {
            found = found.filter { number in
                let resource = index.entries[number].resource
                let meta = resource.exists ? view.child(resource, .meta) : .none
                let stated = meta.exists ? view.child(meta, .versionId) : .none
                return stated.exists && view.value(stated) == version
            }
        }
        if found.count > 1 { return .ambiguous }
        guard let first = found.first else { return .external }
        let target = index.entries[first].resource
        guard target.exists else { return .external }
        if let fragment = reference.fragment {
            let inner = index.contained(fragment, in: target, view)
            return inner.exists ? .found(inner, isContained: true) : .missing
        }
        return .found(target, isContained: false)
    }

    /// A courtesy of HL7's validator: from an entry with a urn, `Type/id` means the urn of that id.
    private func courtesy(_ reference: ReferenceText, from entry: ReferenceIndex.Entry) -> [UInt8]? {
        guard isCompatible, let id = reference.id, entry.fullURL.exists, view.hasValue(entry.fullURL),
            view.value(entry.fullURL).starts(with: "urn:uuid:")
        else { return nil }
        return Array("urn:uuid:".utf8) + Array(id.buffer)
    }

    /// Parameters: the resources of the other parts, by type and id.
    private func parameterTarget(of reference: ReferenceText, from resource: ElementID) -> ReferenceTarget {
        guard reference.form == .relative, let type = reference.type, let id = reference.id else { return .external }
        var current = resource
        while view.parent(current).exists, view.name(current) != .Parameters { current = view.parent(current) }
        guard view.type(current) == types.type(named: "Parameters"), current != resource else { return .external }
        var element = current.rawValue + 1
        while element < view.end(current).rawValue {
            let candidate = ElementID(rawValue: element)
            if view.isResource(candidate), types.name(view.type(candidate)).bytes == type {
                let stated = view.child(candidate, .id)
                if stated.exists, view.value(stated) == id { return .found(candidate, isContained: false) }
            }
            element += 1
        }
        return .external
    }

    /// A relative reference made absolute by the fullUrl of the entry that it stands in.
    func absolute(_ reference: ReferenceText, from entry: ReferenceIndex.Entry) -> [UInt8]? {
        guard entry.fullURL.exists, view.hasValue(entry.fullURL) else { return nil }
        let url = ReferenceText(view.value(entry.fullURL), types: types)
        guard url.form == .absolute, let type = url.type, let id = url.id else { return nil }
        let root = url.base.count - type.count - id.count - 1
        return Array(url.base[0..<root].buffer) + Array(reference.base.buffer)
    }

    // MARK: Rules of profiles

    /// What the rule for a reference says of its target: type, profile, and how it is there.
    func checkTarget(_ node: ElementID, _ row: TypeRow, _ active: ActiveRule) {
        let text = view.child(node, .reference)
        let profile = active.profile
        var type = TypeID.none
        var target = ElementID.none
        var isContained = false
        var isExternal = false
        if text.exists, view.hasValue(text) {
            let reference = ReferenceText(view.value(text), types: types)
            switch self.target(of: reference, at: node) {
            case .found(let found, let contained):
                target = found
                isContained = contained
                type = view.type(found)
            case .external:
                isExternal = true
                if let name = reference.type { type = types.type(named: Symbol(bytes: name.buffer)) }
            default: break
            }
        }
        let stated = statedType(node)
        if type == .none { type = stated }
        if row.aggregation != 0 { checkAggregation(node, row, active, isContained, target, isExternal) }
        guard type != .none, !row.targets.isEmpty else { return }
        if stated != .none, stated != type || !target.exists, !allows(stated, row, profile) {
            note(.referenceTargetType, node, active, variant: 2, text: "\(types.text(stated))")
            return
        }
        // HL7's validator looks at targets only where it follows references.
        if isCompatible, !target.exists, options.validateReferences == .ignore { return }
        var fitsType = false
        var mustConform: [ProfilePointer] = []
        var anything = false
        var unknown = false
        for number in row.targets.range {
            let reference = profile.pointee.references[number]
            switch targetType(reference) {
            case .core(let wanted):
                if types.isKind(type, of: wanted) {
                    fitsType = true
                    anything = true
                }
            case .profile(let wanted):
                if types.isKind(type, of: wanted.pointee.type) {
                    fitsType = true
                    mustConform.append(wanted)
                }
            case .unknown:
                unknown = true
            }
        }
        if !fitsType {
            if unknown {
                if target.exists {
                    note(.referenceTargetUndecided, node, active, decided: false, text: missingTargets(row, active))
                }
                return
            }
            note(.referenceTargetType, node, active, text: "\(types.text(type))")
            return
        }
        if !anything, !target.exists, options.validateReferences == .checkValid, !mustConform.isEmpty {
            checkOutsideTarget(node, mustConform, active)
        }
        guard !anything, target.exists else { return }
        if mustConform.contains(where: { conforms(target, to: $0, element: 0) }) { return }
        if unknown {
            note(.referenceTargetUndecided, node, active, decided: false, text: missingTargets(row, active))
            return
        }
        note(
            .referenceTargetProfile, node, active,
            text: mustConform.map { $0.pointee.cold.definition.url }.joined(separator: ", ") + "\u{0}"
                + reason(target, fails: mustConform[0]))
    }

    /// The type that a reference states (R4); none where it states none, or one that is no resource.
    private func statedType(_ node: ElementID) -> TypeID {
        guard isR4, case let stated = view.child(node, .type), stated.exists, view.hasValue(stated) else {
            return .none
        }
        return types.type(named: Symbol(bytes: view.value(stated).buffer))
    }

    /// Whether some target that a rule allows has the type, or may have it.
    private func allows(_ type: TypeID, _ row: TypeRow, _ profile: ProfilePointer) -> Bool {
        row.targets.range.contains { number in
            switch targetType(profile.pointee.references[number]) {
            case .core(let wanted): types.isKind(type, of: wanted)
            case .profile(let wanted): types.isKind(type, of: wanted.pointee.type)
            case .unknown: true
            }
        }
    }

    /// Judges a target outside the document, where the caller gave it.
    private func checkOutsideTarget(_ node: ElementID, _ profiles: [ProfilePointer], _ active: ActiveRule) {
        let text = view.child(node, .reference)
        guard text.exists, view.hasValue(text), case let name = view.value(text).text, let other = resources[name],
            !trail.contains(name), trail.count < 16
        else { return }
        let urls = profiles.map { $0.pointee.cold.canonical }
        let fits = urls.contains { url in
            let inner = Walk(
                store: store, options: options,
                judgement: Judgement(
                    context: judgement.context, options: options, terminology: judgement.terminology),
                resources: resources, document: other)
            inner.trail = trail.union([name])
            inner.require(url, of: .root, since: 0)
            inner.visitTop(.root, since: 0)
            return inner.issues.errors == 0
        }
        if !fits { note(.referenceTargetProfile, node, active, text: urls.joined(separator: ", ")) }
    }

    private func checkAggregation(
        _ node: ElementID, _ row: TypeRow, _ active: ActiveRule, _ isContained: Bool, _ target: ElementID,
        _ isExternal: Bool
    ) {
        let allowed = AggregationMode(rawValue: row.aggregation)
        let fits: Bool
        if target.exists {
            fits =
                isContained ? allowed.contains(.contained) : allowed.contains(.bundled) || allowed.contains(.referenced)
        } else if isExternal {
            let isInBundle = index(of: view.resource(of: node)).entries.isEmpty == false
            fits = allowed.contains(.referenced) || !(isInBundle || options.enforceAggregation)
        } else {
            return
        }
        if !fits {
            note(
                .referenceAggregation, node, active, variant: target.exists ? 0 : 1, first: Int(row.aggregation),
                second: isContained ? 1 : target.exists ? 4 : 2)
        }
    }

    enum TargetType {
        case core(TypeID)
        case profile(ProfilePointer)
        case unknown
    }

    /// The profiles of targets that are not among the definitions, for a message.
    private func missingTargets(_ row: TypeRow, _ active: ActiveRule) -> String {
        var names: [String] = []
        for number in row.targets.range {
            let reference = active.profile.pointee.references[number]
            if case .unknown = targetType(reference) { names.append("'\(store.canonical(ofReference: reference))'") }
        }
        return names.joined(separator: ", ")
    }

    /// What a target profile asks for: a core type (nothing more to check) or a profile.
    func targetType(_ reference: UInt32) -> TargetType {
        if let known = targetTypes[reference] { return known }
        let canonical = Canonical(store.canonical(ofReference: reference)).url
        let base = "http://hl7.org/fhir/StructureDefinition/"
        var found = TargetType.unknown
        if canonical.hasPrefix(base), case let type = types.type(named: canonical.dropFirst(base.count)), type != .none
        {
            found = .core(type)
        } else if let profile = profile(reference) {
            found = .profile(profile)
        }
        targetTypes[reference] = found
        return found
    }
}
