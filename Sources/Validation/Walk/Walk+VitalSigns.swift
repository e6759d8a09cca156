internal import ElementModel

/// The vital signs whose profiles hold by the code of an Observation alone.
///
/// R4 and STU3, *Vital Signs Profile*: "When a FHIR implementation supports any of the vital signs listed below, the
/// implementation SHALL conform to this profile for the vital sign listed below", and each has its LOINC code. HL7's
/// validator takes further codes of LOINC for the same vital signs, in R4 only.
struct VitalSigns {
    /// In the order in which one is chosen, where the codes of an Observation mean several.
    static let names: [String] = [
        "vitalspanel", "resprate", "heartrate", "oxygensat", "bodytemp", "bodyheight", "headcircum", "bodyweight",
        "bmi", "bp",
    ]
    private static let stated = [
        "85353-1", "9279-1", "8867-4", "2708-6", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5", "85354-9",
    ]
    private static let moreOfLOINC: [String: String] = [
        "resprate": "76170-0 76172-6 76171-8 19840-8 33438-3 76270-8 11291-2",
        "heartrate":
            "60978-4 73795-7 73799-9 76476-1 76477-9 8889-8 8890-6 8891-4 8892-2 8893-0 40443-4 55425-3 68999-2 11328-2 69000-8 8886-4",
        "oxygensat": "19224-5 20564-1 2709-4 2710-2 2711-0 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0",
        "bodytemp":
            "60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 8329-5 8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8",
        "bodyheight": "3137-7 3138-5 8306-3 8308-9",
        "headcircum": "8287-5",
        "bodyweight": "3141-9 3142-7 75292-3 79348-9 8350-1 8351-9",
        "bmi": "59574-4 89270-3",
        "bp": "35094-2 8459-0 76534-7 55284-4 8480-6",
    ]

    private var byLOINC = TextTable()

    init(isCompatible: Bool) {
        func add(_ codes: String, _ number: Int, to table: inout TextTable) {
            for code in codes.split(separator: " ") {
                var text = String(code)
                text.withUTF8 { bytes in
                    guard let start = bytes.baseAddress else { return }
                    let slice = ByteSlice(start: start, count: bytes.count)
                    if table[slice] == nil { table[slice] = UInt32(number) }
                }
            }
        }
        for (number, name) in VitalSigns.names.enumerated() {
            add(VitalSigns.stated[number], number, to: &byLOINC)
            guard isCompatible else { continue }
            add(VitalSigns.moreOfLOINC[name] ?? "", number, to: &byLOINC)
        }
    }

    /// Which vital sign a code of LOINC means.
    func number(of code: ByteSlice) -> UInt32? { byLOINC[code] }
}

extension Walk {
    /// Puts the profile of the vital sign in force that the code of an Observation means.
    func applyVitalSigns(_ node: ElementID, since start: Int) {
        if isCompatible, !isR4 { return }
        let concept = view.child(node, .code)
        guard concept.exists else { return }
        var found: UInt32?
        for coding in view.children(concept) where view.name(coding) == .coding {
            let system = view.child(coding, .system)
            let code = view.child(coding, .code)
            guard system.exists, view.hasValue(system), view.value(system) == "http://loinc.org", code.exists,
                view.hasValue(code), let number = vitalSigns.number(of: view.value(code))
            else { continue }
            found = min(found ?? number, number)
        }
        guard let found else { return }
        if let profile = vitalSignProfile(Int(found)) { activate(profile, 0, since: start) }
    }

    private func vitalSignProfile(_ number: Int) -> ProfilePointer? {
        if let known = vitalSignReferences[number] { return profile(known) }
        let url = "http://hl7.org/fhir/StructureDefinition/" + VitalSigns.names[number]
        let reference = store.reference(url, from: nil)
        vitalSignReferences[number] = reference
        return profile(reference)
    }
}
