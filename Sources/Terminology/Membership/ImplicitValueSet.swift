internal import Definitions

/// Value sets that are named by a pattern and defined nowhere (R4 and STU3, *Using SNOMED CT with FHIR*, *LOINC*).
enum ImplicitValueSet {
    /// The value set that a canonical means by its form; `nil` where it is none of the known patterns.
    static func definition(
        of canonical: Canonical, definitions: DefinitionContext, origin: DefinitionOrigin?
    ) -> ValueSet? {
        let url = canonical.url
        var set = ValueSet(release: definitions.release, url: url, version: canonical.version)
        if let mark = url.firstRange(of: "?fhir_vs"), url.hasPrefix("http://snomed.info/") {
            var include = ValueSet.Include(system: "http://snomed.info/sct")
            let rest = url[mark.upperBound...]
            if rest.hasPrefix("=isa/") {
                include.filters = [.init(property: "concept", op: "is-a", value: String(rest.dropFirst(5)))]
            } else if rest.hasPrefix("=refset/") {
                include.filters = [.init(property: "concept", op: "in", value: String(rest.dropFirst(8)))]
            } else if rest.hasPrefix("=ecl/") {
                include.filters = [
                    .init(property: "constraint", op: "=", value: percentDecoded(String(rest.dropFirst(5))))
                ]
            } else if !rest.isEmpty, rest != "=refset" {
                return nil
            }
            set.compose = .init(include: [include])
            return set
        }
        if url.hasPrefix("http://loinc.org/vs") {
            let rest = url.dropFirst("http://loinc.org/vs".count)
            var include = ValueSet.Include(system: "http://loinc.org")
            if rest.hasPrefix("/") {
                let property = rest.dropFirst().hasPrefix("LL") ? "LIST" : "ancestor"
                include.filters = [.init(property: property, op: "=", value: String(rest.dropFirst()))]
            }
            set.compose = .init(include: [include])
            return set
        }
        // The set of all codes of a code system that names it.
        if url == "http://unitsofmeasure.org/vs" || url == "http://hl7.org/fhir/ValueSet/all-units" {
            set.compose = .init(include: [.init(system: SpecialCodeSystem.ucum.rawValue)])
            return set
        }
        // STU3 binds to the documents that define media types and languages themselves.
        if let special = SpecialCodeSystem(url: url) {
            set.compose = .init(include: [.init(system: special.rawValue)])
            return set
        }
        for prefix in ["http://terminology.hl7.org/ValueSet/", "http://hl7.org/fhir/ValueSet/"]
        where url.hasPrefix(prefix) {
            let system = prefix.replacing("/ValueSet/", with: "/CodeSystem/") + url.dropFirst(prefix.count)
            if let found = definitions.codeSystem(system, from: origin), found.valueSet == url {
                set.compose = .init(include: [.init(system: system)])
                return set
            }
        }
        return nil
    }

    private static func percentDecoded(_ text: String) -> String {
        var out: [UInt8] = []
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"), bytes.count >= 2,
                let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16)
            {
                out.append(value)
                bytes = bytes.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
