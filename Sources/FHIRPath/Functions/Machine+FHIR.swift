internal import ElementModel
internal import Units

extension Machine {
    /// FHIR's additions.
    mutating func fhir(_ function: Function, _ call: Call) throws(ExpressionError) {
        switch function {
        case .extension: try extensions(call)
        case .getValue:
            guard call.count == 1 else {
                top = call.start
                return
            }
            let value = system(items[call.start])
            top = call.start
            if value.kind != .element { try push(value) }
        case .resolve: try resolve(call)
        case .memberOf: try memberOf(call)
        case .conformsTo: try conformsTo(call)
        case .subsumes, .subsumedBy: try subsumes(function, call)
        case .comparable: try comparable(call)
        case .htmlChecks: try htmlChecks(call)
        case .checkModifiers: try checkModifiers(call)
        case .slice: try slice(call)
        case .elementDefinition: try elementDefinition(call)
        default: break
        }
    }

    private mutating func elementDefinition(_ call: Call) throws(ExpressionError) {
        let last = top
        for place in call.start..<call.end where items[place].kind == .element {
            let item = items[place]
            let target = EvaluationHost.Target(view: views[Int(item.place)], element: item.element)
            if let found = host.elementDefinition?(target) {
                try push(Item(element: found.element, view: viewNumber(found.view)))
            } else {
                note(undecided: "no definition of the element is at hand for elementDefinition()")
            }
        }
        collapse(from: last, to: call.start)
    }

    /// Asks the host; what nobody knows gives nothing, and is noted.
    private mutating func push(_ answer: EvaluationHost.Answer, _ call: Call) throws(ExpressionError) {
        switch answer {
        case .yes: try push(Item(boolean: true))
        case .no: try push(Item(boolean: false))
        case .unknown(let reason): note(undecided: reason)
        case .failure(let reason): throw failure(call.instruction, reason)
        }
    }

    private mutating func extensions(_ call: Call) throws(ExpressionError) {
        let url = try string(call.first.lowerBound, call.first.upperBound, call.instruction, "The URL of extension()")
        let last = call.first.upperBound
        top = last
        guard let url else {
            top = call.start
            return
        }
        for place in call.start..<call.end {
            let item = items[place]
            guard item.kind == .element else { continue }
            let view = views[Int(item.place)]
            var child = view.firstChild(item.element)
            while child.exists {
                if view.name(child) == .extension {
                    let found = view.child(child, .url)
                    if found.exists, view.value(found).buffer.elementsEqual(url) {
                        try push(Item(element: child, view: item.place))
                    }
                }
                child = view.nextSibling(child)
            }
        }
        collapse(from: last, to: call.start)
    }

    // MARK: References

    private mutating func resolve(_ call: Call) throws(ExpressionError) {
        let last = top
        for place in call.start..<call.end {
            let item = items[place]
            if let target = target(of: item) {
                try push(Item(element: target.element, view: viewNumber(target.view)))
            } else {
                unresolvedCount += 1
            }
        }
        collapse(from: last, to: call.start)
    }

    private func target(of item: Item) -> EvaluationHost.Target? {
        var holder = item
        var text: String
        if item.kind == .element {
            let view = views[Int(item.place)]
            var value = item.element
            if view.types.kind(view.type(value)) != .primitive { value = view.child(value, .reference) }
            guard value.exists, view.hasValue(value) else { return nil }
            text = view.value(value).text
        } else if item.kind == .string {
            holder = contextItem
            text = Machine.ownText(item.string)
        } else {
            return nil
        }
        guard holder.kind == .element else { return nil }
        let from = EvaluationHost.Target(view: views[Int(holder.place)], element: holder.element)
        if text.hasPrefix("#") { return contained(text.dropFirst(), from) }
        return host.resolve?(text, from)
    }

    /// The resource in `contained` of that id; `#` alone is the container.
    private func contained(_ id: Substring, _ from: EvaluationHost.Target) -> EvaluationHost.Target? {
        let view = from.view
        var container = view.resource(of: from.element)
        while container.exists, view.flags(container).contains(.contained) {
            container = view.resource(of: view.parent(container))
        }
        guard container.exists else { return nil }
        if id.isEmpty { return EvaluationHost.Target(view: view, element: container) }
        for child in view.children(container) where view.name(child) == .contained {
            let found = view.child(child, .id)
            if found.exists, view.value(found).equals(String(id)) {
                return EvaluationHost.Target(view: view, element: child)
            }
        }
        return nil
    }

    // MARK: Terminology and profiles

    private mutating func memberOf(_ call: Call) throws(ExpressionError) {
        let url = try string(call.first.lowerBound, call.first.upperBound, call.instruction, "The value set")
        let item = try single(call, .memberOf)
        top = call.start
        guard let url, let item else { return }
        guard let memberOf = host.memberOf else {
            note(undecided: "no terminology is at hand for memberOf('\(Machine.ownText(url))')")
            return
        }
        try push(memberOf(result(item), Machine.ownText(url)), call)
    }

