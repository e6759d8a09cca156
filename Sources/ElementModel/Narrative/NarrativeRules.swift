/// What FHIR allows in a narrative: txt-1 and txt-2 of R4 and STU3, and the text of *Narrative* about safety.
public enum NarrativeRules {
    /// One thing that is wrong with a narrative.
    public struct Problem: Sendable {
        public enum Kind: UInt8, Sendable {
            case notWellFormed, unknownEntity, markupNotAllowed, duplicateAttribute, tooDeep
            /// The outermost element is not `div`, or there is something beside it.
            case rootNotDiv
            /// `div` is not in the XHTML namespace.
            case wrongNamespace
            /// An element that the narrative may not have (txt-1).
            case elementNotAllowed
            /// An attribute that the element may not have (txt-1).
            case attributeNotAllowed
            /// An image or link whose address could run something: `javascript:`, `data:` in a link.
            case unsafeAddress
            /// No text and no image (txt-2).
            case noContent
            /// An attribute that txt-1 lists, and HTML 4 does not have on the element.
            case attributeDisputed
            /// A block (`div`, `table`, a list) in running text; in a `p`.
            case blockInText, blockInParagraph
            /// An element inside another of its name.
            case recursion
            /// Content in an element that has none.
            case notEmpty
            /// An element that does not stand in what it must stand in; content that its parent may not have.
            case outOfPlace, wrongChild

            /// Whether txt-1 says nothing of it.
            public var isBesideRule: Bool { rawValue > Kind.noContent.rawValue }
        }
        public var kind: Kind
        /// Where in the value of `div`.
        public var offset: Int
        /// The element, attribute, entity or address.
        public var what: ByteSlice
        /// The element that has the attribute; empty for others.
        public var element: ByteSlice
    }

    /// A part of the narrative that others must look at: ids, links, languages.
    public enum Mark: UInt8, Sendable {
        case id, fragmentLink, link, image, language, xmlLanguage, cssClass, xmlSpace
        /// The language of a `div` directly below the outermost element.
        case sectionLanguage
    }

