internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where a command prints: standard output for results, standard error for everything said about them.
///
/// Writes with `write(2)`; a reader that goes away (`assay … | head`) ends the process quietly.
public struct Console: Sendable {
    public enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    /// Whether standard output is a terminal that shows colours (`NO_COLOR` and `TERM=dumb` switch them off).
    public let hasColour: Bool
    /// Whether standard error is a terminal, so that progress may be drawn on it.
    public let showsProgress: Bool

    /// Where a test takes what would be printed; `nil` prints.
    private let capture: Capture?

    /// What a command printed, kept instead.
    public final class Capture: Sendable {
        private let bytes = Mutex<(output: [UInt8], error: [UInt8])>(([], []))
        public init() {}
        public var output: String { bytes.withLock { String(decoding: $0.output, as: UTF8.self) } }
        public var error: String { bytes.withLock { String(decoding: $0.error, as: UTF8.self) } }
        fileprivate func take(_ more: some Sequence<UInt8>, _ stream: Stream) {
            bytes.withLock { if stream == .output { $0.output += more } else { $0.error += more } }
        }
    }

    /// A console that keeps what it is given.
    public init(capturing capture: Capture) {
        self.capture = capture
        hasColour = false
        showsProgress = false
    }

    public init(hasColour: Bool? = nil) {
        capture = nil
        let plain = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
        self.hasColour = hasColour ?? (isatty(1) == 1 && !plain && !dumb)
        self.showsProgress = isatty(2) == 1 && !dumb
    }

    /// How many columns the terminal has; 80 where nothing tells.
    public var width: Int {
        var size = winsize()
        if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 80
    }

    /// Writes bytes as they are.
    public func write(_ bytes: some Sequence<UInt8>, to stream: Stream = .output) {
        if let capture {
            capture.take(bytes, stream)
            return
        }
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(stream.rawValue, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                // Nobody reads any more: there is nothing left to do, and nothing to complain about.
                if errno == EPIPE { exit(0) }
                return
            }
            written += count
        }
    }

    /// Prints a line on standard output.
    public func print(_ line: String) { write((line + "\n").utf8) }

    /// Says something on standard error.
    public func say(_ line: String) { write((line + "\n").utf8, to: .error) }

    /// Says on standard error what went wrong.
    public func fail(_ message: String) { say("assay: \(message)") }

    /// The text in a style, where the terminal shows styles.
    public func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Colours that stay readable on dark and on light backgrounds; none carries meaning alone.
    public enum Style: String, Sendable {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
    }
}
