/// All that the reference system knows and changes: made anew at every start, the same for the same instant and seed.
struct World: Sendable {
    var stu3 = ResourceStore()
    var r4 = ResourceStore()
    var slotRules: [String: SlotRule] = [:]

    /// What the practice holds of a slot beside the resource itself.
    struct SlotRule: Sendable {
        /// Organisation types that may book it; `nil` shares it with all.
        var sharedTypes: Set<String>?
        /// Organisations (ODS codes) that may book it; `nil` shares it with all.
        var sharedODS: Set<String>?
        /// Not offered before this instant.
        var offeredFrom: Int?
    }

    init(now: Int) {
        Practice.fill(&self, now: now)
        CareRecord.fill(&self, now: now)
    }
}

/// Fixed facts of the practice.
enum PracticeFacts {
    static let asid = "999000000117"
    static let odsCode = "Y99991"
    static let siteCode = "Y9999101"
    static let branchSiteCode = "Y9999102"
    static let sdsUserID = "999000000001"
    static let nurseSDSUserID = "999000000002"
    static let dosServiceID = "2000099991"
    /// The only organisation with which one session is shared.
    static let partnerODS = "Y99992"
    static let urgentCare = "urgent-care"
    static let gpPractice = "gp-practice"
    static let version = "1.2.7"
}
