import Files
import Record
import TestSupport

/// The files of a folder of the shared material, with all folders below it.
enum Corpus {
    static func files(_ folder: String) -> [String] {
        guard let shared = Shared.folder else { return [] }
        var found: [String] = []
        var queue = ["\(shared)/\(folder)"]
        while let next = queue.popLast() {
            for name in (try? Files.list(next)) ?? [] {
                let path = "\(next)/\(name)"
                if Files.isFolder(path) { queue.append(path) } else { found.append(path) }
            }
        }
        return found.sorted()
    }

    /// The release that an example's folder is of.
    static func release(of path: String) -> FHIRRelease {
        let parts = path.split(separator: "/")
        let folder = parts.firstIndex(of: "examples").map { String(parts[$0 + 1]) } ?? ""
        let stu3 = [
            "careconnect.stu3", "gpc.stu3.fhir-assets", "gpconnect.simulator", "hl7.stu3", "nhsd.assets.stu3",
            "hl7uk.fhir.communityassets",
        ]
        return stu3.contains(folder) ? .stu3 : .r4
    }
}
