internal import Cryptography
public import HTTPTransport
internal import JSON
internal import Record

/// Why no access could be had; it never holds a secret.
public struct AuthenticationError: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}

/// OAuth2 client credentials (RFC 6749, section 4.4) with a signed statement (RFC 7523) or a shared secret: one token,
/// used until it ends.
public actor ClientCredentials {
    /// How the client proves who it is.
    private enum Proof: Sendable {
        case assertion(ClientAssertion)
        case secret(clientID: String, Secret)
    }
    private let proof: Proof
    private let transport: HTTPTransport
    private let template: TransportRequest
    private let clock: @Sendable () -> Double
    private var held: (token: Secret, ends: Double)?
    private var pending: Task<(Secret, Double), any Error>?

    /// - Parameters:
    ///   - assertion: who asks; its audience is the token server's URL.
    ///   - tokenURL: where to ask.
    ///   - transport: what carries the question.
    ///   - tls: whom to trust there.
    ///   - clock: seconds since 1970.
    public init(
        assertion: ClientAssertion, tokenURL: String, transport: HTTPTransport, tls: TransportTLS = TransportTLS(),
        clock: @escaping @Sendable () -> Double
    ) {
        self.init(.assertion(assertion), tokenURL, transport, tls, clock)
    }

    /// - Parameters:
    ///   - clientID: who asks.
    ///   - secret: what the token server shares with the client.
    ///   - tokenURL: where to ask.
    ///   - transport: what carries the question.
    ///   - tls: whom to trust there.
    ///   - clock: seconds since 1970.
    public init(
        clientID: String, secret: Secret, tokenURL: String, transport: HTTPTransport,
        tls: TransportTLS = TransportTLS(), clock: @escaping @Sendable () -> Double
    ) {
        self.init(.secret(clientID: clientID, secret), tokenURL, transport, tls, clock)
    }

    private init(
        _ proof: Proof, _ tokenURL: String, _ transport: HTTPTransport, _ tls: TransportTLS,
        _ clock: @escaping @Sendable () -> Double
    ) {
        self.proof = proof
        self.transport = transport
        self.template = TransportRequest(method: "POST", url: tokenURL, maximumBody: 1 << 20, tls: tls)
        self.clock = clock
    }

    /// A token that is good for half a minute more at the least; asked for at most once at a time.
    public func token() async throws(AuthenticationError) -> Secret {
        let now = clock()
        if let held, held.ends > now + 30 { return held.token }
        let task: Task<(Secret, Double), any Error>
        if let pending {
            task = pending
        } else {
            task = Task { [proof, transport, template] in
                try await Self.ask(proof, transport, template, now: now)
            }
            pending = task
        }
        do {
            let (token, ends) = try await task.value
            pending = nil
            held = (token, ends)
            return token
        } catch let error as AuthenticationError {
            pending = nil
            throw error
        } catch {
            pending = nil
            throw AuthenticationError("no access token: \(error)")
        }
    }

    /// Forgets the token, so that the next one is asked for anew: after a 401.
    public func forget() { held = nil }

    private static func ask(
        _ proof: Proof, _ transport: HTTPTransport, _ template: TransportRequest, now: Double
    ) async throws(AuthenticationError) -> (Secret, Double) {
        var request = template
        request.headers = [
            HeaderField("Content-Type", "application/x-www-form-urlencoded"), HeaderField("Accept", "application/json"),
        ]
        switch proof {
        case .assertion(let assertion):
            do {
                let statement = try assertion.token(now: Int(now)).text
                request.body = Array(
                    "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=\(statement)"
                        .utf8)
            } catch {
                throw AuthenticationError("the statement for the token server cannot be signed: \(error)")
            }
        case .secret(let clientID, let secret):
            request.body = Array(
                "grant_type=client_credentials&client_id=\(formEncoded(clientID))&client_secret=\(formEncoded(secret.revealed))"
                    .utf8)
        }
        let exchange = await transport.send(request)
        guard let response = exchange.response else {
            throw AuthenticationError(
                "the token server \(request.url) gave no answer (\(exchange.failure?.kind ?? "other"))")
        }
        guard response.status == 200 else {
            let word = (try? JSONValue(parsing: response.body))?["error"]?.string
            // The server's own words could repeat the statement: only a plain code is passed on.
            let code = word.flatMap {
                $0.count <= 40 && $0.utf8.allSatisfy { $0 == 95 || $0 >= 97 && $0 <= 122 } ? $0 : nil
            }
            throw AuthenticationError(
                "the token server \(request.url) answered \(response.status)\(code.map { " (\($0))" } ?? "")")
        }
        guard let answer = try? JSONValue(parsing: response.body), let token = answer["access_token"]?.string,
            !token.isEmpty
        else { throw AuthenticationError("the token server \(request.url) answered 200 without an access_token") }
        // Some servers write the number as a string.
        let lifetime = answer["expires_in"]?.double ?? answer["expires_in"]?.string.flatMap(Double.init) ?? 300
        return (Secret(token), now + min(max(lifetime, 0), 86_400))
    }

    /// A value of a form: all but letters, digits and `-._` as `%XX`.
    private static func formEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
