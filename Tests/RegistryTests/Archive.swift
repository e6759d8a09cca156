import Compression

/// Package archives made by the tests.
enum Archive {
    static func member(_ name: String, _ content: String, kind: String = "0") -> [UInt8] {
        let bytes = Array(content.utf8)
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ place: Int) { for (n, byte) in text.utf8.enumerated() { block[place + n] = byte } }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, 0)
        put("0000644", 100)
        put(octal(bytes.count, 11), 124)
        put("        ", 148)
        put(kind, 156)
        put("ustar\u{0}00", 257)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
        return block + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    /// A package with a manifest and what else is given.
    static func package(
        _ name: String, _ version: String, needs: [String: String] = [:], extra: [[UInt8]] = []
    ) throws -> [UInt8] {
        let dependencies = needs.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
            .joined(separator: ",")
        let manifest = """
            {"name":"\(name)","version":"\(version)","fhirVersions":["4.0.1"],"dependencies":{\(dependencies)}}
            """
        let set = #"{"resourceType":"ValueSet","id":"v","url":"u:\#(name)","version":"\#(version)","status":"active"}"#
        let bytes =
            member("package/package.json", manifest) + member("package/ValueSet-v.json", set) + extra.flatMap { $0 }
            + [UInt8](repeating: 0, count: 1024)
        return try Deflate.compress(bytes, format: .gzip)
    }
}
