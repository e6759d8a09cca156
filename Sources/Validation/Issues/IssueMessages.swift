internal import ElementModel
internal import Record

/// Makes the words of an issue: what was expected, what was found, by whose rule, and what to do.
struct IssueMessages {
    let view: ElementView
    let store: ProfileStore

    /// The finding that an issue is reported as.
    func finding(_ issue: Issue, texts: [String], document: Document) -> Finding {
        let info = issue.rule.info
        let position = document.position(of: issue.element)
        var expression = document.path(of: issue.element)
        if issue.step != .none { expression += "." + issue.step.text }
        let text = issue.text >= 0 ? texts[Int(issue.text)] : ""
        switch issue.placing {
        case .plain: break
        case .numberedFromOne: expression = IssueMessages.numberedFromOne(expression)
        case .withURL:
            let url = view.child(issue.element, .url)
            expression += "[url='\(url.exists ? view.value(url).text : "")']"
        }
        let cold = issue.profile?.pointee.cold
        let element = cold.map { $0.ids[Int(issue.definition)] }
        var hl7 = info.hl7.isEmpty ? nil : info.hl7[min(Int(issue.variant), info.hl7.count - 1)]
        var constraint: String?
        if issue.rule == .invariant || issue.rule == .invariantUndecided {
            constraint = String(text.split(separator: "\u{0}", omittingEmptySubsequences: false).first ?? "")
            if constraint == "ele-1" { hl7 = "INV_FAILED_SOURCE" }
        }
        if issue.rule.hasOwnMessage {
            let parts = text.split(separator: "\u{0}", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count > 1 {
                // Behind the id may stand the place that HL7's validator names.
                let head = parts[0].split(separator: "\u{1}", maxSplits: 1, omittingEmptySubsequences: false)
                hl7 = head[0].isEmpty ? nil : String(head[0])
                if head.count > 1 { expression = String(head[1]) }
            }
            return Finding(
                severity: issue.severity, rule: issue.rule.rawValue, hl7: hl7, constraint: nil, expression: expression,
                line: position.line, column: position.column, message: String(parts.last ?? ""),
                profile: cold?.canonical, element: element, decided: issue.isDecided)
        }
        return Finding(
            severity: issue.severity, rule: issue.rule.rawValue, hl7: hl7, constraint: constraint,
            expression: expression, line: position.line, column: position.column,
            message: message(issue, text: text, path: expression), profile: cold?.canonical, element: element,
            decided: issue.isDecided)
    }

    /// The path with the first entry and what is below it counted from one; what is single has no number to change.
    static func numberedFromOne(_ path: String) -> String {
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let places = parts.indices.dropLast().filter {
            parts[$0] == "entry[0]" && parts[$0 + 1].hasPrefix("resource")
        }
        guard let first = places.last else { return path }
        return parts.enumerated().map { number, part in
            guard number >= first, !part.hasPrefix("focus"), let open = part.lastIndex(of: "["),
                let count = Int(part[part.index(after: open)...].dropLast())
            else { return part }
            return "\(part[..<open])[\(count + 1)]"
        }.joined(separator: ".")
    }

    // MARK: Words

    private func message(_ issue: Issue, text: String, path: String) -> String {
        let parts = text.split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
        let one = parts.first ?? ""
        let two = parts.count > 1 ? parts[1] : ""
        let three = parts.count > 2 ? parts[2] : ""
        let cold = issue.profile?.pointee.cold
        let number = Int(issue.definition)
        let name = cold.map { short($0.ids[number]) } ?? ""
        let found = view.hasValue(issue.element) ? "'\(view.value(issue.element).text)'" : "this element"
        switch issue.rule {
        case .cardinalityMin:
            return
                "'\(name)' must occur at least \(times(issue.second)), but occurs \(times(issue.first)). Add the missing element\(issue.second > 1 ? "s" : "")."
        case .cardinalityMax:
            return issue.second == 0
                ? "'\(name)' is not allowed here, but occurs \(times(issue.first)). Remove it."
                : "'\(name)' may occur at most \(times(issue.second)), but occurs \(times(issue.first)). Remove what is too much."
        case .sliceMin:
            return
                "The slice '\(name)' must occur at least \(times(issue.second)), but \(issue.first == 0 ? "nothing here is in it" : "only \(issue.first) of the elements here are in it"). \(discriminator(issue))"
        case .sliceMax:
            return
                "The slice '\(name)' may occur at most \(times(issue.second)), but \(issue.first) of the elements here are in it. \(discriminator(issue))"
        case .sliceClosed:
            return
                "This element is in none of the slices of '\(name)', and the profile allows no others. \(discriminator(issue))"
        case .sliceApplied: return "This element is in the slice '\(name)'. \(discriminator(issue))"
        case .sliceNone:
            return
                "This element is in none of the slices of '\(name)'; the profile allows that. \(discriminator(issue))"
        case .sliceOpenAtEnd:
            return
                "An element of slice '\(name)' stands after one that is in no slice; those in no slice must come last."
        case .sliceSeveral:
            let other = cold.map { short($0.ids[issue.first]) } ?? ""
            return issue.variant == 1
                ? "This element is in the slices '\(other)' and '\(name)' at once, since the profile gives them no values that tell them apart."
                : "This element is in the slices '\(other)' and '\(name)' at once; it must be in one only."
        case .sliceOrder:
            return "An element of slice '\(name)' stands after one of a later slice; the profile gives their order."
        case .sliceUndecided:
            return
                "It cannot be told which slice of '\(name)' this element is in: a reference, a value set or a profile that decides is not at hand."
        case .elementNotAllowed: return "The profile has no element '\(view.name(issue.element).text)' here. Remove it."
        case .typeNotAllowed:
            let allowed = cold.map { $0.definition } == nil ? "" : allowedTypes(issue)
            return
                "The type \(view.types.text(view.type(issue.element))) is not allowed here\(allowed.isEmpty ? "" : "; expected: \(allowed)")."
        case .typeProfileUnknown:
            return
                "The profile '\(one)', to which this element must conform, is not among the definitions. Add the package that has it."
        case .typeProfileNone:
            return "This element conforms to none of the profiles that are allowed here: \(one).\(firstFault(two))"
        case .typeProfileMismatch:
            return
                "The profile '\(one)', to which this element must conform, describes \(two), but this is \(view.types.text(view.type(issue.element))): a fault of the profile that asks for it."
        case .typeProfileSeveral:
            return "This element conforms to several of the profiles that are allowed here: \(one)."
        case .profileApplied: return "Judged by '\(one)': \(two)."
        case .profileUnknown:
            return
                "The profile '\(one)' is not among the definitions, so nothing was judged by it. Add the package that has it."
        case .profileBroken: return "The profile cannot be used, so nothing was judged by it: \(one)."
        case .profileWrongType:
            let words = one.split(separator: " ")
            return
                "The profile '\(words.first ?? "")' describes \(words.count > 1 ? words[1] : "another type"), but this is \(view.types.text(view.type(issue.element)))."
        case .profileVersion:
            return issue.variant == 1
                ? "The profile '\(one)' is one of another release of FHIR, so nothing was judged by it."
                : "The profile '\(one)' is there in another version only, so nothing was judged by it: \(two)."
        case .fixedValue:
            return issue.variant == 2
                ? "None of the elements '\(name)' has the value \(one) that the profile fixes."
                : "The value must be \(one), but is \(found). The profile fixes it."
        case .fixedMissing: return "The profile fixes this to \(one), but it is missing."
        case .fixedExtra:
            return "The profile fixes the value \(one), which has no '\(view.name(issue.element).text)'. Remove it."
        case .patternValue:
            return issue.variant == 2
                ? "One of the repetitions must hold \(one), which the profile asks for, but none does."
                : "The value must be \(one), but is \(found). The profile gives it as a pattern."
        case .patternMissing: return "The profile asks for \(one) here, but it is missing."
        case .valueBelowMinimum: return "The value \(found) is below the least that is allowed, \(one)."
        case .valueAboveMaximum: return "The value \(found) is above the most that is allowed, \(one)."
        case .valueNotComparable: return "The value \(found) cannot be compared with the bound \(one)."
        case .valueLength: return "The value has \(issue.first) characters; at most \(issue.second) are allowed."
        case .valueLengthMinimum:
            return "The value has \(issue.first) characters; at least \(issue.second) are asked for."
        case .valueDecimals:
            return
                "The number \(found) has \(issue.first) digits behind the point; the profile allows \(issue.second)."
        case .contentSize:
            return "The content has \(issue.first) bytes; the profile allows \(issue.second)."
        case .valueAlternatives: return "There is no value, and none of the extensions that may stand instead: \(one)."
        case .invariant, .invariantUndecided:
            return invariant(issue, key: one, detail: two)
        case .resourceUnknown: return "'\(one)' is no resource type of this release."
        case .releaseAssumed:
            return "Nothing tells the release of FHIR; R4 (4.0.1) was assumed. Say which with --fhir-version."
        case .documentStart: return "White space stands before the document; XML itself allows that."
        case .elementUnknown: return "There is no element '\(one)' here."
        case .resourceIDMissing: return "The contained resource has no id, so nothing can refer to it. Give it one."
        case .resourceIDLength: return "The id '\(one)' has more than 64 characters."
        case .resourceIDForm: return "The id '\(one)' must have letters, digits, '-' and '.' only, 1 to 64 of them."
        case .elementIDForm: return "The id '\(one)' must not hold spaces."
        case .elementIDDuplicate: return "The id '\(one)' is used by another element of this resource; make it unique."
        case .containedIDDuplicate: return "Two contained resources have the id '\(one)'."
        case .containedOrphan:
            return
                "Nothing in the resource refers to the contained resource '#\(one)', and it does not refer to its container. Refer to it, or remove it."
        case .containedNested: return "A contained resource must not contain others."
        case .securityLabelDuplicate: return "The security label '\(one)' stands twice in meta."
        case .depthLimit: return "Elements nest deeper than \(issue.first) levels; what lies deeper was not judged."
        case .primitiveEmpty: return "The value is empty; give one or leave the element out."
        case .primitiveWithoutValue:
            return "There is neither a value nor an extension here; give one or leave the element out."
        case .primitiveWhitespace: return "The value begins or ends with white space, or is nothing else."
        case .primitiveRegex: return "The value \(found) does not have the form that the profile gives: \(one)."
        case .booleanForm: return "A boolean must be true or false, not '\(one)'."
        case .integerForm: return "'\(one)' is not a whole number of this type."
        case .integerRange:
            let type = view.types.text(view.type(issue.element))
            let least = type == "positiveInt" ? "1" : type == "unsignedInt" ? "0" : "-2147483648"
            return "The number \(one) is outside what the type \(type) holds: \(least) to 2147483647."
        case .decimalForm: return "'\(one)' is not a decimal number."
        case .decimalRange: return "The number \(one) is outside what systems can keep."
        case .dateForm: return "'\(one)' is not a date: YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists."
        case .dateTimeForm:
            return "'\(one)' is not a dateTime: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone."
        case .dateTimeZone: return "'\(one)' has a time but no time zone; add Z or +hh:mm."
        case .dateImplausible: return "The year of '\(one)' is not plausible."
        case .instantForm: return "'\(one)' is not an instant: YYYY-MM-DDThh:mm:ss.sss with a time zone."
        case .timeForm: return "'\(one)' is not a time of day: hh:mm:ss."
        case .codeForm: return "The code '\(one)' must not begin or end with white space, nor have two spaces in a row."
        case .idForm: return "'\(one)' is not an id: letters, digits, '-' and '.', 1 to 64 of them."
        case .oidForm: return "'\(one)' is not an OID: urn:oid: and numbers with dots."
        case .uuidForm: return "'\(one)' is not a UUID: urn:uuid: and 36 characters in lower case."
        case .uriForm:
            return issue.variant == 0
                ? "The URI '\(one)' must not hold spaces." : "The URI '\(one)' must begin with urn:."
        case .base64Form: return "The content is not base64."
        case .base64Whitespace: return "Base64 content should hold no white space."
        case .stringLength: return "The text is longer than 1,048,576 characters."
        case .stringControl: return "The text holds control characters."
        case .stringHidden: return "The text holds characters that change its direction and may hide something."
        case .stringMarkup:
            return "The text looks like markup that a browser might run; make sure that it is shown as text."
        case .markdownMarkup: return "The markdown holds raw HTML, which some systems run and others drop."
        case .canonicalAbsolute:
            return "The canonical '\(one)' must be an absolute URL (or '#' and the id of a contained resource)."
        case .canonicalFragment: return "There is no contained resource '\(one)'."
        case .canonicalUnresolved: return "The canonical '\(one)' is not among the definitions."
        case .canonicalType: return "'\(one)' is \(two), which is not allowed here."
        case .urlExample: return "'\(one)' is an example URL, which must not stand here."
        case .identifierSystem: return "The system of an identifier must be an absolute URI, not '\(one)'."
        case .identifierURIValue:
            return "With system urn:ietf:rfc:3986 the value must be an absolute URI, not '\(one)'."
        case .identifierURISystem:
            return
                "'\(one)' is a document, not a system of identifiers; at least the value must be a UUID in lower case. Better: system urn:ietf:rfc:3986 and a value that begins with urn:uuid:."
        case .nhsNumber: return "'\(one)' is not an NHS number: ten digits, the last of them the check digit."
        case .odsCode: return "'\(one)' does not look like an ODS code: 3 to 12 capital letters and digits."
        case .attachmentSize: return "The size is given as \(issue.first), but the data has \(issue.second) bytes."
        case .attachmentHash: return "The hash is not that of the data."
        case .attachmentWithoutContent: return "The attachment has neither data nor a URL."
        case .quantityWithoutCode:
            return "The quantity has no coded unit (system and code), so it cannot be compared with the bound \(one)."
        case .extensionUnknown:
            return
                "The definition of the extension '\(one)' is not among the definitions. Check the URL, or add the package that has it."
        case .modifierUnknown:
            return
                "The definition of the modifier extension '\(one)' is not among the definitions: what it changes cannot be known."
        case .extensionURLMissing: return "The extension has no url."
        case .extensionURLRelative: return "The url of an extension must be absolute, not '\(one)'."
        case .extensionContext: return "The extension '\(one)' is not allowed on this element; it may stand on: \(two)."
        case .extensionContextInvariant: return "A context rule of the extension does not hold here: \(one)."
        case .extensionContextUndecided: return "It cannot be told whether the extension '\(one)' may stand here."
        case .extensionValueType: return "The extension '\(one)' does not take a value of this type."
        case .extensionWithoutValue:
            return
                "The extension '\(one)' takes a value, and has \(issue.variant == 0 ? "parts instead" : "none"). Give it one."
        case .extensionUndefinedPart:
            return
                "The extension '\(two)' has no part '\(one)'; \(parts.count > 2 ? "its parts are: \(parts[2])" : "it takes a value and no parts")."
        case .extensionNotModifier:
            return "The extension '\(one)' modifies nothing; move it from modifierExtension to extension."
        case .extensionIsModifier:
            return "The extension '\(one)' modifies its element; move it from extension to modifierExtension."
        case .extensionVersion: return "The url of an extension must have no version; use '\(one)'."
        case .extensionRelease:
            return switch issue.variant {
            case 0: "The extension '\(one)' is for an element of FHIR \(two), a release that does not exist."
            case 1: "The extension '\(one)' is for the element \(two), which that release of FHIR does not have."
            case 2: "The extension '\(one)' is for the element \(two), which this release of FHIR has: use the element."
            default:
                "The extension '\(one)' stands for an element of FHIR \(two), whose definitions are not here: its content was not judged."
            }
        case .referenceEmpty: return "The reference has neither a target, nor an identifier, nor a display."
        case .referenceForm:
            return issue.variant == 2
                ? "The reference '\(one)' must not hold spaces."
                : "'\(one)' is not a valid reference: Type/id, #id, a URL or a urn: is expected."
        case .referenceUnresolved: return "The target '\(one)' cannot be found."
        case .referenceUnresolvedContained: return "There is no contained resource '\(one)'."
        case .referenceTargetType:
            return
                "The reference \(issue.variant == 2 ? "says that it leads" : "leads") to \(one), which is not allowed here; expected: \(targets(issue))."
        case .referenceTypeMismatch:
            let words = one.split(separator: " ")
            return "The reference says that its target is \(words.first ?? ""), but it is \(words.last ?? "")."
        case .referenceTargetProfile:
            return
                "The target of the reference conforms to none of the profiles allowed for it: \(one).\(firstFault(two))"
        case .referenceTargetUndecided:
            return
                "It cannot be told whether the target of the reference is one that is allowed: \(one) is not among the definitions. Add the package that has it."
        case .referenceAggregation:
            let how = issue.second == 1 ? "contained" : issue.second == 4 ? "in the Bundle" : "outside"
            return "The target is \(how), but must be \(aggregation(issue.first))."
        case .referenceQuery:
            return "A reference by search, '\(one)', must be Type?name=value, and may stand in a transaction only."
        case .bundleEntryFirst: return "The Bundle must begin with an entry that holds a \(one)."
        case .bundleEntryFirstType: return "The first entry must hold a \(one), but holds a \(firstType(issue))."
        case .bundleEntryFullURL: return "The entry must have a fullUrl."
        case .bundleEntryReferenceBase:
            return
                "The relative reference '\(one)' stands in an entry without a fullUrl, so nothing tells what it is relative to."
        case .bundleFullURLAbsolute: return "The fullUrl must be absolute, not '\(one)'."
        case .bundleFullURLMismatch:
            return "The fullUrl '\(one)' does not end with the resource's type and id, '\(two)'."
        case .bundleFullURLWithoutID:
            return "The fullUrl '\(one)' is that of a RESTful resource, but the resource has no id."
        case .bundleFullURLCanonical:
            return
                "The fullUrl '\(one)' is the canonical of the resource, which does not end with the resource's type and id. Use a urn:uuid:, or the address of the resource."
        case .bundleStylesheet:
            return issue.variant == 1
                ? "The style sheet '\(one)' stands outside the document, which cannot be shown without it."
                : "The style sheet '\(one)' is in no entry of the document."
        case .bundleSearchResource: return "An entry of a search result must have a resource."
        case .bundleSearchType:
            return issue.variant == 1
                ? "The mode of the entry is outcome, so it must hold an OperationOutcome, not a \(one)."
                : "The entry holds a \(one)\(issue.variant == 2 ? "" : " as a match"), but the self link says that \(two) was searched for."
        case .bundleEntryNotFound:
            return "The target '\(one)' is not in the Bundle, where a document or message must have it."
        case .bundleReferenceNotLocal:
            return "The target '\(one)' is not in the Bundle, and nothing else can resolve a urn:."
        case .bundleReferenceNearMiss:
            return issue.variant == 2
                ? "The reference '\(one)' fits \(issue.first) entries by type and id, one of them with the fullUrl '\(two)', but resolves to none."
                : "The reference '\(one)' seems to mean the entry with \(two.isEmpty ? "that type and id, which has no fullUrl" : "the fullUrl '\(two)'"), but does not resolve to it."
        case .bundleReferenceAmbiguous: return "Several entries of the Bundle fit the reference '\(one)'."
        case .bundleEntryUnreachable:
            return issue.variant > 1
                ? "No reference leads to this entry from the first one; it only refers to an entry that is reached."
                : "No reference leads to this entry from the first one, directly or by others."
        case .bundleDocumentDate: return "A document must say when it was put together, in meta.lastUpdated."
        case .bundleEntryType:
            return "A resource of type \(view.types.text(view.type(issue.element))) is not allowed in this entry."
        case .bundleLinkDuplicate: return "The link relation '\(one)' stands more than once."
        case .bundleLinkNotAllowed: return "The link relation '\(one)' makes no sense in a Bundle of this type."
        case .bundleSearchMode:
            return "\(issue.first) of \(issue.second) entries do not say why they are there (search.mode)."
        case .bundleSelfLink: return "A search result should have a self link that says what was searched for."
        case .bundleSearchID: return "A resource in a search result must have an id."
        case .bindingRequired:
            return "\(one) is not in the value set '\(two)', from which a code is required"
                + (three.isEmpty ? "." : ": \(three).")
        case .bindingRequiredMissing:
            return "A code from the value set '\(two)' is required, but there is none"
                + (three.isEmpty ? "." : ". It has \(three).")
        case .bindingExtensible:
            return "\(one) is not in the value set '\(two)', from which a code must come if one suits."
        case .bindingMaximum: return "\(one) is not in '\(two)', the largest value set allowed."
        case .bindingPreferred: return "\(one) is not in the value set '\(two)', which is preferred."
        case .bindingUndecided: return "It cannot be told here whether \(one): \(two)."
        case .valueSetUnknown:
            return "The value set '\(one)' is not among the definitions\(two.isEmpty ? "" : ": " + two)."
        case .codeSystemUnknown:
            return "The code system '\(one)' is not among the definitions, so the code could not be looked up."
        case .codeUnknown:
            return issue.variant == 1
                ? "No code system can be told for \(one): none that the value set '\(two)' names has it."
                : "There is no code '\(one)' in the code system '\(two)'."
        case .codeUndecided: return "It cannot be told here whether \(one) is right: \(two)."
        case .codeForbidden: return "The code '\(one)' cannot be used as such: \(two)."
        case .displayWrong: return "The display '\(one)' is wrong; expected: \(two)."
        case .codingWithoutSystem: return "The coding has a code but no system, so nobody can know what it means."
        case .codingWithoutCode: return "The coding has a system but no code."
        case .systemRelative: return "The system of a coding must be an absolute URI, not '\(one)'."
        case .systemIsValueSet:
            return
                "'\(one)' is a value set, not a code system. Give the code system that the code comes from as its system."
        case .codeInactive: return "The code '\(one)' is no longer active in '\(two)'."
        case .snomedCheckDigit:
            return "'\(one)' is not an identifier of SNOMED CT: its check digit or its form is wrong."
        case .unitInvalid: return "'\(one)' is not a unit of UCUM: \(two)."
        case .narrativeForm:
            return switch issue.variant {
            case 0: "The narrative must be in the XHTML namespace (xmlns=\"http://www.w3.org/1999/xhtml\"): '\(one)'."
            case 1: "The narrative must be one div element: '\(one)'."
            case 3: "'\(one)' is no entity of XML: write the character itself, or its number (&#160; for &nbsp;)."
            case 4: "A narrative must hold no declarations, processing instructions or CDATA: '\(one)'."
            default: "The narrative is not well-formed XHTML: '\(one)'."
            }
        case .narrativeElement: return "The element <\(one)> is not allowed in a narrative."
        case .narrativeAttribute: return "'\(one)' is not allowed on <\(two)> in a narrative."
        case .signatureForm:
            return issue.variant == 1
                ? "The signature says that it is XML (\(one)), and is not."
                : "The signature says that it is \(one), and is no compact JWS: three parts in base64url with dots between, inside the base64 of the element."
        case .signatureUnverified:
            return
                "The signature was not verified: that takes the signer's key and the exact form of what was signed. Verify it where both are at hand."
        case .narrativeAddress:
            return issue.variant == 2
                ? "The link '\(one)' in the narrative names something that no reader can follow."
                : "The address '\(one)' in the narrative is empty, or is no URL."
        case .narrativeNesting:
            return switch issue.variant {
            case 3: "An element without content, such as br, hr or img, must hold nothing: '\(one)'."
            case 4, 5: "'\(one)' may not stand where it does: rows in tables, cells in rows, items in lists."
            case 2: "<\(one)> must not stand inside another <\(one)>."
            default: "<\(one)> is a block, which must not stand in running text such as p, span or a heading."
            }
        case .narrativeIDDuplicate: return "The id '\(one)' stands more than once in the narrative."
        case .narrativeTextLink:
            return switch issue.variant {
            case 0: "The extension textLink stands where there is no narrative."
            case 1: "The narrative has no element with the id '\(one)', which the extension textLink names."
            case 2: "The extension textLink names no data."
            default: "The data '\(one)' that the extension textLink names is not in the resource, nor beside it."
            }
        case .narrativeLink: return "The link '#\(one)' in the narrative leads nowhere."
        case .narrativeImage: return "The image '\(one)' in the narrative cannot be found."
        case .narrativeLanguage: return "The narrative says that its language is '\(one)', the resource says '\(two)'."
        case .narrativeLanguageMissing:
            return issue.variant == 1
                ? "The narrative must have no sections by language, but has them in \(one)."
                : issue.variant == 0 || issue.variant == 5
                    ? "The narrative must have sections by language\(issue.variant == 5 ? ", of which one in that of the resource, which states none" : "")."
                    : "The narrative must have a section in the language '\(one)'."
        default: return text.isEmpty ? issue.rule.info.summary : one
        }
    }

    private func times(_ count: Int) -> String {
        switch count {
        case 0: "not at all"
        case 1: "once"
        case 2: "twice"
        default: "\(count) times"
        }
    }

    /// An element's id without the type in front: `identifier:nhsNumber.system`.
    private func short(_ id: String) -> String {
        guard let dot = id.firstIndex(of: ".") else { return id }
        return String(id[id.index(after: dot)...])
    }

    private func invariant(_ issue: Issue, key: String, detail: String) -> String {
        if issue.rule == .invariantUndecided { return "The rule \(key) could not be evaluated here: \(detail)" }
        // What the walk checks by hand are invariants of the core alone.
        let detail = detail.isEmpty ? InvariantWords.text(ofCore: key) : detail
        return detail.isEmpty ? "The rule \(key) does not hold." : "The rule \(key) does not hold: \(detail)"
    }

    private func firstFault(_ words: String) -> String { words.isEmpty ? "" : " What is wrong with it first: \(words)" }

    private func allowedTypes(_ issue: Issue) -> String {
        guard let profile = issue.profile else { return "" }
        let rule = profile.pointee.elements + Int(issue.definition)
        var names: [String] = []
        for number in rule.pointee.types.range {
            let name = view.types.text(profile.pointee.types[number].type)
            if !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

    private func targets(_ issue: Issue) -> String {
        guard let profile = issue.profile else { return "" }
        let rule = profile.pointee.elements + Int(issue.definition)
        var names: [String] = []
        for number in rule.pointee.types.range {
            for target in profile.pointee.types[number].targets.range {
                let url = store.canonical(ofReference: profile.pointee.references[target])
                let base = "http://hl7.org/fhir/StructureDefinition/"
                names.append(url.hasPrefix(base) ? String(url.dropFirst(base.count)) : url)
            }
        }
        return names.joined(separator: ", ")
    }

    private func aggregation(_ bits: Int) -> String {
        let modes = AggregationMode(rawValue: UInt8(truncatingIfNeeded: bits))
        var names: [String] = []
        if modes.contains(.contained) { names.append("contained") }
        if modes.contains(.bundled) { names.append("in the same Bundle") }
        if modes.contains(.referenced) { names.append("referred to outside the resource") }
        return names.joined(separator: " or ")
    }

    private func firstType(_ issue: Issue) -> String {
        view.types.text(view.type(issue.element))
    }

    /// Says how the slices are told apart, so that the reader sees why an element is not in one.
    private func discriminator(_ issue: Issue) -> String {
        guard let profile = issue.profile else { return "" }
        let cold = profile.pointee.cold
        let snapshotID = cold.ids[Int(issue.definition)]
        guard let slicing = cold.slicingWords[snapshotID] ?? cold.slicingWords[entryID(snapshotID)] else { return "" }
        return "Slices are told apart by \(slicing)."
    }

    private func entryID(_ id: String) -> String {
        guard let colon = id.lastIndex(of: ":") else { return id }
        return String(id[..<colon])
    }
}

extension Rule {
    /// Whether the issue carries its own message, behind the id of HL7's.
    var hasOwnMessage: Bool {
        switch self {
        case .questionnaireEnableWhen, .questionnaireDerivation, .answerText, .answerPattern, .answerAttachment,
            .answerAuthored, .answerQuestionnaireUnknown, .answerQuestionnaireType,
            .answerItemUnknown, .answerItemOrder, .answerItemMissing, .answerItemNotEnabled, .answerType, .answerGroup,
            .answerDisplay, .answerCount, .answerOccurrence, .answerOption, .answerBounds, .answerLength,
            .answerDecimals, .answerReference, .answerUnit, .measureReportMeasure, .measureReportGroup,
            .measureReportScore, .measureReportPopulation, .measureDefinition, .measureLibrary, .codeSystemCount,
            .codeSystemContent, .codeSystemCode, .codeSystemValueSet, .valueSetFilter, .valueSetImport,
            .conceptMapScope, .conceptMapDuplicate, .searchParameterOrigin, .capabilitySearch, .guideDependency,
            .structureType, .structureExtension, .structureElement, .structureElementType, .structureBinding,
            .structureValue, .structureInvariant,
            .codeSystemSupplement, .codeSystemProperty, .valueSetSystem, .valueSetCode, .conceptMapCode,
            .searchParameterComponents, .searchParameterBase, .expressionInvalid, .expressionDoubtful,
            .operationProfile,
            .structureDefinition:
            true
        default: false
        }
    }
}
