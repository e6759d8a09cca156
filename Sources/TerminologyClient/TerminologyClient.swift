public import Authentication
public import Definitions
public import HTTPTransport
internal import JSON
internal import Record
internal import Synchronization
public import Terminology

/// Asks a FHIR terminology server what the definitions at hand cannot decide.
///
/// Only codes, systems and value sets are sent, and only to the server that the user named. Questions are collected
/// while resources are judged, asked together (``resolve()``), and the answers kept in memory and on disk by server and
/// version. A server that fails is left alone for a while: its questions are undecided, never passed over.
public final class TerminologyClient: RemoteTerminology {
    /// How the server is asked.
    public struct Settings: Sendable {
        /// Questions in one request.
        public var batchSize = 50
        /// Questions that wait at one time; more are undecided.
        public var maximumPending = 100_000
        /// Seconds for one request.
        public var timeout: Double = 30
        /// So many failures in a row, and the server is left alone.
        public var failuresUntilRest = 3
        /// For so many seconds.
        public var rest: Double = 30
        /// Answers on disk that are older, in seconds, are asked for again.
        public var maximumAge: Double = 30 * 86_400
        public var proxy: String?
        public var tls = TransportTLS()
        public init() {}
    }

    private struct State {
        var answers: [TerminologyQuestion: Membership] = [:]
        var displays: [DisplayKey: [String]] = [:]
        /// What waits, with the value sets that a server may not have.
        var pending: [TerminologyQuestion: ValueSet?] = [:]
        var failures = 0
        var restsUntil: Double = 0
        var lastFailure = ""
        var version: String?
        var takesBatches = true
    }
    private struct DisplayKey: Hashable {
        var system: String
        var code: String
    }

    let base: String
    let settings: Settings
    private let transport: HTTPTransport
    private let credentials: Credentials
    private let cache: AnswerCache?
    private let clock: @Sendable () -> Double
    private let state = Mutex(State())

    /// - Parameters:
    ///   - url: the server's base URL; `https`, or `http` on this machine.
    ///   - transport: what carries the questions.
    ///   - credentials: who asks.
    ///   - cache: a file that keeps the answers; `nil` keeps them for this process alone.
    ///   - clock: seconds since 1970.
    /// - Throws: ``TerminologyClientError`` where the URL or the file cannot be used.
    public init(
        url: String, transport: HTTPTransport, credentials: Credentials = .none, cache: String? = nil,
        settings: Settings = Settings(), clock: @escaping @Sendable () -> Double
    ) throws(TerminologyClientError) {
        var base = url
        while base.hasSuffix("/") { base.removeLast() }
        let isLocal = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { host in
            base == host || base.hasPrefix(host + ":") || base.hasPrefix(host + "/")
        }
        guard base.hasPrefix("https://") || isLocal else {
            throw TerminologyClientError(description: "\(url) is no https URL: codes are sent over TLS alone")
        }
        self.base = base
        self.transport = transport
        self.credentials = credentials
        self.cache = try cache.map { path throws(TerminologyClientError) in try AnswerCache(path: path) }
        self.settings = settings
        self.clock = clock
    }

    // MARK: RemoteTerminology

    public func membership(_ question: TerminologyQuestion, definition: ValueSet?) -> Membership? {
        state.withLock { state in
            if let known = state.answers[question] { return known }
            if state.pending.count < settings.maximumPending { state.pending[question] = .some(definition) }
            return nil
        }
    }

    public func displays(system: String, code: String) -> [String] {
        state.withLock { $0.displays[DisplayKey(system: system, code: code)] ?? [] }
    }

    /// Whether questions wait to be asked.
    public var hasPending: Bool { state.withLock { !$0.pending.isEmpty } }

    // MARK: Asking

    /// Asks all that waits; afterwards every question has an answer, if only that the server did not give one.
    public func resolve() async {
        while true {
            let pending = state.withLock { state in
                defer { state.pending = [:] }
                return state.pending
            }
            guard !pending.isEmpty else { return }
            var left = pending.map { ($0.key, $0.value) }
            left.sort { TerminologyClient.order($0.0, $1.0) }
            guard let version = await serverVersion() else {
                give(up: left.map(\.0))
                continue
            }
            left = left.filter { question, _ in !recall(question, version) }
            var start = 0
            while start < left.count {
                let part = Array(left[start..<min(start + settings.batchSize, left.count)])
                await ask(part, version)
                start += part.count
            }
        }
    }

    private static func order(_ left: TerminologyQuestion, _ right: TerminologyQuestion) -> Bool {
        (left.valueSet ?? "", left.system ?? "", left.code) < (right.valueSet ?? "", right.system ?? "", right.code)
    }

    private func recall(_ question: TerminologyQuestion, _ version: String) -> Bool {
        guard
            let found = cache?.answer(
                to: question, server: base, version: version, since: clock() - settings.maximumAge)
        else { return false }
        keep(found, question)
        return true
    }

    private func keep(_ answer: RemoteAnswer, _ question: TerminologyQuestion) {
        state.withLock { state in
            state.answers[question] = answer.membership
            if let display = answer.display, let system = question.system {
                state.displays[DisplayKey(system: system, code: question.code)] = [display]
            }
        }
    }

    /// Leaves questions undecided because the server gave no answer.
    private func give(up questions: [TerminologyQuestion]) {
        state.withLock { state in
            let reason = "the terminology server gave no answer (\(state.lastFailure))"
            for question in questions { state.answers[question] = .undecided(.remote(reason)) }
        }
    }

