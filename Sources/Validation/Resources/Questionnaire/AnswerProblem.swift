internal import ElementModel
internal import Record

/// What is wrong with a Questionnaire or with the answers to one.
struct AnswerProblem {
    var rule: Rule
    /// The message of HL7's validator that corresponds; empty where it has none.
    var hl7: String
    var element: ElementID
    var message: String
    var severity = Severity.error
    /// `false` where something needed to judge is missing.
    var isDecided = true
}

/// What the rules on answers must ask of others.
struct AnswerHost {
    /// Whether a coded value is in a value set: `nil` where it cannot be decided, with the reason.
    var isMember: (_ value: ElementID, _ valueSet: String) -> (isMember: Bool?, reason: String)
    /// Compares a value with one of the Questionnaire: numbers, dates, quantities with their units.
    var compare: (_ value: ElementID, _ bound: ElementID) -> Comparison
    /// Evaluates a FHIRPath expression on the response; `nil` where it cannot be decided.
    var isTrue: (_ expression: String) -> Bool?
    /// Whether a text has the form of a regular expression; `nil` where that is none.
    var matches: (_ text: ByteSlice, _ pattern: String) -> Bool?
    /// Whether HL7's validator is followed.
    var isCompatible: Bool
    /// Whether references are looked at.
    var judgesReferences: Bool
}
