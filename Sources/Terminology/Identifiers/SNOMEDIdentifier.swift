public import ElementModel

/// The identifiers of SNOMED CT: 6 to 18 digits, a partition that says of what, and a check digit by Verhoeff's scheme
/// (SNOMED CT Release File Specification, *SCTID*).
public enum SNOMEDIdentifier {
    /// What an identifier stands for.
    public enum Kind: UInt8, Sendable, Hashable { case concept = 0, description, relationship }

    /// What is wrong with an identifier.
    public enum Problem: Sendable, Hashable {
        case notDigits, length, leadingZero, checkDigit, partition
    }

    /// What an identifier stands for; `nil` where it is none.
    public static func kind(of code: ByteSlice) -> Kind? {
        guard problem(in: code) == nil else { return nil }
        return Kind(rawValue: code[code.count - 2] - 0x30)
    }

    /// Whether an identifier belongs to an extension: it names a namespace of seven digits.
    public static func isExtension(_ code: ByteSlice) -> Bool {
        code.count >= 11 && code[code.count - 3] == UInt8(ascii: "1")
    }

    /// What keeps a text from being an identifier; `nil` where it is one.
    public static func problem(in code: ByteSlice) -> Problem? {
        guard code.buffer.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !code.isEmpty else { return .notDigits }
        guard (6...18).contains(code.count) else { return .length }
        guard code[0] != UInt8(ascii: "0") else { return .leadingZero }
        guard isChecked(code) else { return .checkDigit }
        // 0x: the international release, 1x: an extension.
        let first = code[code.count - 3]
        guard first == UInt8(ascii: "0") || (first == UInt8(ascii: "1") && code.count >= 11),
            code[code.count - 2] <= UInt8(ascii: "2")
        else { return .partition }
        return nil
    }

    /// Whether a text can only be meant as one identifier, not as an expression of several.
    public static func isSingle(_ code: ByteSlice) -> Bool {
        !code.isEmpty && code.buffer.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Whether a text can only be meant as an expression of several concepts.
    public static func isExpression(_ code: ByteSlice) -> Bool {
        code.buffer.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "=") }
    }

    private static func isChecked(_ code: ByteSlice) -> Bool {
        var check = 0
        for place in 0..<code.count {
            let digit = Int(code[code.count - 1 - place] - 0x30)
            check = product(check, permuted(digit, place % 8))
        }
        return check == 0
    }

    /// Verhoeff's multiplication: the dihedral group of order ten.
    private static func product(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): 5 + (left + right) % 5
        case (false, true): 5 + (left - right) % 5
        case (false, false): (left - right + 5) % 5
        }
    }

    /// Verhoeff's permutation, `times` times over.
    private static func permuted(_ digit: Int, _ times: Int) -> Int {
        var digit = digit
        for _ in 0..<times {
            switch digit {
            case 0: digit = 1
            case 1: digit = 5
            case 2: digit = 7
            case 3: digit = 6
            case 4: digit = 2
            case 5: digit = 8
            case 6: digit = 3
            case 7: digit = 0
            case 8: digit = 9
            default: digit = 4
            }
        }
        return digit
    }
}
