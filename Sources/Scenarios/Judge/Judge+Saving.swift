internal import ElementModel
internal import Record

extension Judge {
    /// Takes the values that a step saves out of its answer.
    ///
    /// - Returns: why one of them could not be had; `nil` where all were.
    func save(_ step: Step, _ answer: Answer, into values: inout Values) -> Judgement? {
        var fault: Judgement?
        for save in step.saves {
            switch found(save, answer, values) {
            case .success(let text): values[save.name] = text
            case .failure(let reason):
                // What an earlier step saved under the name must not be taken for this one's.
                values[save.name] = nil
                fault = fault ?? reason.judgement
            }
        }
        return fault
    }

    private struct NotFound: Error { var judgement: Judgement }

    private func found(_ save: Save, _ answer: Answer, _ values: Values) -> Result<String, NotFound> {
        func missing(_ what: String) -> Result<String, NotFound> {
            .failure(NotFound(judgement: .undecided(.data, "nothing to save as '\(save.name)': \(what)")))
        }
        switch save.origin {
        case .header(let name):
            guard let value = answer.response.headers[field: name] else { return missing("no \(name) header came") }
            return .success(value)
        case .headerID(let name):
            guard let value = answer.response.headers[field: name] else { return missing("no \(name) header came") }
            var parts = value.split(separator: "?")[0].split(separator: "/")
            if let history = parts.firstIndex(of: "_history") { parts = Array(parts[..<history]) }
            guard let id = parts.last else { return missing("the \(name) header holds no id") }
            return .success(String(id))
        case .fhirPath(let path):
            guard let document = answer.document else { return missing(answer.unreadable) }
            do throws(PathFault) {
                let expression = try fill(path, values)
                guard let text = try context.evaluate(expression, document, .root).first?.text else {
                    return missing("\(path) finds nothing")
                }
                return .success(text)
            } catch {
                return .failure(NotFound(judgement: .error(.scenario, "\(path): \(error.message)")))
            }
        }
    }

    /// Fills a template in; a name without a value is the scenario's fault where it stands in a path.
    func fill(_ text: String, _ values: Values) throws(PathFault) -> String {
        do throws(MissingValue) { return try values.fill(text) } catch {
            throw PathFault(message: "there is no value for '\(error.name)'")
        }
    }
}
