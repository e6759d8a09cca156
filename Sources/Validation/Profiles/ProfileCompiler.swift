internal import Definitions
internal import ElementModel
internal import Record

/// Makes a ``CompiledProfile`` of a StructureDefinition and its snapshot.
///
/// Element `n` of the snapshot becomes rule `n`; rules that the compiler adds (the entry of STU3's renamed choices)
/// follow after them.
struct ProfileCompiler {
    let definition: StructureDefinition
    let types: TypeTable
    /// Asks the store for numbers of references and invariants, which all profiles share.
    let store: ProfileStore
    /// Where the profile's own references are resolved from.
    let origin: DefinitionOrigin?

    var snapshot: [ElementDefinition]
    /// The elements directly below each, in order.
    var below: [[Int]] = []

    var rules: [ElementRule] = []
    var childRows: [ChildRow] = []
    var counterRows: [CounterRow] = []
    var typeRows: [TypeRow] = []
    var invariantRows: [InvariantRow] = []
    var bindingRows: [BindingRow] = []
    var slicingRows: [SlicingRow] = []
    var sliceRows: [SliceRow] = []
    var criterionRows: [CriterionRow] = []
    var steps: [PathStep] = []
    var references: [UInt32] = []
    var constants: [ByteSlice] = []
    var values: [DefinitionValue] = []
    var texts: [String] = []
    var valueSets: [String] = []
    var extras: [ElementExtra] = []
    var slicingWords: [String: String] = [:]
    var remarks: [String] = []

    init(definition: StructureDefinition, snapshot: [ElementDefinition], types: TypeTable, store: ProfileStore) {
        self.definition = definition
        self.snapshot = snapshot
        self.types = types
        self.store = store
        self.origin = definition.origin
    }

    /// The rules of the whole profile.
    mutating func compile(number: Int32, lineage: [String], includesType: Bool) -> CompiledProfile {
        if snapshot.isEmpty {
            remarks.append("has no elements")
            snapshot = [ElementDefinition(path: definition.type)]
        }
        link()
        rules = Array(repeating: ElementRule(), count: snapshot.count)
        let type = types.type(named: definition.type)
        compile(0, type: type)
        rules[0].name = types.name(type)
        return finish(number: number, type: type, lineage: lineage, includesType: includesType)
    }

