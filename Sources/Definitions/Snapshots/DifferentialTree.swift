/// The rows of a differential as a tree of elements and slices.
///
/// Sparse and unsorted differentials come out whole: missing ancestors become nodes without a row, and a row finds its
/// slice by its id where that fits its path, else by the rows before it.
struct DifferentialTree {
    struct Node {
        /// The step of the path: `identifier`, `value[x]`, `valueQuantity`.
        var name: String
        var slice: String?
        /// The index of the row, or -1 for an ancestor that has none.
        var row = -1
        var children: [Int] = []
        /// The slice as the row's own id has it, where that is another name.
        var idSlice: String?
        /// Whether the row's id fits its path: rows below have such ids too, then.
        var hasFittingID = false
    }

    private(set) var nodes: [Node] = []
    /// Rows that speak of an element that has one already.
    private(set) var duplicates: [Int] = []
    /// Rows whose path begins elsewhere.
    private(set) var strays: [Int] = []

    /// Nothing in any definition is nested deeper.
    static let deepest = 64

    init(_ rows: [ElementDefinition], root: String) {
        nodes.reserveCapacity(rows.count + 1)
        nodes.append(Node(name: root))
        for (index, row) in rows.enumerated() { place(row, at: index) }
    }

    func children(of node: Int) -> [Int] { nodes[node].children }

    /// Moves what a second node says of an element to the first.
    mutating func adopt(_ second: Int, into first: Int) {
        nodes[first].children += nodes[second].children
        if nodes[first].row < 0 {
            nodes[first].row = nodes[second].row
        } else if nodes[second].row >= 0 {
            duplicates.append(nodes[second].row)
        }
    }

    /// Gives a node the name of the choice that it is one form of.
    mutating func rename(_ node: Int, to name: String, slice: String) {
        nodes[node].name = name
        nodes[node].slice = slice
    }

    private mutating func place(_ row: ElementDefinition, at index: Int) {
        let path = row.path.split(separator: ".", omittingEmptySubsequences: false)
        guard path.count <= DifferentialTree.deepest, !path.contains(where: \.isEmpty), let first = path.first,
            first == nodes[0].name
        else {
            strays.append(index)
            return
        }
        let slices = row.hasOwnID ? DifferentialTree.slices(of: row, path: path) : nil
        var node = 0
        for level in 1..<max(path.count, 1) {
            let isLast = level == path.count - 1
            let name = path[level]
            if let slices, !isLast, slices[level] == nil, let last = recent(name, in: node), nodes[last].slice != nil,
                nodes[last].row >= 0, !nodes[last].hasFittingID
            {
                // The slice spoken of last has no proper id, so neither have the rows below it.
                node = last
            } else if isLast, let slice = row.sliceName ?? slices?[level] {
                node = child(of: node, name, slice: slice)
            } else if isLast {
                node = child(of: node, name, slice: nil)
            } else if let slices {
                node = child(of: node, name, slice: slices[level], isFromID: true)
            } else {
                // Without a trustworthy id, a row belongs to the element that was spoken of last.
                node = recent(name, in: node) ?? child(of: node, name, slice: nil)
            }
        }
        if nodes[node].row >= 0 {
            duplicates.append(index)
        } else {
            nodes[node].row = index
            nodes[node].idSlice = slices?.last ?? nil
            nodes[node].hasFittingID = slices != nil && (nodes[node].slice == nil || nodes[node].idSlice != nil)
        }
    }

    private func recent(_ name: Substring, in parent: Int) -> Int? {
        nodes[parent].children.last { nodes[$0].name == name }
    }

    /// The child of that name and slice, made where it is missing.
    private mutating func child(of parent: Int, _ name: Substring, slice: String?, isFromID: Bool = false) -> Int {
        for child in nodes[parent].children where nodes[child].name == name {
            let other = nodes[child].slice
            if other == slice { return child }
            // `valueQuantity` and `valueQuantity:valueQuantity` are the same thing.
            if name.hasUpperCase, (slice ?? other).map({ $0 == name }) == true, slice == nil || other == nil {
                return child
            }
            // Older tools wrote the names of slices in lower case into ids.
            if isFromID, let slice, other?.utf8.isSame(as: slice.utf8) == true || nodes[child].idSlice == slice {
                return child
            }
        }
        nodes.append(Node(name: String(name), slice: slice))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// The slice at each step, from an id that fits the path; `nil` where it does not.
    private static func slices(of row: ElementDefinition, path: [Substring]) -> [String?]? {
        let steps = row.id.split(separator: ".", omittingEmptySubsequences: false)
        guard steps.count == path.count else { return nil }
        var slices: [String?] = []
        slices.reserveCapacity(steps.count)
        for (step, name) in zip(steps, path) {
            let colon = step.utf8.firstIndex(of: UInt8(ascii: ":"))
            let plain = colon.map { step[..<$0] } ?? step
            guard plain == name || ElementName.isChoice(plain, of: name) else { return nil }
            slices.append(colon.map { String(step[step.utf8.index(after: $0)...]) })
        }
        return slices
    }
}

extension String.UTF8View {
    /// Whether both are the same but for the case of their letters.
    fileprivate func isSame(as other: String.UTF8View) -> Bool {
        count == other.count
            && zip(self, other).allSatisfy { one, other in
                one == other || (one | 0x20 == other | 0x20 && (one | 0x20) >= 0x61 && (one | 0x20) <= 0x7A)
            }
    }
}

extension Substring {
    fileprivate var hasUpperCase: Bool { utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") } }
}

/// How the names of choice elements go together.
enum ElementName {
    /// Whether the name is one of a choice: `value[x]`.
    static func isChoice(_ name: some StringProtocol) -> Bool { name.utf8.count > 3 && name.hasSuffix("[x]") }

    /// Whether a concrete name is one form of a choice: `value[x]` of `valueQuantity`.
    static func isChoice(_ choice: some StringProtocol, of concrete: some StringProtocol) -> Bool {
        type(of: concrete, in: choice) != nil
    }

    /// The end of a concrete name behind the stem of the choice: `Quantity` for `valueQuantity` in `value[x]`.
    static func type(of concrete: some StringProtocol, in choice: some StringProtocol) -> String? {
        guard isChoice(choice) else { return nil }
        let stem = choice.utf8.count - 3
        guard concrete.utf8.count > stem, concrete.utf8.prefix(stem).elementsEqual(choice.utf8.prefix(stem)),
            let first = concrete.utf8.dropFirst(stem).first, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z")
        else { return nil }
        return String(concrete[concrete.utf8.index(concrete.utf8.startIndex, offsetBy: stem)...])
    }

    /// Whether a type's name, as it ends a concrete name, is that of a type: `DateTime` of `dateTime`.
    static func ending(_ ending: String, names type: String) -> Bool {
        let left = ending.utf8
        let right = type.utf8
        guard left.count == right.count, let one = left.first, let other = right.first else { return false }
        return (one | 0x20) == (other | 0x20) && left.dropFirst().elementsEqual(right.dropFirst())
    }

    /// The last step of a path.
    static func last(_ path: String) -> Substring {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path[...] }
        return path[path.utf8.index(after: dot)...]
    }
}
