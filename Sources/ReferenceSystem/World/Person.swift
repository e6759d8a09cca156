/// A synthetic person with a test NHS number of the 999 range.
struct Person: Sendable {
    enum Standing: String, Sendable {
        /// Registered and known to the national service.
        case registered
        case inactive, deceased, sensitive, unverified
        /// Known to the national service, not registered here.
        case elsewhere
        case deceasedElsewhere, sensitiveElsewhere, supersededElsewhere
    }
    let id: String
    let nhsNumber: String
    let family: String
    let given: String
    let prefix: String
    let gender: String
    let birthDate: String
    let standing: Standing

    static let all: [Person] = [
        .init("1", "9990000077", "Dawes", "Minnie", "Mrs", "female", "1952-05-31", .registered),
        .init("2", "9990002665", "Parsons", "Mike", "Mr", "male", "1984-07-11", .registered),
        .init("3", "9990005257", "Ainsley", "Priya", "Ms", "female", "1990-02-28", .registered),
        .init("4", "9990007845", "Osei", "Kwame", "Mr", "male", "2001-11-02", .registered),
        .init("5", "9990010439", "Reid", "Fiona", "Dr", "female", "1947-09-17", .registered),
        .init("6", "9990013020", "Novak", "Petr", "Mr", "male", "1969-04-05", .registered),
        .init("7", "9990015619", "Hughes", "Bronwen", "Mrs", "female", "1978-12-24", .registered),
        .init("8", "9990018200", "Rahman", "Tariq", "Mr", "male", "2005-06-30", .registered),
        .init("9", "9990020795", "Quill", "Edgar", "Mr", "male", "1958-03-03", .inactive),
        .init("10", "9990023387", "Vane", "Harriet", "Ms", "female", "1939-10-19", .deceased),
        .init("11", "9990025975", "Moor", "Jacob", "Mr", "male", "1993-01-27", .sensitive),
        .init("12", "9990028567", "Frost", "Edith", "Ms", "female", "1981-08-15", .unverified),
        .init("", "9990031150", "Larkin", "Amy", "Miss", "female", "1985-03-14", .elsewhere),
        .init("", "9990033749", "Singh", "Harjit", "Mr", "male", "1972-08-20", .elsewhere),
        .init("", "9990036330", "Bell", "Rosa", "Mrs", "female", "1999-10-10", .elsewhere),
        .init("", "9990038929", "Doyle", "Sean", "Mr", "male", "1960-01-01", .elsewhere),
        .init("", "9990054460", "Archer", "Tamsin", "Ms", "female", "1977-05-05", .elsewhere),
        .init("", "9990057052", "Cole", "Nathan", "Mr", "male", "1994-12-12", .elsewhere),
        .init("", "9990059640", "Ibe", "Chidi", "Mr", "male", "1966-06-16", .elsewhere),
        .init("", "9990062234", "Larsen", "Ingrid", "Mrs", "female", "2000-02-29", .elsewhere),
        .init("", "9990041512", "Webb", "Arthur", "Mr", "male", "1931-02-02", .deceasedElsewhere),
        .init("", "9990044104", "Grant", "Zoe", "Ms", "female", "1988-08-08", .sensitiveElsewhere),
        .init("", "9990046697", "Marsh", "Ellen", "Mrs", "female", "1955-11-30", .supersededElsewhere),
    ]

    /// A valid number that belongs to nobody.
    static let unknownNHSNumber = "9990051879"

    init(
        _ id: String, _ nhsNumber: String, _ family: String, _ given: String, _ prefix: String, _ gender: String,
        _ birthDate: String, _ standing: Standing
    ) {
        self.id = id
        self.nhsNumber = nhsNumber
        self.family = family
        self.given = given
        self.prefix = prefix
        self.gender = gender
        self.birthDate = birthDate
        self.standing = standing
    }
}
