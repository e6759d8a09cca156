internal import CLibXML2
internal import Glibc

/// The narrative's `div`: taken over as it was written, or, where its namespace is declared further out or by a
/// prefix, written anew so that the text stands on its own.
extension XMLOverlay {
    mutating func startNarrative(
        _ row: ChildID, parent: ElementID, local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?,
        namespace: UnsafePointer<UInt8>?, namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        namespaceCount: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int,
        at offset: Int
    ) {
        let element = append(
            name: types.name(row), type: types.type(row), flags: [], parent: parent, child: row, at: offset)
        narrativeDepth = 1
        narrativeStart = offset
        var isDeclaredHere = false
        for number in 0..<namespaceCount where namespaces?[number * 2] == nil { isDeclaredHere = true }
        let isXHTML =
            namespace.map {
                ByteSlice(start: $0, count: strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)))
                    == XMLOverlay.xhtml
            } ?? false
        if !isXHTML {
            slips.add(
                .xmlNamespace, at: offset, element: element,
                "The narrative's div must be in the namespace http://www.w3.org/1999/xhtml.")
        }
        rewritesNarrative = isXHTML && (prefix != nil || !isDeclaredHere)
        if rewritesNarrative {
            narrativePool = pool.count
            rewriteStart(local, attributes, attributeCount, namespace: true)
        }
    }

    mutating func endNarrative(_ local: UnsafePointer<UInt8>?) {
        narrativeDepth -= 1
        if rewritesNarrative, let local { rewriteEnd(local) }
        guard narrativeDepth == 0 else { return }
        let record = records.start + (records.count - 1)
        record.pointee.flags.insert(.hasValue)
        if rewritesNarrative {
            record.pointee.flags.insert(.decoded)
            record.pointee.valueStart = UInt32(truncatingIfNeeded: narrativePool)
            record.pointee.valueCount = UInt32(truncatingIfNeeded: pool.count - narrativePool)
        } else {
            record.pointee.valueStart = UInt32(truncatingIfNeeded: narrativeStart)
            record.pointee.valueCount = UInt32(truncatingIfNeeded: max(offset - narrativeStart, 0))
        }
        rewritesNarrative = false
    }

    mutating func rewriteStart(
        _ local: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        _ attributeCount: Int, namespace: Bool = false
    ) {
        write("<")
        write(local)
        if namespace { write(" xmlns=\"http://www.w3.org/1999/xhtml\"") }
        for number in 0..<attributeCount {
            guard let attributes, let name = attributes[number * 5], let start = attributes[number * 5 + 3],
                let end = attributes[number * 5 + 4]
            else { continue }
            write(" ")
            if let prefix = attributes[number * 5 + 1] {
                write(prefix)
                write(":")
            }
            write(name)
            write("=\"")
            XMLText.escape(start, end - start, inAttribute: true, into: &pool)
            write("\"")
        }
        write(">")
    }

    private mutating func rewriteEnd(_ local: UnsafePointer<UInt8>) {
        write("</")
        write(local)
        write(">")
    }

    private mutating func write(_ text: StaticString) {
        pool.append(from: text.utf8Start, count: text.utf8CodeUnitCount)
    }
    private mutating func write(_ text: UnsafePointer<UInt8>) {
        pool.append(from: text, count: strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)))
    }
}

/// Text as XML writes it.
enum XMLText {
    /// Appends text with its markup characters escaped; in attributes also quotes and white space that parsing would
    /// turn into blanks.
    static func escape(
        _ start: UnsafePointer<UInt8>, _ count: Int, inAttribute: Bool, into out: inout GrowingBuffer<UInt8>
    ) {
        func put(_ text: StaticString) { out.append(from: text.utf8Start, count: text.utf8CodeUnitCount) }
        var plain = 0
        for at in 0..<count {
            let replacement: StaticString
            switch start[at] {
            // In attributes libxml2 has left a reference.
            case UInt8(ascii: "&") where !inAttribute: replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\r"): replacement = "&#13;"
            case UInt8(ascii: "\"") where inAttribute: replacement = "&quot;"
            case UInt8(ascii: "\n") where inAttribute: replacement = "&#10;"
            case UInt8(ascii: "\t") where inAttribute: replacement = "&#9;"
            default: continue
            }
            out.append(from: start + plain, count: at - plain)
            put(replacement)
            plain = at + 1
        }
        out.append(from: start + plain, count: count - plain)
    }
}
