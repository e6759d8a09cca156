internal import ElementModel
internal import FHIRPath
internal import JSON

extension ResultItem {
    /// Type and value as the official suite spells them, and where asked for the place.
    func described(withPath: Bool) -> JSONObject {
        var object: JSONObject = ["type": .string(typeName)]
        if let value = suiteText { object["value"] = .string(value) }
        if withPath, case .element(let view, let element) = self { object["path"] = .string(view.path(of: element)) }
        return object
    }

    /// The item on a line: its value, or of a structure its place and type.
    var line: String {
        if let value = suiteText { return value }
        guard case .element(let view, let element) = self else { return typeName }
        return "\(view.path(of: element)) (\(typeName))"
    }
}

extension ExpressionError {
    /// The error as `--format json` and `--cases` print it.
    var described: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "message": .string(message), "offset": .number("\(offset)"),
        ]
        if let expected { object["expected"] = .string(expected) }
        if let found { object["found"] = .string(found) }
        if isUndecidable { object["undecided"] = true }
        return object
    }
}

extension TraceStep {
    /// How many items of a step are shown.
    private static let shown = 5

    var line: String {
        let items = items.items.prefix(TraceStep.shown).map { item in
            guard case .element(let view, let element) = item, let text = item.suiteText else { return item.line }
            return "\(view.path(of: element)) = \(text)"
        }
        let rest = self.items.count > TraceStep.shown ? ["… \(self.items.count - TraceStep.shown) more"] : []
        let indent = String(repeating: "  ", count: depth)
        let value = self.items.isEmpty ? "nothing" : (items + rest).joined(separator: "; ")
        return "\(indent)\(expression) → \(value)"
    }

    var described: JSONObject {
        [
            "expression": .string(expression), "start": .number("\(range.lowerBound)"),
            "end": .number("\(range.upperBound)"), "depth": .number("\(depth)"),
            "items": .array(items.items.map { .object($0.described(withPath: true)) }),
        ]
    }
}
