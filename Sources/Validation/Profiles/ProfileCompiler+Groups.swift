internal import Definitions
internal import ElementModel

extension ProfileCompiler {
    /// The rules for one child element: the entry, and the slices of its repetitions or forms.
    struct Group {
        var entry: Int
        var slices: [Int] = []
        var forms: [Form] = []
        /// STU3: the forms of a choice are constrained under their own names.
        var isRenamed = false
        /// The concrete names of the slices, where ``isRenamed``.
        var renamed: [Int: TypeID] = [:]
    }

    /// A concrete name that a child element may have.
    struct Form {
        var name: Symbol
        var type: TypeID
        var isChoice = false
        var isResource = false
    }

    /// The children of an element, grouped by what they define.
    mutating func groups(of parent: Int, type: TypeID) -> [Group] {
        var groups: [Group] = []
        var numbers: [Substring: Int] = [:]
        for number in below[parent] {
            let element = snapshot[number]
            let name = element.name
            if let known = numbers[name] {
                if element.sliceName != nil, number != groups[known].entry {
                    groups[known].slices.append(number)
                }
                continue
            }
            let plain = ElementDefinition.plainName(name)
            let symbol = Symbol(plain)
            var forms = types.children(of: type, defined: symbol).map { form(ChildID(rawValue: $0)) }
            let renamed = forms.isEmpty ? types.child(of: type, named: symbol) : .none
            if renamed != .none, types.isChoice(renamed) {
                addRenamed(number, row: renamed, of: type, to: &groups, numbers: &numbers)
                numbers[name] = groups.firstIndex { $0.renamed[number] != nil }
                continue
            }
            if forms.isEmpty { forms = [Form(name: symbol, type: .none)] }
            numbers[name] = groups.count
            groups.append(Group(entry: number, forms: forms))
        }
        return groups
    }

    private func form(_ row: ChildID) -> Form {
        Form(
            name: types.name(row), type: types.type(row), isChoice: types.isChoice(row),
            isResource: types.isAnyResource(row))
    }

    /// STU3 states rules on `Observation.valueQuantity`: that is a slice, by type, of `Observation.value[x]`.
    private mutating func addRenamed(
        _ number: Int, row: ChildID, of type: TypeID, to groups: inout [Group], numbers: inout [Substring: Int]
    ) {
        let name = types.definitionName(row)
        let found = groups.firstIndex { group in
            group.forms.contains { types.definitionName(types.child(of: type, named: $0.name)) == name }
        }
        let formType = types.type(row)
        if let found {
            groups[found].slices.append(number)
            groups[found].renamed[number] = formType
            if groups[found].isRenamed { mergeTypes(of: number, formType: formType, into: groups[found].entry) }
            return
        }
        // No element stands for the choice as a whole: only the forms that are named are allowed.
        let constrained = snapshot[number]
        let parent = constrained.path.dropLast(constrained.name.count)
        var entry = ElementDefinition(
            id: constrained.id.dropLast(constrained.name.count) + "\(name.text)[x]", path: "\(parent)\(name.text)[x]")
        entry.min = 0
        entry.max = types.repeats(row) ? ElementDefinition.unbounded : 1
        let added = addRule(entry)
        let forms = types.children(of: type, defined: name).map { form(ChildID(rawValue: $0)) }
        groups.append(
            Group(entry: added, slices: [number], forms: forms, isRenamed: true, renamed: [number: formType]))
        mergeTypes(of: number, formType: formType, into: added)
    }

    private mutating func mergeTypes(of slice: Int, formType: TypeID, into entry: Int) {
        let name = types.text(formType)
        if !snapshot[entry].types.contains(where: { $0.code == name }) {
            snapshot[entry].types.append(ElementDefinition.TypeReference(code: name))
        }
    }
}
