internal import Definitions
internal import ElementModel
internal import Record

extension Walk {
    /// Finds the definition of an extension, puts it in force, and asks whether it may stand where it does.
    func applyExtension(_ node: ElementID, _ record: ElementRecord, of parent: ElementID, since start: Int) {
        let urlElement = view.child(node, .url)
        guard urlElement.exists, view.hasValue(urlElement), !view.value(urlElement).isEmpty else {
            note(.extensionURLMissing, node)
            return
        }
        let url = view.value(urlElement)
        let isModifier = record.name == .modifierExtension
        let isNested = view.type(parent) == known.Extension
        let isAbsolute = url.isAbsoluteURI
        if isNested, !isAbsolute {
            checkPart(node, url, of: parent, since: start)
            return
        }
        if !isAbsolute {
            note(.extensionURLRelative, node, text: url.text)
            return
        }
        var found: ProfilePointer?
        for place in start..<actives.count {
            let profile = actives[place].profile
            if actives[place].element == 0, profile.pointee.isExtension, url.equals(profile.pointee.cold.definition.url)
            {
                found = profile
            }
        }
        let bar = url.firstPlace(of: UInt8(ascii: "|"))
        if found == nil {
            switch resolution(reference(url[0..<(bar ?? url.count)])) {
            case .found(let profile):
                guard profile.pointee.isExtension || profile.pointee.type == known.Extension else {
                    note(.profileWrongType, node, text: "\(url.text) \(types.text(profile.pointee.type))")
                    return
                }
                found = profile
                activate(profile, 0, since: start)
            case .broken(let why):
                note(.profileBroken, node, decided: false, text: url.text + ": " + why)
                return
            case .missing, .unknown:
                if let bar { noteVersion(node, urlElement, url[0..<bar], url[bar + 1..<url.count], nil) }
                noteUnknownExtension(node, url, isModifier: isModifier)
                return
            }
        }
        guard let found, issues.speculation == 0 else { return }
        let definition = found.pointee.cold.definition
        if let bar { noteVersion(node, urlElement, url[0..<bar], url[bar + 1..<url.count], definition.version) }
        if isModifier, !found.pointee.isModifierExtension {
            note(.extensionNotModifier, node, placing: urlPlacing, text: url.text)
        }
        if !isModifier, found.pointee.isModifierExtension {
            note(.extensionIsModifier, node, placing: urlPlacing, text: url.text)
        }
        if isCompatible { checkShape(node, found) }
        if !isIllustration(parent) { checkContext(node, of: parent, found, isModifier: isModifier) }
    }

    /// Values inside a definition (`fixed`, `pattern`, `example`, `defaultValue`) stand for elements elsewhere.
    private func isIllustration(_ element: ElementID) -> Bool {
        var current = element
        while current.exists, !view.isResource(current) {
            let parent = view.parent(current)
            if parent.exists, types.name(view.type(parent)) == .ElementDefinition {
                let name = view.definitionName(current)
                return name == .fixed || name == .pattern || name == .example || name == .defaultValue
            }
            current = parent
        }
        return false
    }

    private var urlPlacing: Issue.Placing { isCompatible ? .withURL : .plain }

    /// The url of an extension has no version (R4 and STU3, *Extension.url*: it is the definition's own).
    private func noteVersion(
        _ node: ElementID, _ urlElement: ElementID, _ url: ByteSlice, _ version: ByteSlice, _ known: String?
    ) {
        let isThere = known.map { version.equals($0) }
        note(
            .extensionVersion, isCompatible ? node : urlElement, severity: isThere == nil ? .warning : nil,
            variant: isThere == nil ? 3 : isThere == true ? 1 : 0, placing: urlPlacing, text: url.text)
    }

    /// HL7's validator looks at values and parts apart from the cardinalities that the definition gives them.
    private func checkShape(_ node: ElementID, _ profile: ProfilePointer) {
        var value = ElementID.none
        var hasParts = false
        for child in view.children(node) {
            if view.definitionName(child) == .value { value = child }
            if view.name(child) == .extension { hasParts = true }
        }
        var takesValue = false
        var takesThis = false
        for number in profile.pointee.elements.pointee.children.range {
            let row = profile.pointee.children[number]
            let rule = profile.pointee.elements + Int(row.element)
            guard rule.pointee.name == .value, rule.pointee.max > 0, row.type != ChildRow.notAllowed else { continue }
            takesValue = true
            if value.exists, row.name == view.name(value) { takesThis = true }
        }
        let url = profile.pointee.cold.definition.url
        if value.exists {
            if !takesThis { note(.extensionValueType, node, text: url) }
        } else if takesValue {
            note(.extensionWithoutValue, node, variant: hasParts ? 0 : 1, text: url)
        }
    }

