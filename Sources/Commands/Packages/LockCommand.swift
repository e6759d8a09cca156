internal import Definitions
internal import Files
internal import Record

extension AssayCommand {
    static let packagesLock = Command(
        "packages lock", summary: "write down the exact packages that are used, with hashes",
        discussion: [
            "Dependencies and version ranges are resolved among the packages that are there, and every package is named"
                + " with its version and a hash of its content. With --lock, other commands use these and no others.",
            "A lean package has a hash of its own: it is another content than the published one.",
        ],
        operands: .init(placeholder: "NAME#VERSION|PATH…", minimum: 1),
        options: [
            Option("output", short: "o", value: "FILE", "the lock file (default \(PackageLock.fileName))"),
            Option("check", "write nothing; exit 1 where the file does not say what would be written"),
        ],
        examples: [.init("assay packages lock fhir.r4.ukcore.stu2#2.0.2", "lock UK Core and what it needs")],
        run: { invocation in
            guardingPackages(invocation) {
                let store = try packageStore(invocation)
                let path = invocation["output"] ?? PackageLock.fileName
                var roots: [Package] = []
                for reference in invocation.operands { roots.append(try store.package(reference)) }
                var locks: [PackageLock] = []
                for release in FHIRRelease.allCases {
                    let own = roots.filter { $0.release == release }
                    guard !own.isEmpty else { continue }
                    locks.append(try PackageLock(try store.context(release: release, roots: own)))
                }
                guard var lock = locks.first else { return 2 }
                for other in locks.dropFirst() {
                    lock.packages += other.packages.filter { !lock.packages.contains($0) }
                }
                lock.packages.sort { $0.id < $1.id }
                if invocation.has("check") {
                    guard try PackageLock(path: path) == lock else {
                        invocation.console.fail("'\(path)' is not up to date; write it anew without --check")
                        return 1
                    }
                    return 0
                }
                try Files.write(lock.json, to: path)
                for entry in lock.packages { invocation.console.print("\(entry.id)  \(entry.sha256)") }
                return 0
            }
        })
}
