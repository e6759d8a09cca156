internal import Definitions
public import ElementModel
public import FHIRPath
internal import Record
internal import Terminology

/// What expressions on a document may ask of definitions and terminology: `resolve`, `memberOf`, `conformsTo`,
/// `subsumes`, `slice`, `elementDefinition` (FHIR R4, section 2.1.9.1.5).
///
/// Lives as long as the evaluations that use its host; serves one of them at a time.
public final class ExpressionAnswers {
    public let host: EvaluationHost
    private let walk: Walk

    init(_ walk: Walk) {
        self.walk = walk
        host = walk.judgement.innerHost
    }
}

extension Validator {
    /// The answers for the expressions of one document.
    public func answers(for document: Document) -> ExpressionAnswers { ExpressionAnswers(makeWalk(document)) }
}

extension Walk {
    /// Answers what expressions ask of the document, of profiles and of terminology.
    func connect() {
        var host = EvaluationHost()
        host.resolve = { [unowned self] text, from in
            guard from.view.records == self.view.records else { return nil }
            let copy = Array(text.utf8)
            return copy.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return nil }
                let reference = ReferenceText(ByteSlice(start: start, count: bytes.count), types: self.types)
                guard case .found(let target, _) = self.target(of: reference, at: from.element) else { return nil }
                return EvaluationHost.Target(view: self.view, element: target)
            }
        }
        host.memberOf = { [unowned self] item, valueSet in self.judgement.isMember(item, of: valueSet) }
        host.subsumes = { [unowned self] first, second in self.judgement.subsumes(first, second) }
        host.conformsTo = { [unowned self] target, canonical in
            guard target.view.records == self.view.records else { return .unknown("it is in another document") }
            guard let profile = self.profile(self.store.reference(canonical, from: nil)) else {
                return .failure("the profile \(canonical) is not among the definitions")
            }
            guard self.types.isKind(self.view.type(target.element), of: profile.pointee.type) else { return .no }
            return self.conforms(target.element, to: profile, element: 0) ? .yes : .no
        }
        host.isInSlice = { [unowned self] target, canonical, name in
            guard target.view.records == self.view.records else { return .unknown("it is in another document") }
            guard let profile = self.profile(self.store.reference(canonical, from: nil)) else {
                return .failure("the profile \(canonical) is not among the definitions")
            }
            return self.isIn(target.element, slice: name, of: profile)
        }
        host.elementDefinition = { [unowned self] target in
            self.judgement.elementDefinition(of: target.element, in: target.view, self.store.snapshots)
        }
        judgement.evaluator.host = host
        judgement.innerHost = host
    }

    /// Whether an element is in the slice of that name, by what tells the profile's slices apart.
    private func isIn(_ node: ElementID, slice name: String, of profile: ProfilePointer) -> EvaluationHost.Answer {
        let cold = profile.pointee.cold
        let path = path(of: node, below: profile.pointee.type)
        var isKnown = false
        for element in 0..<profile.pointee.elementCount {
            let slicing = (profile.pointee.elements + element).pointee.slicing
            guard slicing >= 0 else { continue }
            let row = profile.pointee.slicings[Int(slicing)]
            for number in row.slices.range {
                let slice = profile.pointee.slices[number]
                guard cold.sliceNames[Int(slice.element)] == name else { continue }
                isKnown = true
                guard cold.paths[Int(slice.element)].replacing("[x]", with: "") == path else { continue }
                let active = ActiveRule(profile: profile, element: UInt32(element))
                let number = UInt32(clamping: Int(view[node].index) + 1)
                switch isIn(node, row, slice, active: active, number: number) {
                case .yes: return .yes
                case .no: continue
                case .unknown: return .unknown("whether it is in the slice '\(name)' cannot be told")
                }
            }
        }
        return isKnown ? .no : .failure("the profile \(cold.canonical) has no slice '\(name)'")
    }

    /// An element's path below the nearest element of a type, as definitions write it.
    private func path(of node: ElementID, below type: TypeID) -> String {
        var steps: [String] = []
        var current = node
        while current.exists, steps.isEmpty || !types.isKind(view.type(current), of: type) {
            steps.append(view.definitionName(current).text)
            current = view.parent(current)
        }
        return ([types.text(type)] + steps.reversed()).joined(separator: ".")
    }
}

extension Judgement {
    /// `subsumes()` of an expression: whether the first code is the second or stands above it.
    func subsumes(_ first: ResultItem, _ second: ResultItem) -> EvaluationHost.Answer {
        func codes(_ item: ResultItem) -> [(code: String, system: String?)] {
            guard case .element(let view, let node) = item else { return item.text.map { [($0, nil)] } ?? [] }
            return codings(node, view).map { ($0.code.text, $0.system?.text) }
        }
        var unknown: String?
        for one in codes(first) {
            for other in codes(second) {
                guard let system = one.system ?? other.system else {
                    if one.code == other.code { return .yes }
                    unknown = "the codes name no system"
                    continue
                }
                guard other.system == nil || one.system == nil || one.system == other.system else { continue }
                switch terminology.subsumes(system: system, ancestor: one.code, code: other.code) {
                case true?: return .yes
                case false?: continue
                case nil: unknown = "the code system \(system) does not tell here"
                }
            }
        }
        return unknown.map { .unknown($0) } ?? .no
    }

    /// The definition of an element in its type's StructureDefinition.
    func elementDefinition(
        of node: ElementID, in view: ElementView, _ snapshots: SnapshotSource
    ) -> EvaluationHost.Target? {
        let parent = view.isResource(node) ? ElementID.none : view.parent(node)
        let holder = parent.exists ? view.types.text(view.type(parent)) : view.types.text(view.type(node))
        let path = parent.exists ? holder + "." + view.definitionName(node).text : holder
        let type = String(holder.prefix { $0 != "." })
        guard let document = structure(ofType: type, snapshots) else { return nil }
        let structure = document.view
        guard let snapshot = Symbol.find("snapshot"), let pathName = Symbol.find("path") else { return nil }
        for element in structure.children(structure.child(.root, snapshot)) {
            let found = structure.child(element, pathName)
            guard found.exists, structure.hasValue(found) else { continue }
            let text = structure.value(found).text
            if text == path || text == path + "[x]" {
                return EvaluationHost.Target(view: structure, element: element)
            }
        }
        return nil
    }

    private func structure(ofType type: String, _ snapshots: SnapshotSource) -> Document? {
        if let known = structures[type] { return known }
        guard let definition = context.structureDefinition(ofType: type) else { return nil }
        let bytes = definition.json(snapshot: snapshots.snapshot(of: definition).elements)
        let document = Document.read(bytes, release: context.release)
        structures[type] = document
        return document
    }
}
