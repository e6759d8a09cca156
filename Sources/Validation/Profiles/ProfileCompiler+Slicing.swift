internal import Definitions
internal import ElementModel

extension ProfileCompiler {
    /// Compiles how the items of a group fall into slices, reslices included.
    mutating func compileSlicing(of group: Group, counters: [Int: UInt16]) {
        guard !group.slices.isEmpty || snapshot[group.entry].slicing != nil else { return }
        if !group.renamed.isEmpty {
            compileRenamed(group, counters: counters)
            return
        }
        // A slice `a/b` is one of the slices into which slice `a` falls.
        var inside: [Int: [Int]] = [:]
        for slice in group.slices {
            let name = snapshot[slice].sliceName ?? ""
            var owner = group.entry
            if let slash = name.lastIndex(of: "/"),
                let above = group.slices.first(where: { snapshot[$0].sliceName == String(name[..<slash]) })
            {
                owner = above
            }
            inside[owner, default: []].append(slice)
        }
        for owner in [group.entry] + group.slices {
            guard let slices = inside[owner] else {
                if owner == group.entry, let slicing = snapshot[owner].slicing, slicing.rules == .closed,
                    !group.slices.isEmpty
                {
                    addSlicing(owner, slicing, [], group, counters)
                }
                continue
            }
            let stated =
                snapshot[owner].slicing
                ?? (owner == group.entry ? impliedSlicing(of: group) : snapshot[group.entry].slicing)
            addSlicing(owner, stated ?? .init(), slices, group, counters)
        }
    }

    /// What is meant where slices stand without a slicing: extensions by their URL, choices by their type.
    private func impliedSlicing(of group: Group) -> ElementDefinition.Slicing? {
        let name = snapshot[group.entry].name
        if name == "extension" || name == "modifierExtension" {
            return .init(discriminators: [.init(kind: .value, path: "url")], rules: .open, isOrdered: false)
        }
        if name.hasSuffix("[x]") {
            return .init(discriminators: [.init(kind: .type, path: "$this")], rules: .open, isOrdered: false)
        }
        return nil
    }

    private mutating func compileRenamed(_ group: Group, counters: [Int: UInt16]) {
        var rows: [SliceRow] = []
        for slice in group.slices {
            guard let type = group.renamed[slice] else { continue }
            let first = UInt32(references.count)
            references.append(UInt32(type.rawValue))
            rows.append(
                SliceRow(
                    element: UInt32(slice), counter: counters[slice] ?? 0, types: Span(first: first, count: 1)))
            rules[slice].flags.insert(.isSlice)
        }
        append(SlicingRow(kind: .type, rules: .open, isOrdered: false), slices: rows, to: group.entry)
    }

    private mutating func append(_ slicing: SlicingRow, slices: [SliceRow], to owner: Int) {
        var slicing = slicing
        slicing.slices = Span(first: UInt32(sliceRows.count), count: UInt32(slices.count))
        sliceRows += slices
        rules[owner].slicing = Int32(slicingRows.count)
        rules[owner].flags.insert(.isSliced)
        slicingRows.append(slicing)
    }

    private mutating func addSlicing(
        _ owner: Int, _ slicing: ElementDefinition.Slicing, _ slices: [Int], _ group: Group, _ counters: [Int: UInt16]
    ) {
        var row = SlicingRow(kind: .general, rules: .open, isOrdered: slicing.isOrdered)
        slicingWords[snapshot[owner].id] =
            slicing.discriminators.isEmpty
            ? "their whole content"
            : slicing.discriminators.map {
                "\($0.kind.rawValue) of \($0.path == "$this" ? "the element itself" : "'\($0.path)'")"
            }
            .joined(separator: ", ")
        switch slicing.rules {
        case .open: row.rules = .open
        case .closed: row.rules = .closed
        case .openAtEnd: row.rules = .openAtEnd
        }
        var rows: [SliceRow] = slices.map { SliceRow(element: UInt32($0), counter: counters[$0] ?? 0) }
        if let other = slices.firstIndex(where: { snapshot[$0].sliceName == "@default" }) {
            row.otherwise = Int32(other)
        }
        if slicing.discriminators.isEmpty {
            row.kind = .content
        } else if slicing.discriminators.contains(where: { $0.kind == .position }) {
            row.kind = .position
        } else if slicing.discriminators.allSatisfy({ $0.kind == .type && $0.path == "$this" }) {
            row.kind = .type
            for (place, slice) in slices.enumerated() {
                rows[place].types = typeNumbers(snapshot[slice].types)
            }
        } else if let constants = constants(of: slices, slicing) {
            row.kind = .constant
            row.path = constants.path
            for (place, constant) in constants.values.enumerated() { rows[place].constant = constant }
        } else {
            for (place, slice) in slices.enumerated() where Int32(place) != row.otherwise {
                rows[place].criteria = criteria(of: slice, slicing)
            }
        }
        append(row, slices: rows, to: owner)
    }

    mutating func typeNumbers(_ stated: [ElementDefinition.TypeReference]) -> Span {
        let first = UInt32(references.count)
        for type in stated {
            references.append(UInt32(types.type(named: type.fhirType ?? type.code).rawValue))
        }
        return Span(first: first, count: UInt32(references.count) - first)
    }

    // MARK: One look-up

