internal import CLibYAML

/// How much of a YAML file is read before giving up: aliases can make a small file enormous.
public struct YAMLLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var bytes = 4 << 20
    /// How deep lists and mappings may nest.
    public var depth = 64
    /// Nodes, those that aliases repeat included.
    public var nodes = 200_000
    public init() {}
}

extension YAMLNode {
    /// Reads one YAML document.
    ///
    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - file: its name, for messages.
    ///   - limits: how much is read.
    /// - Throws: ``YAMLError`` naming file, line and column: bad YAML, a key given twice, a second document, a limit.
    public init(parsing bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(
                file: file, position: YAMLPosition(line: 1, column: 1),
                message: "the file is larger than \(limits.bytes) bytes")
        }
        self = try bytes.withUnsafeBufferPointer { buffer throws(YAMLError) in
            var reader = try YAMLReader(buffer, file: file, limits: limits)
            defer { reader.close() }
            return try reader.document()
        }
    }

    /// Reads one YAML document from a text.
    public init(parsing text: String, file: String = "text") throws(YAMLError) {
        try self.init(parsing: Array(text.utf8), file: file)
    }
}

/// Turns libyaml's events into nodes.
private struct YAMLReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: String
    private let limits: YAMLLimits
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var count = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, limits: YAMLLimits) throws(YAMLError) {
        self.file = file
        self.limits = limits
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError(file: file, position: .init(line: 1, column: 1), message: "no memory for the YAML reader")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    func close() {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private func error(_ message: String, at position: YAMLPosition) -> YAMLError {
        YAMLError(file: file, position: position, message: message)
    }

    private func position(_ mark: yaml_mark_t) -> YAMLPosition {
        YAMLPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    /// What the reader needs of an event, so that libyaml's memory is freed at once.
    private enum Event {
        case scalar(String, isPlain: Bool, anchor: String?)
        case sequence(anchor: String?)
        case mapping(anchor: String?)
        case alias(String)
        case end, documentStart, documentEnd, streamStart, streamEnd
    }

    private mutating func next() throws(YAMLError) -> (event: Event, position: YAMLPosition) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            let problem = parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read"
            let context = parser.pointee.context.map { String(cString: $0) + ": " } ?? ""
            let mark = parser.pointee.problem_mark
            throw error(context + problem, at: position(mark))
        }
        defer { yaml_event_delete(&event) }
        func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
            pointer.map { String(cString: UnsafePointer<UInt8>($0)) }
        }
        let place = position(event.start_mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            // An explicit !!str tag means text, however it looks.
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
            return (.scalar(value, isPlain: isPlain, anchor: text(scalar.anchor)), place)
        case YAML_SEQUENCE_START_EVENT: return (.sequence(anchor: text(event.data.sequence_start.anchor)), place)
        case YAML_MAPPING_START_EVENT: return (.mapping(anchor: text(event.data.mapping_start.anchor)), place)
        case YAML_ALIAS_EVENT: return (.alias(text(event.data.alias.anchor) ?? ""), place)
        case YAML_DOCUMENT_START_EVENT: return (.documentStart, place)
        case YAML_DOCUMENT_END_EVENT: return (.documentEnd, place)
        case YAML_STREAM_START_EVENT: return (.streamStart, place)
        case YAML_STREAM_END_EVENT: return (.streamEnd, place)
        default: return (.end, place)
        }
    }

    mutating func document() throws(YAMLError) -> YAMLNode {
        var found: YAMLNode?
        while true {
            let (event, place) = try next()
            switch event {
            case .streamStart, .documentEnd, .end: continue
            case .streamEnd:
                return found ?? YAMLNode(.scalar("", isPlain: true), at: YAMLPosition(line: 1, column: 1))
            case .documentStart:
                guard found == nil else { throw error("a second document: one file holds one", at: place) }
            default: found = try node(event, at: place, depth: 0)
            }
        }
    }

    private mutating func spend(_ amount: Int, at place: YAMLPosition) throws(YAMLError) {
        count += amount
        guard count <= limits.nodes else {
            throw error("more than \(limits.nodes) nodes once aliases are followed", at: place)
        }
    }

    private mutating func node(_ event: Event, at place: YAMLPosition, depth: Int) throws(YAMLError) -> YAMLNode {
        guard depth <= limits.depth else { throw error("nested deeper than \(limits.depth) levels", at: place) }
        let before = count
        try spend(1, at: place)
        let content: YAMLNode.Content
        let anchor: String?
        switch event {
        case .scalar(let text, let isPlain, let name):
            content = .scalar(text, isPlain: isPlain)
            anchor = name
        case .alias(let name):
            guard let (node, size) = anchors[name] else {
                throw error("the alias *\(name) has no anchor before it", at: place)
            }
            try spend(size, at: place)
            return node
        case .sequence(let name):
            anchor = name
            var items: [YAMLNode] = []
            while true {
                let (event, place) = try next()
                if case .end = event { break }
                items.append(try node(event, at: place, depth: depth + 1))
            }
            content = .sequence(items)
        case .mapping(let name):
            anchor = name
            content = .mapping(try members(depth: depth))
        default: throw error("a value is expected here", at: place)
        }
        let node = YAMLNode(content, at: place)
        if let anchor { anchors[anchor] = (node, count - before) }
        return node
    }

    private mutating func members(depth: Int) throws(YAMLError) -> [YAMLNode.Member] {
        var members: [YAMLNode.Member] = []
        var seen: Set<String> = []
        while true {
            let (event, place) = try next()
            if case .end = event { return members }
            guard case .scalar(let key, _, _) = event else { throw error("a key must be text", at: place) }
            guard seen.insert(key).inserted else { throw error("the key '\(key)' is given twice", at: place) }
            let (value, valuePlace) = try next()
            members.append(.init(key: key, position: place, value: try node(value, at: valuePlace, depth: depth + 1)))
        }
    }
}
