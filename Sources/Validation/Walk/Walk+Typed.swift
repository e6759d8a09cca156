internal import ElementModel
internal import Record
internal import Terminology
internal import Units

extension Walk {
    /// The rules on data types that no definition states.
    func checkTyped(_ node: ElementID, _ record: ElementRecord) {
        if issues.speculation > 0 { return }
        if record.type == known.Reference {
            checkReference(node)
        } else if record.type == known.Identifier {
            checkIdentifier(node)
        } else if record.type == known.Attachment {
            checkAttachment(node)
        } else if record.type == known.Meta {
            checkMeta(node)
        } else if record.type == known.Coding {
            checkCoding(node)
        } else if types.name(record.type) == .Narrative {
            checkTextLinks(node)
        } else if types.name(record.type) == .Signature {
            checkSignature(node)
        } else if types.isKind(record.type, of: known.Quantity) {
            checkQuantity(node)
        }
    }

    // MARK: Quantities

    /// A coded unit is one of its system.
    private func checkQuantity(_ node: ElementID) {
        let code = view.child(node, .code)
        guard code.exists, view.hasValue(code) else { return }
        let system = view.child(node, .system)
        guard system.exists, view.hasValue(system), view.value(system) == "http://unitsofmeasure.org" else { return }
        let value = view.value(code)
        if let problem = UCUM.problem(in: value.buffer) {
            // HL7's validator knows no units without a terminology server.
            note(
                .unitInvalid, code, severity: isCompatible ? .warning : nil,
                text: value.text + "\u{0}" + problem.words(in: value.buffer))
        }
    }

    // MARK: Identifiers

    private func checkIdentifier(_ node: ElementID) {
        let system = view.child(node, .system)
        guard system.exists, view.hasValue(system) else { return }
        let url = view.value(system)
        if url.isEmpty { return }
        if !url.isAbsoluteURI {
            note(.identifierSystem, node, text: url.text)
            return
        }
        let value = view.child(node, .value)
        guard value.exists, view.hasValue(value) else { return }
        let text = view.value(value)
        if url.starts(with: "https://tools.ietf.org/html/rfc") || url.starts(with: "http://tools.ietf.org/html/rfc") {
            if !UniversalIdentifier.isUUID(text, lowerCase: true) { note(.identifierURISystem, node, text: url.text) }
        } else if url == "urn:ietf:rfc:3986" {
            if !text.isAbsoluteURI { note(.identifierURIValue, value, text: text.text) }
        } else if url == "https://fhir.nhs.uk/Id/nhs-number" || url == "http://fhir.nhs.net/Id/nhs-number" {
            if !NHSNumber.isValid(text) {
                note(.nhsNumber, value, severity: isCompatible ? .information : nil, text: text.text)
            }
        } else if url == "https://fhir.nhs.uk/Id/ods-organization-code" || url == "https://fhir.nhs.uk/Id/ods-site-code"
        {
            if !ODSCode.hasForm(text) { note(.odsCode, value, text: text.text) }
        }
    }

    // MARK: Attachments

    private func checkAttachment(_ node: ElementID) {
        let data = view.child(node, .data)
        let size = view.child(node, .size)
        let hasData = data.exists && view.hasValue(data)
        if hasData {
            // HL7's validator cannot decode data with spaces in it, which the type's own pattern allows.
            let isRefused = isCompatible && view.value(data).firstPlace(of: 0x20) != nil
            guard !isRefused, let length = Base64Length.decoded(view.value(data)) else {
                note(.base64Form, node, variant: 1)
                return
            }
            let hash = view.child(node, .hash)
            if hash.exists, view.hasValue(hash), let digest = SHA1.base64(ofBase64: view.value(data)),
                digest != view.value(hash).text
            {
                note(.attachmentHash, node)
            }
            if size.exists, view.hasValue(size), let stated = Int(view.value(size).text), stated != length {
                note(.attachmentSize, node, first: stated, second: length)
            }
        } else if !view.child(node, .url).exists, !view.child(node, .contentType).exists,
            !view.child(node, .title).exists, !view.child(node, .extension).exists
        {
            note(.attachmentWithoutContent, node, severity: .information)
        }
    }

    // MARK: Meta

    private func checkMeta(_ node: ElementID) {
        var seen: [(ByteSlice, ByteSlice)] = []
        for label in view.children(node) where view.name(label) == .security {
            let system = view.child(label, .system)
            let code = view.child(label, .code)
            guard code.exists, view.hasValue(code) else { continue }
            let key = (system.exists ? view.value(system) : view.value(code)[0..<0], view.value(code))
            if seen.contains(where: { $0.0 == key.0 && $0.1 == key.1 }) {
                note(.securityLabelDuplicate, label, text: key.1.text)
            }
            seen.append(key)
        }
    }
}

/// How many bytes base64 text stands for, without decoding it.
enum Base64Length {
    /// `nil` where the text is not base64.
    static func decoded(_ text: ByteSlice) -> Int? {
        var characters = 0
        var padding = 0
        for byte in text.buffer {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"):
                if padding > 0 { return nil }
                characters += 1
            case UInt8(ascii: "="): padding += 1
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return nil
            }
        }
        guard padding <= 2, (characters + padding) % 4 == 0 else { return nil }
        return characters * 3 / 4
    }
}
