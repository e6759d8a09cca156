/// The elements that a narrative may have (txt-1), with what XHTML says of their nesting.
///
/// R4 and STU3, *Narrative*: "the basic HTML formatting elements described in chapters 7–11 and 15 of HTML 4.0", links
/// and images; nesting is that of `fhir-xhtml.xsd`.
struct NarrativeElement {
    /// Its place in ``names``, which is its bit in a mask; `nil` for an element that is not allowed.
    private let number: UInt64?

    init(_ name: ByteSlice) { number = NarrativeElement.names.firstIndex { name == $0 }.map(UInt64.init) }

    var isAllowed: Bool { number != nil }
    /// The bit of the element; 0 for one that is not allowed.
    var mask: UInt64 { number.map { 1 << $0 } ?? 0 }

    private static let names: [StaticString] = [
        "div", "p", "span", "br", "b", "i", "td", "tr", "table", "a", "li", "ul", "th", "tbody", "thead", "h3", "h2",
        "h4", "h1", "h5", "h6", "em", "strong", "small", "big", "code", "tt", "pre", "ol", "hr", "img", "sub", "sup",
        "dl", "dt", "dd", "blockquote", "caption", "col", "colgroup", "tfoot", "abbr", "acronym", "cite", "dfn", "q",
        "samp", "var", "kbd", "bdo", "address", "map", "area",
    ]
}

/// Which elements may stand in which, as bits: made once, and held by whoever asks often.
struct NarrativeMasks {
    static let shared = NarrativeMasks()

    private static func masks(_ wanted: StaticString...) -> UInt64 {
        var mask: UInt64 = 0
        for name in wanted {
            let bytes = ByteSlice(start: name.utf8Start, count: name.utf8CodeUnitCount)
            mask |= NarrativeElement(bytes).mask
        }
        return mask
    }

    /// What holds running text, and no blocks.
    let running = masks(
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "a", "b", "em", "i", "strong", "small", "big", "sub",
        "sup", "code", "tt", "dfn", "q", "var", "abbr", "acronym", "cite", "bdo", "kbd", "samp", "span", "caption",
        "dd", "dt")
    /// What may not stand in running text.
    let blocks = masks("div", "pre", "table", "ul", "ol")
    let paragraph = masks("p")
    /// What may not stand in a paragraph.
    let notInParagraph = masks("div", "blockquote", "table", "ol", "ul", "p")
    /// What may not stand inside another of its name.
    let once = masks(
        "a", "b", "em", "i", "strong", "small", "big", "sub", "sup", "code", "tt", "dfn", "q", "var", "abbr", "acronym",
        "cite", "bdo", "kbd", "samp")
    let empty = masks("br", "img", "hr", "area")
    /// What holds no text of its own.
    let withoutText = masks("table", "tr", "tbody", "thead", "tfoot", "ul", "ol", "dl", "map")

    private let table = masks("table")
    private let rowGroups = masks("tbody", "thead", "tfoot")
    private let row = masks("tr")
    private let lists = masks("ul", "ol")
    private let item = masks("li")
    private let definitionList = masks("dl")
    private let definitions = masks("dt", "dd")
    private let cells = masks("td", "th")
    private let columns = masks("col", "colgroup")
    private let caption = masks("caption")
    private let map = masks("map")
    private let area = masks("area")

    /// The elements, one of which an element stands in; 0 where any will do.
    func parents(of own: UInt64) -> UInt64 {
        if own & row != 0 { return table | rowGroups }
        if own & (rowGroups | columns | caption) != 0 {
            return table | (own & columns != 0 ? columns : 0)
        }
        if own & cells != 0 { return row }
        if own & item != 0 { return lists }
        if own & definitions != 0 { return definitionList }
        return 0
    }

    /// The elements that a parent takes; all where any will do.
    func children(of parent: UInt64) -> UInt64 {
        if parent & table != 0 { return rowGroups | row | caption | columns }
        if parent & row != 0 { return cells }
        if parent & rowGroups != 0 { return row }
        if parent & lists != 0 { return item }
        if parent & definitionList != 0 { return definitions }
        if parent & map != 0 { return area }
        return .max
    }
}

/// Follows the nesting of a narrative's elements, as bits.
struct NarrativeNesting {
    private let masks = NarrativeMasks.shared
    /// For each open element the bits of it and of all around it.
    private var around: [UInt64] = []
    private var own: [UInt64] = []

    /// Takes up an element; what is wrong with its place.
    mutating func open(_ element: NarrativeElement) -> NarrativeRules.Problem.Kind? {
        let mask = element.mask
        // The rules begin below the outermost div.
        let above = around.last ?? 0
        let parent = own.last ?? 0
        let isInside = !own.isEmpty
        defer {
            around.append(isInside ? above | mask : 0)
            own.append(mask)
        }
        guard isInside else { return nil }
        if parent & masks.empty != 0 { return .notEmpty }
        if above & masks.paragraph != 0, mask & masks.notInParagraph != 0 {
            return .blockInParagraph
        }
        if above & masks.running != 0, mask & masks.blocks != 0 { return .blockInText }
        if mask & masks.once & above != 0 { return .recursion }
        let parents = masks.parents(of: mask)
        if parents != 0, parents & parent == 0 { return .outOfPlace }
        if masks.children(of: parent) & mask == 0, masks.children(of: parent) != .max { return .wrongChild }
        return nil
    }

    mutating func close() {
        around.removeLast()
        own.removeLast()
    }

    /// What is wrong with text in the element at hand.
    var textProblem: NarrativeRules.Problem.Kind? {
        let parent = own.last ?? 0
        if parent & masks.empty != 0 { return .notEmpty }
        return parent & masks.withoutText != 0 && own.count > 1 ? .wrongChild : nil
    }
}
