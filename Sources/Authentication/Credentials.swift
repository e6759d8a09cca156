public import Record

/// How a target wants to be told who calls.
public enum Credentials: Sendable {
    case none
    /// A header field with a fixed value, such as `apikey`.
    case apiKey(header: String, Secret)
    /// A fixed bearer token.
    case bearer(Secret)
    case clientCredentials(ClientCredentials)

    /// The header fields that go with a request.
    public func headers() async throws(AuthenticationError) -> [HeaderField] {
        switch self {
        case .none: []
        case .apiKey(let header, let key): [HeaderField(header, key.revealed)]
        case .bearer(let token): [HeaderField("Authorization", "Bearer \(token.revealed)")]
        case .clientCredentials(let client):
            [HeaderField("Authorization", "Bearer \(try await client.token().revealed)")]
        }
    }

    /// Header fields whose values are never to be shown or stored.
    public static let secretHeaders: Set<String> = [
        "authorization", "proxy-authorization", "apikey", "api-key", "x-api-key", "cookie", "set-cookie",
    ]
}
