/// Why a text is not YAML that Assay reads, and where.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    public var file: String
    public var position: YAMLPosition
    public var message: String
    public init(file: String, position: YAMLPosition, message: String) {
        self.file = file
        self.position = position
        self.message = message
    }
    public var description: String { "\(file):\(position): \(message)" }
}
