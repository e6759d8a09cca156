internal import ElementModel

/// What is wrong with a Questionnaire or with the answers to one.
struct AnswerProblem {
    var rule: Rule
    /// The message of HL7's validator that corresponds.
    var hl7: String
    var element: ElementID
    var message: String
    /// `false` where something needed to judge is missing.
    var isDecided = true
    /// A remark rather than an error.
    var isWarning = false
}

/// What the rules on answers must ask of others.
struct AnswerHost {
    /// Whether a coding is in a value set: `nil` where it cannot be decided, with the reason.
    var isMember: (_ coding: ElementID, _ valueSet: String) -> (isMember: Bool?, reason: String)
    /// Compares two quantities: below zero, zero, above zero; `nil` where the units cannot be compared.
    var compare: (_ value: ByteSlice, _ unit: ByteSlice?, _ bound: ByteSlice, _ boundUnit: ByteSlice?) -> Int?
    /// Evaluates a FHIRPath expression on the response; `nil` where it cannot be decided.
    var isTrue: (_ expression: String) -> Bool?
}
