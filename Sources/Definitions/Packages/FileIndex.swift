internal import Files

/// The definitions of a package that was unpacked to memory, or that lies in a folder.
struct FileIndex: Sendable {
    /// Where the bytes of the members are.
    enum Storage: Sendable {
        case archive(PackageArchive, members: [Int])
        case folder([String])
        case memory([[UInt8]])
    }

    var headers: [MemberHeader] = []
    /// The names of the files, for messages.
    var files: [String] = []
    var byURL: [String: [Int]] = [:]
    var storage: Storage

    /// One file may have this many bytes.
    static let maximumFile = 1 << 28

    func bytes(_ member: Int) throws(PackageError) -> [UInt8] {
        switch storage {
        case .archive(let archive, let members): return Array(archive.content(members[member]))
        case .memory(let contents): return contents[member]
        case .folder(let paths):
            do {
                return try Files.read(paths[member], limit: FileIndex.maximumFile)
            } catch {
                throw PackageError("\(error)")
            }
        }
    }

    mutating func add(_ header: MemberHeader, file: String) {
        if let url = header.url { byURL[url, default: []].append(headers.count) }
        headers.append(header)
        files.append(file)
    }

    /// Whether a file of that name may hold a resource.
    static func isResourceFile(_ name: String) -> Bool {
        (name.hasSuffix(".json") || name.hasSuffix(".xml")) && name != "package.json" && !name.hasPrefix(".")
    }

    /// Whether a resource is indexed: it has a canonical, or is a naming system.
    static func isDefinition(_ header: MemberHeader) -> Bool {
        header.resourceType == "NamingSystem"
            || (header.url != nil && canonicalTypes.contains(header.resourceType))
    }

    private static let canonicalTypes: Set<String> = [
        "ActivityDefinition", "CapabilityStatement", "ChargeItemDefinition", "CodeSystem", "CompartmentDefinition",
        "ConceptMap", "DataElement", "EffectEvidenceSynthesis", "EventDefinition", "Evidence", "EvidenceVariable",
        "ExampleScenario", "ExpansionProfile", "GraphDefinition", "ImplementationGuide", "Library", "Measure",
        "MessageDefinition", "NamingSystem", "OperationDefinition", "PlanDefinition", "Questionnaire",
        "ResearchDefinition", "ResearchElementDefinition", "RiskEvidenceSynthesis", "SearchParameter",
        "ServiceDefinition", "StructureDefinition", "StructureMap", "TerminologyCapabilities", "TestScript", "ValueSet",
    ]
}

/// Records made by a program, for tests and for definitions that come from no file.
struct RecordList: Sendable {
    var headers: [MemberHeader] = []
    var definitions: [Definition] = []

    func definition(_ member: Int, of package: Package) -> Definition {
        let origin = DefinitionOrigin(package: package, member: member)
        switch definitions[member] {
        case .structureDefinition(var record):
            record.origin = origin
            return .structureDefinition(record)
        case .valueSet(var record):
            record.origin = origin
            return .valueSet(record)
        case .codeSystem(var record):
            record.origin = origin
            return .codeSystem(record)
        case let other: return other
        }
    }

    mutating func add(_ definition: Definition) {
        var header = MemberHeader(resourceType: "Basic")
        switch definition {
        case .structureDefinition(let record):
            header = MemberHeader(resourceType: "StructureDefinition")
            header.url = record.url
            header.version = record.version
            header.name = record.name
            header.type = record.type
            header.kind = record.kind.rawValue
            header.derivation = record.derivation?.rawValue
        case .valueSet(let record):
            header = MemberHeader(resourceType: "ValueSet")
            header.url = record.url
            header.version = record.version
        case .codeSystem(let record):
            header = MemberHeader(resourceType: "CodeSystem")
            header.url = record.url
            header.version = record.version
            header.supplements = record.supplements
        case .conceptMap(let record):
            header = MemberHeader(resourceType: "ConceptMap")
            header.url = record.url
        case .searchParameter(let record):
            header = MemberHeader(resourceType: "SearchParameter")
            header.url = record.url
        case .operationDefinition(let record):
            header = MemberHeader(resourceType: "OperationDefinition")
            header.url = record.url
        case .capabilityStatement(let record):
            header = MemberHeader(resourceType: "CapabilityStatement")
            header.url = record.url
        case .messageDefinition(let record):
            header = MemberHeader(resourceType: "MessageDefinition")
            header.url = record.url
        case .namingSystem: header = MemberHeader(resourceType: "NamingSystem")
        case .other: break
        }
        headers.append(header)
        definitions.append(definition)
    }
}
