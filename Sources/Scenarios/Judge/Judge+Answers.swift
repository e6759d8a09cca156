internal import ElementModel
internal import Record
internal import Terminology

/// What is asked of searchsets and OperationOutcomes.
extension Judge {
    struct OutcomeCode {
        var code: String
        var system: String
        var type: String
    }

    /// The texts of the children of a name.
    private func texts(_ view: ElementView, _ element: ElementID, _ name: String) -> [String] {
        guard let symbol = Symbol.find(name) else { return [] }
        return view.children(element).filter { view.name($0) == symbol && view.hasValue($0) }.map {
            view.value($0).text
        }
    }

    private func children(_ view: ElementView, _ element: ElementID, _ name: String) -> [ElementID] {
        guard let symbol = Symbol.find(name) else { return [] }
        return view.children(element).filter { view.name($0) == symbol }
    }

    /// The codes of an OperationOutcome's issues; empty for any other body.
    func outcomeCodes(_ answer: Answer) -> [OutcomeCode] {
        guard let document = answer.document, answer.type == "OperationOutcome" else { return [] }
        let view = document.view
        var codes: [OutcomeCode] = []
        for issue in children(view, .root, "issue") {
            let type = texts(view, issue, "code").first ?? ""
            for details in children(view, issue, "details") {
                for coding in children(view, details, "coding") {
                    codes.append(
                        OutcomeCode(
                            code: texts(view, coding, "code").first ?? "",
                            system: texts(view, coding, "system").first ?? "", type: type))
                }
            }
        }
        return codes
    }

    /// What an OperationOutcome says, for messages about something else.
    func outcomeWords(_ answer: Answer) -> String {
        guard answer.type == "OperationOutcome" else { return "" }
        let codes = outcomeCodes(answer).map(\.code)
        return codes.isEmpty
            ? "; the answer is an OperationOutcome" : "; the answer is \(codes.joined(separator: ", "))"
    }

    func outcome(
        _ templates: [String], system: Bool, types: [String], _ answer: Answer, pack: Pack, _ values: Values
    ) throws(PathFault) -> Checked {
        guard answer.type == "OperationOutcome" else {
            return Checked(.fail("the body is a \(answer.type ?? "unknown resource"), not an OperationOutcome"))
        }
        var wanted: [String] = []
        for template in templates { wanted.append(try fill(template, values)) }
        let found = outcomeCodes(answer)
        guard !found.isEmpty else { return Checked(.fail("no issue has a coded detail")) }
        guard let match = found.first(where: { wanted.contains($0.code) }) else {
            return Checked(.fail("the code is \(found.map(\.code).joined(separator: ", "))"))
        }
        let systems = catalogue.reach(pack).flatMap(\.errorSystems)
        if system, !systems.isEmpty, !systems.contains(match.system) {
            return Checked(.fail("the code \(match.code) stands in the system '\(match.system)'"))
        }
        if !types.isEmpty, !types.contains(match.type) { return Checked(.fail("the issue's type is '\(match.type)'")) }
        return Checked(.pass())
    }

    /// The matches of a searchset: entries that are not marked as included or as an outcome.
    private func matches(_ document: Document) -> [(element: ElementID, type: String, id: String)] {
        let view = document.view
        var found: [(ElementID, String, String)] = []
        for entry in children(view, .root, "entry") {
            let modes = children(view, entry, "search").flatMap { texts(view, $0, "mode") }
            if modes.contains("include") || modes.contains("outcome") { continue }
            for resource in children(view, entry, "resource") {
                found.append(
                    (resource, view.types.text(view.type(resource)), texts(view, resource, "id").first ?? ""))
            }
        }
        return found
    }

    func entries(
        _ type: String, _ minimum: Int, _ maximum: Int?, _ answer: Answer, _ document: Document
    ) -> Checked {
        guard answer.type == "Bundle" else {
            return Checked(
                .fail("the body is a \(answer.type ?? "unknown resource"), not a Bundle\(outcomeWords(answer))"))
        }
        let count = matches(document).count { $0.type == type }
        if count < minimum || count > maximum ?? .max { return Checked(.fail("\(count) \(type) found")) }
        return Checked(.pass())
    }

    func member(_ reference: String, isThere: Bool, _ answer: Answer, _ document: Document) -> Checked {
        guard answer.type == "Bundle" else {
            return Checked(
                .fail("the body is a \(answer.type ?? "unknown resource"), not a Bundle\(outcomeWords(answer))"))
        }
        let isFound = matches(document).contains { "\($0.type)/\($0.id)" == reference }
        if isFound == isThere { return Checked(.pass()) }
        return Checked(.fail("\(reference) is \(isFound ? "" : "not ")among the matches"))
    }

    func resolves(
        _ path: String, _ type: String?, _ document: Document, _ values: Values
    ) throws(PathFault) -> Checked {
        let references = try context.evaluate(try fill(path, values), document, .root).compactMap(\.text)
        if references.isEmpty {
            return Checked(.undecided(.data, "\(path) finds nothing, so there was nothing to check"))
        }
        let view = document.view
        var known: [String: String] = [:]
        for entry in children(view, .root, "entry") {
            for resource in children(view, entry, "resource") {
                let name = view.types.text(view.type(resource))
                for id in texts(view, resource, "id") { known["\(name)/\(id)"] = name }
                for url in texts(view, entry, "fullUrl") { known[url] = name }
            }
        }
        for reference in references {
            // A version in the reference does not matter here.
            let plain = reference.firstRange(of: "/_history/").map { String(reference[..<$0.lowerBound]) } ?? reference
            let tail = plain.split(separator: "/").suffix(2).joined(separator: "/")
            guard let found = known[plain] ?? known[tail] else {
                return Checked(.fail("\(reference) is not in the Bundle"))
            }
            if let type, found != type { return Checked(.fail("\(reference) is a \(found)")) }
        }
        return Checked(.pass())
    }

    func nhsNumbers(_ path: String, _ document: Document, _ values: Values) throws(PathFault) -> Checked {
        let numbers = try context.evaluate(try fill(path, values), document, .root).compactMap(\.text)
        if numbers.isEmpty { return Checked(.undecided(.data, "\(path) finds nothing, so there was nothing to check")) }
        // The number itself is a person's: it is never put into a report.
        if numbers.contains(where: { !NHSNumber.isValid($0) }) {
            return Checked(.fail("a value is not ten digits with a good check digit"))
        }
        return Checked(.pass())
    }
}
