public import Definitions
public import ElementModel
public import Record
internal import Synchronization
public import Terminology

/// Judges resources against profiles.
///
/// Safe to use from several threads at once: profiles are compiled when they are first needed, and shared.
///
/// ```swift
/// let validator = Validator(definitions: context)
/// let findings = validator.validate(document, profiles: ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"])
/// let isValid = !findings.contains { $0.severity >= .error }
/// ```
public final class Validator: Sendable {
    public let definitions: DefinitionContext
    public let options: ValidationOptions
    public let terminology: TerminologyService
    let store: ProfileStore
    let resources: [String: Document]
    private let idle = Mutex<[IdleWalk]>([])

    /// A walk that nobody uses at the moment. Only the one who takes it from the list touches it.
    private struct IdleWalk: @unchecked Sendable { let walk: Walk }

    /// - Parameters:
    ///   - definitions: what to judge by.
    ///   - terminology: what is asked of codes; `nil` for what the definitions tell.
    ///   - options: how strictly to judge.
    ///   - resources: resources that references may lead to, where the options want them followed.
    public init(
        definitions: DefinitionContext, terminology: TerminologyService? = nil,
        options: ValidationOptions = ValidationOptions(), resources: [Document] = []
    ) {
        self.definitions = definitions
        self.options = options
        self.resources = Dictionary(
            resources.compactMap { document -> (String, Document)? in
                guard document.isReadable else { return nil }
                let view = document.view
                let id = view.child(.root, .id)
                guard id.exists, view.hasValue(id) else { return nil }
                return (view.types.text(view.type(.root)) + "/" + view.value(id).text, document)
            }, uniquingKeysWith: { one, _ in one })
        self.terminology = terminology ?? TerminologyService(definitions: definitions)
        self.store = ProfileStore(
            context: definitions,
            usesPublishedSnapshots: options.compatibility == .hl7 || options.usesPublishedSnapshots)
    }

    /// Judges a resource, or a part of one, against the specification, the profiles that it claims, and others.
    ///
    /// - Parameters:
    ///   - document: the resource as it was read, against the release of the definitions; what the reader found wrong
    ///     is among the answers.
    ///   - element: the element to judge with all that is in it: the root, or the resource of a Bundle's entry.
    ///   - profiles: canonicals, with `|version` or without, that the element must also conform to.
    /// - Returns: the findings in the order of their places; an issue that could not be judged has `decided == false`.
    public func validate(
        _ document: Document, element: ElementID = .root, profiles: [String] = []
    ) -> [Finding] {
        guard document.isReadable, document.release == definitions.release else { return document.findings }
        let walk = idle.withLock { $0.popLast()?.walk } ?? makeWalk(document)
        defer { idle.withLock { $0.append(IdleWalk(walk: walk)) } }
        walk.take(document)
        let start = walk.actives.count
        for canonical in profiles {
            walk.require(canonical, of: element, since: start)
        }
        walk.visitTop(element, since: start)
        return walk.findings()
    }

    func makeWalk(_ document: Document) -> Walk {
        Walk(
            store: store, options: options,
            judgement: Judgement(context: definitions, options: options, terminology: terminology),
            resources: resources, document: document)
    }
}