    /// Reads a narrative once.
    ///
    /// - Parameters:
    ///   - bytes: the value of `Narrative.div`.
    ///   - report: called for each problem; return `false` to stop.
    ///   - mark: called for each part that refers to something, with the value as written and whether it stands on the
    ///     outermost element.
    /// - Returns: whether there is text or an image.
    @discardableResult
    public static func read(
        _ bytes: ByteSlice, report: (Problem) -> Bool, mark: (Mark, ByteSlice, _ onRoot: Bool) -> Void = { _, _, _ in }
    ) -> Bool {
        var scanner = NarrativeScanner(bytes)
        let none = ByteSlice(start: bytes.start, count: 0)
        var depth = 0
        var nesting = NarrativeNesting()
        var roots = 0
        var hasContent = false
        var hasNamespace = false
        var rootChecked = true
        var element = none
        func problem(_ kind: Problem.Kind, _ what: ByteSlice, in element: ByteSlice? = nil) -> Bool {
            report(Problem(kind: kind, offset: what.start - bytes.start, what: what, element: element ?? none))
        }
        while let event = scanner.next() {
            if !rootChecked {
                if case .attribute = event {
                } else {
                    rootChecked = true
                    if !hasNamespace, !problem(.wrongNamespace, element) { return hasContent }
                }
            }
            switch event {
            case .open(let name):
                element = name
                if depth == 0 {
                    roots += 1
                    rootChecked = false
                    if !(name == "div") || roots > 1, !problem(.rootNotDiv, name) { return hasContent }
                }
                let found = NarrativeElement(name)
                if depth > 0, !found.isAllowed, !problem(.elementNotAllowed, name) { return hasContent }
                if let misplaced = nesting.open(found), !problem(misplaced, name) { return hasContent }
                depth += 1
            case .attribute(let name, let value):
                if name == "xmlns" {
                    if depth == 1 { hasNamespace = value == "http://www.w3.org/1999/xhtml" }
                    if !(value == "http://www.w3.org/1999/xhtml"), depth > 1,
                        !problem(.wrongNamespace, value, in: element)
                    {
                        return hasContent
                    }
                    continue
                }
                let onRoot = depth == 1
                switch NarrativeAttribute.standing(of: name, on: element) {
                case .allowed: break
                case .disputed:
                    if !onRoot, !problem(.attributeDisputed, name, in: element) { return hasContent }
                case .notAllowed: if !problem(.attributeNotAllowed, name, in: element) { return hasContent }
                }
                if name == "id" || (name == "name" && element == "a") {
                    mark(.id, value, onRoot)
                } else if name == "href" {
                    if isUnsafe(link: value), !problem(.unsafeAddress, value, in: element) { return hasContent }
                    if value.count > 0, value[0] == UInt8(ascii: "#") {
                        mark(.fragmentLink, value[1..<value.count], onRoot)
                    } else {
                        mark(.link, value, onRoot)
                    }
                } else if name == "src" {
                    if element == "img" { hasContent = true }
                    if isUnsafe(image: value), !problem(.unsafeAddress, value, in: element) { return hasContent }
                    mark(.image, value, onRoot)
                } else if name == "lang" {
                    mark(.language, value, onRoot)
                    if depth == 2, element == "div" { mark(.sectionLanguage, value, false) }
                } else if name == "xml:lang" {
                    mark(.xmlLanguage, value, onRoot)
                    if depth == 2, element == "div" { mark(.sectionLanguage, value, false) }
                } else if name == "xml:space" {
                    mark(.xmlSpace, value, onRoot)
                } else if name == "class" {
                    mark(.cssClass, value, onRoot)
                }
            case .close:
                depth -= 1
                nesting.close()
            case .text(let text, let isBlank):
                if isBlank { continue }
                if depth == 0, !problem(.rootNotDiv, text) { return hasContent }
                if let misplaced = nesting.textProblem, !problem(misplaced, text) { return hasContent }
                hasContent = true
            case .fault(let fault, let what):
                let kind: Problem.Kind =
                    switch fault {
                    case .notWellFormed: .notWellFormed
                    case .unknownEntity: .unknownEntity
                    case .markupNotAllowed: .markupNotAllowed
                    case .duplicateAttribute: .duplicateAttribute
                    case .tooDeep: .tooDeep
                    }
                if !problem(kind, what) { return hasContent }
                if fault == .unknownEntity { hasContent = true }
            }
        }
        if roots == 0 { _ = problem(.rootNotDiv, none) }
        if roots > 0, !hasContent { _ = problem(.noContent, none) }
        return hasContent
    }

    /// txt-1: whether the elements and attributes are allowed, and the markup is sound.
    public static func satisfiesMarkupRule(_ bytes: ByteSlice) -> Bool {
        var holds = true
        read(bytes) { problem in
            if problem.kind == .noContent || problem.kind.isBesideRule { return true }
            holds = false
            return false
        }
        return holds
    }

    /// txt-2: whether there is some content that is not white space.
    public static func satisfiesContentRule(_ bytes: ByteSlice) -> Bool { read(bytes) { _ in true } }

    private static func isUnsafe(link value: ByteSlice) -> Bool {
        hasScheme(value, "javascript:") || hasScheme(value, "vbscript:") || hasScheme(value, "data:")
    }

    private static func isUnsafe(image value: ByteSlice) -> Bool {
        if hasScheme(value, "data:") { return !hasScheme(value, "data:image/") }
        return hasScheme(value, "javascript:") || hasScheme(value, "vbscript:")
    }

    /// Whether an address begins with a scheme, as a browser reads it: white space and letter case do not matter.
    private static func hasScheme(_ value: ByteSlice, _ scheme: StaticString) -> Bool {
        var at = 0
        var matched = 0
        while at < value.count, matched < scheme.utf8CodeUnitCount {
            let byte = value[at]
            at += 1
            if byte <= 0x20 { continue }
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            guard lower == scheme.utf8Start[matched] else { return false }
            matched += 1
        }
        return matched == scheme.utf8CodeUnitCount
    }
}
