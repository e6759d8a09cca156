internal import CCurl

/// Why no response arrived whole: the stable words of ``Record/Exchange/Failure/kind``.
public enum FailureKind: String, Sendable, Hashable, CaseIterable {
    /// Nobody listens at the address.
    case refused
    /// The time was up.
    case timeout
    /// The host's name is not known.
    case dns
    /// No secure connection could be agreed.
    case tls
    /// More came than is taken in.
    case tooLarge = "too-large"
    /// What came is not HTTP, or broke off.
    case malformed = "protocol"
    /// The caller gave up.
    case cancelled
    case other

    init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_COULDNT_CONNECT: .refused
            case CURLE_OPERATION_TIMEDOUT: .timeout
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
            case CURLE_FILESIZE_EXCEEDED: .tooLarge
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CLIENTCERT,
                CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
                .tls
            case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM,
                CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WRITE_ERROR,
                CURLE_BAD_CONTENT_ENCODING:
                .malformed
            default: .other
            }
    }

}
