internal import JSON

/// A JSON value from text that the project itself wrote; `null` where the text is no JSON (a test looks for that).
func fromText(_ text: String) -> JSONValue { (try? JSONValue(parsing: text)) ?? .null }

extension JSONValue {
    /// The values at a path of names, through arrays: `name.given`.
    func values(_ path: some StringProtocol) -> [JSONValue] {
        var found = [self]
        for step in path.split(separator: ".") {
            found = found.flatMap { value -> [JSONValue] in
                guard let next = value[String(step)] else { return [] }
                return next.array ?? [next]
            }
        }
        return found.flatMap { $0.array ?? [$0] }
    }

    func strings(_ path: some StringProtocol) -> [String] { values(path).compactMap(\.string) }

    var resourceType: String? { self["resourceType"]?.string }

    /// The extension of a URL.
    func `extension`(_ url: String) -> JSONValue? { self["extension"]?.array?.first { $0["url"]?.string == url } }
}
