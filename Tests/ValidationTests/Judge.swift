import Definitions
import ElementModel
import Record
import TestSupport
import Validation

/// Judges texts by the core definitions that come with the checkout, one validator a release and kind of options.
enum Judge {
    static let profiles = Checkout.folder + "/profiles"
    static let isAvailable = (try? PackageStore(profiles: profiles, cache: nil)) != nil
    private static let store = try? PackageStore(profiles: profiles, cache: nil)

    private static func make(_ release: FHIRRelease, packages: [String] = []) -> Validator? {
        (try? store?.context(release: release, packages: packages)).map { Validator(definitions: $0) }
    }
    private static let r4 = make(.r4)
    private static let stu3 = make(.stu3)
    private static let ukCore = make(.r4, packages: ["fhir.r4.ukcore.stu2#2.0.2"])

    /// The findings on a JSON text.
    static func findings(
        _ json: String, release: FHIRRelease = .r4, profiles: [String] = [], isUKCore: Bool = false
    ) -> [Finding] {
        let validator = isUKCore ? ukCore : release == .r4 ? r4 : stu3
        let document = Document.read(json: Array(json.utf8), release: release)
        return validator?.validate(document, profiles: profiles) ?? []
    }

    /// The errors, as `rule expression`.
    static func errors(
        _ json: String, release: FHIRRelease = .r4, profiles: [String] = [], isUKCore: Bool = false
    ) -> [String] {
        findings(json, release: release, profiles: profiles, isUKCore: isUKCore)
            .filter { $0.severity >= .error }
            .map { "\($0.rule)\($0.constraint.map { "(\($0))" } ?? "") \($0.expression)" }
    }

    /// The findings judged by definitions made for a test.
    static func findings(
        _ json: String, definitions: [String], profile: String? = nil, hl7: Bool = false, release: FHIRRelease = .r4,
        explains: Bool = false, now: Double? = nil
    ) -> [Finding] {
        guard let store else { return [] }
        let layer = Package(
            id: PackageID(name: "test", version: "1"), release: release,
            files: definitions.enumerated().map { ("\($0.offset).json", Array($0.element.utf8)) })
        var options = ValidationOptions()
        if hl7 { options.compatibility = .hl7 }
        options.explains = explains
        options.now = now
        guard let context = try? store.context(release: release, roots: [layer]) else { return [] }
        return Validator(definitions: context, options: options)
            .validate(Document.read(json: Array(json.utf8), release: release), profiles: profile.map { [$0] } ?? [])
    }
}
