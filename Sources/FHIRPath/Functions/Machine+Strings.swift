internal import Patterns

extension Machine {
    /// `indexOf`, `lastIndexOf`, `startsWith`, `endsWith` and the function `contains`
    mutating func search(_ function: Function, _ call: Call) throws(ExpressionError) {
        let whole = try string(call.start, call.end, call.instruction, "The input of \(function.name)()")
        let part = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The argument of \(function.name)()")
        top = call.start
        guard let whole, let part else { return }
        switch function {
        case .startsWith: try push(Item(boolean: starts(whole, with: part, at: 0)))
        case .endsWith: try push(Item(boolean: starts(whole, with: part, at: whole.count - part.count)))
        case .contains: try push(Item(boolean: Strings.find(part, in: whole) != nil))
        default:
            // An empty text is found at the beginning, by both.
            let found =
                function == .indexOf || part.isEmpty
                ? Strings.find(part, in: whole) : Strings.findLast(part, in: whole)
            let characters = found.map { Strings.length(UnsafeBufferPointer(rebasing: whole[..<$0])) }
            try push(Item(integer: Int64(characters ?? -1)))
        }
    }

    private func starts(
        _ whole: UnsafeBufferPointer<UInt8>, with part: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Bool {
        guard start >= 0, whole.count - start >= part.count else { return false }
        for place in 0..<part.count where whole[start + place] != part[place] { return false }
        return true
    }

    /// The functions that make texts of texts.
    mutating func text(_ function: Function, _ call: Call) throws(ExpressionError) {
        if function == .join {
            try join(call)
            return
        }
        let input = try string(call.start, call.end, call.instruction, "The input of \(function.name)()")
        guard let input else {
            top = call.start
            return
        }
        switch function {
        case .length: try replace(from: call.start, with: Item(integer: Int64(Strings.length(input))))
        case .upper, .lower:
            try replace(from: call.start, with: Item(string: cased(input, isUpper: function == .upper)))
        case .trim:
            var first = 0
            var last = input.count
            while first < last, Strings.isBlank(input[first]) { first += 1 }
            while last > first, Strings.isBlank(input[last - 1]) { last -= 1 }
            try replace(from: call.start, with: Item(string: UnsafeBufferPointer(rebasing: input[first..<last])))
        case .substring: try substring(input, call)
        case .replace: try replaceText(input, call)
        case .toChars:
            top = call.start
            var first = 0
            while first < input.count {
                var next = first + 1
                while next < input.count, input[next] & 0xC0 == 0x80 { next += 1 }
                try push(Item(string: UnsafeBufferPointer(rebasing: input[first..<next])))
                first = next
            }
            try count(input.count)
        case .split: try split(input, call)
        default: try recode(function, input, call)
        }
    }

    private mutating func cased(
        _ input: UnsafeBufferPointer<UInt8>, isUpper: Bool
    ) throws(ExpressionError) -> UnsafeBufferPointer<UInt8> {
        guard Strings.isASCII(input) else {
            let text = Machine.ownText(input)
            return copy(isUpper ? text.uppercased() : text.lowercased())
        }
        let memory = try room(input.count)
        let first = UInt8(ascii: isUpper ? "a" : "A")
        for place in 0..<input.count {
            let byte = input[place]
            memory[place] = byte &- first < 26 ? byte ^ 0x20 : byte
        }
        return UnsafeBufferPointer(start: memory, count: input.count)
    }

    private mutating func substring(
        _ input: UnsafeBufferPointer<UInt8>, _ call: Call
    ) throws(ExpressionError) {
        let start = try integer(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The start of substring()")
        let hasLength = call.instruction.count == 2
        let length =
            hasLength
            ? try integer(call.second.lowerBound, call.second.upperBound, call.instruction, "The length of substring()")
            : nil
        top = call.start
        guard let start, start >= 0 else { return }
        let isASCII = Strings.isASCII(input)
        let first =
            isASCII ? Int(min(start, Int64(input.count))) : Strings.byteOffset(input, ofCharacter: Int(clamping: start))
        guard first < input.count else { return }
        let rest = UnsafeBufferPointer(rebasing: input[first...])
        guard let length else {
            // An empty length counts as none.
            try push(Item(string: rest))
            return
        }
        let wanted = Int(clamping: max(0, length))
        let end = isASCII ? min(wanted, rest.count) : Strings.byteOffset(rest, ofCharacter: wanted)
        try push(Item(string: UnsafeBufferPointer(rebasing: rest[..<end])))
    }

    private mutating func replaceText(
        _ input: UnsafeBufferPointer<UInt8>, _ call: Call
    ) throws(ExpressionError) {
        let pattern = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The pattern of replace()")
        let other = try string(
            call.second.lowerBound, call.second.upperBound, call.instruction, "The substitution of replace()")
        top = call.start
        guard let pattern, let other else { return }
        var places = 0
        var at = 0
        if pattern.isEmpty {
            // An empty pattern stands around every character.
            places = Strings.length(input) + 1
        } else {
            while let found = Strings.find(pattern, in: input, from: at) {
                places += 1
                at = found + pattern.count
            }
        }
        guard places > 0 else {
            try push(Item(string: input))
            return
        }
        let (added, overflow) = places.multipliedReportingOverflow(by: other.count)
        guard !overflow else { throw limit("a text that is too long") }
        let memory = try room(input.count - places * pattern.count + added)
        var filled = 0
        func put(_ bytes: UnsafeBufferPointer<UInt8>) {
            if let base = bytes.baseAddress { (memory + filled).update(from: base, count: bytes.count) }
            filled += bytes.count
        }
        at = 0
        if pattern.isEmpty {
            put(other)
            while at < input.count {
                var next = at + 1
                while next < input.count, input[next] & 0xC0 == 0x80 { next += 1 }
                put(UnsafeBufferPointer(rebasing: input[at..<next]))
                put(other)
                at = next
            }
        } else {
            while let found = Strings.find(pattern, in: input, from: at) {
                put(UnsafeBufferPointer(rebasing: input[at..<found]))
                put(other)
                at = found + pattern.count
            }
            put(UnsafeBufferPointer(rebasing: input[at...]))
        }
        try push(Item(string: UnsafeBufferPointer(start: memory, count: filled)))
    }

    private mutating func split(_ input: UnsafeBufferPointer<UInt8>, _ call: Call) throws(ExpressionError) {
        let separator = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The separator of split()")
        top = call.start
        guard let separator else { return }
        try count(input.count)
        var at = 0
        if separator.isEmpty {
            while at < input.count {
                var next = at + 1
                while next < input.count, input[next] & 0xC0 == 0x80 { next += 1 }
                try push(Item(string: UnsafeBufferPointer(rebasing: input[at..<next])))
                at = next
            }
            return
        }
        while let found = Strings.find(separator, in: input, from: at) {
            try push(Item(string: UnsafeBufferPointer(rebasing: input[at..<found])))
            at = found + separator.count
        }
        try push(Item(string: UnsafeBufferPointer(rebasing: input[at...])))
    }

    private mutating func join(_ call: Call) throws(ExpressionError) {
        let separator =
            try string(call.first.lowerBound, call.first.upperBound, call.instruction, "The separator of join()")
        guard call.count > 0 else {
            top = call.start
            return
        }
        var total = 0
        for place in call.start..<call.end {
            total += try string(place, place + 1, call.instruction, "An item of join()")?.count ?? 0
            total += separator?.count ?? 0
        }
        let memory = try room(total)
        var filled = 0
        for place in call.start..<call.end {
            if place > call.start, let separator, let base = separator.baseAddress {
                (memory + filled).update(from: base, count: separator.count)
                filled += separator.count
            }
            if let bytes = try string(place, place + 1, call.instruction, "An item of join()"),
                let base = bytes.baseAddress
            {
                (memory + filled).update(from: base, count: bytes.count)
                filled += bytes.count
            }
        }
        try replace(from: call.start, with: Item(string: UnsafeBufferPointer(start: memory, count: filled)))
    }

    // MARK: Regular expressions

    mutating func match(_ function: Function, _ call: Call) throws(ExpressionError) {
        let input = try string(call.start, call.end, call.instruction, "The input of \(function.name)()")
        let pattern = try string(
            call.first.lowerBound, call.first.upperBound, call.instruction, "The pattern of \(function.name)()")
        var flags: UnsafeBufferPointer<UInt8>?
        var other: UnsafeBufferPointer<UInt8>?
        if function == .replaceMatches {
            other = try string(
                call.second.lowerBound, call.second.upperBound, call.instruction, "The substitution of replaceMatches()"
            )
        } else {
            flags = try string(
                call.second.lowerBound, call.second.upperBound, call.instruction, "The flags of \(function.name)()")
        }
        top = call.start
        guard let input, let pattern else { return }
        let compiled = try self.pattern(pattern, function, flags, call.instruction)
        if matcher == nil { matcher = PatternMatcher() }
        guard let matcher else { return }
        if function == .replaceMatches {
            guard let other else { return }
            // An empty pattern changes nothing.
            guard !pattern.isEmpty else {
                try push(Item(string: input))
                return
            }
            guard let result = matcher.replacing(compiled, in: input, with: other) else {
                throw undecidable(call.instruction, "replaceMatches() reached its limit")
            }
            let memory = try room(result.count)
            result.withUnsafeBufferPointer { bytes in
                if let base = bytes.baseAddress { memory.update(from: base, count: bytes.count) }
            }
            try push(Item(string: UnsafeBufferPointer(start: memory, count: result.count)))
            return
        }
        switch matcher.matches(compiled, input) {
        case .match: try push(Item(boolean: true))
        case .noMatch: try push(Item(boolean: false))
        case .limit: throw undecidable(call.instruction, "the pattern reached its limit of steps")
        }
    }

    func undecidable(_ instruction: Instruction, _ why: String) -> ExpressionError {
        ExpressionError(
            .execution, at: Int(instruction.offset), "This could not be decided: \(why).", found: why,
            isUndecidable: true)
    }

    private mutating func pattern(
        _ text: UnsafeBufferPointer<UInt8>, _ function: Function, _ flags: UnsafeBufferPointer<UInt8>?,
        _ instruction: Instruction
    ) throws(ExpressionError) -> Pattern {
        if instruction.a > 0, let program,
            let known = program._withUnsafeGuaranteedRef({ $0.patterns[Int(instruction.a) - 1] })
        {
            return known
        }
        let isWhole = function == .matchesFull
        let flagText = flags.map { Machine.ownText($0) } ?? ""
        let key = DynamicPattern(text: flagText + "/" + Machine.ownText(text), isWhole: isWhole)
        if let found = dynamicPatterns[key], let found { return found }
        if dynamicPatterns.count > 256 { dynamicPatterns = [:] }
        var options: Pattern.Options = isWhole ? [.whole, .dotMatchesAll] : .dotMatchesAll
        if flagText.contains("i") { options.insert(.caseInsensitive) }
        if flagText.contains("m") { options.insert(.multiline) }
        do {
            let made = try Pattern(Machine.ownText(text), options: options)
            dynamicPatterns[key] = made
            return made
        } catch {
            throw failure(
                instruction, "The regular expression does not compile: \(error.message) (at \(error.offset)).",
                expected: "a regular expression")
        }
    }
}
