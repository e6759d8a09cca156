public import Record

/// What a reader can find wrong with the form of a document, before any definition is looked at.
public enum ReadingRule: String, Sendable, Hashable, CaseIterable {
    // Both syntaxes.
    case limit = "reading-limit"
    case encoding = "encoding"
    case resourceUnknown = "resource-unknown"
    case resourceCount = "resource-count"
    // JSON.
    case jsonSyntax = "json-syntax"
    case jsonTruncated = "json-truncated"
    case jsonTrailing = "json-trailing-text"
    case jsonComment = "json-comment"
    case jsonCommaMissing = "json-comma-missing"
    case jsonItemCommaMissing = "json-item-comma-missing"
    case jsonCommaExtra = "json-comma-extra"
    case jsonNameQuotes = "json-name-quotes"
    case jsonValueQuotes = "json-value-quotes"
    case jsonNumber = "json-number"
    case jsonEscape = "json-escape"
    case jsonControl = "json-control-character"
    case jsonByteOrderMark = "json-byte-order-mark"
    case resourceTypeMissing = "resource-type-missing"
    case propertyUnknown = "property-unknown"
    case propertyDuplicate = "property-duplicate"
    case arrayExpected = "array-expected"
    case arrayUnexpected = "array-unexpected"
    case objectExpected = "object-expected"
    case simpleValueExpected = "simple-value-expected"
    case numberExpected = "number-expected"
    case booleanExpected = "boolean-expected"
    case stringExpected = "string-expected"
    case objectEmpty = "object-empty"
    case arrayEmpty = "array-empty"
    case nullUnexpected = "null-unexpected"
    case twinUnexpected = "twin-unexpected"
    // XML.
    case xmlSyntax = "xml-syntax"
    case xmlNamespace = "xml-namespace"
    case elementUnknown = "element-unknown"
    case attributeUnknown = "attribute-unknown"
    case textUnexpected = "text-unexpected"
    case elementEmpty = "element-empty"
    case xmlDocumentType = "xml-document-type"
    case xmlInstruction = "xml-processing-instruction"
    case xmlCharacterData = "xml-cdata"
    case elementOrder = "element-order"

    /// Assay's stable id of the rule.
    public var id: String { rawValue }

    /// How much it weighs: fatal where there is nothing to look at afterwards.
    public var severity: Severity {
        switch self {
        case .limit, .jsonSyntax, .jsonTruncated, .xmlSyntax, .xmlDocumentType: .fatal
        case .jsonByteOrderMark: .warning
        default: .error
        }
    }

    /// The message id of HL7's reference validator that the rule corresponds to.
    public var hl7: String? {
        switch self {
        case .limit, .jsonNumber, .jsonEscape, .jsonControl, .jsonByteOrderMark, .resourceCount,
            .nullUnexpected, .twinUnexpected, .xmlDocumentType:
            nil
        case .xmlInstruction: "No_processing_instructions_allowed_in_resources"
        case .xmlCharacterData: "CDATA_is_not_allowed"
        case .encoding: "xml_encoding_invalid"
        case .resourceUnknown: "Contained_resource_does_not_appear_to_be_a_FHIR_resource_unknown_name_"
        case .jsonSyntax, .jsonTruncated, .jsonTrailing: "Error_parsing_JSON_"
        case .jsonComment: "JSON_COMMENTS_NOT_ALLOWED"
        case .jsonCommaMissing, .jsonItemCommaMissing: "JSON_COMMA_MISSING"
        case .jsonCommaExtra: "JSON_COMMA_EXTRA"
        case .jsonNameQuotes: "JSON_PROPERTY_NO_QUOTES"
        case .jsonValueQuotes: "JSON_PROPERTY_VALUE_NO_QUOTES"
        case .resourceTypeMissing: "Unable_to_find_resourceType_property"
        case .propertyUnknown: "Unrecognised_property_"
        case .propertyDuplicate: "DUPLICATE_JSON_PROPERTY_KEY"
        case .arrayExpected: "This_property_must_be_an_Array_not_"
        case .arrayUnexpected: "JSON_PROPERTY_INVALID_ARRAY"
        case .objectExpected: "This_property_must_be_an_object_not_"
        case .simpleValueExpected: "This_property_must_be_an_simple_value_not_"
        case .numberExpected: "Error_parsing_JSON_the_primitive_value_must_be_a_number"
        case .booleanExpected: "Error_parsing_JSON_the_primitive_value_must_be_a_boolean"
        case .stringExpected: "Error_parsing_JSON_the_primitive_value_must_be_a_string"
        case .objectEmpty: "Object_must_have_some_content"
        case .arrayEmpty: "ARRAY_CANNOT_BE_EMPTY"
        case .xmlSyntax: "Error_parsing_XML_"
        case .xmlNamespace: "Wrong_namespace__expected_"
        case .elementUnknown: "Undefined_element_"
        case .attributeUnknown: "Undefined_attribute__on__for_type__properties__"
        case .textUnexpected: "Text_should_not_be_present"
        case .elementEmpty: "Element_must_have_some_content"
        case .elementOrder: "Validation_VAL_Profile_OutOfOrder"
        }
    }
}
