import ElementModel
import FHIRPath
import Files
import Record
import TestSupport
import Testing

@Suite(.enabled(if: Shared.folder != nil, "needs the shared material")) struct PublishedInvariantTests {
    @Test("The invariants of every package compile", arguments: PublishedInvariant.packages())
    func compile(_ file: String) throws {
        let invariants = try PublishedInvariant.all(in: file)
        for invariant in invariants {
            do throws(ExpressionError) {
                let compiled = try CompiledExpression(invariant.expression, options: invariant.options)
                for problem in compiled.diagnostics {
                    print("CHECK \(file) \(invariant.path) \(invariant.key): \(problem) | \(invariant.expression)")
                }
            } catch {
                print("COMPILE \(file) \(invariant.path) \(invariant.key): \(error) | \(invariant.expression)")
            }
        }
        print("COUNT \(file) \(invariants.count)")
    }
}

extension PublishedInvariantTests {
    static let releases: [(String, FHIRRelease, [String])] = [
        ("hl7.fhir.r4.core-4.0.1.tgz", .r4, ["hl7.r4"]), ("hl7.fhir.r3.core-3.0.1.tgz", .stu3, ["hl7.stu3"]),
    ]

    @Test("The invariants run on the examples", arguments: releases)
    func run(_ package: String, _ release: FHIRRelease, _ folders: [String]) throws {
        let corpus = InvariantCorpus(try PublishedInvariant.all(in: package), release: release)
        var read = 0
        for path in InvariantCorpus.files(folders) where corpus.run(path) { read += 1 }
        print("READ \(release) \(read)")
        for rule in corpus.rules {
            let tally = rule.tally
            print(
                "ROW \(release) \(rule.invariant.path) \(rule.invariant.key) t=\(tally.isTrue) f=\(tally.isFalse) e=\(tally.isEmpty) u=\(tally.isUndecidable) | \(tally.falseAt) | \(tally.emptyAt) | \(tally.reason) | \(rule.invariant.expression)"
            )
        }
    }
}
