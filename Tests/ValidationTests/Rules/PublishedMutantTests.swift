import ElementModel
import Files
import Record
import TestSupport
import Testing
import Validation

/// A change to a published STU3 file of the NHS that breaks one rule.
struct PublishedMutant: Sendable, CustomTestStringConvertible {
    /// The files that are changed, as they were published.
    enum Base: String, Sendable, CaseIterable {
        /// An observation of GP Connect.
        case record = "gpc.stu3.fhir-assets/example--gpc-update-record--prsb--social-context--smoking-status.xml"
        /// A consultation at a pharmacy, sent to a GP system: a message with a document in it.
        case consultation = "gpc.stu3.fhir-assets/contraception-service--example-1.xml"
        /// A GP Connect search for documents.
        case documents = "gpconnect.simulator/document_reference_response.xml"
        /// The medicines of a structured record of GP Connect.
        case medicines = "gpconnect.simulator/Consolidation_meds_test_record_secondary.xml"
        /// A response of ITK3: a message.
        case response = "careconnect.stu3/ITK-BusResponse-Fail-Example-2.xml"
        /// A discharge from emergency care of ITK3: a document.
        case discharge = "careconnect.stu3/ITK-EC-Document-Bundle-1-Example-1.xml"
    }
    let rule: Rule
    let base: Base
    /// What is written in place of what, once each.
    let changes: [(old: String, new: String)]
    /// Rules that cannot but fail with it: a resource that fails its profile is no target for a reference that asks
    /// for the profile, and what nothing refers to any more cannot be reached.
    let also: Set<String>

    init(_ rule: Rule, _ base: Base, _ changes: [(String, String)], also: [Rule] = [], reader: [String] = []) {
        self.rule = rule
        self.base = base
        self.changes = changes.map { (old: $0.0, new: $0.1) }
        self.also = Set(also.map(\.rawValue) + reader)
    }
    var testDescription: String { "\(rule.rawValue): \(base)" }

    func text() throws -> String {
        var text = try PublishedFiles.text(base)
        for change in changes {
            let parts = text.components(partedBy: change.old)
            try #require(parts.count > 1, "the file no longer has \(change.old)")
            text = parts[0] + change.new + parts.dropFirst().joined(separator: change.old)
        }
        return text
    }
}

/// The published files without the white space between their tags, so that changes can be written on one line.
enum PublishedFiles {
    private static let findings: [PublishedMutant.Base: Set<String>] = {
        var all: [PublishedMutant.Base: Set<String>] = [:]
        for base in PublishedMutant.Base.allCases {
            all[base] = (try? RuleTests.stu3.findings(text(base)).map(key)).map(Set.init)
        }
        return all
    }()

    /// What is found in a file as it was published.
    static func before(_ base: PublishedMutant.Base) -> Set<String> { findings[base] ?? [] }

    static func key(_ finding: Finding) -> String { "\(finding.rule) \(finding.expression) \(finding.message)" }

    static func text(_ base: PublishedMutant.Base) throws -> String {
        let folder = try #require(Shared.folder)
        var bytes: [UInt8] = []
        var space: [UInt8] = []
        for byte in try Files.read(folder + "/examples/" + base.rawValue) {
            if [0x20, 0x0A, 0x0D, 0x09].contains(byte) {
                space.append(byte)
                continue
            }
            let isBetween = bytes.isEmpty || bytes.last == UInt8(ascii: ">") && byte == UInt8(ascii: "<")
            if !isBetween, !(byte == UInt8(ascii: "/") && bytes.last == UInt8(ascii: "\"")) { bytes += space }
            space.removeAll(keepingCapacity: true)
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Changes to published STU3 files of the NHS, each of which breaks one rule.
@Suite("Published mutants", .enabled(if: Shared.folder != nil, "needs the shared material"))
struct PublishedMutantTests {
    @Test(
        "a change to a published file is found by its rule, and by no other",
        arguments: PublishedMutant.ofGPConnect + PublishedMutant.ofITK)
    func mutant(_ mutant: PublishedMutant) throws {
        let before = PublishedFiles.before(mutant.base)
        let new = try RuleTests.stu3.findings(mutant.text()).filter {
            $0.severity > .information && !before.contains(PublishedFiles.key($0))
        }
        #expect(new.contains { $0.rule == mutant.rule.rawValue }, "the rule is silent: \(new.map(\.rule))")
        let others = new.filter { $0.rule != mutant.rule.rawValue && !mutant.also.contains($0.rule) }
        #expect(others.map { "\($0.rule): \($0.message)" } == [], "other rules fail too")
    }

    @Test("every rule is broken in a file of GP Connect and in one of ITK3, or there is a reason why not")
    func everyRuleIsShown() {
        for (publisher, mutants) in [("GP Connect", PublishedMutant.ofGPConnect), ("ITK3", PublishedMutant.ofITK)] {
            let shown = Set(mutants.map(\.rule))
            let silent = Rule.allCases.filter {
                !shown.contains($0) && PublishedMutant.reason($0, publisher) == nil && RuleMutant.notShown[$0] == nil
            }
            #expect(silent.map(\.rawValue) == [], "\(publisher)")
            let both = shown.filter { PublishedMutant.reason($0, publisher) != nil }
            #expect(both.map(\.rawValue) == [], "\(publisher): listed as not shown, and shown")
        }
    }
}
