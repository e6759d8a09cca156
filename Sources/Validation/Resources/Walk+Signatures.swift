internal import ElementModel
internal import Record

extension Walk {
    /// A signature has the form that it says it has; whether it is right is not judged here: keys and the canonical form
    /// of what was signed are the receiver's (R4 and STU3, *Signature*, *Digital Signatures*).
    func checkSignature(_ node: ElementID) {
        let data = view.child(node, isR4 ? .data : .blob)
        guard data.exists, view.hasValue(data), let bytes = SHA1.decoded(view.value(data)) else { return }
        let format = view.child(node, isR4 ? .sigFormat : .contentType)
        let name = format.exists && view.hasValue(format) ? view.value(format).text : ""
        switch name {
        case "application/jose", "application/jwt":
            if !Walk.isCompactJWS(bytes) { note(.signatureForm, data, variant: 0, text: name) }
        case "application/signature+xml":
            if bytes.first(where: { $0 > 0x20 }) != UInt8(ascii: "<") {
                note(.signatureForm, data, variant: 1, text: name)
            }
        default: break
        }
        note(.signatureUnverified, node, text: name)
    }

    /// Header, payload and signature in base64url, parted by dots; a detached payload is empty (RFC 7515, section 7.1
    /// and appendix F).
    private static func isCompactJWS(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty else { return false }
        return parts.allSatisfy { part in
            part.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
        }
    }
}