    private mutating func conformsTo(_ call: Call) throws(ExpressionError) {
        let url = try string(call.first.lowerBound, call.first.upperBound, call.instruction, "The profile")
        let item = try single(call, .conformsTo)
        top = call.start
        guard let url, let item else { return }
        guard item.kind == .element else {
            throw failure(
                call.instruction, "conformsTo() was asked of \(description(item)).", expected: "an element",
                found: description(item))
        }
        let profile = Machine.ownText(url)
        let view = views[Int(item.place)]
        if let conformsTo = host.conformsTo {
            try push(conformsTo(EvaluationHost.Target(view: view, element: item.element), profile), call)
            return
        }
        // A base type's profile says no more than the type.
        let base = "http://hl7.org/fhir/StructureDefinition/"
        let type = profile.hasPrefix(base) ? view.types.type(named: profile.dropFirst(base.count)) : .none
        guard type != .none else {
            throw failure(
                call.instruction, "The profile '\(profile)' is not known.", expected: "a profile that is loaded",
                found: profile)
        }
        try push(Item(boolean: view.types.isKind(view.type(item.element), of: type)))
    }

    private mutating func subsumes(_ function: Function, _ call: Call) throws(ExpressionError) {
        let item = try single(call, function)
        guard call.first.count <= 1 else {
            throw failure(
                call.instruction, "\(function.name)() was given \(call.first.count) items.", expected: "one item")
        }
        let other = call.first.isEmpty ? nil : items[call.first.lowerBound]
        top = call.start
        guard let item, let other else { return }
        // The same code subsumes itself, whatever the code system says.
        if equals(item, other) == true {
            try push(Item(boolean: true))
            return
        }
        guard let subsumes = host.subsumes else {
            note(undecided: "no terminology is at hand for \(function.name)()")
            return
        }
        let answer =
            function == .subsumes ? subsumes(result(item), result(other)) : subsumes(result(other), result(item))
        try push(answer, call)
    }

    private mutating func slice(_ call: Call) throws(ExpressionError) {
        let structure = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The structure of slice()")
        let name = try string(call.second.lowerBound, call.second.upperBound, call.instruction, "The name of slice()")
        guard let structure, let name, let isInSlice = host.isInSlice else {
            if structure != nil, name != nil { note(undecided: "no profile is at hand for slice()") }
            top = call.start
            return
        }
        var kept = call.start
        for place in call.start..<call.end {
            let item = items[place]
            guard item.kind == .element else { continue }
            let target = EvaluationHost.Target(view: views[Int(item.place)], element: item.element)
            switch isInSlice(target, Machine.ownText(structure), Machine.ownText(name)) {
            case .yes:
                items[kept] = item
                kept += 1
            case .no: break
            case .unknown(let reason): note(undecided: reason)
            case .failure(let reason): throw failure(call.instruction, reason)
            }
        }
        top = kept
    }

    /// Whether all modifier extensions are among those that the caller understands; else an error.
    private mutating func checkModifiers(_ call: Call) throws(ExpressionError) {
        let last = call.end
        let arguments = top
        for place in call.start..<last {
            let item = items[place]
            guard item.kind == .element else { continue }
            let view = views[Int(item.place)]
            for child in view.children(item.element) where view.name(child) == .modifierExtension {
                let url = view.child(child, .url)
                guard url.exists else { continue }
                let found = Item(element: url, view: item.place)
                guard isAmong(found, items + last, arguments - last) else {
                    throw failure(
                        call.instruction, "There is a modifier extension that is not among those expected.",
                        expected: "known modifier extensions", found: view.value(url).text)
                }
            }
        }
        top = last
    }

    private mutating func comparable(_ call: Call) throws(ExpressionError) {
        let item = try single(call, .comparable)
        guard call.first.count <= 1 else {
            throw failure(call.instruction, "comparable() was given \(call.first.count) items.", expected: "one item")
        }
        let other = call.first.isEmpty ? nil : items[call.first.lowerBound]
        top = call.start
        guard let item, let other, let left = quantity(item), let right = quantity(other) else { return }
        guard let one = Quantities.code(left, units), let two = Quantities.code(right, units) else { return }
        try push(Item(boolean: one == two || UCUM.comparable(one, two) ?? false))
    }

    /// Whether a narrative keeps to the elements and attributes that FHIR allows, and says something.
    private mutating func htmlChecks(_ call: Call) throws(ExpressionError) {
        guard let item = try single(call, .htmlChecks) else {
            top = call.start
            return
        }
        guard item.kind == .element else {
            throw failure(call.instruction, "htmlChecks() was asked of \(description(item)).", expected: "a narrative")
        }
        let view = views[Int(item.place)]
        let isGood = HotInvariant.isNarrativeAllowed(view, item.element)
        try replace(from: call.start, with: Item(boolean: isGood))
    }
}
