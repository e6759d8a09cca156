import Compression
import Testing

@Suite("Deflate") struct DeflateTests {
    static let sample = Array(String(repeating: "Patient.identifier.system ", count: 4000).utf8)

    @Test("What was compressed comes back", arguments: [Deflate.Format.zlib, .gzip])
    func roundTrip(format: Deflate.Format) throws {
        for bytes in [[], [7], Self.sample] {
            let small = try Deflate.compress(bytes, format: format)
            #expect(try Deflate.expand(small, format: format, limit: bytes.count) == bytes)
        }
        #expect(try Deflate.compress(Self.sample, format: format).count < 1000)
    }

    @Test("The same bytes give the same stream") func deterministic() throws {
        #expect(try Deflate.compress(Self.sample) == Deflate.compress(Self.sample))
    }

    @Test("A stream that holds more than is allowed is refused") func limit() throws {
        let small = try Deflate.compress(Self.sample)
        let error = #expect(throws: CompressionError.self) {
            _ = try Deflate.expand(small, limit: Self.sample.count - 1)
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test("Every truncation is refused") func truncated() throws {
        let small = try Deflate.compress(Self.sample, format: .gzip)
        for count in 0..<small.count {
            let error = #expect(throws: CompressionError.self) {
                _ = try Deflate.expand(Array(small[..<count]), format: .gzip, limit: 1 << 20)
            }
            #expect(error?.kind == .truncated)
        }
    }

    @Test("Damage is refused") func corrupt() throws {
        var small = try Deflate.compress(Self.sample)
        small[small.count / 2] ^= 0x55
        #expect(throws: CompressionError.self) { _ = try Deflate.expand(small, limit: 1 << 20) }
        #expect(throws: CompressionError.self) {
            _ = try Deflate.expand(Array("no gzip".utf8), format: .gzip, limit: 99)
        }
    }

    @Test("Members of a gzip file follow each other; padding after them is ignored") func members() throws {
        let twice = try Deflate.compress([1, 2], format: .gzip) + Deflate.compress([3], format: .gzip) + [0, 0, 0, 0]
        #expect(try Deflate.expand(twice, format: .gzip, limit: 10) == [1, 2, 3])
    }
}
