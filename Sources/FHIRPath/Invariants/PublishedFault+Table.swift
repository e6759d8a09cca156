internal import Record

extension PublishedFault {
    /// The invariants that are known to be wrong as published.
    public static let table: [PublishedFault] = names + singles

    /// R4's rules on `name`, the same expression under one key a resource.
    private static let names: [PublishedFault] = [
        "adf-0", "cmd-0", "cpb-0", "cpd-0", "csd-0", "ees-0", "esc-0", "evd-0", "evi-0", "evv-0", "gdf-0", "ig-0",
        "inv-0", "lib-0", "mea-0", "msd-0", "nsd-0", "opd-0", "pdf-0", "que-0", "red-0", "rsd-0", "rvs-0", "sdf-0",
        "smp-0", "spd-0", "tcp-0", "tst-0", "vsd-0",
    ].map { key in
        PublishedFault(
            .r4, key, 0x22AE_41E0_21B7_ED45, .replace("name.empty() or name.matchesFull('[A-Z]([A-Za-z0-9_]){0,254}')"),
            "Gives nothing where there is no name, and takes a name that only contains a usable one; all of it is meant."
        )
    }

    private static let singles: [PublishedFault] = [
        PublishedFault(
            .r4, "cid-0", 0x22AE_41E0_21B7_ED45,
            .skip,
            "ChargeItemDefinition has no name."),
        PublishedFault(
            .r4, "ref-1", 0x795D_AB8C_BEAE_FE52,
            .replace(
                "reference.exists().not() or reference.startsWith('#').not() or reference = '#' or (reference.substring(1) in %rootResource.contained.id)"
            ),
            "Gives nothing where there is no reference, and forbids '#', which means the container."),
        PublishedFault(
            .r4, "bdl-8", 0x169C_2C7D_C2A1_BB3A,
            .replace("fullUrl.empty() or fullUrl.contains('/_history/').not()"),
            "Gives nothing where there is no fullUrl."),
        PublishedFault(
            .r4, "vs-1", 0xA827_4BC0_F189_5070,
            .replace("($this is dateTime).not() or ($this as dateTime).toString().length() >= 8"),
            "Gives nothing where effective is a Period or another form."),
        PublishedFault(
            .r4, "inv-1", 0xB3DF_BE07_6F75_F380,
            .skip,
            "Stands on Extension and speaks of elements that no extension has."),
        PublishedFault(
            .stu3, "ref-1", 0x03CE_5B62_A689_354A,
            .replace(
                "reference.exists().not() or reference.startsWith('#').not() or reference = '#' or (reference.substring(1) in %resource.contained.id)"
            ),
            "Gives nothing where there is no reference, and forbids '#', which means the container."),
        PublishedFault(
            .stu3, "bdl-8", 0x169C_2C7D_C2A1_BB3A,
            .replace("fullUrl.empty() or fullUrl.contains('/_history/').not()"),
            "Gives nothing where there is no fullUrl."),
        PublishedFault(
            .stu3, "vs-1", 0xA827_4BC0_F189_5070,
            .replace("($this is dateTime).not() or ($this as dateTime).toString().length() >= 8"),
            "Gives nothing where effective is a Period or another form."),
        PublishedFault(
            .stu3, "inv-1", 0xB3DF_BE07_6F75_F380,
            .skip,
            "Stands on Extension and speaks of elements that no extension has."),
        PublishedFault(
            .r4, "que-7", 0x6435_5812_5AE9_9590,
            .replace("operator = 'exists' implies (answer is boolean)"),
            "Asks for the System type Boolean; the element is of FHIR type boolean."),
        PublishedFault(
            .stu3, "ras-2", 0xCEAA_4BDB_3A25_4377,
            .replace("(probability is decimal).not() or probability.as(decimal) <= 100"),
            "Gives nothing where the value is missing."),
        PublishedFault(
            .r4, "ras-2", 0x0E8C_F198_0D14_C165,
            .replace("(probability is decimal).not() or (probability as decimal) <= 100"),
            "Gives nothing where there is no probability."),
        PublishedFault(
            .stu3, "obs-7", 0x23EA_763E_75BF_B07A,
            .replace(
                "value.empty() or component.code.where(coding.exists() and coding.intersect(%context.code.coding).exists()).empty()"
            ),
            "Compares one concept with all of the components, and gives nothing where there is none."),
        PublishedFault(
            .r4, "eld-11", 0x2BC3_DE72_458F_4FE2,
            .replace(
                "binding.empty() or type.code.empty() or type.where((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'Extension') or (code = 'string') or (code = 'uri')).exists()"
            ),
            "The selection is never empty, whatever the codes: where() is meant. Extension is allowed as in STU3 and R5."
        ),
        PublishedFault(
            .stu3, "eld-11", 0xB15B_F12D_C9B2_1F0F,
            .replace(
                "binding.empty() or type.code.empty() or type.where((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'Extension') or (code = 'string') or (code = 'uri')).exists()"
            ),
            "The selection is never empty, whatever the codes: where() is meant."),
        PublishedFault(
            .r4, "per-1", 0x9326_6455_364D_E91D,
            .replace("start.hasValue().not() or end.hasValue().not() or start.lowBoundary() <= end.highBoundary()"),
            "Gives nothing where one date is less precise than the other and they may be in order."),
        PublishedFault(
            .stu3, "per-1", 0x4A29_2590_B97A_F5BD,
            .replace("start.hasValue().not() or end.hasValue().not() or start.lowBoundary() <= end.highBoundary()"),
            "Gives nothing where one date is less precise than the other and they may be in order."),
        PublishedFault(
            .r4, "con-3", 0x50CD_9C49_873E_B9C4,
            .replace(
                "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-category' and code='problem-list-item').empty()"
            ),
            "Compares a concept with a code, and a selection of that is empty only where there is no category."),
    ]
}
