public import ElementModel

/// Codes of LOINC: digits, a hyphen and a check digit modulo 10 (LOINC Users' Guide, *check digit*); parts, lists,
/// answers and groups have letters in front, and a digit of their own reckoning.
public enum LOINCCode {
    /// Whether a text has the form of a LOINC code with the right check digit.
    public static func isValid(_ text: ByteSlice) -> Bool {
        var start = 0
        if text.count > 2, text[0] == UInt8(ascii: "L") {
            // LP: part, LL: list, LA: answer, LG: group.
            guard [UInt8(ascii: "P"), UInt8(ascii: "L"), UInt8(ascii: "A"), UInt8(ascii: "G")].contains(text[1]) else {
                return false
            }
            start = 2
        } else if text.count > 3, text[0] == UInt8(ascii: "M"), text[1] == UInt8(ascii: "T"),
            text[2] == UInt8(ascii: "H")
        {
            start = 3
        }
        guard text.count >= start + 3, text.count <= start + 10, text[text.count - 2] == UInt8(ascii: "-") else {
            return false
        }
        var sum = 0
        var doubles = true
        for place in stride(from: text.count - 3, through: start, by: -1) {
            guard text[place] >= 0x30, text[place] <= 0x39 else { return false }
            let digit = Int(text[place] - 0x30)
            let value = doubles ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
            doubles.toggle()
        }
        let check = text[text.count - 1]
        guard check >= 0x30, check <= 0x39 else { return false }
        return start > 0 || check == UInt8(0x30 + (10 - sum % 10) % 10)
    }
}
