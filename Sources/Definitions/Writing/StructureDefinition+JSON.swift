internal import ElementModel
internal import JSON
internal import Record

extension StructureDefinition {
    /// The definition as a FHIR resource with a snapshot, as JSON text of its own release.
    ///
    /// - Parameter snapshot: the elements, from ``SnapshotSource`` or a package.
    public func json(snapshot: [ElementDefinition]) -> [UInt8] {
        var object: JSONObject = ["resourceType": "StructureDefinition"]
        if let document, document.isReadable, let source = try? JSONValue(parsing: document.json()).object {
            object = source
        } else {
            object["url"] = .string(url)
            object["version"] = version.map { .string($0) }
            object["name"] = .string(name)
            object["status"] = .string(status ?? "unknown")
            object["kind"] = .string(kind.rawValue)
            object["abstract"] = .bool(isAbstract)
            object["type"] = .string(type)
            object["baseDefinition"] = baseDefinition.map { .string($0) }
            object["derivation"] = derivation.map { .string($0.rawValue) }
            if !differential.isEmpty {
                object["differential"] = ["element": .array(differential.map { $0.json(release) })]
            }
        }
        let elements = JSONValue.array(snapshot.map { $0.json(release) })
        let value: JSONValue = ["element": elements]
        // The snapshot stands before the differential.
        let place = object.members.firstIndex { $0.name == "snapshot" || $0.name == "differential" }
        object.members.removeAll { $0.name == "snapshot" }
        object.members.insert(.init(name: "snapshot", value: value), at: place ?? object.members.count)
        return JSONValue.object(object).serialized(indent: 2)
    }
}

extension ElementDefinition {
    /// The element definition as JSON of a release.
    func json(_ release: FHIRRelease) -> JSONValue {
        var object = JSONObject()
        func set(_ name: String, _ value: JSONValue?) { object[name] = value }
        set("id", .string(id))
        if !extensions.isEmpty { set("extension", .array(extensions.map { $0.element.json })) }
        set("path", .string(path))
        if !representation.isEmpty { set("representation", .array(representation.map { .string($0) })) }
        set("sliceName", sliceName.map { .string($0) })
        set("sliceIsConstraining", release == .r4 ? sliceIsConstraining.map { .bool($0) } : nil)
        set("slicing", slicing.map(\.json))
        set("min", min.map { .number("\($0)") })
        set("max", max.map { .string(ElementDefinition.text(ofMaximum: $0)) })
        set(
            "base",
            base.map {
                [
                    "path": .string($0.path), "min": .number("\($0.min)"),
                    "max": .string(ElementDefinition.text(ofMaximum: $0.max)),
                ]
            })
        set("contentReference", contentReference.map { .string($0) })
        if !types.isEmpty { set("type", .array(types.flatMap { $0.json(release) })) }
        for (name, value) in [
            ("defaultValue", defaultValue), ("fixed", fixed), ("pattern", pattern), ("minValue", minValue),
            ("maxValue", maxValue),
        ] {
            guard let value else { continue }
            let type = value.typeName
            set(name + type.prefix(1).uppercased() + type.dropFirst(), value.json)
        }
        set("maxLength", maxLength.map { .number("\($0)") })
        if !conditions.isEmpty { set("condition", .array(conditions.map { .string($0) })) }
        if !constraints.isEmpty { set("constraint", .array(constraints.map { $0.json(release) })) }
        set("mustSupport", mustSupport.map { .bool($0) })
        set("isModifier", isModifier.map { .bool($0) })
        set("isSummary", isSummary.map { .bool($0) })
        set("binding", binding.map { $0.json(release) })
        return .object(object)
    }

    static func text(ofMaximum max: Int) -> String { max == unbounded ? "*" : "\(max)" }
}

extension ElementDefinition.Slicing {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        if !discriminators.isEmpty {
            object["discriminator"] = .array(
                discriminators.map { ["type": .string($0.kind.rawValue), "path": .string($0.path)] })
        }
        object["ordered"] = .bool(isOrdered)
        object["rules"] = .string(rules.rawValue)
        return .object(object)
    }
}

extension ElementDefinition.TypeReference {
    /// One entry in R4; in STU3 one for each profile.
    fileprivate func json(_ release: FHIRRelease) -> [JSONValue] {
        var object = JSONObject()
        if !extensions.isEmpty { object["extension"] = .array(extensions.map { $0.element.json }) }
        let isSystem = code.hasPrefix("http://hl7.org/fhirpath/")
        if release == .r4 || !isSystem { object["code"] = .string(code) }
        if !aggregation.isEmpty { object["aggregation"] = .array(aggregation.map { .string($0.rawValue) }) }
        object["versioning"] = versioning.map { .string($0) }
        guard release == .stu3 else {
            if !profiles.isEmpty { object["profile"] = .array(profiles.map { .string($0) }) }
            if !targetProfiles.isEmpty { object["targetProfile"] = .array(targetProfiles.map { .string($0) }) }
            return [.object(object)]
        }
        if profiles.isEmpty, targetProfiles.isEmpty { return [.object(object)] }
        var entries: [JSONValue] = []
        for number in 0..<Swift.max(profiles.count, targetProfiles.count) {
            var entry = object
            if number < profiles.count { entry["profile"] = .string(profiles[number]) }
            if number < targetProfiles.count { entry["targetProfile"] = .string(targetProfiles[number]) }
            entries.append(.object(entry))
        }
        return entries
    }
}

extension ElementDefinition.Binding {
    fileprivate func json(_ release: FHIRRelease) -> JSONValue {
        var object = JSONObject()
        if !extensions.isEmpty { object["extension"] = .array(extensions.map { $0.element.json }) }
        object["strength"] = .string(strength.rawValue)
        if let valueSet {
            switch (release, isPlainURI) {
            case (.r4, _): object["valueSet"] = .string(valueSet)
            case (.stu3, true): object["valueSetUri"] = .string(valueSet)
            case (.stu3, false): object["valueSetReference"] = ["reference": .string(valueSet)]
            }
        }
        return .object(object)
    }
}

extension ElementDefinition.Constraint {
    fileprivate func json(_ release: FHIRRelease) -> JSONValue {
        var object = JSONObject()
        object["key"] = .string(key)
        object["severity"] = .string(severity.rawValue)
        // FHIR asks for a wording; a lean package has none.
        object["human"] = .string(human ?? key)
        object["expression"] = expression.map { .string($0) }
        object["source"] = source.map { .string($0) }
        return .object(object)
    }
}

extension DefinitionValue {
    /// The value as JSON.
    var json: JSONValue {
        let view = document.view
        let bytes = view.json(of: element)
        return (try? JSONValue(parsing: bytes)) ?? text.map { .string($0) } ?? .null
    }
}
