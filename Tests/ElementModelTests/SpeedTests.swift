import ElementModel
import Files
import Glibc
import Record
import Testing

/// Not a test but a measurement: `ASSAY_MEASURE=folder swift test -c release --filter ReadingSpeed`.
@Suite("Reading speed", .enabled(if: getenv("ASSAY_MEASURE") != nil, "set ASSAY_MEASURE to a folder of JSON or XML"))
struct ReadingSpeedTests {
    @Test func measure() throws {
        let folder = getenv("ASSAY_MEASURE").map { String(cString: $0) } ?? ""
        var files: [[UInt8]] = []
        for name in try Files.list(folder) where name.hasSuffix(".json") || name.hasSuffix(".xml") {
            files.append(try Files.read("\(folder)/\(name)"))
        }
        let bytes = files.reduce(0) { $0 + $1.count }
        let reader = DocumentReader()
        var rates: [Double] = []
        var elements = 0
        var findings: [String: Int] = [:]
        for _ in 0..<9 {
            elements = 0
            findings = [:]
            let start = ContinuousClock.now
            for file in files {
                let document = reader.read(file, release: .r4)
                elements += document.view.count
                for finding in document.findings { findings[finding.rule, default: 0] += 1 }
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            rates.append(Double(bytes) / 1e6 / seconds)
        }
        rates.sort()
        print("files \(files.count) bytes \(bytes) elements \(elements) MB/s median \(rates[4]) best \(rates[8])")
        print(findings)
    }
}
