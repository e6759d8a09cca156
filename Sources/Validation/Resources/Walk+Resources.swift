internal import ElementModel
internal import Record

extension Walk {
    /// The rules on a resource as such, before its elements are looked at.
    func checkFrame(_ node: ElementID, _ record: ElementRecord) {
        if node == .root { checkElementIDs() }
        if options.noExperimentalContent {
            let experimental = view.child(node, .experimental)
            if experimental.exists, view.value(experimental) == "true" { note(.contentExperimental, node) }
        }
        if record.flags.contains(.contained) { return }
        var contained: [ElementID] = []
        for child in view.children(node) where view.flags(child).contains(.contained) { contained.append(child) }
        if !contained.isEmpty { checkContained(contained, of: node) }
    }

    /// Ids of elements are unique inside a resource.
    private func checkElementIDs() {
        var seen: [ElementID: [ByteSlice: ElementID]] = [:]
        for number in 0..<view.count {
            let id = ElementID(number)
            let record = view[id]
            guard record.name == .id, record.parent.exists, record.flags.contains(.hasValue) else { continue }
            if view.flags(record.parent).contains(.resource) { continue }
            // Inside a definition, `id` of ElementDefinition is unique in its list only.
            var holder = view.resource(of: record.parent)
            let list = view.parent(record.parent)
            if list.exists, view.name(list) == .snapshot || view.name(list) == .differential { holder = list }
            let value = view.value(id)
            if seen[holder, default: [:]].updateValue(id, forKey: value) != nil {
                note(.elementIDDuplicate, record.parent, text: value.text)
            }
        }
    }

    /// Contained resources have ids of their own and are referred to.
    private func checkContained(_ contained: [ElementID], of node: ElementID) {
        var ids: [ByteSlice: ElementID] = [:]
        for resource in contained {
            let id = view.child(resource, .id)
            guard id.exists, view.hasValue(id) else {
                // Only a resource that is sent to be created has none (R4 and STU3, *Resource.id*).
                if !id.exists { note(.resourceIDMissing, resource) }
                continue
            }
            let value = view.value(id)
            if ids.updateValue(resource, forKey: value) != nil {
                note(.containedIDDuplicate, node, text: value.text)
            }
        }
        var used: Set<ByteSlice> = []
        var pointsUp: Set<ElementID> = []
        var element = node.rawValue + 1
        let end = view.end(node).rawValue
        while element < end {
            let id = ElementID(rawValue: element)
            element += 1
            let record = view[id]
            guard record.flags.contains(.hasValue) else { continue }
            let kind = types.primitive(record.type)
            guard record.name == .reference || kind == .canonical || kind == .uri || kind == .url else { continue }
            let value = view.value(id)
            guard value.count >= 1, value[0] == UInt8(ascii: "#") else { continue }
            let holder = view.resource(of: id)
            if value.count == 1 {
                pointsUp.insert(holder)
                continue
            }
            let wanted = value[1..<value.count]
            // A resource that refers to itself is not used by that.
            if let target = ids[wanted], target == holder { continue }
            used.insert(wanted)
        }
        for resource in contained {
            let id = view.child(resource, .id)
            guard id.exists, view.hasValue(id) else { continue }
            if used.contains(view.value(id)) || pointsUp.contains(resource) { continue }
            note(.containedOrphan, resource, text: view.value(id).text)
        }
    }

    /// The rules on kinds of resources that no definition states.
    func checkResource(_ node: ElementID, _ record: ElementRecord) {
        if record.type == known.Bundle { checkBundle(node) }
        switch types.name(record.type) {
        case .Questionnaire: checkQuestionnaire(node)
        case .QuestionnaireResponse: checkResponse(node)
        case let name: checkDefinition(node, name)
        }
    }
}
