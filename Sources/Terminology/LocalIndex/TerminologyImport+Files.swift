internal import Files
internal import Glibc

extension TerminologyImport {
    /// Puts a whole file where another one may stand, in one step.
    static func replace(_ path: String, with partial: String) throws(TerminologyIndexError) {
        guard rename(partial, path) == 0 else {
            throw TerminologyIndexError(path: path, reason: "cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
