internal import CLibXML2
internal import Glibc
internal import Record

/// libxml2's parser, set up so that nothing is fetched, expanded or defined from outside: its events go to an
/// ``XMLOverlay``.
struct XMLParser: ~Copyable {
    private let target: UnsafeMutablePointer<XMLOverlay>
    private var context: xmlParserCtxtPtr?
    private var uses = 0

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    init() {
        _ = XMLParser.isReady
        target = .allocate(capacity: 1)
        let nothing = UnsafeRawPointer(target).assumingMemoryBound(to: UInt8.self)
        target.initialize(to: XMLOverlay(source: nothing))
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
        target.deinitialize(count: 1)
        target.deallocate()
    }

    /// Parses a text that is UTF-8 and followed by zero bytes; the outcome stands in the overlay.
    ///
    /// Plain documents are read by ``XMLScanner``, unless `isStrict` asks for libxml2 in any case.
    mutating func parse(
        source: UnsafePointer<UInt8>, count: Int, types: TypeTable, depth: Int, slips: SlipList, isStrict: Bool
    ) -> UnsafeMutablePointer<XMLOverlay> {
        target.pointee.begin(source: source, count: count, types: types, depth: depth, slips: slips)
        if !isStrict, count < Int(Int32.max) {
            var scanner = XMLScanner(overlay: target)
            if scanner.scan() { return target }
            target.pointee.begin(source: source, count: count, types: types, depth: depth, slips: slips)
        }
        // The parser's dictionary of names grows with what it reads: a new one now and then.
        if uses >= 256, let old = context {
            xmlFreeParserCtxt(old)
            context = nil
        }
        let parser = context ?? XMLParser.makeContext()
        guard let parser else {
            target.pointee.stop(.limit, at: 0, "There is not enough memory to read the document.")
            return target
        }
        uses = context == nil ? 1 : uses + 1
        context = parser
        xmlCtxtReset(parser)
        parser.pointee.userData = UnsafeMutableRawPointer(target)
        // HUGE lifts libxml2's own limits; ours are on bytes and depth, the same as for JSON.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(parser, Int32(bitPattern: UInt32(options)))
        let text = UnsafeRawPointer(source).assumingMemoryBound(to: CChar.self)
        guard let buffer = xmlParserInputBufferCreateMem(text, Int32(clamping: count), XML_CHAR_ENCODING_NONE),
            let input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE)
        else {
            target.pointee.stop(.limit, at: 0, "There is not enough memory to read the document.")
            return target
        }
        inputPush(parser, input)
        target.pointee.parser = parser
        xmlParseDocument(parser)
        if parser.pointee.wellFormed == 0, !target.pointee.hasStopped {
            target.pointee.stop(.xmlSyntax, at: target.pointee.offset, "The text is not well-formed XML.")
        }
        target.pointee.parser = nil
        if target.pointee.hasStopped {
            target.pointee.records.count = 0
            xmlFreeParserCtxt(parser)
            context = nil
        }
        return target
    }

    private static func makeContext() -> xmlParserCtxtPtr? {
        guard let parser = xmlNewParserCtxt(), let sax = parser.pointee.sax else { return nil }
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { context, _, _, _ in
            overlay(context) { overlay in
                overlay.pointee.stop(
                    .xmlDocumentType, at: overlay.pointee.offset(before: overlay.pointee.offset, of: "<!D"),
                    "A document type declaration stands in the document: FHIR allows none, and it is not read.")
            }
        }
        handler.startElementNs = {
            context, local, prefix, namespace, namespaceCount, namespaces, attributeCount, _, attributes in
            guard let local else { return }
            overlay(context) { overlay in
                overlay.pointee.startElement(
                    local, prefix: prefix, namespace: namespace, namespaces: namespaces,
                    namespaceCount: Int(namespaceCount), attributes: attributes, attributeCount: Int(attributeCount))
            }
        }
        handler.endElementNs = { context, local, _, _ in
            overlay(context) { $0.pointee.endElement(local) }
        }
        handler.characters = { context, text, count in
            guard let text else { return }
            overlay(context) { $0.pointee.text(text, Int(count), isCharacterData: false) }
        }
        handler.cdataBlock = { context, text, count in
            guard let text else { return }
            overlay(context) { $0.pointee.text(text, Int(count), isCharacterData: true) }
        }
        handler.processingInstruction = { context, _, _ in
            overlay(context) { overlay in
                guard !overlay.pointee.hasStopped else { return }
                overlay.pointee.slips.add(
                    .xmlInstruction, at: overlay.pointee.offset(before: overlay.pointee.offset, of: "<?"),
                    element: overlay.pointee.current,
                    "A processing instruction stands in the document: FHIR allows none.")
            }
        }
        handler.serror = { context, error in
            guard let error = error?.pointee else { return }
            let message = error.message.map { String(cString: $0) } ?? ""
            // An element without a namespace is reported where it is read.
            if error.code == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue) { return }
            overlay(context) { $0.pointee.parserError(error.level, message) }
        }
        sax.pointee = handler
        return parser
    }
}

/// The overlay that libxml2 hands back with each event.
private func overlay(_ context: UnsafeMutableRawPointer?, _ body: (UnsafeMutablePointer<XMLOverlay>) -> Void) {
    guard let context else { return }
    body(context.assumingMemoryBound(to: XMLOverlay.self))
}

extension XMLOverlay {
    /// What libxml2 finds wrong: what it cannot read past ends the document.
    mutating func parserError(_ level: xmlErrorLevel, _ message: String) {
        guard !hasStopped, level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let text = message.split(separator: "\n").first.map(String.init)?.prefix(160) ?? ""
        if level == XML_ERR_FATAL {
            stop(.xmlSyntax, at: offset, "The text is not well-formed XML: \(text).")
        } else {
            slips.add(.xmlNamespace, at: offset, element: current, "The namespaces are wrong: \(text).")
        }
    }
}
