/// A JUnit report, in the form that CI servers read: suites of cases, each passed, failed, errored or skipped.
public struct JUnitDocument: Sendable {
    public enum Outcome: Sendable {
        case passed
        case failure(type: String, message: String, text: String)
        case error(type: String, message: String, text: String)
        case skipped(message: String)
    }

    public struct Case: Sendable {
        public var name: String
        public var className: String
        public var outcome: Outcome
        public var seconds: Double?
        public init(name: String, className: String, outcome: Outcome, seconds: Double? = nil) {
            self.name = name
            self.className = className
            self.outcome = outcome
            self.seconds = seconds
        }
    }

    public struct Suite: Sendable {
        public var name: String
        public var cases: [Case]
        public init(name: String, cases: [Case]) {
            self.name = name
            self.cases = cases
        }
    }

    public var name: String
    public var suites: [Suite]

    public init(name: String, suites: [Suite]) {
        self.name = name
        self.suites = suites
    }

    /// The document as XML.
    public var xml: String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let all = suites.flatMap(\.cases)
        out += "<testsuites name=\(XMLText.quoted(name)) \(JUnitDocument.counts(all))>\n"
        for suite in suites {
            out += "  <testsuite name=\(XMLText.quoted(suite.name)) \(JUnitDocument.counts(suite.cases))>\n"
            for item in suite.cases {
                out += "    <testcase name=\(XMLText.quoted(item.name)) classname=\(XMLText.quoted(item.className))"
                if let seconds = item.seconds { out += " time=\"\(JUnitDocument.rounded(seconds))\"" }
                switch item.outcome {
                case .passed: out += "/>\n"
                case .failure(let type, let message, let text):
                    out += JUnitDocument.body("failure", type, message, text)
                case .error(let type, let message, let text): out += JUnitDocument.body("error", type, message, text)
                case .skipped(let message):
                    out += ">\n      <skipped message=\(XMLText.quoted(message))/>\n    </testcase>\n"
                }
            }
            out += "  </testsuite>\n"
        }
        return out + "</testsuites>\n"
    }

    private static func body(_ tag: String, _ type: String, _ message: String, _ text: String) -> String {
        ">\n      <\(tag) type=\(XMLText.quoted(type)) message=\(XMLText.quoted(message))>\(XMLText.escaped(text))</\(tag)>\n"
            + "    </testcase>\n"
    }

    private static func counts(_ cases: [Case]) -> String {
        var failures = 0
        var errors = 0
        var skipped = 0
        for item in cases {
            switch item.outcome {
            case .passed: break
            case .failure: failures += 1
            case .error: errors += 1
            case .skipped: skipped += 1
            }
        }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }

    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}

/// Text that is safe inside XML: markup escaped, characters that XML forbids replaced.
enum XMLText {
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    static func quoted(_ text: String) -> String {
        "\"" + escaped(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;").replacing("\r", with: "&#13;")
            + "\""
    }
}
