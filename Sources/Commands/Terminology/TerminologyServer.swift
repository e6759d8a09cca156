internal import Authentication
internal import Cryptography
internal import Files
internal import Glibc
internal import HTTPTransport
internal import JSON
internal import TerminologyClient

/// The terminology server that the options of a command name.
enum TerminologyServer {
    static let options: [Option] = [
        Option(
            "terminology", value: "URL|none",
            "a FHIR terminology server to ask about codes that cannot be decided here (default none)"),
        Option("terminology-credentials", value: "FILE", "JSON that says how to gain access to it"),
        Option("terminology-cache", value: "FILE", "where its answers are kept between calls"),
        Option(
            "terminology-index", value: "FILE", "an index made by 'terminology import', which answers for SNOMED CT"),
    ]

    /// The client for the server; `nil` where none is named.
    static func client(_ invocation: Invocation) throws(Stop) -> TerminologyClient? {
        guard let url = invocation["terminology"], url != "none" else { return nil }
        let transport = HTTPTransport()
        do throws(TerminologyClientError) {
            return try TerminologyClient(
                url: url, transport: transport, credentials: try credentials(invocation, transport),
                cache: invocation["terminology-cache"], clock: now)
        } catch {
            throw Stop(message: "validate: --terminology: \(error)")
        }
    }

    @Sendable private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The credentials of a file: `bearer`, or `header` and `value`, or `tokenUrl` and `clientId` with `clientSecret`
    /// or with `keyId` and `keyFile`.
    private static func credentials(
        _ invocation: Invocation, _ transport: HTTPTransport
    ) throws(TerminologyClientError) -> Credentials {
        guard let path = invocation["terminology-credentials"] else { return .none }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: try Files.read(path, limit: 1 << 20))
        } catch {
            throw TerminologyClientError(description: "\(path) cannot be read as JSON")
        }
        if let bearer = value["bearer"]?.string { return .bearer(Secret(bearer)) }
        if let header = value["header"]?.string, let key = value["value"]?.string {
            return .apiKey(header: header, Secret(key))
        }
        guard let tokenURL = value["tokenUrl"]?.string, let clientID = value["clientId"]?.string else {
            throw TerminologyClientError(
                description: "\(path) names neither 'bearer', nor 'header' and 'value', nor 'tokenUrl' and 'clientId'")
        }
        if let secret = value["clientSecret"]?.string {
            return .clientCredentials(
                ClientCredentials(
                    clientID: clientID, secret: Secret(secret), tokenURL: tokenURL, transport: transport, clock: now))
        }
        guard let keyID = value["keyId"]?.string, let keyFile = value["keyFile"]?.string else {
            throw TerminologyClientError(
                description: "\(path) names neither 'clientSecret' nor 'keyId' and 'keyFile'")
        }
        do {
            let key = try PrivateKey(pem: Secret(try Files.readText(keyFile)).revealed)
            return .clientCredentials(
                ClientCredentials(
                    assertion: ClientAssertion(clientID: clientID, audience: tokenURL, keyID: keyID, key: key),
                    tokenURL: tokenURL, transport: transport, clock: now))
        } catch {
            throw TerminologyClientError(description: "\(keyFile) is no private key in PEM")
        }
    }
}
