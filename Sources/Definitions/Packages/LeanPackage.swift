/// A package with its computable facts alone, indexed and compressed in blocks.
public enum LeanPackage {
    /// How its files end.
    public static let fileExtension = ".lean"
}
