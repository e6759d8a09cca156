internal import Files

/// Takes a package archive apart into a folder, in the layout that FHIR tools share.
public enum PackageUnpacking {
    /// What an archive's `package.json` says.
    ///
    /// - Throws: ``PackageError`` when the archive is refused or has none.
    public static func manifest(of archive: [UInt8]) throws(PackageError) -> PackageManifest {
        let opened = try PackageArchive(archive)
        guard let place = opened.members.firstIndex(where: { $0.path == "package/package.json" }) else {
            throw PackageError("the archive has no package/package.json")
        }
        return try PackageManifest(parsing: Array(opened.content(place)))
    }

    /// Writes the members of an archive below a folder; nothing outside it is ever touched.
    ///
    /// - Parameters:
    ///   - archive: the `.tgz`.
    ///   - folder: one that was just made and that nobody else uses.
    /// - Throws: ``PackageError`` when the archive is refused, before anything is written, or a file cannot be written.
    public static func write(_ archive: [UInt8], to folder: String) throws(PackageError) {
        let opened = try PackageArchive(archive)
        var made: Set<String> = []
        for (number, member) in opened.members.enumerated() {
            let path = Files.join(folder, member.path)
            let parent = Files.folder(of: path)
            do {
                if made.insert(parent).inserted { try Files.makeFolder(parent) }
                try Files.write(opened.content(number), to: path)
            } catch {
                throw PackageError("\(error)")
            }
        }
    }
}
