/// The file of a lean package.
///
/// ```
/// offset  size  what
///  0       8    "ASSAYLP" and a line feed
///  8       4    version of the format: 1
/// 12       4    m: bytes of the manifest
/// 16       4    c: bytes of the index, compressed
/// 20       4    r: bytes of the index, inflated
/// 24       m    the manifest: package.json without its prose
/// 24+m     c    the index, one zlib stream
/// 24+m+c   …    the blocks, one zlib stream each: some definitions one after another as JSON, and in blocks of their
///               own the published snapshots
/// ```
///
/// The index, inflated; every number is a little-endian UInt32:
///
/// ```
/// count of members, blocks, texts and bytes of text
/// blocks     3 each: offset from the first block, bytes compressed, bytes inflated
/// members   15 each: see ``LeanMember``
/// lookup     3 each, sorted: hash of the URL (low, high), number of the member; members without a URL are left out
///            (their number is the count)
/// texts      offset of each into the bytes of text, and one more where the last ends
/// the bytes of text
/// ```
///
/// Everything is in a fixed order, and no time or machine is recorded: the same package gives the same bytes.
enum LeanFormat {
    static let magic = Array("ASSAYLP\n".utf8)
    static let version: UInt32 = 1
    static let headerSize = 24
    /// A block is closed when it has this many bytes.
    static let blockSize = 1 << 15
    /// More bytes than any index has.
    static let maximumIndex = 1 << 27
    /// A block holds whole definitions, so that one may be larger than ``blockSize``.
    static let maximumBlock = 1 << 27

    /// FNV-1a of a URL's bytes.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }
}

/// The fields of a member in the index, by number.
enum LeanMember: Int, CaseIterable {
    /// ``DefinitionKind``
    case kind
    // Numbers of texts; text 0 is empty and stands for nothing.
    case resourceType, id, url, version, name, type, structureKind, derivation, supplements, fhirVersion
    /// The block, and the place in it, of the definition.
    case block, place
    /// The same of the published snapshot; the block is .max where there is none.
    case snapshotBlock, snapshotPlace
}

/// Names and extension of lean packages.
public enum LeanPackage {
    /// How their files end.
    public static let fileExtension = ".lean"
    /// The file of a package.
    public static func fileName(_ id: PackageID) -> String { "\(id.name)-\(id.version)\(fileExtension)" }
}