    /// An extension that stands for an element of another release (R4 and later, *Extensions for converting between
    /// versions*); `false` where the url is no such one.
    private func noteOtherRelease(_ node: ElementID, _ url: ByteSlice) -> Bool {
        let text = url.text
        let base = "http://hl7.org/fhir/"
        let middle = "/StructureDefinition/extension-"
        guard text.hasPrefix(base), let found = text.firstRange(of: middle) else { return false }
        let version = text[text.index(text.startIndex, offsetBy: base.count)..<found.lowerBound]
        let digits = Array(version.utf8)
        guard digits.count == 3, digits[1] == UInt8(ascii: "."), [digits[0], digits[2]].allSatisfy({ $0 &- 0x30 < 10 })
        else { return false }
        let path = text[found.upperBound...]
        guard ["1.0", "3.0", "4.0", "4.3", "5.0"].contains(version) else {
            note(.extensionRelease, node, variant: 0, placing: urlPlacing, text: "\(text)\u{0}\(version)")
            return true
        }
        let release: FHIRRelease? = version == "3.0" ? .stu3 : version == "4.0" ? .r4 : nil
        if let release, !TypeTable(release).hasElement(path) {
            note(.extensionRelease, node, variant: 1, placing: urlPlacing, text: "\(text)\u{0}\(path)")
        } else if release == types.release {
            note(.extensionRelease, node, variant: 2, placing: urlPlacing, text: "\(text)\u{0}\(path)")
        } else {
            note(
                .extensionRelease, node, severity: .warning, variant: 3, decided: false,
                text: "\(text)\u{0}\(version)")
        }
        return true
    }

    private func noteUnknownExtension(_ node: ElementID, _ url: ByteSlice, isModifier: Bool) {
        if noteOtherRelease(node, url) { return }
        let text = url.text
        let isExample =
            ["example.org", "acme.com", "nema.org", "http://hl7.org/fhir/tools/"].contains { text.contains($0) }
            || options.allowedExtensionDomains.contains { text.contains($0) }
        if isModifier {
            // What it changes cannot be known: no example domain makes that harmless.
            note(.modifierUnknown, node, severity: isCompatible && isExample ? .information : nil, text: text)
            return
        }
        note(
            .extensionUnknown, node, severity: isExample ? .information : options.unknownExtensions ?? .error,
            decided: true, text: text)
    }

    /// A part of a complex extension: a plain name that the extension defines.
    private func checkPart(_ node: ElementID, _ url: ByteSlice, of parent: ElementID, since start: Int) {
        var isDefined = false
        var isKnown = false
        for place in start..<actives.count {
            let active = actives[place]
            let profile = active.profile.pointee
            // Base definitions say nothing of parts.
            guard profile.isExtension else { continue }
            isKnown = true
            if active.rule.pointee.flags.contains(.isSlice) { isDefined = true }
        }
        if isKnown, !isDefined {
            note(
                .extensionUndefinedPart, node, placing: urlPlacing,
                text: "\(url.text)\u{0}\(definedParts(since: start))")
        }
    }

