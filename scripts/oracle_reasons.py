"""Why what two reference engines report on the NHS's own examples is not reported as the same error here."""

# What STU3 does not ask for: both engines judge it by later releases.
LATER_RULES = {
    "BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED": "STU3 does not ask for a fullUrl in every entry.",
    "Bundle_BUNDLE_Entry_NoFullUrl": "As above.",
    "Bundle_BUNDLE_FullUrl_Missing": "As above: a warning (`bundle-entry-reference-base`).",
    "BUNDLE_ENTRY_URL_ABSOLUTE": "STU3 has no such rule.",
    "Reference_REF_CantMatchChoice": "A reference whose target fails its profile, by the rules of R4.",
}

# Kinds that stand for something else here: by id or key, and the release where that matters.
KINDS = {
    "Validation_VAL_Profile_NotAllowed": "Published snapshots of Bundle profiles close what their differentials leave open; the regenerated snapshots do not. Outside Bundles: what stands in a value of a wrong type, which is reported at the value (`type-not-allowed`).",
    "Terminology_TX_ValueSet_NotFound_CS": "A warning that blames the profile: it binds to a code system as if that were a value set.",
    "Reference_REF_CantResolveProfile": "The profile asked of the target is in no package: a warning, undecided (`reference-target-undecided`), which is not the instance's fault; silent where the target fits another profile that is allowed, or where the reference leads to no entry of the Bundle (a fullUrl that begins with `[baseURL]`).",
    "Reference_REF_BadTargetType": "The other half of the same: a target whose profile is missing counts as one of a wrong type for the engines.",
    "SLICING_CANNOT_BE_EVALUATED": "The definition of a slice's extension or value set is not at hand. The slicing can be judged without it: an extension is told by its URL, which is the profile's; a concept by its system. What the definition itself asks is not judged, and the extension or value set is reported as unknown where the instance uses it.",
    "Validation_VAL_Profile_Minimum": "The element cannot be read, which is reported at its parts; or the profile asks that a Reference be a Patient (a profile where a targetProfile was meant), which is the fault of the definitions.",
    "Bundle_BUNDLE_Entry_NotFound": "Reported at the same reference, with the entries counted from 0 instead of 1.",
    "Type_Specific_Checks_DT_Identifier_System": "The system is empty, which is reported as that (`primitive-empty`).",
    "Extension_EXT_Type": "Reported one step deeper, at the value (`type-not-allowed`); at the extension as well with `--compat hl7`.",
    "Extension_EXT_Simple_WRONG": "Parts in an extension that has a value instead: reported as the missing value (`slice-min`).",
    "con-3": "The expression gives neither true nor false here: a warning, undecided.",
    "bdl-9": "The Bundle is an empty element: reported as that, and the rule as undecided.",
    "DUPLICATE_ID": "Reported at the element that comes second in the file; the engines sort the elements first.",
    "Terminology_TX_Code_ValueSet": "The value has another type than the extension allows, which is reported at the extension.",
    "SM_TARGET_CONTEXT_UNKNOWN": "StructureMaps are judged by their structure; the variables of their rules are not followed.",
    "SM_DEPENDENT_PARAM_NOT_FOUND": "As above.",
    "SM_GROUP_INPUT_MODE_MISMATCH": "As above.",
}


def reason(identifier):
    """The reason for a kind, if there is one."""
    key = identifier.split("#")[-1]
    for ending in ("_SLICE", "_CC"):
        key = key.removesuffix(ending)
    return LATER_RULES.get(key) or KINDS.get(key)
