internal import ElementModel
internal import Record

extension Walk {
    /// The rules on narratives, beside txt-1 and txt-2.
    func checkNarrative(_ node: ElementID, _ value: ByteSlice) {
        var ids: [ByteSlice] = []
        var links: [ByteSlice] = []
        var images: [ByteSlice] = []
        var languages: [(ByteSlice, Bool)] = []
        NarrativeRules.read(
            value,
            report: { problem in
                switch problem.kind {
                case .elementNotAllowed: note(.narrativeElement, node, text: problem.what.text)
                case .attributeNotAllowed:
                    note(.narrativeAttribute, node, text: problem.what.text + "\u{0}" + problem.element.text)
                case .unsafeAddress:
                    note(.narrativeAttribute, node, text: problem.what.text + "\u{0}" + problem.element.text)
                case .notWellFormed, .unknownEntity, .markupNotAllowed, .duplicateAttribute, .tooDeep:
                    note(.narrativeForm, node, text: problem.what.text)
                case .rootNotDiv, .wrongNamespace: note(.narrativeForm, node, text: problem.what.text)
                case .noContent: break
                }
                return true
            },
            mark: { kind, what, onRoot in
                switch kind {
                case .id: ids.append(what)
                case .fragmentLink: links.append(what)
                case .image: if what.starts(with: "#") { images.append(what) }
                case .language, .xmlLanguage: languages.append((what, onRoot))
                default: break
                }
            })
        let holder = view.resource(of: node)
        for link in links where !link.isEmpty {
            if ids.contains(link) || index(of: holder).hasContained(link, in: holder, view) || hasID(link) { continue }
            note(.narrativeLink, node, text: link.text)
        }
        let stated = view.child(holder, .language)
        if stated.exists, view.hasValue(stated) {
            let language = view.value(stated)
            for (found, onRoot) in languages where onRoot && !(found == language) {
                note(.narrativeLanguage, node, text: found.text + "\u{0}" + language.text)
                break
            }
        }
    }

    /// Whether some element or narrative of the document has the id.
    private func hasID(_ wanted: ByteSlice) -> Bool {
        if narrativeIDs == nil { narrativeIDs = collectIDs() }
        return narrativeIDs?.contains(wanted) ?? false
    }

    private func collectIDs() -> Set<ByteSlice> {
        var ids: Set<ByteSlice> = []
        for number in 0..<view.count {
            let element = ElementID(number)
            let record = view[element]
            guard record.flags.contains(.hasValue) else { continue }
            if record.name == .id {
                ids.insert(view.value(element))
            } else if record.type == known.xhtml {
                NarrativeRules.read(
                    view.value(element), report: { _ in true },
                    mark: { kind, what, _ in if kind == .id { ids.insert(what) } })
            }
        }
        return ids
    }

    /// `narrative-language-control`: whether a narrative has sections by language, and which.
    func checkNarrativeLanguage(_ node: ElementID, _ active: ActiveRule, _ wanted: [String]) {
        let div = view.child(node, .div)
        guard div.exists, view.hasValue(div) else { return }
        // Sections are the div elements directly below the outermost one that have a language.
        var languages: [String] = []
        NarrativeRules.read(
            view.value(div), report: { _ in true },
            mark: { kind, what, onRoot in
                if kind == .language, !onRoot { languages.append(what.text) }
            })
        let language = view.child(view.resource(of: node), .language)
        let stated = language.exists && view.hasValue(language) ? view.value(language).text : nil
        for code in wanted {
            switch code {
            case "_no":
                if !languages.isEmpty {
                    note(.narrativeLanguageMissing, node, active, variant: 1, text: languages.joined(separator: ", "))
                }
            case "_yes":
                if languages.isEmpty { note(.narrativeLanguageMissing, node, active, variant: 0) }
            case "_resource":
                if let stated, !languages.contains(stated) {
                    note(.narrativeLanguageMissing, node, active, variant: 2, text: stated)
                }
            default:
                if !languages.contains(code) { note(.narrativeLanguageMissing, node, active, variant: 2, text: code) }
            }
        }
    }
}
