internal import Compression

/// The files of a `.tgz` package, held in memory.
struct PackageArchive: Sendable {
    /// A package may hold this much after inflating: more is taken for an attack.
    static let maximumBytes = 1 << 30

    let bytes: [UInt8]
    /// Paths as in the archive, in its order, with where their content stands in ``bytes``.
    let members: [(path: String, content: Range<Int>)]

    /// Reads an archive; gzip or plain tar.
    ///
    /// - Throws: ``PackageError`` when it is damaged, too large, or holds what is refused.
    init(_ archive: [UInt8], limit: Int = PackageArchive.maximumBytes) throws(PackageError) {
        var content = archive
        if archive.count >= 2, archive[0] == 0x1F, archive[1] == 0x8B {
            do {
                content = try Deflate.expand(archive, format: .gzip, limit: limit, expected: archive.count * 8)
            } catch {
                throw PackageError("the archive cannot be unpacked: \(error)")
            }
        }
        let found = try TarReader.members(of: content)
        bytes = content
        members = found.map { ($0.path, $0.content) }
    }

    func content(_ member: Int) -> ArraySlice<UInt8> { bytes[members[member].content] }
}
