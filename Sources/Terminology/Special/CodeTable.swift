internal import CCodeTables
internal import ElementModel
internal import Glibc

/// A published list of short codes, generated and read-only.
struct CodeTable {
    private let table: assay_code_table

    static var countriesOfTwo: CodeTable { CodeTable(table: assay_country_two) }
    static var countriesOfThree: CodeTable { CodeTable(table: assay_country_three) }
    static var countriesByNumber: CodeTable { CodeTable(table: assay_country_number) }
    static var formerCountries: CodeTable { CodeTable(table: assay_former_country) }
    static var subdivisions: CodeTable { CodeTable(table: assay_subdivision) }
    static var currencies: CodeTable { CodeTable(table: assay_currency) }
    static var languagesOfTwo: CodeTable { CodeTable(table: assay_language_two) }
    static var languagesOfThree: CodeTable { CodeTable(table: assay_language_three) }
    static var scripts: CodeTable { CodeTable(table: assay_script) }
    static var regions: CodeTable { CodeTable(table: assay_region) }
    static var languageTags: CodeTable { CodeTable(table: assay_language_tag) }

    /// How a code is compared with the list.
    enum Letters { case asWritten, lower, upper }

    /// Whether a code is in the list: a binary search over rows of equal width.
    func contains(_ code: ByteSlice, as letters: Letters = .asWritten) -> Bool {
        let width = Int(table.width)
        guard !code.isEmpty, code.count <= width, width <= 16 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { wanted in
            wanted.initialize(repeating: 0)
            for place in 0..<code.count {
                let byte = code[place]
                switch letters {
                case .asWritten: wanted[place] = byte
                case .lower: wanted[place] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                case .upper: wanted[place] = byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
                }
            }
            guard let rows = table.rows, let start = wanted.baseAddress else { return false }
            var low = 0
            var high = Int(table.count) - 1
            while low <= high {
                let middle = (low + high) / 2
                let order = memcmp(rows + middle * width, start, width)
                if order == 0 { return true }
                if order < 0 { low = middle + 1 } else { high = middle - 1 }
            }
            return false
        }
    }

    /// The codes, one by one.
    func forEach(_ body: (ByteSlice) -> Void) {
        guard let rows = table.rows else { return }
        let width = Int(table.width)
        let bytes = UnsafeRawPointer(rows).assumingMemoryBound(to: UInt8.self)
        for row in 0..<Int(table.count) {
            let start = bytes + row * width
            var count = width
            while count > 0, start[count - 1] == 0 { count -= 1 }
            body(ByteSlice(start: start, count: count))
        }
    }
}
