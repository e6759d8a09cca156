internal import ElementModel
internal import FHIRPath
internal import Files
internal import JSON
internal import Record

/// `assay fhirpath --cases FILE`: one job a line, one answer a line, in order; inputs are read once.
struct FHIRPathCases {
    let path: String
    private var documents: [String: Document] = [:]
    private let evaluator = Evaluator()
    private let definitions: ExpressionDefinitions

    init(path: String, home: String?) {
        self.path = path
        definitions = ExpressionDefinitions(home: home)
    }

    mutating func perform(on console: Console) throws(Stop) -> Int32 {
        let text: String
        do {
            text = try Files.readText(path)
        } catch {
            throw Stop(message: "fhirpath: \(error)")
        }
        for (number, line) in text.split(separator: "\n").enumerated() {
            guard let job = try? JSONValue(parsing: Array(line.utf8)), let expression = job["expression"]?.string else {
                throw Stop(
                    message: "fhirpath: \(path): line \(number + 1) is no job: {\"id\":…,\"expression\":…,\"input\":…}")
            }
            var answer: JSONObject = ["id": job["id"] ?? .string("\(number + 1)")]
            do throws(ExpressionError) {
                answer["result"] = .array(try items(of: job, expression).map { .object($0) })
            } catch {
                answer["error"] = .object(error.described)
            }
            console.print(JSONValue.object(answer).text())
        }
        return 0
    }

    private mutating func items(of job: JSONValue, _ expression: String) throws(ExpressionError) -> [JSONObject] {
        var release = FHIRRelease.r4
        if let version = job["fhirVersion"]?.string {
            guard let known = FHIRRelease(version: version) else {
                throw ExpressionError(
                    .execution, at: 0, "FHIR \(version) is no release that Assay reads.", expected: "4.0 or 3.0",
                    found: version)
            }
            release = known
        }
        let document = try job["input"]?.string.map { name throws(ExpressionError) in try self.document(name, release) }
        let options = ExpressionOptions(
            release: release, contextType: document.map { $0.view.types.text($0.view.type(.root)) },
            checksOrder: job["mode"]?.string == "strict")
        let compiled = try CompiledExpression(expression, options: options)
        var host = EvaluationHost()
        let answers = definitions.answer(compiled, on: document, in: &host)
        defer { withExtendedLifetime(answers) {} }
        evaluator.host = host
        let found: ResultItems
        if let document {
            found = try evaluator.evaluate(compiled, in: document.view)
        } else {
            found = try evaluator.evaluate(compiled)
        }
        if let reason = found.undecided.first {
            throw ExpressionError(
                .execution, at: 0, "This could not be decided: \(reason).", isUndecidable: true)
        }
        guard job["predicate"]?.bool == true else { return found.items.map { $0.described(withPath: false) } }
        // As a boolean: nothing is false, one truth value is itself, anything else is there.
        var truth = !found.isEmpty
        if found.count == 1, let item = found.first, item.typeName == "boolean" { truth = item.text == "true" }
        return [ResultItem.boolean(truth).described(withPath: false)]
    }

    private mutating func document(_ name: String, _ release: FHIRRelease) throws(ExpressionError) -> Document {
        let key = "\(release.version) \(name)"
        if let known = documents[key] { return known }
        do throws(Stop) {
            let document = try FHIRPathEvaluation.read(Files.join(Files.folder(of: path), name), release)
            documents[key] = document
            return document
        } catch {
            throw ExpressionError(.execution, at: 0, error.message)
        }
    }
}