    /// The extension in force and the names of its parts, for a message.
    private func definedParts(since start: Int) -> String {
        for place in start..<actives.count where actives[place].profile.pointee.isExtension {
            let cold = actives[place].profile.pointee.cold
            let prefix = "Extension.extension:"
            let names = cold.ids.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains(".") }
            if names.isEmpty { return cold.definition.url }
            return cold.definition.url + "\u{0}" + names.map { $0.dropFirst(prefix.count) }.joined(separator: ", ")
        }
        return ""
    }

    // MARK: Context

    /// Whether some context of the definition allows the extension on this element.
    private func checkContext(
        _ node: ElementID, of parent: ElementID, _ profile: ProfilePointer, isModifier: Bool
    ) {
        let definition = profile.pointee.cold.definition
        var allowed = definition.contexts.isEmpty
        var undecided = false
        // The core definitions put it on the type, whatever its own context says.
        if definition.url.hasSuffix("/structuredefinition-fhir-type") { return }
        for context in definition.contexts where !allowed {
            switch context.kind {
            case .element: allowed = isElement(parent, context.expression)
            case .extension:
                // The extension itself, or its value.
                let above = view.type(parent) == known.Extension ? parent : view.parent(parent)
                if above.exists, view.type(above) == known.Extension {
                    let url = view.child(above, .url)
                    allowed = url.exists && view.value(url).equals(Canonical(context.expression).url)
                }
            case .fhirpath:
                switch judgement.selects(context.expression, parent, in: document, resource: view.resource(of: parent))
                {
                case .yes: allowed = true
                case .no: break
                case .unknown: undecided = true
                }
            }
        }
        if !allowed {
            if undecided {
                note(.extensionContextUndecided, node, decided: false, text: definition.url)
            } else {
                note(
                    .extensionContext, parent, ActiveRule(profile: profile, element: 0), variant: isModifier ? 1 : 0,
                    text: definition.url + "\u{0}" + definition.contexts.map(\.expression).joined(separator: ", "))
            }
        }
        for expression in definition.contextInvariants {
            switch judgement.holds(expression, at: parent, in: document) {
            case .yes: break
            case .no:
                note(.extensionContextInvariant, node, ActiveRule(profile: profile, element: 0), text: expression)
            case .unknown:
                note(.extensionContextUndecided, node, decided: false, text: definition.url)
            }
        }
    }

    /// Whether a context's expression names this element: by its type, or by its path in some type.
    private func isElement(_ element: ElementID, _ expression: String) -> Bool {
        if expression == "*" || expression == "Element" || expression == "Any" { return true }
        var wanted = expression[...]
        if let hash = wanted.lastIndex(of: "#") { wanted = wanted[wanted.index(after: hash)...] }
        wanted = Substring(wanted.split(separator: "[x]").joined())
        if wanted.hasPrefix("http://hl7.org/fhir/StructureDefinition/") {
            wanted = wanted.dropFirst("http://hl7.org/fhir/StructureDefinition/".count)
        }
        let type = view.type(element)
        if !wanted.contains(".") {
            let named = types.type(named: wanted)
            if named != .none { return isOfKind(type, named) }
            switch wanted {
            case "CanonicalResource", "MetadataResource":
                return types.kind(type) == .resource && types.child(of: type, named: .url) != .none
            case "BackboneElement": return types.kind(type) == .backbone
            default: return false
            }
        }
        // Paths: of the element in each type on the way up.
        var suffix = ""
        var current = element
        while true {
            let record = view[current]
            let kind = types.kind(record.type)
            if kind == .backbone, types.text(record.type) + suffix == wanted { return true }
            if record.flags.contains(.resource) || !record.parent.exists { break }
            suffix = "." + view.definitionName(current).text + suffix
            var parentType = view.type(record.parent)
            while parentType != .none {
                if types.text(parentType) + suffix == wanted { return true }
                parentType = types.base(parentType)
            }
            current = record.parent
        }
        return types.text(view.type(current)) + suffix == wanted
    }

    private func isOfKind(_ type: TypeID, _ wanted: TypeID) -> Bool {
        types.isKind(type, of: wanted) || (wanted == known.Resource && types.kind(type) == .resource)
    }
}

extension TypeTable {
    /// Whether the release has the element of that path: `Patient.animal`, `Observation.value`.
    fileprivate func hasElement(_ path: Substring) -> Bool {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = steps.first else { return false }
        var type = self.type(named: first)
        for step in steps.dropFirst() {
            guard type != .none, let name = Symbol.find(step.hasSuffix("[x]") ? step.dropLast(3) : step) else {
                return false
            }
            let child = child(of: type, named: name)
            if child != .none {
                type = self.type(child)
                continue
            }
            let forms = children(of: type, defined: name)
            guard let form = forms.first else { return false }
            type = self.type(ChildID(rawValue: form))
        }
        return type != .none
    }
}

extension ByteSlice {
    /// Whether the text begins with a scheme: `http:`, `urn:`.
    var isAbsoluteURI: Bool {
        guard count > 0, (self[0] | 0x20) >= 0x61, (self[0] | 0x20) <= 0x7A else { return false }
        for byte in buffer {
            switch byte {
            case UInt8(ascii: ":"): return true
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                continue
            default: return false
            }
        }
        return false
    }
}
