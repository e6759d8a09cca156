public import ElementModel
public import Record

/// What the judge asks of the layers below: profiles and paths. Pure: the same question gets the same answer.
public struct JudgingContext: Sendable {
    /// What is wrong with an element, against the release, what it claims, and these profiles.
    public var validate: @Sendable (Document, ElementID, [String]) -> [Finding]
    /// The values of a path on an element.
    public var evaluate: @Sendable (String, Document, ElementID) throws(PathFault) -> [PathValue]
    /// What the parts of a path gave on an element, in words, for whoever reads that it is false.
    public var trace: @Sendable (String, Document, ElementID) -> String
    /// Why profile verdicts of a pack cannot be decided, by the pack's id: its definitions only stand in for others.
    public var standIns: [String: String]
    /// Asks a terminology server what ``validate`` could not decide; whether judging again may now tell more.
    public var settle: @Sendable () async -> Bool

    public init(
        validate: @escaping @Sendable (Document, ElementID, [String]) -> [Finding],
        evaluate: @escaping @Sendable (String, Document, ElementID) throws(PathFault) -> [PathValue],
        trace: @escaping @Sendable (String, Document, ElementID) -> String = { _, _, _ in "" },
        standIns: [String: String] = [:], settle: @escaping @Sendable () async -> Bool = { false }
    ) {
        self.validate = validate
        self.evaluate = evaluate
        self.trace = trace
        self.standIns = standIns
        self.settle = settle
    }
}

/// One value of a path: an element of the document, or a value that was computed.
public struct PathValue: Sendable, Hashable {
    /// `nil` for what was computed.
    public var element: ElementID?
    /// The text of a primitive; `nil` for what has children alone.
    public var text: String?
    public init(element: ElementID?, text: String?) {
        self.element = element
        self.text = text
    }
}

/// Why a path cannot be evaluated: the scenario is at fault, or nobody can know.
public struct PathFault: Error, Sendable, Hashable {
    public var message: String
    /// Whether terminology or a limit is missing, so that the question is undecided rather than wrong.
    public var isUndecided: Bool
    public init(message: String, isUndecided: Bool = false) {
        self.message = message
        self.isUndecided = isUndecided
    }
}
