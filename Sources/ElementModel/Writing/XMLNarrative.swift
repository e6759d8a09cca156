internal import CLibXML2
internal import Glibc

/// The narrative's `div` on its way into XML.
enum XMLNarrative {
    /// Appends the text of a `div` such that it is well-formed XML in the XHTML namespace.
    ///
    /// A correct one is taken over as it stands. HTML's named entities, which XML does not know, become character
    /// references; a text that is not well-formed is escaped as a whole inside a `div`.
    static func write(_ text: ByteSlice, to out: inout [UInt8]) {
        if isWellFormed(text), hasNamespace(text) { return out.append(contentsOf: text.buffer) }
        var resolved = resolvingEntities(text)
        if !resolved.withUnsafeBufferPointer({ buffer in
            buffer.baseAddress.map { hasNamespace(ByteSlice(start: $0, count: buffer.count)) } ?? true
        }), resolved.starts(with: "<div".utf8) {
            resolved.insert(contentsOf: " xmlns=\"http://www.w3.org/1999/xhtml\"".utf8, at: 4)
        }
        let isFine = resolved.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { isWellFormed(ByteSlice(start: $0, count: buffer.count)) } ?? false
        }
        if isFine { return out.append(contentsOf: resolved) }
        out.append(contentsOf: "<div xmlns=\"http://www.w3.org/1999/xhtml\">".utf8)
        escape(text, to: &out)
        out.append(contentsOf: "</div>".utf8)
    }

    /// Appends text with all that means something in an attribute escaped.
    static func escape(_ text: ByteSlice, to out: inout [UInt8]) {
        var plain = 0
        for at in 0..<text.count {
            let replacement: StaticString
            switch text[at] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\""): replacement = "&quot;"
            case UInt8(ascii: "\n"): replacement = "&#10;"
            case UInt8(ascii: "\r"): replacement = "&#13;"
            case UInt8(ascii: "\t"): replacement = "&#9;"
            case 0..<0x20: replacement = "\u{FFFD}"
            default: continue
            }
            out.append(contentsOf: text[plain..<at].buffer)
            out.append(
                contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
            plain = at + 1
        }
        out.append(contentsOf: text[plain..<text.count].buffer)
    }

    /// Whether the start tag declares the XHTML namespace.
    private static func hasNamespace(_ text: ByteSlice) -> Bool {
        let tag = text.buffer.prefix { $0 != UInt8(ascii: ">") }
        let wanted = Array("http://www.w3.org/1999/xhtml".utf8)
        guard tag.count >= wanted.count else { return false }
        return tag.indices.dropLast(wanted.count - 1).contains { tag[$0...].starts(with: wanted) }
    }

    /// Whether a text is one well-formed XML element, without entities of its own.
    static func isWellFormed(_ text: ByteSlice) -> Bool {
        // What libxml2 lets pass, or ends at, in a document of its own: control characters and an XML declaration.
        guard text.count > 1, text[0] == UInt8(ascii: "<"), (text[1] | 0x20) &- 0x61 < 26,
            PrimitiveScanner.string(text) != .controlCharacter, let parser = xmlNewParserCtxt()
        else { return false }
        defer { xmlFreeParserCtxt(parser) }
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { context, _, _, _ in
            xmlStopParser(context?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
        handler.serror = { _, _ in }
        parser.pointee.sax.pointee = handler
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        let start = UnsafeRawPointer(text.start).assumingMemoryBound(to: CChar.self)
        let document = xmlCtxtReadMemory(parser, start, Int32(clamping: text.count), nil, nil, Int32(options))
        if let document { xmlFreeDoc(document) }
        return parser.pointee.wellFormed == 1 && parser.pointee.disableSAX == 0
    }

    /// The text with HTML's named entities as character references.
    private static func resolvingEntities(_ text: ByteSlice) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 16)
        var at = 0
        while at < text.count {
            if text[at] == UInt8(ascii: "&") {
                let name = text[at + 1..<text.count].buffer.prefix(10).prefix { $0 != UInt8(ascii: ";") }
                if let code = XMLNarrative.code(ofEntity: String(decoding: name, as: UTF8.self)) {
                    out.append(contentsOf: "&#\(code);".utf8)
                    at += name.count + 2
                    continue
                }
            }
            out.append(text[at])
            at += 1
        }
        return out
    }

    /// The scalar that one of HTML 4's named entities stands for; `nil` for XML's own five and for unknown names.
    static func code(ofEntity name: String) -> UInt32? { entities[name] }

    private static let entities: [String: UInt32] = {
        var found: [String: UInt32] = [:]
        let words = table.split(separator: " ")
        var at = 0
        while at + 1 < words.count {
            found[String(words[at])] = UInt32(words[at + 1])
            at += 2
        }
        return found
    }()

    private static let table = """
        AElig 198 Aacute 193 Acirc 194 Agrave 192 Alpha 913 Aring 197 Atilde 195 Auml 196 Beta 914 Ccedil 199 \
        Chi 935 Dagger 8225 Delta 916 ETH 208 Eacute 201 Ecirc 202 Egrave 200 Epsilon 917 Eta 919 Euml 203 \
        Gamma 915 Iacute 205 Icirc 206 Igrave 204 Iota 921 Iuml 207 Kappa 922 Lambda 923 Mu 924 Ntilde 209 \
        Nu 925 OElig 338 Oacute 211 Ocirc 212 Ograve 210 Omega 937 Omicron 927 Oslash 216 Otilde 213 Ouml 214 \
        Phi 934 Pi 928 Prime 8243 Psi 936 Rho 929 Scaron 352 Sigma 931 THORN 222 Tau 932 Theta 920 Uacute 218 \
        Ucirc 219 Ugrave 217 Upsilon 933 Uuml 220 Xi 926 Yacute 221 Yuml 376 Zeta 918 aacute 225 acirc 226 \
        acute 180 aelig 230 agrave 224 alefsym 8501 alpha 945 and 8743 ang 8736 aring 229 asymp 8776 atilde 227 \
        auml 228 bdquo 8222 beta 946 brvbar 166 bull 8226 cap 8745 ccedil 231 cedil 184 cent 162 chi 967 \
        circ 710 clubs 9827 cong 8773 copy 169 crarr 8629 cup 8746 curren 164 dArr 8659 dagger 8224 darr 8595 \
        deg 176 delta 948 diams 9830 divide 247 eacute 233 ecirc 234 egrave 232 empty 8709 emsp 8195 ensp 8194 \
        epsilon 949 equiv 8801 eta 951 eth 240 euml 235 euro 8364 exist 8707 fnof 402 forall 8704 frac12 189 \
        frac14 188 frac34 190 frasl 8260 gamma 947 ge 8805 hArr 8660 harr 8596 hearts 9829 hellip 8230 \
        iacute 237 icirc 238 iexcl 161 igrave 236 image 8465 infin 8734 int 8747 iota 953 iquest 191 isin 8712 \
        iuml 239 kappa 954 lArr 8656 lambda 955 lang 9001 laquo 171 larr 8592 lceil 8968 ldquo 8220 le 8804 \
        lfloor 8970 lowast 8727 loz 9674 lrm 8206 lsaquo 8249 lsquo 8216 macr 175 mdash 8212 micro 181 \
        middot 183 minus 8722 mu 956 nabla 8711 nbsp 160 ndash 8211 ne 8800 ni 8715 not 172 notin 8713 \
        nsub 8836 ntilde 241 nu 957 oacute 243 ocirc 244 oelig 339 ograve 242 oline 8254 omega 969 omicron 959 \
        oplus 8853 or 8744 ordf 170 ordm 186 oslash 248 otilde 245 otimes 8855 ouml 246 para 182 part 8706 \
        permil 8240 perp 8869 phi 966 pi 960 piv 982 plusmn 177 pound 163 prime 8242 prod 8719 prop 8733 \
        psi 968 rArr 8658 radic 8730 rang 9002 raquo 187 rarr 8594 rceil 8969 rdquo 8221 real 8476 reg 174 \
        rfloor 8971 rho 961 rlm 8207 rsaquo 8250 rsquo 8217 sbquo 8218 scaron 353 sdot 8901 sect 167 shy 173 \
        sigma 963 sigmaf 962 sim 8764 spades 9824 sub 8834 sube 8838 sum 8721 sup 8835 sup1 185 sup2 178 \
        sup3 179 supe 8839 szlig 223 tau 964 there4 8756 theta 952 thetasym 977 thinsp 8201 thorn 254 tilde 732 \
        times 215 trade 8482 uArr 8657 uacute 250 uarr 8593 ucirc 251 ugrave 249 uml 168 upsih 978 upsilon 965 \
        uuml 252 weierp 8472 xi 958 yacute 253 yen 165 yuml 255 zeta 950 zwj 8205 zwnj 8204
        """
}
