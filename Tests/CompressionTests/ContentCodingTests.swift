import Compression
import Testing

@Suite struct ContentCodingTests {
    let text = Array(String(repeating: "Patient ", count: 1000).utf8)

    @Test func `what is compressed inflates to itself`() throws {
        #expect(try ContentCoding.inflate(ContentCoding.gzip(text), limit: 8000) == text)
        #expect(try ContentCoding.inflate(ContentCoding.gzip([]), limit: 0) == [])
        #expect(ContentCoding.gzip(text).count < 200)
    }

    @Test func `members one after another are one content`() throws {
        let two = ContentCoding.gzip(Array("one ".utf8)) + ContentCoding.gzip(Array("two".utf8))
        #expect(try ContentCoding.inflate(two, limit: 100) == Array("one two".utf8))
    }

    @Test func `a zlib stream and a bare deflate stream are read too`() throws {
        // "hello" as zlib and as raw deflate (RFC 1950 and RFC 1951).
        let raw: [UInt8] = [0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
        let zlib: [UInt8] = [0x78, 0x9C] + raw + [0x06, 0x2C, 0x02, 0x15]
        #expect(try ContentCoding.inflate(raw, limit: 10) == Array("hello".utf8))
        #expect(try ContentCoding.inflate(zlib, limit: 10) == Array("hello".utf8))
    }

    @Test func `more than the limit is refused`() {
        #expect(throws: ContentCoding.Failure.tooLarge) {
            try ContentCoding.inflate(ContentCoding.gzip(text), limit: 7999)
        }
    }

    @Test func `what is cut off, spoilt or no stream at all is refused`() {
        let whole = ContentCoding.gzip(text)
        for count in 0..<whole.count {
            #expect(throws: ContentCoding.Failure.self) {
                try ContentCoding.inflate(Array(whole[..<count]), limit: 10_000)
            }
        }
        var spoilt = whole
        spoilt[spoilt.count - 6] ^= 1
        #expect(throws: ContentCoding.Failure.corrupt) { try ContentCoding.inflate(spoilt, limit: 10_000) }
        #expect(throws: ContentCoding.Failure.corrupt) { try ContentCoding.inflate(whole + [1, 2, 3], limit: 10_000) }
        #expect(throws: ContentCoding.Failure.corrupt) { try ContentCoding.inflate(Array("hello".utf8), limit: 10) }
    }
}
