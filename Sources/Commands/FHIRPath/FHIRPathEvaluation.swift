internal import ElementModel
internal import FHIRPath
internal import Files
internal import JSON
internal import Record

/// `assay fhirpath EXPR [FILE]`: one expression on one resource.
struct FHIRPathEvaluation {
    let invocation: Invocation
    let expression: String
    let document: Document?
    let options: ExpressionOptions

    init(_ invocation: Invocation) throws(Stop) {
        self.invocation = invocation
        guard let expression = invocation.operands.first else {
            throw Stop(message: "fhirpath: an expression is missing")
        }
        self.expression = expression
        var release = FHIRRelease.r4
        if let version = invocation["fhir-version"] {
            guard let known = FHIRRelease(version: version) else {
                throw Stop(message: "fhirpath: FHIR \(version) is no release that Assay reads: 4.0 and 3.0 are")
            }
            release = known
        }
        document = try invocation.operands.dropFirst().first.map { path throws(Stop) in
            try FHIRPathEvaluation.read(path, release)
        }
        var options = ExpressionOptions(
            release: release, contextType: document.map { $0.view.types.text($0.view.type(.root)) },
            leniency: invocation.has("published") ? .publishedInvariant : .author,
            checksOrder: invocation.has("strict"), isTraced: invocation.has("trace"))
        if let profile = invocation["profile"] {
            let shape = try ExpressionDefinitions.shape(of: profile, release, home: invocation["home"])
            options.shape = shape
            options.contextType = options.contextType ?? shape.focus
        }
        self.options = options
    }

    /// Reads a resource; what is not readable at all stops.
    static func read(_ path: String, _ release: FHIRRelease) throws(Stop) -> Document {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path == "-" ? "/dev/stdin" : path)
        } catch {
            throw Stop(message: "fhirpath: \(error)")
        }
        let document = DocumentReader().read(bytes, release: release)
        guard document.isReadable else {
            let why = document.findings.first?.message ?? "it is no resource"
            throw Stop(message: "fhirpath: \(path) cannot be read: \(why)")
        }
        return document
    }

    func perform() -> Int32 {
        let console = invocation.console
        let isJSON = invocation["format"] == "json"
        let steps = TraceList()
        var host = EvaluationHost()
        host.step = { steps.steps.append($0) }
        host.trace = { name, items in
            if !isJSON { console.say("trace '\(name)': \(items.count) \(items.count == 1 ? "item" : "items")") }
        }
        var answer: JSONObject
        var code: Int32 = 0
        var lines: [String] = []
        // What fails only where its parts are there: worth a note where this resource did not show it.
        var doubts: [ExpressionError] = []
        do throws(ExpressionError) {
            let compiled = try CompiledExpression(expression, options: options)
            doubts = compiled.diagnostics
            let answers = ExpressionDefinitions(home: invocation["home"]).answer(compiled, on: document, in: &host)
            defer { withExtendedLifetime(answers) {} }
            let evaluator = Evaluator(host: host)
            let items: ResultItems
            if let document {
                items = try evaluator.evaluate(compiled, in: document.view)
            } else {
                items = try evaluator.evaluate(compiled)
            }
            if let reason = items.undecided.first {
                code = 1
                answer = ["undecided": .string(reason)]
                lines.append("undecided: \(reason)")
            } else {
                answer = ["result": .array(items.items.map { .object($0.described(withPath: true)) })]
                lines = items.items.map(\.line)
            }
        } catch {
            code = 1
            answer = ["error": .object(error.described)]
            lines = FHIRPathEvaluation.pointed(error, in: expression)
        }
        if invocation.has("trace") {
            answer["trace"] = .array(steps.steps.map { .object($0.described) })
            if !isJSON { for step in steps.steps { console.print(step.line) } }
        }
        if isJSON {
            console.print(JSONValue.object(answer).text())
        } else if code == 0 {
            for doubt in doubts { console.say("note: \(doubt)") }
            for line in lines { console.print(line) }
        } else {
            for line in lines { console.say(line) }
        }
        return code
    }

    /// An error under the expression, with a mark at its place.
    static func pointed(_ error: ExpressionError, in expression: String) -> [String] {
        var lines = ["assay: \(error)"]
        guard !expression.contains("\n"), expression.utf8.count <= 200 else { return lines }
        let before = String(decoding: Array(expression.utf8.prefix(error.offset)), as: UTF8.self)
        lines.append("  " + expression)
        lines.append("  " + String(repeating: " ", count: before.count) + "^")
        return lines
    }
}

/// The steps of a trace, gathered while the expression runs.
private final class TraceList {
    var steps: [TraceStep] = []
}
