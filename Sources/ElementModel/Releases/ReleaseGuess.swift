public import Record

/// Which release a document seems to be written for, where nobody has said.
///
/// A document is read against both type tables: what one of them knows and the other does not is evidence. Many
/// documents fit both.
public struct ReleaseGuess: Sendable, Hashable {
    /// The release that fits better; `nil` where both fit alike.
    public var release: FHIRRelease?
    /// Slips of form against STU3, and against R4.
    public var slips: (stu3: Int, r4: Int) { (stu3Slips, r4Slips) }
    private var stu3Slips: Int
    private var r4Slips: Int

    /// Looks at a document.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - format: JSON or XML; where `nil`, told from the first byte.
    ///   - reader: what reads it.
    public init(_ bytes: [UInt8], format: Document.Format? = nil, reader: DocumentReader = DocumentReader()) {
        func weight(_ release: FHIRRelease) -> Int {
            let document = reader.read(bytes, format: format, release: release)
            // A document that cannot be read at all fits worse than one with any number of slips.
            return document.isReadable ? document.findings.count : Int(Int32.max)
        }
        stu3Slips = weight(.stu3)
        r4Slips = weight(.r4)
        release = stu3Slips == r4Slips ? nil : stu3Slips < r4Slips ? .stu3 : .r4
    }
}