    /// Finds out which element stands below which: the nearest one before it that has its parent's path.
    private mutating func link() {
        below = Array(repeating: [], count: snapshot.count)
        var last: [Substring: Int] = [:]
        for (number, element) in snapshot.enumerated() {
            let path = element.path[...]
            if number > 0, let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), let parent = last[path[..<dot]] {
                below[parent].append(number)
            }
            last[path] = number
        }
    }

    // MARK: Elements

    /// Compiles an element and all below it.
    ///
    /// - Parameter type: the type of the element as the release's type table knows it.
    private mutating func compile(_ number: Int, type: TypeID) {
        let element = snapshot[number]
        var rule = ElementRule()
        rule.name = Symbol(ElementDefinition.plainName(element.name))
        rule.min = UInt32(clamping: element.min ?? 0)
        rule.max =
            element.max.map { $0 == ElementDefinition.unbounded ? ElementRule.unbounded : UInt32(clamping: $0) }
            ?? ElementRule.unbounded
        if element.isModifier == true { rule.flags.insert(.isModifier) }
        if element.mustSupport == true { rule.flags.insert(.mustSupport) }
        if element.name.hasSuffix("[x]") { rule.flags.insert(.isChoice) }
        if element.sliceName != nil { rule.flags.insert(.isSlice) }
        rule.types = compileTypes(element)
        rule.invariants = compileInvariants(element, number: number)
        if let value = element.fixed { rule.fixed = add(value) }
        if let value = element.pattern { rule.pattern = add(value) }
        if let value = element.minValue { rule.minValue = add(value) }
        if let value = element.maxValue { rule.maxValue = add(value) }
        if let length = element.maxLength { rule.maxLength = Int32(clamping: length) }
        if let binding = element.binding { rule.binding = compile(binding) }
        let extra = ElementExtra(of: element)
        if let extra {
            rule.extra = Int32(extras.count)
            extras.append(extra)
        }
        let hasTypeChecks = rule.types.range.contains {
            !typeRows[$0].profiles.isEmpty || !typeRows[$0].targets.isEmpty || typeRows[$0].aggregation != 0
                || typeRows[$0].regex >= 0
        }
        if rule.fixed >= 0 || rule.pattern >= 0 || rule.binding >= 0 || rule.minValue >= 0 || rule.maxValue >= 0
            || rule.maxLength >= 0 || rule.extra >= 0 || hasTypeChecks
        {
            rule.flags.insert(.hasChecks)
        }
        if let reference = element.contentReference {
            let id = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).last.map(
                String.init)
            if let target = snapshot.firstIndex(where: { $0.id == id || $0.path == id }) {
                rule.content = Int32(target)
            } else {
                remarks.append("\(element.id) refers to \(reference), which is not there")
            }
        }
        rules[number] = rule
        if !below[number].isEmpty { compileChildren(of: number, type: type) }
    }

    /// The type whose table rows an element's children are.
    func contentType(_ element: ElementDefinition, row: TypeID) -> TypeID {
        if element.types.count == 1, let code = element.types.first?.code {
            let named = types.type(named: code)
            if named != .none, types.kind(named) != .backbone, types.isKind(named, of: row) || row == .none {
                return named
            }
        }
        return row
    }

    /// Adds a rule that the snapshot does not have.
    mutating func addRule(_ element: ElementDefinition) -> Int {
        snapshot.append(element)
        below.append([])
        rules.append(ElementRule())
        return snapshot.count - 1
    }

    private mutating func compileChildren(of parent: Int, type: TypeID) {
        rules[parent].flags.insert(.hasChildren)
        var rows: [ChildRow] = []
        var counters: [CounterRow] = []
        for group in groups(of: parent, type: type) {
            let counter = UInt16(clamping: counters.count)
            counters.append(CounterRow(element: UInt32(group.entry), isSlice: false))
            let element = snapshot[group.entry]
            for form in group.forms {
                var row = ChildRow(
                    name: form.name, element: UInt32(group.entry), counter: counter, type: ChildRow.anyType)
                if form.isChoice, !element.types.isEmpty || group.isRenamed {
                    row.type = typeRow(of: group.entry, type: form.type)
                }
                rows.append(row)
            }
            // Slices count for the parent too, each on its own.
            let first = counters.count
            for slice in group.slices {
                counters.append(CounterRow(element: UInt32(slice), isSlice: true))
            }
            let numbers = Dictionary(
                group.slices.enumerated().map { ($0.element, UInt16(clamping: first + $0.offset)) },
                uniquingKeysWith: { one, _ in one })
            let formType =
                group.forms.count == 1 || !group.forms.contains { $0.isChoice } ? group.forms.first?.type : nil
            compile(group.entry, type: contentType(element, row: formType ?? .none))
            for slice in group.slices {
                compile(slice, type: contentType(snapshot[slice], row: formType ?? .none))
            }
            compileSlicing(of: group, counters: numbers)
            if element.types.contains(where: { ["Resource", "DomainResource"].contains($0.code) })
                || group.forms.contains(where: { $0.isResource })
            {
                rules[group.entry].flags.insert(.isResource)
                for slice in group.slices { rules[slice].flags.insert(.isResource) }
            }
        }
        rows.sort { $0.name < $1.name }
        rules[parent].children = Span(first: UInt32(childRows.count), count: UInt32(rows.count))
        childRows += rows
        rules[parent].counters = Span(first: UInt32(counterRows.count), count: UInt32(counters.count))
        counterRows += counters
    }

    /// Which of an element's types is `type`.
    func typeRow(of element: Int, type: TypeID) -> Int32 {
        let name = types.text(type)
        let found = snapshot[element].types.contains { $0.code == name || $0.fhirType == name }
        if !found, !snapshot[element].types.isEmpty { return ChildRow.notAllowed }
        return ChildRow.anyType
    }

    // MARK: Parts of elements

    private mutating func compileTypes(_ element: ElementDefinition) -> Span {
        let first = UInt32(typeRows.count)
        for type in element.types {
            let known = types.type(named: type.fhirType ?? type.code)
            var row = TypeRow(type: known)
            row.profiles = references(type.profiles)
            row.targets = references(type.targetProfiles)
            for mode in type.aggregation {
                switch mode {
                case .contained: row.aggregation |= AggregationMode.contained.rawValue
                case .referenced: row.aggregation |= AggregationMode.referenced.rawValue
                case .bundled: row.aggregation |= AggregationMode.bundled.rawValue
                }
            }
            // The base types' own patterns are what the primitive scanners check.
            if definition.isProfile, let regex = type.regex, types.kind(known) == .primitive {
                row.regex = Int32(texts.count)
                texts.append(regex)
            }
            typeRows.append(row)
        }
        return Span(first: first, count: UInt32(typeRows.count) - first)
    }

    /// The numbers of some canonicals, as this profile resolves them.
    mutating func references(_ canonicals: [String]) -> Span {
        let first = UInt32(references.count)
        for canonical in canonicals { references.append(store.reference(canonical, from: origin)) }
        return Span(first: first, count: UInt32(canonicals.count))
    }

    private mutating func compileInvariants(_ element: ElementDefinition, number: Int) -> Span {
        let first = UInt32(invariantRows.count)
        for constraint in element.constraints {
            guard let expression = constraint.expression else { continue }
            // Orphans in `contained` are looked for by the walk, which knows all references.
            if constraint.key == "dom-3" || constraint.key == "eld-24" { continue }
            let kind: InvariantKind =
                switch constraint.key {
                case "ele-1": .elementHasContent
                case "ext-1": .extensionHasValueOrParts
                case "dom-1", "dom-2", "dom-4", "dom-5":
                    types.kind(types.type(named: definition.type)) == .resource && number == 0
                        ? .containedOnly : .program
                case "ref-1": .referenceIsLocal
                case "txt-1": .narrativeMarkup
                case "txt-2": .narrativeExists
                default: .program
                }
            invariantRows.append(
                InvariantRow(
                    number: store.invariant(
                        key: constraint.key, expression: expression, human: constraint.human,
                        source: constraint.source, release: definition.release),
                    kind: kind, severity: constraint.severity == .error ? 2 : 1,
                    isBestPractice: constraint.isBestPractice))
        }
        return Span(first: first, count: UInt32(invariantRows.count) - first)
    }

    private mutating func compile(_ binding: ElementDefinition.Binding) -> Int32 {
        func strength(_ strength: ElementDefinition.Binding.Strength) -> UInt8 {
            switch strength {
            case .example: 0
            case .preferred: 1
            case .extensible: 2
            case .required: 3
            }
        }
        var row = BindingRow(strength: strength(binding.strength), valueSet: -1, maximum: -1)
        if let set = binding.valueSet { row.valueSet = addValueSet(set) }
        if let set = binding.maxValueSet { row.maximum = addValueSet(set) }
        if row.strength == 0, row.maximum < 0, binding.additional.isEmpty { return -1 }
        var additional: [BindingRow] = []
        for extra in binding.additional {
            // One that holds in some context of use only, or of one repetition only, is not one for every element.
            if extra.any == true || extra.element?.hasUsage == true { continue }
            switch extra.purpose {
            case "required", "maximum":
                additional.append(BindingRow(strength: 3, valueSet: addValueSet(extra.valueSet), maximum: -1))
            case "extensible":
                additional.append(BindingRow(strength: 2, valueSet: addValueSet(extra.valueSet), maximum: -1))
            default: break
            }
        }
        let number = bindingRows.count
        bindingRows.append(row)
        bindingRows[number].additional = Span(first: UInt32(number + 1), count: UInt32(additional.count))
        bindingRows += additional
        return Int32(number)
    }

    private mutating func addValueSet(_ canonical: String) -> Int32 {
        valueSets.append(canonical)
        return Int32(valueSets.count - 1)
    }

    mutating func add(_ value: DefinitionValue) -> Int32 {
        values.append(value)
        return Int32(values.count - 1)
    }

    // MARK: The end

    private func finish(number: Int32, type: TypeID, lineage: [String], includesType: Bool) -> CompiledProfile {
        func frozen<Row>(_ rows: [Row]) -> UnsafePointer<Row> {
            let copy = UnsafeMutablePointer<Row>.allocate(capacity: max(rows.count, 1))
            rows.withUnsafeBufferPointer { buffer in
                if let start = buffer.baseAddress { copy.initialize(from: start, count: rows.count) }
            }
            return UnsafePointer(copy)
        }
        let cold = ColdProfile(
            definition: definition, ids: snapshot.map(\.id), paths: snapshot.map(\.path),
            sliceNames: snapshot.map(\.sliceName), texts: texts, valueSets: valueSets, extras: extras,
            keptValues: values, lineage: lineage, slicingWords: slicingWords, remarks: remarks)
        return CompiledProfile(
            number: number, elements: frozen(rules), children: frozen(childRows), counters: frozen(counterRows),
            types: frozen(typeRows), invariants: frozen(invariantRows), bindings: frozen(bindingRows),
            slicings: frozen(slicingRows), slices: frozen(sliceRows), criteria: frozen(criterionRows),
            steps: frozen(steps), references: frozen(references), constants: frozen(constants),
            values: frozen(values.map { CompiledValue(view: $0.view, element: $0.element) }), type: type,
            isExtension: definition.type == "Extension" && definition.isProfile,
            isModifierExtension: snapshot[0].isModifier == true, includesType: includesType,
            elementCount: rules.count, cold: cold)
    }
}

