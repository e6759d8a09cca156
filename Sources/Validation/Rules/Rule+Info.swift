internal import Record

extension Rule {
    /// How much the rule weighs, what corresponds to it elsewhere and what it asks for.
    public var info: RuleInfo {
        switch self {
        // Frame
        case .resourceUnknown:
            RuleInfo(
                .fatal, "Unable_to_find_resourceType_property",
                "Contained_resource_does_not_appear_to_be_a_FHIR_resource_unknown_name_",
                asks: "A resource has a type that the release knows.")
        case .releaseAssumed: RuleInfo(.information, asks: "The release of FHIR is told, or follows from the content.")
        case .documentStart:
            RuleInfo(.error, asks: "An XML document begins without white space (asked only with `--compat hl7`).")
        case .elementUnknown:
            RuleInfo(
                .error, "Unrecognised_property_", "Undefined_element_", asks: "An element is one that its type has.")
        case .resourceIDMissing:
            RuleInfo(.error, "Resource_RES_ID_Missing", asks: "A contained resource has an id.")
        case .resourceIDLength:
            RuleInfo(.error, "Resource_RES_ID_Malformed_Length", asks: "An id has at most 64 characters.")
        case .resourceIDForm:
            RuleInfo(
                .error, "Resource_RES_ID_Malformed_Chars", asks: "An id has letters, digits, hyphens and dots only.")
        case .elementIDForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_String_Length",
                asks: "The id of an element is a string without spaces.")
        case .elementIDDuplicate:
            RuleInfo(.error, "DUPLICATE_ID", asks: "The id of an element is unique in its resource.")
        case .containedIDDuplicate:
            RuleInfo(
                .error, "RESOURCE_DUPLICATE_CONTAINED_ID", asks: "Contained resources have different ids.")
        case .containedOrphan:
            RuleInfo(
                .error, "CONTAINED_ORPHAN_DOM3",
                asks: "A contained resource is referred to, or refers to its container.")
        case .containedNested:
            RuleInfo(.error, asks: "A contained resource contains none itself.")
        case .securityLabelDuplicate:
            RuleInfo(.error, "Meta_RES_Security_Duplicate", asks: "A security label stands once in meta.")
        case .findingLimit: RuleInfo(.information, asks: "Says that there are more findings than are shown.")
        case .contentExperimental:
            RuleInfo(
                .error, "VALIDATION_NO_EXPERIMENTAL_CONTENT",
                asks: "Nothing is marked experimental, where the caller wants it so.")
        case .depthLimit: RuleInfo(.error, asks: "Elements nest no deeper than the limit.")
        // Profiles
        case .profileWrongType:
            RuleInfo(
                .error, "VALIDATION_VAL_PROFILE_WRONGTYPE", "Extension_PROF_Type",
                "VALIDATION_VAL_PROFILE_THIS_VERSION_OTHER",
                asks: "A profile that is claimed is one for this type.")
        case .profileApplied:
            RuleInfo(.information, asks: "Says which profiles a resource is judged by, and why (--explain).")
        case .profileUnknown:
            RuleInfo(
                .warning, "VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY", asks: "A profile that is claimed can be found.")
        case .profileBroken:
            RuleInfo(
                .warning, "VALIDATION_VAL_PROFILE_NOSNAPSHOT", asks: "A profile that is claimed can be used.")
        case .profileVersion:
            RuleInfo(
                .warning, "VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY", "VALIDATION_VAL_PROFILE_OTHER_VERSION",
                asks: "A profile that is claimed is there in the version that is named.")
        case .typeProfileUnknown:
            RuleInfo(
                .error, "Validation_VAL_Unknown_Profile", asks: "A profile that an element's type names can be found.")
        case .typeProfileNone:
            RuleInfo(
                .error, "Validation_VAL_Profile_NoMatch",
                asks: "An element conforms to one of the profiles allowed for it.")
        case .typeProfileMismatch:
            RuleInfo(
                .error, "Extension_PROF_Type", asks: "A profile is applied to an element of the type it describes.")
        case .typeProfileSeveral:
            RuleInfo(
                .information, "Validation_VAL_Profile_MultipleMatches",
                asks: "Says that an element conforms to several of the profiles allowed (asked only with `--explain`).")
        // Cardinality
        case .cardinalityMin:
            RuleInfo(
                .error, "Validation_VAL_Profile_Minimum", asks: "An element occurs at least as often as its minimum.")
        case .cardinalityMax:
            RuleInfo(
                .error, "Validation_VAL_Profile_Maximum", asks: "An element occurs at most as often as its maximum.")
        case .typeNotAllowed:
            RuleInfo(
                .error, "Validation_VAL_Profile_NoType", "Extension_PROF_Type",
                asks: "The value of a choice has a type that the profile allows.")
        case .elementNotAllowed:
            RuleInfo(
                .error, "Validation_VAL_Profile_NotAllowed", asks: "The profile has the element.")
        case .sliceMin:
            RuleInfo(
                .error, "Validation_VAL_Profile_Minimum_SLICE", "VALIDATION_VAL_PROFILE_MINIMUM_MAGIC",
                asks: "A slice occurs at least as often as its minimum.")
        case .sliceMax:
            RuleInfo(
                .error, "Validation_VAL_Profile_Maximum", asks: "A slice occurs at most as often as its maximum.")
        case .sliceApplied: RuleInfo(.information, asks: "Says which slice an element is in (--explain).")
        case .sliceNone:
            RuleInfo(
                .information, "This_element_does_not_match_any_known_slice_",
                asks: "Says which elements are in no slice of an open slicing.")
        case .sliceClosed:
            RuleInfo(
                .error, "Validation_VAL_Profile_NotSlice", asks: "Every element of a closed slicing is in a slice.")
        case .sliceOpenAtEnd:
            RuleInfo(
                .error, asks: "Elements in no slice stand after those in slices where the slicing is open at its end.")
        case .sliceSeveral:
            RuleInfo(
                .error, "Validation_VAL_Profile_MatchMultiple", asks: "An element is in one slice only.")
        case .sliceOrder:
            RuleInfo(
                .error, "Validation_VAL_Profile_SliceOrder", asks: "Elements follow the order of their slices.")
        case .sliceUndecided:
            RuleInfo(
                .warning, "SLICING_CANNOT_BE_EVALUATED", asks: "It can be told which slice an element is in.")
        // Values
        case .fixedValue: RuleInfo(.error, "_DT_Fixed_Wrong", asks: "A value is the fixed one.")
        case .fixedMissing:
            RuleInfo(.error, "Profile_VAL_MissingElement", asks: "All that the fixed value has is there.")
        case .fixedExtra:
            RuleInfo(.error, "Profile_VAL_NotAllowed", asks: "Nothing is there that the fixed value lacks.")
        case .patternValue:
            RuleInfo(
                .error, "_DT_Fixed_Wrong", "PATTERN_CHECK_STRING", "TYPE_CHECKS_PATTERN_CC",
                asks: "A value holds what the pattern has.")
        case .patternMissing:
            RuleInfo(.error, "Profile_VAL_MissingElement", asks: "All that the pattern has is there.")
        case .valueBelowMinimum:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_DT_LT", "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_WRONG",
                "Type_Specific_Checks_DT_Integer_LT", "Type_Specific_Checks_DT_Decimal_LT",
                "TYPE_SPECIFIC_CHECKS_DT_QTY_GT_MIN", asks: "A value is not below the minimum.")
        case .valueAboveMaximum:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_DT_GT", "TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_WRONG",
                "Type_Specific_Checks_DT_Integer_GT", "Type_Specific_Checks_DT_Decimal_GT",
                "TYPE_SPECIFIC_CHECKS_DT_QTY_LT_MAX", asks: "A value is not above the maximum.")
        case .valueNotComparable:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_NO_CONVERT", asks: "A value can be compared with its bounds."
            )
        case .valueLength:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Primitive_Length",
                asks: "A value is no longer than the profile allows.")
        case .valueLengthMinimum:
            RuleInfo(.error, asks: "A value is no shorter than the profile allows.")
        case .valueDecimals:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Decimal_Chars",
                asks: "A number has no more decimal places than the profile allows.")
        case .contentSize:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG", "TYPE_SPECIFIC_CHECKS_DT_BASE64_TOO_LONG",
                asks: "Content is no larger than the profile allows.")
        case .valueAlternatives:
            RuleInfo(
                .error, "PRIMITIVE_VALUE_ALTERNATIVES_MESSAGE",
                asks: "A primitive has its value, or the extension that the profile allows instead.")
        // Primitives
        case .primitiveEmpty:
            RuleInfo(.error, "Type_Specific_Checks_DT_Primitive_NotEmpty", asks: "A value is not empty.")
        case .primitiveWithoutValue:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Primitive_ValueExt", asks: "A primitive has a value or an extension.")
        case .primitiveWhitespace:
            RuleInfo(
                .warning, "Type_Specific_Checks_DT_Primitive_WS", "Type_Specific_Checks_DT_String_WS",
                asks: "A value neither starts nor ends with white space.")
        case .primitiveRegex:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Primitive_Regex", asks: "A value has the form that the profile gives.")
        case .booleanForm:
            RuleInfo(.error, "Type_Specific_Checks_DT_Boolean_Value", asks: "A boolean is true or false.")
        case .integerForm:
            RuleInfo(.error, "Type_Specific_Checks_DT_Integer_Valid", asks: "An integer is written as one.")
        case .integerRange:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Integer_GT", "Type_Specific_Checks_DT_Integer_LT0",
                "Type_Specific_Checks_DT_Integer_LT1", asks: "An integer is in the range of its type.")
        case .decimalForm:
            RuleInfo(.error, "Type_Specific_Checks_DT_Decimal_Valid", asks: "A decimal is written as one.")
        case .decimalRange:
            RuleInfo(
                .warning, "Type_Specific_Checks_DT_Decimal_Range", asks: "A decimal has digits that systems can keep.")
        case .dateForm: RuleInfo(.error, "Type_Specific_Checks_DT_Date_Valid", asks: "A date is a date.")
        case .dateTimeForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_DateTime_Valid", "Type_Specific_Checks_DT_DateTime_Regex",
                asks: "A dateTime is one.")
        case .dateTimeZone:
            RuleInfo(.error, "Type_Specific_Checks_DT_DateTime_TZ", asks: "A dateTime with a time has a zone.")
        case .dateImplausible:
            RuleInfo(.warning, "Type_Specific_Checks_DT_DateTime_Reasonable", asks: "A year is plausible.")
        case .instantForm:
            RuleInfo(.error, "Type_Specific_Checks_DT_Instant_Valid", asks: "An instant is one.")
        case .timeForm: RuleInfo(.error, "Type_Specific_Checks_DT_Time_Valid", asks: "A time is a time of day.")
        case .codeForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Code_WS", asks: "A code has single spaces inside and none at its ends."
            )
        case .idForm: RuleInfo(.error, "Type_Specific_Checks_DT_ID_Valid", asks: "An id has its form.")
        case .oidForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_OID_Valid", "Type_Specific_Checks_DT_OID_Start",
                asks: "An OID has its form.")
        case .uuidForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_UUID_Valid", "Type_Specific_Checks_DT_UUID_Strat",
                asks: "A UUID has its form.")
        case .uriForm:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_URI_WS", "Type_Specific_Checks_DT_URI_OID",
                "Type_Specific_Checks_DT_URI_UUID", asks: "A URI is one.")
        case .base64Form:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Base64_Valid", "TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL",
                asks: "Base64 content can be decoded.")
        case .base64Whitespace:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_ERROR", asks: "Base64 content has no white space.")
        case .stringLength:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_String_Length", asks: "A string has at most 1,048,576 bytes.")
        case .stringControl:
            RuleInfo(.error, "ILLEGAL_CHARACTERS", asks: "A string has no control characters.")
        case .stringHidden:
            RuleInfo(
                .warning, "UNICODE_BIDI_CONTROLS_CHARS_DISALLOWED", asks: "A string hides nothing by direction marks.")
        case .stringMarkup:
            RuleInfo(
                .warning, "SECURITY_STRING_CONTENT_WARNING", "SECURITY_STRING_CONTENT_ERROR",
                asks: "A string has no markup that a browser might run.")
        case .markdownMarkup:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML", asks: "Markdown has no raw HTML.")
        // Canonicals, identifiers, attachments
        case .canonicalAbsolute:
            RuleInfo(.error, "TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE", asks: "A canonical is an absolute URL.")
        case .canonicalFragment:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_CANONICAL_CONTAINED",
                asks: "A local canonical names a contained resource.")
        case .canonicalUnresolved:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_RESOLVE", asks: "A canonical can be found.")
        case .canonicalType:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_TYPE", asks: "What a canonical names has an allowed type.")
        case .urlExample:
            RuleInfo(.error, "TYPE_SPECIFIC_CHECKS_DT_URL_EXAMPLE", asks: "A URL is not an example.")
        case .identifierSystem:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_Identifier_System",
                asks: "The system of an identifier is an absolute URI.")
        case .identifierURIValue:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE",
                asks: "The value of an identifier of system RFC 3986 is an absolute URI.")
        case .identifierURISystem:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_1",
                asks: "The system of an identifier whose value is a URI says so as RFC 3986 asks.")
        case .nhsNumber:
            RuleInfo(.warning, asks: "An NHS number has ten digits and the right check digit.")
        case .odsCode: RuleInfo(.warning, asks: "An ODS code has capital letters and digits only.")
        case .attachmentSize:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT", "TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_INVALID",
                asks: "The size of an attachment is that of its data.")
        case .attachmentHash:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH",
                asks: "The hash of an attachment is that of its data.")
        case .attachmentWithoutContent:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT",
                asks: "An attachment has data, a URL, or another content.")
        case .quantityWithoutCode:
            RuleInfo(
                .warning, "TYPE_SPECIFIC_CHECKS_DT_QTY_NO_CODE", asks: "A quantity with bounds has a coded unit.")
        // Extensions
        case .extensionUnknown:
            RuleInfo(.error, "Extension_EXT_Unknown_NotHere", asks: "The definition of an extension can be found.")
        case .extensionURLMissing:
            RuleInfo(.error, "Extension_EXT_Url_NotFound", asks: "An extension has a URL.")
        case .extensionURLRelative:
            RuleInfo(.error, "Extension_EXT_URL_Absolute", asks: "The URL of an extension is absolute.")
        case .extensionContext:
            RuleInfo(
                .error, "Extension_EXTP_Context_Wrong", "Extension_EXTM_Context_Wrong",
                "Extension_EXTP_Context_Wrong_XVER",
                asks: "An extension stands where its definition allows it.")
        case .extensionContextInvariant:
            RuleInfo(.error, "Profile_EXT_Not_Here", asks: "The context rules of an extension hold.")
        case .extensionContextUndecided:
            RuleInfo(.warning, asks: "It can be told whether an extension may stand where it does.")
        case .extensionValueType:
            RuleInfo(
                .error, "Extension_EXT_Type",
                asks:
                    "The value of an extension has an allowed type (only with `--compat hl7`; else `type-not-allowed` says it)."
            )
        case .extensionWithoutValue:
            RuleInfo(
                .error, "Extension_EXT_Simple_WRONG", "Extension_EXT_Simple_ABSENT",
                asks:
                    "An extension that may have a value has one (only with `--compat hl7`; else its cardinality counts)."
            )
        case .extensionUndefinedPart:
            RuleInfo(
                .error, "Extension_EXT_SubExtension_Invalid",
                asks: "The parts of an extension are those that it defines.")
        case .extensionNotModifier:
            RuleInfo(
                .error, "Extension_EXT_Modifier_Y", asks: "An extension that modifies nothing is no modifierExtension.")
        case .extensionIsModifier:
            RuleInfo(
                .error, "Extension_EXT_Modifier_N",
                asks: "An extension that modifies its element is a modifierExtension.")
        case .extensionVersion:
            RuleInfo(
                .error, "EXT_VER_URL_REVERSION", "EXT_VER_URL_NOT_ALLOWED", "EXT_VER_URL_IGNORE",
                "EXT_VER_URL_NO_MATCH",
                asks: "The URL of an extension has no version.")
        case .extensionRelease:
            RuleInfo(
                .error, "Extension_EXT_Version_Invalid", "Extension_EXT_Version_InvalidId",
                "Extension_EXT_Version_NoChange",
                asks: "An extension for an element of another release names a release and an element that exist.")
        case .modifierUnknown:
            RuleInfo(
                .error, "Extension_EXT_Unknown_NotHere", asks: "The definition of a modifier extension can be found.")
        // Invariants
        case .invariant:
            RuleInfo(.error, "INV_FAILED", "INV_FAILED_SOURCE", asks: "An invariant of the definitions holds.")
        case .invariantUndecided:
            RuleInfo(
                .warning, "PROBLEM_PROCESSING_EXPRESSION__IN_PROFILE__PATH__",
                asks: "An invariant of the definitions can be evaluated.")
        // References
        case .referenceEmpty:
            RuleInfo(
                .warning, "Reference_REF_NoDisplay", asks: "A reference has a target, an identifier or a display.")
        case .referenceForm:
            RuleInfo(
                .error, "Reference_REF_Format1", "Reference_REF_Format2", "REFERENCE_REF_INVALID_REF",
                "REFERENCE_REF_SUSPICIOUS",
                asks: "A reference has a form that FHIR allows.")
        case .referenceUnresolved:
            RuleInfo(
                .error, "Reference_REF_CantResolve", asks: "The target of a reference can be found where it must be.")
        case .referenceUnresolvedContained:
            RuleInfo(
                .error, "Reference_REF_CantResolve", asks: "A local reference names a contained resource.")
        case .referenceTargetType:
            RuleInfo(
                .error, "Reference_REF_BadTargetType", "Reference_REF_BadTargetType2", "Reference_REF_WrongTarget",
                asks: "The target of a reference has an allowed type.")
        case .referenceTypeMismatch:
            RuleInfo(
                .error, "Reference_REF_ResourceType", "Reference_REF_BadTargetType",
                asks: "The type that a reference states is that of its target.")
        case .referenceTargetProfile:
            RuleInfo(
                .error, "Reference_REF_CantMatchChoice", "Reference_REF_CantResolveProfile",
                asks: "The target of a reference conforms to one of the profiles allowed for it.")
        case .referenceTargetUndecided:
            RuleInfo(
                .information, "Reference_REF_CantResolveProfile",
                asks: "It can be told whether the target of a reference conforms to its profile.")
        case .referenceAggregation:
            RuleInfo(
                .error, "Reference_REF_Aggregation", "Reference_REF_NotFound_Bundle",
                asks: "A target is contained, bundled or referred to as allowed.")
        case .referenceQuery:
            RuleInfo(
                .error, "REFERENCE_REF_QUERY_INVALID", "Reference_REF_Format2",
                asks: "A reference by search stands in a transaction only.")
        // Bundles
        case .bundleEntryFirst:
            RuleInfo(
                .error, "Bundle_BUNDLE_Entry_NoFirst", "Bundle_BUNDLE_Entry_NoFirstResource",
                asks: "A document or message has a first entry.")
        case .bundleEntryFirstType:
            RuleInfo(
                .error, "Bundle_BUNDLE_Entry_Document", "Validation_BUNDLE_Message",
                asks: "The first entry of a document is a Composition, that of a message a MessageHeader.")
        case .bundleEntryFullURL:
            RuleInfo(
                .error, "BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED", "Bundle_BUNDLE_Entry_NoFullUrl",
                asks: "An entry has a fullUrl where the Bundle's type asks for one.")
        case .bundleEntryReferenceBase:
            RuleInfo(
                .error, "Bundle_BUNDLE_FullUrl_Missing", asks: "Relative references stand in entries with a fullUrl.")
        case .bundleFullURLAbsolute:
            RuleInfo(.error, "BUNDLE_ENTRY_URL_ABSOLUTE", asks: "A fullUrl is absolute.")
        case .bundleFullURLMismatch:
            RuleInfo(
                .error, "BUNDLE_ENTRY_URL_MATCHES_TYPE_ID",
                asks: "A RESTful fullUrl ends with the resource's type and id.")
        case .bundleFullURLWithoutID:
            RuleInfo(
                .error, "BUNDLE_ENTRY_URL_MATCHES_NO_ID", asks: "A resource with a RESTful fullUrl has an id.")
        case .bundleFullURLCanonical:
            RuleInfo(
                .error, "Bundle_BUNDLE_Entry_MismatchIdUrl",
                asks: "A fullUrl that is the canonical of its resource ends with the resource's type and id.")
        case .bundleEntryNotFound:
            RuleInfo(
                .error, "Bundle_BUNDLE_Entry_NotFound", "BUNDLE_BUNDLE_ENTRY_NOTFOUND_CANNOT",
                asks: "What a document or message refers to from its first entry is in the Bundle.")
        case .bundleReferenceNotLocal:
            RuleInfo(
                .warning, "Bundle_BUNDLE_Not_Local", asks: "A urn: reference has its target in the Bundle.")
        case .bundleReferenceNearMiss:
            RuleInfo(
                .warning, "BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU", "BUNDLE_BUNDLE_POSSIBLE_MATCH_NO_FU",
                "BUNDLE_POSSSIBLE_MATCHES",
                asks: "An entry that a reference means has the fullUrl that it needs.")
        case .bundleReferenceAmbiguous:
            RuleInfo(
                .error, "Bundle_BUNDLE_MultipleMatches", "BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE",
                asks: "A reference fits one entry only.")
        case .bundleEntryUnreachable:
            RuleInfo(
                .error, "Bundle_BUNDLE_Entry_Orphan_DOCUMENT", "Bundle_BUNDLE_Entry_Orphan_MESSAGE",
                "BUNDLE_BUNDLE_ENTRY_REVERSE_R4", "BUNDLE_BUNDLE_ENTRY_REVERSE_MSG",
                asks: "Every entry of a document or message is reached from the first.")
        case .bundleDocumentDate:
            RuleInfo(.error, "Bundle_Document_Date_Missing", asks: "A document says when it was put together.")
        case .bundleEntryType:
            RuleInfo(.error, "Bundle_BUNDLE_Entry_Type2", asks: "An entry has a resource that the profile allows.")
        case .bundleLinkDuplicate:
            RuleInfo(
                .error, "BUNDLE_LINK_SEARCH_NO_DUPLICATES", asks: "A link relation stands once.")
        case .bundleLinkNotAllowed:
            RuleInfo(
                .warning, "BUNDLE_LINK_SEARCH_PROHIBITED", asks: "A Bundle has the link relations that suit its type.")
        case .bundleStylesheet:
            RuleInfo(
                .error, "BUNDLE_LINK_STYELSHEET_NOT_FOUND", "BUNDLE_LINK_STYELSHEET_EXTERNAL",
                asks: "The style sheet of a document stands in the document.")
        case .bundleSearchMode:
            RuleInfo(.warning, "BUNDLE_SEARCH_NO_MODE", asks: "A search result says why each entry is there.")
        case .bundleSelfLink:
            RuleInfo(.warning, "BUNDLE_SEARCH_NOSELF", asks: "A search result has a self link.")
        case .bundleSearchID:
            RuleInfo(
                .error, "BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID",
                asks: "A resource in a search result has an id (a warning where nothing says why it is there).")
        case .bundleSearchResource:
            RuleInfo(.error, "BUNDLE_SEARCH_ENTRY_NO_RESOURCE", asks: "An entry of a search result has a resource.")
        case .bundleSearchType:
            RuleInfo(
                .error, "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE",
                "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME",
                "BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE",
                asks: "A match is of the type that was searched for, an outcome an OperationOutcome.")
        // Terminology
        case .bindingRequired:
            RuleInfo(
                .error, "Terminology_TX_NoValid_1_CC", "Terminology_TX_NoValid_16", "Terminology_TX_NoValid_12",
                "Terminology_TX_NoValid_4", asks: "A code is in the value set that is required.")
        case .bindingRequiredMissing:
            RuleInfo(
                .error, "Terminology_TX_Code_ValueSet", "Terminology_TX_Code_ValueSet_MISSING",
                asks: "A coded value has a code where one is required.")
        case .bindingExtensible:
            RuleInfo(
                .warning, "Terminology_TX_NoValid_2_CC", "Terminology_TX_NoValid_17", "Terminology_TX_NoValid_5",
                asks: "A code is in the extensible value set, if one suits.")
        case .bindingMaximum:
            RuleInfo(.error, "Terminology_TX_NoValid_7", asks: "A code is in the largest value set allowed.")
        case .bindingPreferred:
            RuleInfo(
                .information, "Terminology_TX_NoValid_3_CC", asks: "A code is in the value set that is preferred.")
        case .bindingUndecided:
            RuleInfo(
                .warning, "Terminology_TX_Confirm_4a", "Terminology_TX_Confirm_5", "Terminology_TX_Confirm_6",
                asks: "It can be told whether a code is in its value set.")
        case .valueSetUnknown:
            RuleInfo(
                .warning, "Terminology_TX_ValueSet_NotFound", "Terminology_TX_ValueSet_NotFound_CS",
                asks: "The value set of a binding can be found.")
        case .codeSystemUnknown:
            RuleInfo(.warning, "UNKNOWN_CODESYSTEM", asks: "The code system of a code can be found.")
        case .codeUnknown:
            RuleInfo(
                .error, "Unknown_Code_in_Version", "UNABLE_TO_INFER_CODESYSTEM",
                asks: "A code is one of its code system.")
        case .codeUndecided:
            RuleInfo(
                .information, "UNKNOWN_CODE_IN_FRAGMENT",
                asks: "It can be told whether a code is one of its code system.")
        case .codeForbidden:
            RuleInfo(.warning, "ABSTRACT_CODE_NOT_ALLOWED", asks: "A code that only groups others is not used.")
        case .displayWrong:
            RuleInfo(
                .error, "Display_Name_for__should_be_one_of__instead_of", asks: "A display is one of its code.")
        case .codingWithoutSystem:
            RuleInfo(.warning, "Terminology_TX_System_Unknown", asks: "A coding with a code has a system.")
        case .codingWithoutCode:
            RuleInfo(.warning, "Terminology_TX_Code_Missing", asks: "A coding with a system has a code.")
        case .systemRelative:
            RuleInfo(.error, "Terminology_TX_System_Relative", asks: "The system of a coding is an absolute URI.")
        case .systemIsValueSet:
            RuleInfo(
                .error, "Terminology_TX_System_ValueSet2", "Terminology_TX_System_ValueSet",
                asks: "The system of a coding is a code system, not a value set.")
        case .codeInactive:
            RuleInfo(.warning, "INACTIVE_CONCEPT_FOUND", asks: "A code is active.")
        case .snomedCheckDigit:
            RuleInfo(.error, "Unknown_Code_in_Version", asks: "A SNOMED CT identifier has its form and check digit.")
        case .unitInvalid: RuleInfo(.error, "Unknown_Code_in_Version", asks: "A unit is one of UCUM.")
        // Narrative
        case .narrativeForm:
            RuleInfo(
                .error, "XHTML_XHTML_NS_InValid", "XHTML_XHTML_Name_Invalid", "Error_parsing_XHTML_",
                "XHTML_XHTML_Entity_Illegal", "XHTML_XHTML_DOCTYPE_ILLEGAL",
                asks: "A narrative is a well-formed div in the XHTML namespace.")
        case .narrativeElement:
            RuleInfo(
                .error, "XHTML_XHTML_Element_Illegal", asks: "A narrative has the XHTML elements that FHIR allows.")
        case .narrativeAttribute:
            RuleInfo(
                .error, "XHTML_XHTML_Attribute_Illegal", "TYPE_SPECIFIC_CHECKS_DT_XHTML_ACTIVE_HREF",
                asks: "A narrative has the XHTML attributes that FHIR allows.")
        case .narrativeLink:
            RuleInfo(.error, "Type_Specific_Checks_DT_XHTML_Resolve", asks: "A link in a narrative leads somewhere.")
        case .narrativeImage:
            RuleInfo(
                .error, "Type_Specific_Checks_DT_XHTML_Resolve_Img", asks: "An image in a narrative can be found.")
        case .narrativeAddress:
            RuleInfo(
                .warning, "XHTML_URL_INVALID", "TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF",
                "TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF",
                asks: "An address in a narrative can be followed (an error with `--compat hl7`).")
        case .narrativeNesting:
            RuleInfo(
                .warning, "XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA", "XHTML_XHTML_BLOCK_IN_PARA",
                "XHTML_XHTML_NO_RECURSION",
                "XHTML_XHTML_NO_CHILDREN", "XHTML_XHTML_OUT_OF_PLACE", "XHTML_XHTML_ILLEGAL_CHILDREN",
                asks: "The elements of a narrative nest as XHTML has it (an error with `--compat hl7`).")
        case .narrativeIDDuplicate:
            RuleInfo(.warning, "XHTML_XHTML_DUPLICATE_IDS", asks: "An id stands once in a narrative.")
        case .narrativeTextLink:
            RuleInfo(
                .error, "TEXT_LINK_NO_DIV", "TEXT_LINK_NO_ID", "TEXT_LINK_NO_DATA", "TEXT_LINK_DATA_NOT_FOUND",
                asks: "The extension textLink ties a part of the narrative to data, both of which exist.")
        case .narrativeLanguage:
            RuleInfo(
                .warning, "Language_XHTML_Lang_Different1", asks: "The languages of a narrative and its resource agree."
            )
        case .narrativeLanguageMissing:
            RuleInfo(
                .error, "XHTML_CONTROL_LANGS_REQUIRED", "XHTML_CONTROL_NO_LANGS", "XHTML_CONTROL_LANGS_REQUIRED_DEF",
                "XHTML_CONTROL_LANGS_REQUIRED_LANG", "XHTML_CONTROL_LANGS_NONE", "XHTML_CONTROL_LANGS_NONE_NO_DEFAULT",
                asks: "A narrative has the languages that its control asks for.")
        // Signatures
        case .signatureForm:
            RuleInfo(.warning, asks: "A signature has the form that it says it has: compact JWS, or XML.")
        case .signatureUnverified:
            RuleInfo(.information, asks: "Says that a signature was not verified, which needs keys that are not here.")
        // Questionnaires
        case .questionnaireEnableWhen:
            RuleInfo(
                .error, "Questionnaire_Q_EnableWhen_NoLink", "Questionnaire_Q_EnableWhen_IsInner",
                "Questionnaire_Q_EnableWhen_Self",
                asks: "The condition of an item rests on another item that comes before it.")
        case .questionnaireDerivation:
            RuleInfo(
                .error, "QUESTIONNAIRE_Q_ITEM_NOT_DERIVED", "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE",
                "QUESTIONNAIRE_Q_UNKNOWN_DERIVATION",
                asks: "A Questionnaire changes of the one it is derived from what it may change.")
        case .answerQuestionnaireUnknown:
            RuleInfo(
                .warning, "Questionnaire_QR_Q_NotFound", "Questionnaire_QR_Q_None",
                asks: "The Questionnaire of a response can be found.")
        case .answerQuestionnaireType:
            RuleInfo(
                .error, "TYPE_SPECIFIC_CHECKS_DT_CANONICAL_TYPE", asks: "A response names a Questionnaire.")
        case .answerItemUnknown:
            RuleInfo(
                .error, "Questionnaire_QR_Item_NotFound", asks: "An item of a response is one of its Questionnaire.")
        case .answerItemOrder:
            RuleInfo(
                .error, "Questionnaire_QR_Item_Order",
                asks: "Items of a response follow the order of the Questionnaire.")
        case .answerItemMissing:
            RuleInfo(.error, "Questionnaire_QR_Item_Missing", asks: "A required item that is enabled is answered.")
        case .answerItemNotEnabled:
            RuleInfo(
                .error, "Questionnaire_QR_Item_NotEnabled2", "Questionnaire_QR_Item_NotEnabled",
                asks: "An item that is not enabled has no answer.")
        case .answerType:
            RuleInfo(
                .error, "Questionnaire_QR_Item_WrongType", "Questionnaire_QR_Item_WrongType2",
                asks: "An answer has the type of its item.")
        case .answerGroup: RuleInfo(.error, "Questionnaire_QR_Item_Group", asks: "A group has items and no answers.")
        case .answerDisplay:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE", "Questionnaire_QR_Item_Display",
                asks: "A display item has no answer.")
        case .answerCount:
            RuleInfo(.error, "Questionnaire_QR_Item_OnlyOneA", asks: "An item that does not repeat has one answer.")
        case .answerOccurrence:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_MIN_OCCURS", "QUESTIONNAIRE_QR_ITEM_MAX_OCCURS",
                "Questionnaire_QR_Item_OnlyOneI",
                asks: "An item is answered as often as it may be.")
        case .answerOption:
            RuleInfo(
                .error, "Questionnaire_QR_Item_BadOption", "Questionnaire_QR_Item_NoCoding",
                "Questionnaire_QR_Item_NoInteger", "Questionnaire_QR_Item_NoOptionsString",
                asks: "An answer is one of the options of its item.")
        case .answerBounds:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_DATE_MIN", "QUESTIONNAIRE_QR_ITEM_DATE_MAX",
                asks: "An answer is between the bounds of its item.")
        case .answerLength:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH", "QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH",
                asks: "An answer is as long as its item asks.")
        case .answerDecimals:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS",
                asks: "An answer has the decimal places of its item.")
        case .answerReference:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_REF_INVALID", "QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL",
                asks: "An answer refers to a resource of an allowed type.")
        case .answerUnit:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS", asks: "The unit of an answer is one of its item."
            )
        case .answerText:
            RuleInfo(
                .information, "Questionnaire_QR_Item_Text",
                asks: "The text of an answered item is that of the question (an error with `--compat hl7`).")
        case .answerPattern:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_STRING_REGEX", "QUESTIONNAIRE_QR_ITEM_STRING_REGEX_EF",
                "QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS",
                asks: "A string has the form that its item asks for, and one line.")
        case .answerAttachment:
            RuleInfo(
                .error, "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE",
                "QUESTIONNAIRE_QR_ITEM_NOT_ATTACHMENT_MIMETYPE", "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH",
                asks: "An attachment has the type and size that its item allows.")
        case .answerAuthored:
            RuleInfo(
                .warning, "QUESTIONNAIRE_QR_AUTHOR_END", "QUESTIONNAIRE_QR_AUTHOR_START",
                asks: "A response is written while its Questionnaire is in use.")
        // Measures
        case .measureReportMeasure:
            RuleInfo(
                .warning, "MEASURE_MR_M_NOTFOUND", "MEASURE_MR_M_NONE", asks: "The Measure of a report can be found.")
        case .measureReportGroup:
            RuleInfo(
                .error, "MEASURE_MR_GRP_NO_CODE", "MEASURE_MR_GRP_UNK_CODE", "MEASURE_MR_GRP_DUPL_CODE",
                "MEASURE_MR_GRP_NO_WRONG_CODE", "MEASURE_MR_GRP_MISSING_BY_CODE", "MEASURE_MR_GRP_STRAT_NO_CODE",
                "MEASURE_MR_GRP_STRAT_MISSING_BY_CODE",
                asks: "The groups of a report are those of its Measure.")
        case .measureReportScore:
            RuleInfo(
                .error, "MEASURE_MR_SCORE_PROHIBITED_MS", "MEASURE_MR_SCORE_PROHIBITED_RT", "MEASURE_MR_SCORE_REQUIRED",
                "MEASURE_MR_SCORE_UNIT_PROHIBITED", "MEASURE_MR_SCORE_VALUE_REQUIRED",
                "MEASURE_MR_SCORE_VALUE_INVALID_01",
                asks: "A report has the score that its Measure asks for.")
        case .measureReportPopulation:
            RuleInfo(
                .error, "MEASURE_MR_GRP_POP_UNK_CODE", "MEASURE_MR_GRP_POP_NO_CODE", "MEASURE_MR_GRP_POP_DUPL_CODE",
                "MEASURE_MR_GRP_POP_NO_SUBJECTS", "MEASURE_MR_GRP_POP_COUNT_MISMATCH",
                asks: "The populations of a report are those of its Measure.")
        case .measureDefinition:
            RuleInfo(
                .warning, "MEASURE_M_NO_GROUPS", "MEASURE_M_GROUP_CODE", "MEASURE_M_GROUP_POP",
                "MEASURE_M_GROUP_POP_NO_CODE", "MEASURE_M_GROUP_STRATA_NO_CODE",
                asks: "A Measure has groups with populations, and several of them have codes.")
        case .measureLibrary:
            RuleInfo(
                .error, "MEASURE_M_CRITERIA_CQL_NO_LIB", "MEASURE_M_CRITERIA_CQL_NOT_FOUND",
                "MEASURE_M_CRITERIA_CQL_LIB_NOT_FOUND", "MEASURE_M_CRITERIA_CQL_LIB_DUPL",
                "MEASURE_M_CRITERIA_CQL_ONLY_ONE_LIB", "MEASURE_M_CRITERIA_CQL_NO_ELM",
                asks: "A Measure whose criteria are CQL names the library they stand in.")
        // Conformance resources
        case .codeSystemContent:
            RuleInfo(
                .error, "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG", "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL",
                "CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_MISSING", "CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED",
                "CODESYSTEM_CS_COMPLETE_AND_EMPTY", asks: "A code system has the content that it says it has.")
        case .codeSystemCode:
            RuleInfo(.error, "CODESYSTEM_DUPLICATE_CODE", asks: "Each code stands once in its code system.")
        case .codeSystemValueSet:
            RuleInfo(
                .error, "CODESYSTEM_CS_VS_INVALID", "CODESYSTEM_CS_VS_WRONGSYSTEM", "CODESYSTEM_CS_VS_INCLUDEDETAILS",
                "CODESYSTEM_CS_VS_EXP_MISMATCH",
                asks: "The value set of a code system has all its codes, and no others.")
        case .codeSystemCount:
            RuleInfo(
                .error, "CODESYSTEM_CS_COUNT_COMPLETE_WRONG", "CODESYSTEM_CS_COUNT_FRAGMENT_WRONG",
                asks: "The count of a complete code system is that of its concepts.")
        case .codeSystemSupplement:
            RuleInfo(
                .error, "CODESYSTEM_CS_SUPP_INVALID_CODE", "CODESYSTEM_CS_SUPP_NO_SUPP",
                "CODESYSTEM_CS_SUPP_CANT_CHECK",
                asks: "A supplement names the code system that it supplements, and only codes of it.")
        case .codeSystemProperty:
            RuleInfo(
                .error, "CODESYSTEM_PROPERTY_BAD_HL7_URI", "CODESYSTEM_PROPERTY_UNDEFINED",
                "CODESYSTEM_PROPERTY_WRONG_TYPE", "CODESYSTEM_PROPERTY_ABSOLUTE_URI",
                "CODESYSTEM_PROPERTY_DUPLICATE_URI",
                "CODESYSTEM_PROPERTY_DUPLICATE_CODE", "CODESYSTEM_PROPERTY_URI_CODE_MISMATCH",
                "CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH", "CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE",
                asks: "The properties of a code system are defined once, and its concepts have them as defined.")
        case .valueSetSystem:
            RuleInfo(
                .error, "VALUESET_INCLUDE_SYSTEM_ABSOLUTE", "VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG",
                "VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1", "VALUESET_INCLUDE_CS_NOT_CS",
                "VALUESET_INCLUDE_CS_NOT_FOUND", "VALUESET_INCLUDE_CS_MULTI_FOUND", "VALUESET_INCLUDE_CS_SUPPLEMENT",
                "VALUESET_INCLUDE_WRONG_VS", "VALUESET_EXAMPLE_SYSTEM_ERROR", "VALUESET_NO_SYSTEM_WARNING",
                asks: "The system of a value set's include is the URI of a code system, without a version.")
        case .valueSetCode:
            RuleInfo(
                .error, "VALUESET_INCLUDE_INVALID_CONCEPT_CODE", "VALUESET_INCLUDE_INVALID_CONCEPT_CODE_VER",
                "VALUESET_UNC_SYSTEM_WARNING", asks: "The codes that a value set lists are in their system.")
        case .valueSetFilter:
            RuleInfo(
                .error, "VALUESET_BAD_FILTER_OP", "VALUESET_UNKNOWN_FILTER_PROPERTY",
                "VALUESET_BAD_FILTER_VALUE_BOOLEAN", "VALUESET_BAD_FILTER_VALUE_CODE",
                "VALUESET_BAD_FILTER_VALUE_VALID_CODE", "VALUESET_BAD_FILTER_VALUE_DATETIME",
                "VALUESET_BAD_FILTER_VALUE_DECIMAL", "VALUESET_BAD_FILTER_VALUE_INTEGER",
                "VALUESET_BAD_FILTER_VALUE_VALID_REGEX", "VALUESET_BAD_PROPERTY_NO_REGEX",
                "VALUESET_BAD_FILTER_EXPR_OR_VALUE",
                asks: "A filter has a property, an operator and a value that its code system knows.")
        case .valueSetImport:
            RuleInfo(
                .warning, "VALUESET_REFERENCE_UNKNOWN", "VALUESET_REFERENCE_INVALID_TYPE",
                asks: "What a value set imports is a value set that can be found.")
        case .conceptMapCode:
            RuleInfo(
                .error, "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID", "CONCEPTMAP_GROUP_TARGET_CODE_INVALID",
                "CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS", "CONCEPTMAP_GROUP_TARGET_CODE_INVALID_VS",
                "CONCEPTMAP_VS_INVALID_CONCEPT_CODE",
                asks: "The codes of a concept map are in their systems and value sets.")
        case .conceptMapScope:
            RuleInfo(.error, "CONCEPTMAP_VS_NOT_A_VS", asks: "A concept map is from and to value sets.")
        case .conceptMapDuplicate:
            RuleInfo(
                .warning, "CONCEPTMAP_GROUP_TARGET_DUPLICATION", "CONCEPTMAP_GROUP_TARGET_DUPLICATION_DIFFERENT",
                asks: "A concept map says once how two codes stand to each other.")
        case .searchParameterComponents:
            RuleInfo(
                .error, "SEARCHPARAMETER_MISSING_COMPONENTS", asks: "A composite search parameter has components.")
        case .searchParameterBase:
            RuleInfo(
                .error, "SEARCHPARAMETER_BASE_WRONG",
                asks: "A derived search parameter has the bases of its definition.")
        case .searchParameterOrigin:
            RuleInfo(
                .error, "SEARCHPARAMETER_TYPE_WRONG", "SEARCHPARAMETER_EXP_WRONG", "SEARCHPARAMETER_NOTFOUND",
                asks: "A derived search parameter has the type of its definition, and selects what that does.")
        case .expressionInvalid:
            RuleInfo(
                .error, "ED_SEARCH_EXPRESSION_ERROR", "ED_INVARIANT_EXPRESSION_ERROR",
                "ED_CONTEXT_INVARIANT_EXPRESSION_ERROR", "SD_PATH_NOT_VALID", asks: "An expression is valid FHIRPath.")
        case .expressionDoubtful:
            RuleInfo(
                .warning, "ED_INVARIANT_EXPRESSION_ERROR",
                asks: "An expression of a definition speaks of elements that its context has, of types that fit.")
        case .operationProfile:
            RuleInfo(
                .error, "OPDEF_PROFILE_PROFILE_NOT_IN_PARAMS", "OPDEF_PROFILE_PROFILE_NOT_IN_PROFILE",
                "OPDEF_PROFILE_NOT_VALUE_MISMATCH", "OPDEF_PROFILE_TYPE_NOT_IN_PARAMS",
                "OPDEF_PROFILE_TYPE_NOT_IN_PROFILE", "OPDEF_PROFILE_NOT_PARAMETERS", "OPDEF_PROFILE_NOT_FOUND",
                asks: "The profiles of an operation describe its parameters.")
        case .capabilitySearch:
            RuleInfo(
                .error, "CAPABALITYSTATEMENT_CS_SP_WRONGTYPE",
                asks: "A search parameter of a server has the type of its definition.")
        case .guideDependency:
            RuleInfo(
                .error, "IG_DEPENDENCY_INVALID_PACKAGEID", "IG_DEPENDENCY_INVALID_PACKAGE_VERSION",
                asks: "A guide names the packages that it depends on by name and version.")
        case .structureDefinition:
            RuleInfo(
                .error, "ERROR_GENERATING_SNAPSHOT", "SD_NO_SLICING_ON_ROOT", "SD_PATH_TYPE_MISMATCH",
                "SD_CONSTRAINED_TYPE_NO_MATCH", "SD_SPECIALIZED_TYPE_MATCHES", "_DT_Fixed_Wrong",
                asks: "A StructureDefinition can be applied to its base.")
        case .structureType:
            RuleInfo(
                .error, "SD_TYPE_NOT_LOCAL", "SD_TYPE_NOT_DERIVED", "SD_TYPE_NOT_LOGICAL", "SD_TYPE_NOT_MATCH_NS",
                "SD_MUST_HAVE_DERIVATION", "SD_DERIVATION_KIND_MISMATCH", "SD_CONSTRAINED_KIND_NO_MATCH",
                asks: "A StructureDefinition has the kind of its base, and a type that may be defined there.")
        case .structureExtension:
            RuleInfo(
                .error, "SD_EXTENSION_URL_MISMATCH", "SD_EXTENSION_URL_MISSING", "SD_NO_CONTEXT_WHEN_NOT_EXTENSION",
                "SD_NO_CONTEXT_INV_WHEN_NOT_EXTENSION", "SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND",
                "SD_CONTEXT_SHOULD_NOT_BE_FHIRPATH",
                asks: "An extension's definition fixes its own url, and says on which elements it may stand.")
        case .structureElement:
            RuleInfo(
                .error, "SD_ILLEGAL_CHARACTERISTICS", "SD_ELEMENT_NOT_IN_CONSTRAINT", "SD_PATH_NO_SLICING",
                "SD_NO_TYPES_OR_CONTENTREF", "SD_TABLE_PROHIBITED", "SD_TABLE_REQUIRED",
                asks: "A row of a definition says only what its element can have.")
        case .structureElementType:
            RuleInfo(
                .error, "SD_ED_TYPE_PROFILE_WRONG", "SD_ED_TYPE_PROFILE_WRONG_TARGET", "SD_ED_TYPE_NO_TARGET_PROFILE",
                "SD_ED_TYPE_PROFILE_UNKNOWN", "SD_ED_TYPE_PROFILE_IS_MODIFIER", "SD_ED_TYPE_PROFILE_NOT_MODIFIER",
                asks: "The profiles and targets of an element's type are ones that it can have.")
        case .structureBinding:
            RuleInfo(
                .error, "SD_ED_BIND_NOT_VS", "SD_ED_BIND_NO_BINDABLE", "SD_ED_BIND_UNKNOWN_VS",
                asks: "A binding is of an element with codes, to a value set.")
        case .structureValue:
            RuleInfo(
                .error, "SD_VALUE_TYPE_IILEGAL", asks: "A fixed value, pattern or default is of its element's type.")
        case .structureInvariant:
            RuleInfo(
                .error, "ED_INVARIANT_EXPRESSION_CONFLICT", "ED_INVARIANT_KEY_ALREADY_USED",
                "ED_INVARIANT_DIFF_NO_SOURCE", "ED_INVARIANT_NO_EXPRESSION",
                asks: "An invariant has a key of its own, and an expression.")
        }
    }
}
