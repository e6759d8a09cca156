public import Record

/// A verdict with its reason, and whom it rests with.
public struct Judgement: Sendable, Hashable {
    public var verdict: Verdict
    /// `nil` for pass and skipped.
    public var blame: Blame?
    /// Why, in words a supplier understands; values that vary from run to run stand in it by name (`${patient.id}`).
    public var reason: String

    public init(_ verdict: Verdict, blame: Blame? = nil, _ reason: String = "") {
        self.verdict = verdict
        self.blame = blame
        self.reason = reason
    }

    public static func pass(_ reason: String = "") -> Judgement { Judgement(.pass, reason) }
    public static func fail(_ reason: String) -> Judgement { Judgement(.fail, blame: .target, reason) }
    public static func undecided(_ blame: Blame, _ reason: String) -> Judgement {
        Judgement(.undecided, blame: blame, reason)
    }
    public static func error(_ blame: Blame, _ reason: String) -> Judgement { Judgement(.error, blame: blame, reason) }
    public static func skipped(_ reason: String) -> Judgement { Judgement(.skipped, reason) }
}

extension Verdict {
    /// How much the verdict weighs against others when one is told from many: the gravest counts.
    public var gravity: Int {
        switch self {
        case .skipped: 0
        case .pass: 1
        case .warn: 2
        case .undecided: 3
        case .error: 4
        case .fail: 5
        }
    }
}
