internal import ElementModel

/// Code systems that no package carries, but whose codes have a check digit.
enum LargeCodeSystem {
    /// Whether a text cannot be a code of the system, whatever its release: its form or its check digit is wrong.
    static func isSurelyNoCode(_ code: ByteSlice, of system: String) -> Bool {
        switch system {
        case "http://snomed.info/sct":
            if SNOMEDIdentifier.isExpression(code) { return false }
            return SNOMEDIdentifier.kind(of: code) != .concept
        case "http://loinc.org": return !LOINCCode.isValid(code)
        default: return false
        }
    }
}
