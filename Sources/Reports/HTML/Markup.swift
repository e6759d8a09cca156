/// A piece of HTML: elements and text. Text is escaped when it is written; there is no way to put markup in as a string.
public indirect enum Markup: Sendable {
    case text(String)
    case element(String, [Attribute], [Markup])
    case group([Markup])
    /// The content of `style` or `script`, written by the project itself and never from data.
    case raw(StaticString)

    public struct Attribute: Sendable {
        let name: String
        /// `nil` writes a bare attribute: `open`.
        let value: String?
        public init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }
}

/// Builds a list of ``Markup`` from statements.
@resultBuilder
public enum MarkupBuilder {
    public static func buildExpression(_ markup: Markup) -> [Markup] { [markup] }
    public static func buildExpression(_ text: String) -> [Markup] { [.text(text)] }
    public static func buildExpression(_ parts: [Markup]) -> [Markup] { parts }
    public static func buildBlock(_ parts: [Markup]...) -> [Markup] { parts.flatMap { $0 } }
    public static func buildOptional(_ parts: [Markup]?) -> [Markup] { parts ?? [] }
    public static func buildEither(first parts: [Markup]) -> [Markup] { parts }
    public static func buildEither(second parts: [Markup]) -> [Markup] { parts }
    public static func buildArray(_ parts: [[Markup]]) -> [Markup] { parts.flatMap { $0 } }
}

/// An element: `tag("p", ["class": "lead"]) { "text" }`.
public func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], @MarkupBuilder content: () -> [Markup] = { [] }
) -> Markup {
    .element(name, attributes.map { .init($0.key, $0.value) }, content())
}

extension Markup {
    private static let void: Set<String> = ["meta", "br", "hr", "input", "link", "col"]

    /// The markup as text.
    public var html: String {
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        switch self {
        case .text(let text): Markup.escape(text, to: &out)
        case .raw(let text): out += text.description
        case .group(let parts): for part in parts { part.write(to: &out) }
        case .element(let name, let attributes, let content):
            out += "<\(name)"
            for attribute in attributes {
                out += " \(attribute.name)"
                if let value = attribute.value {
                    out += "=\""
                    Markup.escape(value, to: &out)
                    out += "\""
                }
            }
            out += ">"
            if Markup.void.contains(name) { return }
            for part in content { part.write(to: &out) }
            out += "</\(name)>"
        }
    }

    /// Writes text so that no character of it can be markup; characters that HTML forbids become visible stand-ins.
    private static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                // Control and direction characters can hide what a report says.
                out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
