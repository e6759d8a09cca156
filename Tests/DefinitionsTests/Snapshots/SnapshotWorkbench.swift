import Definitions
import Record
import TestSupport

/// Makes snapshots of differentials written down in a test, over the core packages of the checkout.
struct SnapshotWorkbench {
    let release: FHIRRelease

    private static let r4 = core("hl7.fhir.r4.core-4.0.1")
    private static let stu3 = core("hl7.fhir.r3.core-3.0.1")

    private static func core(_ name: String) -> Package? {
        try? Package.open(Checkout.folder + "/profiles/\(name).lean")
    }

    var core: Package? { release == .r4 ? SnapshotWorkbench.r4 : SnapshotWorkbench.stu3 }

    /// A definition in the making; `PROFILE(url)` and `TARGET(url)` become what the release has for them.
    struct Text {
        var name: String
        var type: String
        var base: String
        var rows: [String]
        var snapshot: [String] = []
        init(_ name: String, on type: String, base: String? = nil, rows: [String], snapshot: [String] = []) {
            self.name = name
            self.type = type
            self.base = base ?? "http://hl7.org/fhir/StructureDefinition/\(type)"
            self.rows = rows
            self.snapshot = snapshot
        }
    }

    static func url(_ name: String) -> String { "http://test.example/\(name)" }

    func context(_ texts: [Text]) -> DefinitionContext {
        let files = texts.map { text in
            var json = """
                {"resourceType":"StructureDefinition","url":"\(SnapshotWorkbench.url(text.name))","name":"\(text.name)",
                "status":"draft","kind":"\(text.type == "Extension" ? "complex-type" : "resource")","abstract":false,
                "type":"\(text.type)","baseDefinition":"\(text.base)","derivation":"constraint"
                """
            if !text.snapshot.isEmpty {
                json += ",\"snapshot\":{\"element\":[\(text.snapshot.joined(separator: ","))]}"
            }
            if !text.rows.isEmpty { json += ",\"differential\":{\"element\":[\(text.rows.joined(separator: ","))]}" }
            return (name: text.name + ".json", bytes: Array((written(json) + "}").utf8))
        }
        let layer = Package(id: PackageID(name: "test", version: "1"), release: release, files: files)
        return DefinitionContext(release: release, roots: [layer] + (core.map { [$0] } ?? []))
    }

    /// The snapshot of the last definition.
    func snapshot(_ texts: Text..., policy: SnapshotPolicy = .regenerated) -> Snapshot {
        snapshot(texts, policy: policy)
    }

    func snapshot(_ texts: [Text], policy: SnapshotPolicy = .regenerated) -> Snapshot {
        let context = context(texts)
        guard let last = texts.last, let found = context.structureDefinition(SnapshotWorkbench.url(last.name)) else {
            return Snapshot(elements: [], basis: .incomplete)
        }
        return SnapshotSource(context, policy: policy, isThorough: true).snapshot(of: found)
    }

    /// STU3 has one profile and one target for a type entry, R4 lists of them.
    private func written(_ text: String) -> String {
        var text = text
        for (mark, name) in [("PROFILE", "profile"), ("TARGET", "targetProfile")] {
            let pieces = text.split(separator: mark + "(", omittingEmptySubsequences: false)
            text = String(pieces[0])
            for piece in pieces.dropFirst() {
                guard let end = piece.firstIndex(of: ")") else { continue }
                let url = "\"\(piece[..<end])\""
                text += "\"\(name)\":" + (release == .r4 ? "[\(url)]" : url) + piece[piece.index(after: end)...]
            }
        }
        return text
    }
}

extension Snapshot {
    subscript(id: String) -> ElementDefinition? { elements.first { $0.id == id } }
    func has(_ rule: SnapshotRule) -> Bool { diagnostics.contains { $0.rule == rule } }
    /// The ids below an element, in order.
    func ids(below id: String) -> [String] {
        elements.map(\.id).filter { $0.hasPrefix(id + ".") || $0.hasPrefix(id + ":") }.map {
            String($0.dropFirst(id.count))
        }
    }
}