    /// The constants that tell the slices, where all of them test one path of plain names for equality with a text.
    private mutating func constants(
        of slices: [Int], _ slicing: ElementDefinition.Slicing
    ) -> (path: Span, values: [Int32])? {
        guard slicing.discriminators.count == 1, let discriminator = slicing.discriminators.first,
            discriminator.kind == .value || discriminator.kind == .pattern,
            let path = DiscriminatorPath(discriminator.path), path.steps.allSatisfy({ $0.kind == .child })
        else { return nil }
        let isExtensionURL = path.steps.count == 1 && path.steps[0].name == "url"
        var found: [String?] = []
        for slice in slices {
            if snapshot[slice].sliceName == "@default" {
                found.append(nil)
                continue
            }
            if isExtensionURL, let profile = snapshot[slice].types.first?.profiles.first,
                snapshot[slice].types.count == 1, snapshot[slice].types[0].profiles.count == 1
            {
                found.append(Canonical(profile).url)
                continue
            }
            let places = self.places(from: .element(snapshot: snapshotPlace, number: slice), path.steps[...])
            guard places.count == 1, let value = places[0].value, let text = value.text,
                value.document.view.hasChildren(value.element) == false
            else { return nil }
            found.append(text)
        }
        let span = add(path)
        return (
            span,
            found.map { text -> Int32 in
                guard let text else { return -1 }
                constants.append(ByteSlice(copying: text))
                return Int32(constants.count - 1)
            }
        )
    }

    mutating func add(_ path: DiscriminatorPath) -> Span {
        let first = UInt32(steps.count)
        for step in path.steps {
            switch step.kind {
            case .child: steps.append(PathStep(kind: .child, name: Symbol(step.name)))
            case .extensionURL:
                texts.append(step.name)
                steps.append(PathStep(kind: .extensionURL, name: .none, text: Int32(texts.count - 1)))
            case .resolve: steps.append(PathStep(kind: .resolve, name: .none))
            case .ofType:
                steps.append(PathStep(kind: .ofType, name: .none, type: types.type(named: step.name)))
            }
        }
        return Span(first: first, count: UInt32(steps.count) - first)
    }

    // MARK: The general case

    private mutating func criteria(of slice: Int, _ slicing: ElementDefinition.Slicing) -> Span {
        var rows: [CriterionRow] = []
        for discriminator in slicing.discriminators {
            guard let path = DiscriminatorPath(discriminator.path) else {
                remarks.append(
                    "\(snapshot[slice].id): the discriminator path '\(discriminator.path)' is not understood")
                continue
            }
            let before = rows.count
            let places = self.places(from: .element(snapshot: snapshotPlace, number: slice), path.steps[...])
            switch discriminator.kind {
            case .value, .pattern: addValueCriteria(path, places, to: &rows)
            case .exists:
                let isForbidden = places.contains { $0.element?.max == 0 }
                let isRequired = places.contains { ($0.element?.min ?? 0) > 0 }
                if isForbidden || isRequired {
                    rows.append(CriterionRow(kind: isForbidden ? .absent : .exists, path: add(path), argument: -1))
                }
            case .type:
                let stated = places.flatMap(\.types)
                if !stated.isEmpty {
                    let span = add(path)
                    let numbers = typeNumbers(stated)
                    rows.append(
                        CriterionRow(
                            kind: .type, path: span, argument: Int32(numbers.first),
                            count: UInt16(clamping: numbers.count)))
                }
            case .profile:
                let stated = places.compactMap { $0.profiles }.flatMap { $0 }
                if !stated.isEmpty {
                    let span = add(path)
                    let numbers = references(stated)
                    rows.append(
                        CriterionRow(
                            kind: .profile, path: span, argument: Int32(numbers.first),
                            count: UInt16(clamping: numbers.count)))
                }
            case .position: break
            }
            if rows.count == before {
                remarks.append("\(snapshot[slice].id): nothing in the slice says what '\(discriminator.path)' must be")
            }
        }
        if rows.isEmpty { rows.append(CriterionRow(kind: .none, path: Span(), argument: -1)) }
        let first = UInt32(criterionRows.count)
        criterionRows += rows
        return Span(first: first, count: UInt32(rows.count))
    }

    private mutating func addValueCriteria(
        _ path: DiscriminatorPath, _ places: [Place], to rows: inout [CriterionRow]
    ) {
        for place in places {
            if let value = place.value {
                let number = add(value)
                rows.append(CriterionRow(kind: place.isPattern ? .pattern : .fixed, path: add(path), argument: number))
                continue
            }
            guard case .element(let part, let number)? = place.source else { continue }
            let element = part.elements[number]
            if let binding = element.binding, binding.strength == .required, let set = binding.valueSet {
                valueSets.append(set)
                rows.append(CriterionRow(kind: .binding, path: add(path), argument: Int32(valueSets.count - 1)))
                continue
            }
            // Fixed values further down tell the slice as well.
            let before = rows.count
            addInner(part, number, path, to: &rows, depth: 0)
            if rows.count > before { continue }
            if element.max == 0 {
                rows.append(CriterionRow(kind: .absent, path: add(path), argument: -1))
            } else if (element.min ?? 0) > 0, !path.steps.isEmpty {
                rows.append(CriterionRow(kind: .exists, path: add(path), argument: -1))
            }
        }
    }

    private mutating func addInner(
        _ part: SnapshotPlace, _ number: Int, _ path: DiscriminatorPath, to rows: inout [CriterionRow], depth: Int
    ) {
        guard depth < 4 else { return }
        for child in part.below[number] {
            let element = part.elements[child]
            guard element.sliceName == nil else { continue }
            var inner = path
            inner.steps.append(.init(kind: .child, name: String(ElementDefinition.plainName(element.name))))
            if let value = element.fixed ?? element.pattern {
                let argument = add(value)
                rows.append(
                    CriterionRow(kind: element.fixed != nil ? .fixed : .pattern, path: add(inner), argument: argument))
            } else {
                addInner(part, child, inner, to: &rows, depth: depth + 1)
            }
        }
    }
}
