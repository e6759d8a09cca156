internal import JSON
public import Record

/// Takes secrets out of an exchange before anything keeps it.
public enum Redaction {
    /// Header fields whose values are secrets.
    static let secretFields: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "apikey", "api-key", "x-api-key",
        "x-auth-token",
    ]
    /// Parameters of a URL whose values are secrets.
    static let secretParameters: Set<String> = [
        "access_token", "client_secret", "client_assertion", "password", "token", "apikey", "api_key",
    ]

    /// What stands in place of a secret: its kind and length stay, so that a fault can still be told.
    static func mark(_ value: String) -> String {
        if value.contains("(redacted, ") { return value }
        let scheme = value.split(separator: " ", maxSplits: 1)
        if scheme.count == 2, scheme[0].count < 12 { return "\(scheme[0]) (redacted, \(scheme[1].utf8.count) bytes)" }
        return "(redacted, \(value.utf8.count) bytes)"
    }

    /// The exchange without its secrets.
    public static func redacted(_ exchange: Exchange) -> Exchange {
        var exchange = exchange
        exchange.request.headers = exchange.request.headers.map(redacted)
        exchange.request.url = redacted(url: exchange.request.url)
        if var response = exchange.response {
            response.headers = response.headers.map(redacted)
            exchange.response = response
        }
        return exchange
    }

    private static func redacted(_ field: HeaderField) -> HeaderField {
        guard secretFields.contains(field.name.lowercased()) else { return field }
        return HeaderField(field.name, mark(field.value))
    }

    static func redacted(url: String) -> String {
        var url = url
        // A password in the address itself.
        if let scheme = url.firstRange(of: "://") {
            let end = url[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? url.endIndex
            if let at = url[scheme.upperBound..<end].lastIndex(of: "@") {
                url.replaceSubrange(scheme.upperBound..<at, with: "(redacted)")
            }
        }
        guard let mark = url.firstIndex(of: "?") else { return url }
        let pairs = url[url.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, secretParameters.contains(parts[0].lowercased()) else { return String(pair) }
            return "\(parts[0])=(redacted)"
        }
        return url[...mark] + pairs.joined(separator: "&")
    }
}
