/// A named, deliberate misbehaviour of the reference system: it changes one named thing.
public struct Fault: Sendable, Hashable {
    /// What `--fault` takes: lower-case words with hyphens.
    public let name: String
    /// What goes wrong, in one line.
    public let summary: String
}

/// How a fault is brought about.
enum FaultEffect: Sendable {
    /// The handlers ask for it by name.
    case behaviour
    /// An answer is changed after it was made.
    case mutation(Mutation)
}

/// The change of an answer on its way out.
struct Mutation: Sendable {
    enum Outcome: Sendable { case success, error, any }
    enum Effect: Sendable {
        /// Sets a header field; `nil` drops it.
        case header(String, String?)
        case status(Int)
        /// Removes elements: `Patient/meta.profile` is the element of every Patient in the answer, entries included.
        case remove(String)
        /// Sets an element to a JSON text, in every resource of the type.
        case set(String, String)
        /// Leaves entries of a type out of a bundle; an empty name, all of them.
        case dropEntries(String)
        /// Writes every entry twice.
        case doubleEntries
        /// Answers a text in place of FHIR.
        case body(String, type: String)
        /// Closes the connection.
        case hangUp
        /// Never answers.
        case silence
        /// Answers only after so many seconds.
        case delay(Double)
    }
    /// Beginnings of the names of the interactions that are changed: `stu3.slot`.
    var interactions: [String]
    var outcome: Outcome = .success
    var effects: [Effect]

    func applies(to answer: Answer) -> Bool {
        let fits: Bool =
            switch outcome {
            case .success: answer.status < 400
            case .error: answer.status >= 400
            case .any: true
            }
        return fits && interactions.contains { answer.interaction.hasPrefix($0) }
    }
}

/// The faults that are switched on.
struct FaultSet: Sendable {
    let names: Set<String>
    let mutations: [Mutation]

    init(_ names: Set<String>) {
        self.names = names
        mutations = FaultCatalogue.entries.compactMap { entry in
            guard names.contains(entry.fault.name), case .mutation(let mutation) = entry.effect else { return nil }
            return mutation
        }
    }

    /// Whether a misbehaviour is switched on.
    func has(_ behaviour: Behaviour) -> Bool { names.contains(behaviour.rawValue) }
}
