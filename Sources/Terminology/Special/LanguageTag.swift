internal import ElementModel

/// Language tags of BCP 47 (RFC 5646 section 2.1): the grammar, and the subtags as far as ISO lists them.
enum LanguageTag {
    /// Whether a text is a language tag; letter case does not matter.
    static func membership(of code: ByteSlice) -> Membership {
        guard !code.isEmpty, code.count <= 100 else { return .notMember }
        if CodeTable.languageTags.contains(code, as: .lower) { return .memberWithRemark(.deprecated) }
        var subtags = Subtags(code)
        guard let first = subtags.next() else { return .notMember }
        if first.isOne(UInt8(ascii: "x")) { return subtags.arePrivate() ? .member : .notMember }
        guard first.count >= 2, first.isLetters, first.count <= 8 else { return .notMember }
        let language = self.language(first)
        guard language != .notMember else { return .notMember }
        let rest = self.rest(&subtags, afterLanguage: first.count <= 3)
        return rest == .member ? language : rest
    }

    private static func language(_ tag: ByteSlice) -> Membership {
        switch tag.count {
        case 2: return CodeTable.languagesOfTwo.contains(tag, as: .lower) ? .member : .notMember
        case 3:
            if CodeTable.languagesOfThree.contains(tag, as: .lower) { return .member }
            // qaa to qtz are private use.
            if tag[0] | 0x20 == UInt8(ascii: "q"), tag[1] | 0x20 <= UInt8(ascii: "t") { return .member }
            // The list grows every year: what is not in it may be younger than the table.
            return .undecided(.codeSystemIncomplete(SpecialCodeSystem.languages.rawValue))
        default: return .notMember
        }
    }

    /// extended languages, script, region, variants, extensions, private use: in this order.
    private static func rest(_ subtags: inout Subtags, afterLanguage: Bool) -> Membership {
        var stage = afterLanguage ? 0 : 1
        var extended = 0
        while let tag = subtags.next() {
            guard tag.count >= 1, tag.count <= 8, tag.isAlphanumeric else { return .notMember }
            if tag.count == 1 {
                if tag.isOne(UInt8(ascii: "x")) { return subtags.arePrivate() ? .member : .notMember }
                guard subtags.areExtension() else { return .notMember }
                stage = 5
                continue
            }
            if stage >= 5 { return .notMember }
            if tag.count == 3, tag.isLetters, stage == 0, extended < 3 {
                extended += 1
            } else if tag.count == 4, tag.isLetters, stage < 2 {
                guard CodeTable.scripts.contains(tag, as: .lower) || isPrivateScript(tag) else { return .notMember }
                stage = 2
            } else if (tag.count == 2 && tag.isLetters) || (tag.count == 3 && tag.isDigits), stage < 3 {
                if tag.count == 2 {
                    guard
                        CodeTable.countriesOfTwo.contains(tag, as: .upper)
                            || CodeTable.regions.contains(tag, as: .upper)
                    else { return .notMember }
                }
                stage = 3
            } else if tag.count >= 5 || (tag.count == 4 && tag[0] >= 0x30 && tag[0] <= 0x39) {
                stage = 4
            } else {
                return .notMember
            }
        }
        return subtags.isBroken ? .notMember : .member
    }

    /// Qaaa to Qabx.
    private static func isPrivateScript(_ tag: ByteSlice) -> Bool {
        tag[0] | 0x20 == UInt8(ascii: "q") && tag[1] | 0x20 == UInt8(ascii: "a")
            && (tag[2] | 0x20 == UInt8(ascii: "a")
                || (tag[2] | 0x20 == UInt8(ascii: "b") && tag[3] | 0x20 <= UInt8(ascii: "x")))
    }

    /// The parts between hyphens.
    private struct Subtags {
        private let code: ByteSlice
        private var at = 0
        private(set) var isBroken = false

        init(_ code: ByteSlice) { self.code = code }

        mutating func next() -> ByteSlice? {
            guard at <= code.count, !isBroken else { return nil }
            let start = at
            while at < code.count, code[at] != UInt8(ascii: "-") { at += 1 }
            let tag = code[start..<at]
            at += 1
            if tag.isEmpty { isBroken = true }
            return tag.isEmpty ? nil : tag
        }

        /// What follows `x`: at least one part.
        mutating func arePrivate() -> Bool {
            var count = 0
            while let tag = next() {
                guard tag.count <= 8, tag.isAlphanumeric else { return false }
                count += 1
            }
            return count > 0 && !isBroken
        }

        /// What follows another single letter: at least one part of two characters or more.
        mutating func areExtension() -> Bool {
            var count = 0
            while true {
                let before = at
                guard let tag = next() else { return count > 0 && !isBroken }
                if tag.count == 1 {
                    at = before
                    return count > 0
                }
                guard tag.count <= 8, tag.isAlphanumeric else { return false }
                count += 1
            }
        }
    }
}

extension ByteSlice {
    fileprivate func isOne(_ letter: UInt8) -> Bool { count == 1 && self[0] | 0x20 == letter }
    fileprivate var isLetters: Bool {
        buffer.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    }
    fileprivate var isDigits: Bool { buffer.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    fileprivate var isAlphanumeric: Bool {
        buffer.allSatisfy { (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
    }
}
