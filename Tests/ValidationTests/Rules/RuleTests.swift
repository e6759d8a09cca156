import Definitions
import ElementModel
import JSON
import Record
import TestSupport
import Testing
import Validation

/// Every rule of the validator, kept and broken, in both releases.
@Suite("Rules") struct RuleTests {
    static let r4 = RuleValidator(.r4)
    static let stu3 = RuleValidator(.stu3)

    @Test("what the mutants are made of has nothing wrong", arguments: RuleBases.all.keys.sorted())
    func basesAreValid(name: String) throws {
        for validator in [Self.r4, Self.stu3] {
            if !validator.isR4, RuleBases.onlyR4.contains(name) { continue }
            let found = try validator.findings(RuleBases.text(name, isR4: validator.isR4))
            #expect(found.filter { $0.severity > .information }.map(\.message) == [])
        }
    }

    @Test("a change that breaks one rule is found by that rule, and by no other", arguments: RuleMutant.all)
    func mutant(_ mutant: RuleMutant) throws {
        for validator in [Self.r4, Self.stu3] {
            guard mutant.releases == .both || (mutant.releases == .r4) == validator.isR4 else { continue }
            let base = RuleBases.text(mutant.base, isR4: validator.isR4)
            let before = Set(try validator.findings(base, mutant.setting).map(\.key))
            let after = try validator.findings(try mutant.apply(to: base), mutant.setting)
            let new = after.filter { !before.contains($0.key) }
            #expect(new.contains { $0.rule == mutant.rule.rawValue }, "\(validator.release): the rule is silent")
            let allowed = Set((mutant.also + [mutant.rule]).map(\.rawValue))
            let others = new.filter { $0.severity > .information && !allowed.contains($0.rule) }
            #expect(others.map { "\($0.rule): \($0.message)" } == [], "\(validator.release): other rules fail too")
        }
    }

    @Test("a text of more than a megabyte is too long", arguments: [true, false])
    func stringLength(isR4: Bool) throws {
        let base = RuleBases.text("patient", isR4: isR4)
        let long = String(repeating: "a", count: 1024 * 1024 + 1)
        let validator = isR4 ? Self.r4 : Self.stu3
        let found = try validator.findings(base.replacing("1 High Street", with: long)).filter { $0.severity >= .error }
        #expect(found.map(\.rule) == [Rule.stringLength.rawValue])
    }

    @Test("every rule has a mutant, or a reason why not")
    func everyRuleIsShown() {
        let shown = Set(RuleMutant.all.map(\.rule))
        let silent = Rule.allCases.filter {
            !shown.contains($0) && RuleMutant.notShown[$0] == nil
        }
        #expect(silent.map(\.rawValue) == [])
        let both = shown.intersection(RuleMutant.notShown.keys)
        #expect(both.map(\.rawValue) == [], "listed as not shown, and shown")
    }
}

extension Finding {
    /// What makes it the same finding in another version of the resource.
    fileprivate var key: String { "\(rule) \(expression) \(message)" }
}

/// A validator with the definitions of these tests beside those that come with the project.
struct RuleValidator: Sendable {
    let release: FHIRRelease
    let definitions: DefinitionContext?
    private let validators: [RuleMutant.Setting: Validator]
    var isR4: Bool { release == .r4 }

    init(_ release: FHIRRelease) {
        self.release = release
        let layer = Package(
            id: PackageID(name: "rules", version: "1"), release: release,
            files: RuleDefinitions.texts(isR4: release == .r4).enumerated().map {
                ("\($0.offset).json", Array($0.element.utf8))
            })
        definitions = try? {
            let store = try PackageStore(profiles: Checkout.folder + "/profiles", cache: nil)
            return try store.context(release: release, roots: [layer] + store.profilePackages(release))
        }()
        guard let definitions else {
            validators = [:]
            return
        }
        var made: [RuleMutant.Setting: Validator] = [:]
        for setting in [RuleMutant.Setting.standard, .explains, .hl7, .withoutExamples] {
            var options = ValidationOptions()
            switch setting {
            case .standard: break
            case .explains: options.explains = true
            case .hl7: options.compatibility = .hl7
            case .withoutExamples: options.examples = false
            }
            made[setting] = Validator(definitions: definitions, options: options)
        }
        validators = made
    }

    func findings(_ text: String, _ setting: RuleMutant.Setting = .standard) throws -> [Finding] {
        let validator = try #require(validators[setting], "the definitions could not be opened")
        return validator.validate(Document.read(Array(text.utf8), release: release))
    }
}

extension RuleMutant {
    /// The text with the changes made; XML is changed as text: `old => new`.
    func apply(to text: String) throws -> String {
        if text.utf8.first == UInt8(ascii: "<") {
            let parts = changes.components(partedBy: " => ")
            try #require(parts.count == 2 && text.contains(parts[0]))
            return text.replacing(parts[0], with: parts[1])
        }
        var value = try JSONValue(parsing: Array(text.utf8))
        for change in changes.components(partedBy: " ; ") {
            if change.hasPrefix("- ") {
                value = try value.changed(Self.steps(change.dropFirst(2)), to: nil)
            } else {
                let parts = change.components(partedBy: " = ")
                let new = parts.dropFirst().joined(separator: " = ")
                value = try value.changed(Self.steps(parts[0][...]), to: try JSONValue(parsing: Array(new.utf8)))
            }
        }
        return value.text()
    }

    private static func steps(_ pointer: Substring) -> ArraySlice<String> {
        pointer.split(separator: "/").map(String.init)[...]
    }
}
