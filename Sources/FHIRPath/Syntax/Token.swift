/// A word of an expression.
struct Token {
    enum Kind: Equatable {
        case end
        /// Letters, digits and `_`; keywords too, since most may also be names.
        case identifier
        /// A name between backticks.
        case delimitedIdentifier
        case string
        case integer
        /// `45L`
        case long
        case decimal
        /// `@2015-02-04`, `@2015-02-04T14:34Z`, `@T14:34`
        case date, dateTime, time
        /// `%name`
        case variable
        /// `$this`, `$index`, `$total`
        case special
        /// An operator or a bracket.
        case symbol
    }
    var kind: Kind
    /// The bytes it takes in the expression.
    var range: Range<Int>
    /// The name, the string without quotes and escapes, the digits, the symbol.
    var text: String

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
    func isWord(_ word: String) -> Bool { kind == .identifier && text == word }
    /// How it reads in a message.
    var description: String { kind == .end ? "the end of the expression" : "'\(text)'" }
}
