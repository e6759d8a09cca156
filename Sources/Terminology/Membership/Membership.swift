/// The four answers to "is this code in?".
public enum Membership: Sendable, Hashable {
    /// It is in.
    case member
    /// It is in, and something is to be said of it.
    case memberWithRemark(Remark)
    /// It is not in.
    case notMember
    /// It cannot be decided here, and why.
    case undecided(Undecided)

    /// What is said of a code that is in.
    public enum Remark: UInt8, Sendable, Hashable {
        /// The code is inactive or retired.
        case inactive
        /// The code groups others and is not meant to be chosen.
        case abstract
        /// The code is deprecated.
        case deprecated
        /// The version that the value set names is not here; another one was used.
        case otherVersion
    }

    /// Why a question has no answer here.
    public enum Undecided: Sendable, Hashable {
        /// No definition of the code system is here.
        case codeSystemUnknown(String)
        /// The code system is defined here without its codes, or with some of them only.
        case codeSystemIncomplete(String)
        /// The value set is not here.
        case valueSetUnknown(String)
        /// The value set names itself, directly or through others.
        case valueSetCycle(String)
        /// The filter asks for what is not known here.
        case filter(String)
        /// The coding names no system, and more than one could be meant.
        case systemAmbiguous
        /// The terminology server cannot tell, or gave no answer; why.
        case remote(String)
        /// Too many codes or steps.
        case tooCostly(String)

        /// The reason in words.
        public var words: String {
            switch self {
            case .codeSystemUnknown(let system): "the code system \(system) is not here"
            case .codeSystemIncomplete(let system): "not all codes of the code system \(system) are here"
            case .valueSetUnknown(let url): "the value set \(url) is not here"
            case .valueSetCycle(let url): "the value set \(url) includes itself"
            case .filter(let text): "the filter \(text) cannot be evaluated here"
            case .systemAmbiguous: "no code system is named, and several are possible"
            case .remote(let reason): reason
            case .tooCostly(let what): "\(what) has too many codes to look at"
            }
        }
    }

    /// Whether the code is in, with remarks or without; `nil` where it is undecided.
    public var isMember: Bool? {
        switch self {
        case .member, .memberWithRemark: true
        case .notMember: false
        case .undecided: nil
        }
    }
}