    /// The server's software and version, asked once: answers are kept by it.
    private func serverVersion() async -> String? {
        if let known = state.withLock({ $0.version }) { return known }
        let outcome = await send(method: "GET", path: "metadata", body: nil)
        guard case .answer(200, let value) = outcome, value["resourceType"]?.string == "CapabilityStatement" else {
            if case .answer(let status, _) = outcome { note(failure: "metadata: status \(status)") }
            return nil
        }
        let software = value["software"]
        let version = [software?["name"]?.string, software?["version"]?.string, value["fhirVersion"]?.string]
            .compactMap(\.self).joined(separator: " ")
        state.withLock { $0.version = version }
        return version
    }

    private func ask(_ questions: [(TerminologyQuestion, ValueSet?)], _ version: String) async {
        if questions.count > 1, state.withLock({ $0.takesBatches }) {
            let entries = questions.map { question, _ in ValidateCode.entry(question) }
            let outcome = await send(method: "POST", path: "", body: ValidateCode.batch(entries))
            switch outcome {
            case .answer(200, let value):
                if let answers = ValidateCode.answers(ofBatch: value, count: questions.count) {
                    for ((question, definition), answer) in zip(questions, answers) {
                        await settle(question, definition, answer, version)
                    }
                    return
                }
                state.withLock { $0.takesBatches = false }
            case .answer(let status, _) where (400..<500).contains(status) && status != 401 && status != 403:
                // The server takes no batches: one by one then.
                state.withLock { $0.takesBatches = false }
            case .answer, .none:
                give(up: questions.map(\.0))
                return
            }
        }
        for (question, definition) in questions {
            let outcome = await send(
                method: "POST", path: ValidateCode.path(question), body: ValidateCode.parameters(question, inline: nil))
            await settle(question, definition, ValidateCode.answer(outcome, question), version)
        }
    }

    /// Keeps an answer; where the server does not know the value set, it is sent along and asked once more.
    private func settle(
        _ question: TerminologyQuestion, _ definition: ValueSet?, _ answer: RemoteAnswer?, _ version: String
    ) async {
        var answer = answer
        if answer?.isValueSetUnknown == true, let definition, definition.compose != nil {
            let outcome = await send(
                method: "POST", path: ValidateCode.path(question),
                body: ValidateCode.parameters(question, inline: definition))
            answer = ValidateCode.answer(outcome, question)
        }
        guard let answer else {
            give(up: [question])
            return
        }
        keep(answer, question)
        if answer.isDefinite { cache?.keep(answer, to: question, server: base, version: version, now: clock()) }
    }

    /// The codes of a value set, as the server lists them.
    ///
    /// - Parameter limit: more codes than this are left out, and the expansion says so.
    /// - Returns: `nil` where the server gave none.
    public func expand(_ canonical: String, limit: Int = 10_000) async -> ValueSet.Expansion? {
        var made: ValueSet.Expansion?
        while (made?.contains.count ?? 0) < limit {
            let offset = made?.contains.count ?? 0
            let outcome = await send(
                method: "POST", path: "ValueSet/$expand",
                body: ValidateCode.expansion(of: canonical, offset: offset, count: min(1000, limit - offset)))
            guard case .answer(200, let value) = outcome, let part = ValidateCode.expansion(value) else { return nil }
            let isLast = part.contains.isEmpty
            if made == nil { made = part } else { made?.contains += part.contains }
            guard let total = made?.total, (made?.contains.count ?? 0) < total, !isLast else { break }
        }
        if let total = made?.total, total > (made?.contains.count ?? 0) { made?.isIncomplete = true }
        made?.offset = nil
        return made
    }

    // MARK: The wire

    /// Sends one request, with one more try after 401; counts failures and rests after too many.
    func send(method: String, path: String, body: JSONValue?) async -> RemoteOutcome {
        if let until = state.withLock({ $0.restsUntil > clock() ? $0.restsUntil : nil }) {
            _ = until
            return .none
        }
        for attempt in 0..<2 {
            var request = TransportRequest(
                method: method, url: path.isEmpty ? base : "\(base)/\(path)", timeout: settings.timeout,
                maximumBody: 64 << 20, proxy: settings.proxy, tls: settings.tls)
            request.headers = [HeaderField("Accept", "application/fhir+json")]
            if let body {
                request.headers.append(HeaderField("Content-Type", "application/fhir+json"))
                request.body = body.serialized()
            }
            do {
                request.headers += try await credentials.headers()
            } catch {
                note(failure: error.description)
                return .none
            }
            let exchange = await transport.send(request)
            guard let response = exchange.response else {
                note(failure: exchange.failure?.kind ?? "no answer")
                return .none
            }
            if response.status == 401, attempt == 0, case .clientCredentials(let client) = credentials {
                await client.forget()
                continue
            }
            if response.status >= 500 || response.status == 429 || response.status == 401 || response.status == 403 {
                note(failure: "status \(response.status)")
                return .none
            }
            guard let value = try? JSONValue(parsing: response.body) else {
                note(failure: "status \(response.status) without JSON")
                return .none
            }
            state.withLock { $0.failures = 0 }
            return .answer(response.status, value)
        }
        return .none
    }

    private func note(failure: String) {
        state.withLock { state in
            state.failures += 1
            state.lastFailure = failure
            if state.failures >= settings.failuresUntilRest {
                state.restsUntil = clock() + settings.rest
                state.failures = 0
            }
        }
    }
}

/// What came back: a status and JSON, or nothing that can be used.
enum RemoteOutcome {
    case answer(Int, JSONValue)
    case none
}

/// Why a terminology server cannot be used as asked.
public struct TerminologyClientError: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String
    public init(description: String) { self.description = description }
}