extension DefinitionValue {
    /// Whether an additional binding names a context of use.
    fileprivate var hasUsage: Bool {
        if child(Symbol("usage")) != nil { return true }
        return children(.extension).contains { $0.child(.url)?.text == "usage" }
    }
}

extension ElementDefinition {
    /// A name without the mark of a choice.
    static func plainName(_ name: Substring) -> Substring { name.hasSuffix("[x]") ? name.dropLast(3) : name }
}

extension ElementExtra {
    /// What is rare in an element definition; `nil` where there is nothing of the kind.
    init?(of element: ElementDefinition) {
        self.init()
        let base = "http://hl7.org/fhir/StructureDefinition/"
        minLength = element.extensions[url: base + "minLength"]?.value?.text.flatMap { Int($0) }
        regex =
            element.extensions[url: base + "regex"]?.value?.text
            ?? element.extensions[url: base + "structuredefinition-regex"]?.value?.text
        maxSize = element.extensions[url: base + "maxSize"]?.value?.text.flatMap { Double($0) }.flatMap {
            Int(exactly: $0.rounded(.towardZero))
        }
        maxDecimalPlaces = element.extensions[url: base + "maxDecimalPlaces"]?.value?.text.flatMap { Int($0) }
        additional = element.binding?.additional ?? []
        let alternatives = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.valueAlternatives"
        for found in element.extensions.all(url: alternatives) {
            if let url = found.value?.text { valueAlternatives.append(url) }
        }
        let language = base + "narrative-language-control"
        for found in element.extensions.all(url: language) {
            if let code = found.value?.text { narrativeLanguage.append(code) }
        }
        if minLength == nil, regex == nil, maxSize == nil, maxDecimalPlaces == nil, valueAlternatives.isEmpty,
            narrativeLanguage.isEmpty
        {
            return nil
        }
    }
}
