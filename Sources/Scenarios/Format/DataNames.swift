public import YAML

/// Test data as people write it, a mapping in mappings, and as templates name it, with dots.
public enum DataNames {
    /// The dotted names of the leaves of a mapping.
    public static func flattened(_ node: YAMLNode?) -> [String: String] { flattened(node, prefix: "") }

    private static func flattened(_ node: YAMLNode?, prefix: String) -> [String: String] {
        var out: [String: String] = [:]
        for member in node?.members ?? [] {
            let name = prefix.isEmpty ? member.key : "\(prefix).\(member.key)"
            if let text = member.value.text {
                out[name] = text
            } else {
                out.merge(flattened(member.value, prefix: name)) { first, _ in first }
            }
        }
        return out
    }
}
