internal import CCrypto

/// A key of libcrypto's, freed with its last user; it is only read once it is made.
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { EVP_PKEY_free(pointer) }

    func check(_ algorithm: SignatureAlgorithm) throws(CryptographyError) {
        guard EVP_PKEY_is_a(pointer, algorithm.keyType) == 1 else {
            throw CryptographyError(
                "the key is not one for \(algorithm.rawValue): it must be of type \(algorithm.keyType)")
        }
        // The curve belongs to the algorithm.
        if let size = algorithm.fieldSize, (Int(EVP_PKEY_get_bits(pointer)) + 7) / 8 != size {
            throw CryptographyError("the key's curve is not the one of \(algorithm.rawValue)")
        }
    }

    static func read(
        _ pem: String, _ body: (OpaquePointer) -> OpaquePointer?
    ) throws(CryptographyError) -> KeyHandle {
        ERR_clear_error()
        // libcrypto reads the text where it lies: it must stay there until the key is made.
        let bytes = Array(pem.utf8)
        let key = bytes.withUnsafeBytes { text -> OpaquePointer? in
            guard let memory = BIO_new_mem_buf(text.baseAddress, Int32(clamping: text.count)) else { return nil }
            defer { BIO_free(memory) }
            return body(memory)
        }
        guard let key else { throw .last("this is not a PEM key that can be read") }
        return KeyHandle(key)
    }

    func pem(_ write: (OpaquePointer, OpaquePointer) -> Int32) throws(CryptographyError) -> String {
        guard let memory = BIO_new(BIO_s_mem()) else { throw .last("no memory for a key") }
        defer { BIO_free(memory) }
        guard write(memory, pointer) == 1 else { throw .last("the key cannot be written") }
        var out: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = BIO_read(memory, &piece, Int32(piece.count))
            guard count > 0 else { break }
            out += piece[..<Int(count)]
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// A private key: what it signs, the public key verifies. It prints as nothing.
public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    let handle: KeyHandle

    /// Reads a PEM key: PKCS #8, or the older forms of RSA and EC.
    ///
    /// - Throws: ``CryptographyError`` without any part of the key.
    public init(pem: String, password: String = "") throws(CryptographyError) {
        handle = try KeyHandle.read(pem) { memory in
            // A password is always given: libcrypto would ask at the terminal for one that is missing.
            var secret = Array(password.utf8CString)
            return secret.withUnsafeMutableBufferPointer {
                PEM_read_bio_PrivateKey(memory, nil, nil, UnsafeMutableRawPointer($0.baseAddress))
            }
        }
    }

    private init(_ pointer: OpaquePointer?) throws(CryptographyError) {
        guard let pointer else { throw .last("no key could be made") }
        handle = KeyHandle(pointer)
    }

    /// A new key for an algorithm; RSA keys have 2048 bits unless told otherwise.
    public static func make(
        _ algorithm: SignatureAlgorithm, bits: Int = 2048
    ) throws(CryptographyError) -> PrivateKey {
        switch algorithm {
        case .edDSA: try PrivateKey(assay_make_ed25519())
        case .rs256, .rs384, .rs512: try PrivateKey(assay_make_rsa(max(2048, min(bits, 8192))))
        case .es256: try PrivateKey(assay_make_ec("P-256"))
        case .es384: try PrivateKey(assay_make_ec("P-384"))
        case .es512: try PrivateKey(assay_make_ec("P-521"))
        }
    }

    /// The key as PEM (PKCS #8, not enciphered): for a file that its owner alone can read.
    public func pem() throws(CryptographyError) -> String {
        try handle.pem { PEM_write_bio_PrivateKey($0, $1, nil, nil, 0, nil, nil) }
    }

    /// The public half.
    public func publicKey() throws(CryptographyError) -> PublicKey {
        try PublicKey(pem: try handle.pem { PEM_write_bio_PUBKEY($0, $1) })
    }

    public func sign(_ message: [UInt8], _ algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        try handle.check(algorithm)
        guard let context = EVP_MD_CTX_new() else { throw .last("no memory to sign") }
        defer { EVP_MD_CTX_free(context) }
        var length = 0
        guard EVP_DigestSignInit(context, nil, algorithm.digest, nil, handle.pointer) == 1,
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { throw .last("the key cannot sign") }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
            throw .last("the key cannot sign")
        }
        signature.removeLast(signature.count - length)
        guard let size = algorithm.fieldSize else { return signature }
        guard let flat = ECDSASignature.flat(signature, size: size) else {
            throw CryptographyError("libcrypto gave a signature in no known form")
        }
        return flat
    }

    public var description: String { "PrivateKey(withheld)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A public key.
public struct PublicKey: Sendable {
    let handle: KeyHandle

    /// Reads a PEM key (`BEGIN PUBLIC KEY`).
    public init(pem: String) throws(CryptographyError) {
        handle = try KeyHandle.read(pem) { PEM_read_bio_PUBKEY($0, nil, nil, nil) }
    }

    /// The key as PEM.
    public func pem() throws(CryptographyError) -> String { try handle.pem { PEM_write_bio_PUBKEY($0, $1) } }

    /// Whether a signature is the one of the key over the message; a malformed one is not.
    public func verifies(_ signature: [UInt8], of message: [UInt8], _ algorithm: SignatureAlgorithm) -> Bool {
        defer { ERR_clear_error() }
        guard (try? handle.check(algorithm)) != nil, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        var signature = signature
        if let size = algorithm.fieldSize {
            guard let encoded = ECDSASignature.encoded(signature, size: size) else { return false }
            signature = encoded
        }
        return EVP_DigestVerifyInit(context, nil, algorithm.digest, nil, handle.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
