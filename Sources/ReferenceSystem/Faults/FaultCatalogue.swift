/// All faults: what the handlers do wrong, and what is done to an answer on its way out.
///
/// To add one: a mutation is one more line in `FaultCatalogue+Mutations.swift`; a behaviour is a case of ``Behaviour``,
/// a line in `FaultCatalogue+Behaviours.swift`, and a question `faults.has(…)` in the handler.
enum FaultCatalogue {
    struct Entry: Sendable {
        let fault: Fault
        let effect: FaultEffect
    }

    static let entries: [Entry] =
        behaviours.map { Entry(fault: Fault(name: $0.0.rawValue, summary: $0.1), effect: .behaviour) }
        + (mutations + ukCoreMutations).map {
            Entry(fault: Fault(name: $0.name, summary: $0.summary), effect: .mutation($0.mutation))
        }

    static let names = Set(entries.map(\.fault.name))
}
