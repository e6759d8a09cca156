#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The material that some tests use and that is not part of the project: they skip, visibly, where it is absent.
///
/// ```swift
/// @Test(.enabled(if: Shared.folder != nil, "needs the shared material"))
/// ```
public enum Shared {
    /// The folder `shared` beside the checkout, or what `ASSAY_SHARED` names; `nil` where there is none.
    public static let folder: String? = {
        let path = getenv("ASSAY_SHARED").map { String(cString: $0) } ?? Checkout.folder + "/../shared"
        return access(path + "/README.md", R_OK) == 0 ? path : nil
    }()
}

/// The project's own folder, for tests that read `profiles/` or `testcases/`.
public enum Checkout {
    public static let folder: String = {
        var path = #filePath
        for _ in 0..<3 { path = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path }
        return path
    }()
}
