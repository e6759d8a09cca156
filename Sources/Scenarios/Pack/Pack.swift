public import JSON
public import Record
public import YAML

/// A published standard at an exact version, and the folder that tests it; or a journey across several of them.
public struct Pack: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case standard, journey }

    public var id: String
    public var kind: Kind
    public var title: String
    public var version: String
    public var release: FHIRRelease
    /// Where the standard can be read.
    public var source: String
    /// Packs whose interactions, fixtures, data and requirements this one may name.
    public var uses: [String]
    /// The lean packages that hold its profiles.
    public var packages: [String]
    /// Test data by dotted name (`patient.nhsNumber`) that a target may name otherwise.
    public var data: [String: String]
    /// The systems that an error code of this standard may stand in.
    public var errorSystems: [String]
    public var requirements: [Requirement]
    public var interactions: [Interaction]
    public var tokens: [String: TokenTemplate]
    public var scenarios: [Scenario]
    /// Bodies by name, without the file's extension.
    public var fixtures: [String: Fixture]
}

/// A body that scenarios send, with `${…}` in it.
public enum Fixture: Sendable, Hashable {
    case json(JSONValue)
    case text(String)
}

/// One call that a standard defines: declared once in its pack.
public struct Interaction: Sendable, Hashable {
    /// The name by which steps send it.
    public var name: String
    /// The pack that declares it.
    public var pack: String
    /// The id that the standard gave it.
    public var id: String
    public var method: String
    /// The path under the base, with `{name}` for what a step gives.
    public var path: String
    public var query: [NamedTemplate]
    public var headers: [NamedTemplate]
    /// The token that goes with it, one of ``Pack/tokens``.
    public var token: String?
    /// The scope that the token asks for.
    public var scope: String?
    /// The fixture that it sends.
    public var body: BodyTemplate?
    /// What a target must be able to do; without it the scenario does not apply.
    public var capability: String?
    public var position: YAMLPosition
}

/// A name with the template of its value; `nil` takes away what was given elsewhere.
public struct NamedTemplate: Sendable, Hashable {
    public var name: String
    public var values: [String]?
    public init(name: String, values: [String]?) {
        self.name = name
        self.values = values
    }
}

/// A token without signature as GP Connect has it: header and claims with `${…}` in them.
public struct TokenTemplate: Sendable, Hashable {
    public var header: JSONValue
    public var claims: JSONValue
}

/// What a step changes of the token.
public struct TokenChange: Sendable, Hashable {
    /// Sent in place of the whole header value.
    public var raw: String?
    public var scheme: String?
    public var signature: String?
    public var header: [PointerChange] = []
    public var claims: [PointerChange] = []
}

/// A change at a JSON pointer; without a value, what is there is taken away.
public struct PointerChange: Sendable, Hashable {
    public var pointer: String
    public var value: JSONValue?
}

/// Where a body comes from and what is changed in it.
public struct BodyTemplate: Sendable, Hashable {
    public enum Origin: Sendable, Hashable {
        /// A fixture of the pack, or of one that it uses.
        case fixture(String)
        /// The body that an earlier step got.
        case step(String)
        case text(String)
        /// No body.
        case none
    }
    public var origin: Origin
    public var changes: [PointerChange]
}
