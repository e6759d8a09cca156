internal import CCrypto

/// Hashes that others publish beside their files: to notice damage, not to prove who made them.
public enum Checksum: String, Sendable, Hashable, CaseIterable {
    case sha1, sha256, sha384, sha512

    /// The hash of some bytes.
    public func hash(_ bytes: [UInt8]) -> [UInt8] {
        let kind =
            switch self {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .sha384: EVP_sha384()
            case .sha512: EVP_sha512()
            }
        var out = [UInt8](repeating: 0, count: 64)
        var length: UInt32 = 64
        let worked = EVP_Digest(bytes, bytes.count, &out, &length, kind, nil)
        precondition(worked == 1, "libcrypto has no \(self)")
        return Array(out[..<Int(length)])
    }
}
