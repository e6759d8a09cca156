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

    private static func masks(_ wanted: StaticString...) -> UInt64 {
        var mask: UInt64 = 0
        for name in wanted {
            let bytes = ByteSlice(start: name.utf8Start, count: name.utf8CodeUnitCount)
            mask |= NarrativeElement(bytes).mask
        }
        return mask
    }

    /// What holds running text, and no blocks.
    static let running = masks(
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "a", "b", "em", "i", "strong", "small", "big", "sub",
        "sup", "code", "tt", "dfn", "q", "var", "abbr", "acronym", "cite", "bdo", "kbd", "samp", "span", "caption",
        "dd", "dt")
    /// What may not stand in running text.
    static let blocks = masks("div", "pre", "table", "ul", "ol")
    static let paragraph = masks("p")
    /// What may not stand in a paragraph.
    static let notInParagraph = masks("div", "blockquote", "table", "ol", "ul", "p")
    /// What may not stand inside another of its name.
    static let once = masks(
        "a", "b", "em", "i", "strong", "small", "big", "sub", "sup", "code", "tt", "dfn", "q", "var", "abbr", "acronym",
        "cite", "bdo", "kbd", "samp")
    static let empty = masks("br", "img", "hr", "area")
    /// What holds no text of its own.
    static let withoutText = masks("table", "tr", "tbody", "thead", "tfoot", "ul", "ol", "dl", "map")

    private static let table = masks("table")
    private static let rowGroups = masks("tbody", "thead", "tfoot")
    private static let row = masks("tr")
    private static let lists = masks("ul", "ol")
    private static let item = masks("li")
    private static let definitionList = masks("dl")
    private static let definitions = masks("dt", "dd")
    private static let cells = masks("td", "th")
    private static let columns = masks("col", "colgroup")
    private static let caption = masks("caption")
    private static let map = masks("map")
    private static let area = masks("area")

    /// The elements, one of which this one stands in; 0 where any will do.
    var parents: UInt64 {
        let own = mask
        if own & NarrativeElement.row != 0 { return NarrativeElement.table | NarrativeElement.rowGroups }
        if own & (NarrativeElement.rowGroups | NarrativeElement.columns | NarrativeElement.caption) != 0 {
            return NarrativeElement.table | (own & NarrativeElement.columns != 0 ? NarrativeElement.columns : 0)
        }
        if own & NarrativeElement.cells != 0 { return NarrativeElement.row }
        if own & NarrativeElement.item != 0 { return NarrativeElement.lists }
        if own & NarrativeElement.definitions != 0 { return NarrativeElement.definitionList }
        return 0
    }

    /// The elements that a parent takes; all where any will do.
    static func children(of parent: UInt64) -> UInt64 {
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
        if parent & NarrativeElement.empty != 0 { return .notEmpty }
        if above & NarrativeElement.paragraph != 0, mask & NarrativeElement.notInParagraph != 0 {
            return .blockInParagraph
        }
        if above & NarrativeElement.running != 0, mask & NarrativeElement.blocks != 0 { return .blockInText }
        if mask & NarrativeElement.once & above != 0 { return .recursion }
        if element.parents != 0, element.parents & parent == 0 { return .outOfPlace }
        if NarrativeElement.children(of: parent) != .max, NarrativeElement.children(of: parent) & mask == 0 {
            return .wrongChild
        }
        return nil
    }

    mutating func close() {
        around.removeLast()
        own.removeLast()
    }

    /// What is wrong with text in the element at hand.
    var textProblem: NarrativeRules.Problem.Kind? {
        let parent = own.last ?? 0
        if parent & NarrativeElement.empty != 0 { return .notEmpty }
        return parent & NarrativeElement.withoutText != 0 && own.count > 1 ? .wrongChild : nil
    }
}
