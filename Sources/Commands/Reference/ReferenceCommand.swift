internal import Glibc
internal import JSON
internal import ReferenceSystem
internal import Synchronization

extension AssayCommand {
    static let reference = Command(
        "reference", summary: "serve the reference system until it is interrupted",
        discussion: [
            "The embedded system that 'assay run' drives where no target is given, on a port of its own: to look at, to "
                + "try a target file against, or to point a client at. It listens on loopback and holds synthetic people "
                + "alone; everything in it is gone when it ends.",
            "Prints its bases, and with --data the values that a target file would name.",
        ],
        options: [
            Option("port", value: "N", integer: true, "the port to listen on (default: a free one)"),
            Option("fault", value: "NAME", repeatable: true, "a fault to switch on ('assay prove --list' names them)"),
            Option("now", value: "SECONDS", integer: true, "where its clock begins, in seconds since 1970"),
            Option("data", "print what the system holds, as JSON, before serving"),
        ],
        examples: [
            .init("assay reference --port 8080", "serve http://127.0.0.1:8080/r4 and /stu3"),
            .init("assay reference --fault no-etag", "serve with a fault"),
        ],
        run: { invocation in
            let system: ReferenceSystem
            do {
                system = try ReferenceSystem.start(
                    faults: Set(invocation.all("fault")), now: invocation.integer("now").map(Double.init),
                    port: invocation.integer("port") ?? 0)
            } catch {
                invocation.console.fail("\(error)")
                return 2
            }
            defer { system.stop() }
            invocation.console.print("UK Core (R4)       \(system.r4)")
            invocation.console.print("GP Connect (STU3)  \(system.stu3)")
            if invocation.has("data") {
                let members = system.data.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
                invocation.console.print(JSONValue.object(JSONObject(members)).text(indent: 2))
            }
            invocation.console.print("Ctrl-C ends it.")
            Interruption.watch()
            while !Interruption.hasCome.load(ordering: .relaxed) {
                try? await Task.sleep(for: .milliseconds(100))
            }
            return 0
        })
}

/// Whether the user has asked for an end.
private enum Interruption {
    static let hasCome = Atomic<Bool>(false)

    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in Interruption.hasCome.store(true, ordering: .relaxed) }
        }
    }
}
