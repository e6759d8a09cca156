extension SpecificationTable {
    static let values = #"""
        # 4.1 Literals
        'It\'s' → 'It's'
        'a\"b' → 'a"b'
        '\u0041\u00e9' → 'Aé'
        '\\\/\f\r\n\t\"\`\'\u002a'.length() → 10
        '\p' → ! syntax
        '\u12' → ! syntax
        {} → {}
        true → true
        false → false
        45 → 45
        0 → 0
        3.14 → 3.14
        0.0 → 0.0
        -5 → -5
        +5 → 5
        - -5 → 5
        1234567890123456789.5 → 1234567890123456789.5
        @2015 → @2015
        @2015-02 → @2015-02
        @2015-02-04 → @2015-02-04
        @2015-02-04T14:34:28+09:00 → @2015-02-04T14:34:28+09:00
        @2015-02-04T14:34:28Z → @2015-02-04T14:34:28Z
        @2015-02-04T14:34:28.123 → @2015-02-04T14:34:28.123
        @2015T.is(DateTime) → true
        @2015-02T.is(DateTime) → true
        @2015-02-04T.is(DateTime) → true
        @2015-02-04T14.is(DateTime) → true
        @2015-02-04T14:34.is(DateTime) → true
        @2015-02-04T14:34:28-05:00.is(DateTime) → true
        @2015.is(Date) → true
        @2015.is(DateTime) → false
        @T14.is(Time) → true
        @T14:34:28.123 → @T14:34:28.123
        @T14:34:28+10:00.is(Time) → ! execution
        @2015-13 → ! syntax
        @2015-02-30 → ! syntax
        @T25:00 → ! syntax
        4 'mg' → 4 'mg'
        4.5 'mg' → 4.5 'mg'
        1 year → 1 year
        3 days → 3 days
        1 'wk' → 1 'wk'
        10 '1' → 10 '1'
        # 5.9 Utility
        name.trace('x').count() → 2
        name.trace('x', given).count() → 2
        today().is(Date) → true
        now().is(DateTime) → true
        timeOfDay().is(Time) → true
        now() = now() → true
        today().toString().length() → 10
        # 8 Lexical
        1 + 1 // comment → 2
        1 /* a */ + /* b */ 1 → 2
        /* open → ! syntax
        2 + 2 / → ! syntax
        1 + → ! syntax
        `name`.count() → 2
        name.`given`.count() → 3
        %`vs-administrative-gender` → 'http://hl7.org/fhir/ValueSet/administrative-gender'
        %'vs-administrative-gender' → 'http://hl7.org/fhir/ValueSet/administrative-gender'
        %vs-administrative-gender → 'http://hl7.org/fhir/ValueSet/administrative-gender'
        %`ext-patient-birthTime` → 'http://hl7.org/fhir/StructureDefinition/patient-birthTime'
        %sct → 'http://snomed.info/sct'
        %loinc → 'http://loinc.org'
        %ucum → 'http://unitsofmeasure.org'
        %resource.id → 'p1'
        %rootResource.id → 'p1'
        %context.id → 'p1'
        %nope → ! execution
        "name" → ! syntax
        # 9.1 type()
        1.type().name → 'Integer'
        1.type().namespace → 'System'
        'a'.type().name → 'String'
        active.type().name → 'boolean'
        active.type().namespace → 'FHIR'
        Patient.type().name → 'Patient'
        name.first().type().name → 'HumanName'
        contact.type().name → 'Patient.contact'
        4 'mg'.type().name → 'Quantity'
        # Functions of FHIR (FHIR R4, 2.1.9.1.5)
        birthDate.extension('http://hl7.org/fhir/StructureDefinition/patient-birthTime').value → @1980-02-29T10:30:00Z
        birthDate.extension(%`ext-patient-birthTime`).exists() → true
        extension('http://example.org/weight').value.value → 72.50
        extension('http://example.org/none') → {}
        active.hasValue() → true
        name[1].family.hasValue() → false
        name[1].family.exists() → true
        name[1].family.length() → {}
        name.hasValue() → false
        active.getValue() → true
        gender.getValue().type().namespace → 'System'
        managingOrganization.resolve().name → 'Höhe'
        '#o1'.resolve().id → 'o1'
        conformsTo('http://hl7.org/fhir/StructureDefinition/Patient') → true
        conformsTo('http://hl7.org/fhir/StructureDefinition/Person') → false
        conformsTo('http://trash') → ! execution
        1 'cm'.comparable(1 '[in_i]') → true
        1 'cm'.comparable(1 's') → false
        gender.subsumes(gender) → true
        checkModifiers('http://x') → Patient
        # defineVariable (continuous build, 5.9)
        defineVariable('v', 5).select(%v) → 5
        name.defineVariable('n', given.first()).select(%n) → 'Ann'; 'Ann'
        name.first().defineVariable('n', given.first()).select(%n) → 'Ann'
        name.select(defineVariable('n', given.first()).select(%n)) → 'Ann'; 'Annie'
        defineVariable('a', 1).defineVariable('b', %a + 1).select(%a + %b) → 3
        defineVariable('a', 1) | %a → ! execution
        defineVariable('a').select(%a.id) → 'p1'
        name.where(defineVariable('u', use).select(%u = 'usual')).given → 'Annie'
        defineVariable('a', 1).select(defineVariable('a', 2)) → ! execution
        defineVariable('context', 1) → ! execution
        defineVariable('a', 1).where(true).select(%a) → 1
        # sort (continuous build, 5.2)
        (3|1|2).sort() → 1; 2; 3
        ('b'|'a').sort() → 'a'; 'b'
        (1|3|2).sort($this desc) → 3; 2; 1
        (1|3|2).sort(-$this) → 3; 2; 1
        name.sort(use desc).use → 'usual'; 'official'
        name.sort(family.first()).use → 'usual'; 'official'
        telecom.sort(rank).system → 'email'; 'phone'
        telecom.sort(rank asc).system → 'email'; 'phone'
        (1|2|3).sort($this asc) → 1; 2; 3
        # coalesce (continuous build, 5.3)
        coalesce({}, 1, 2) → 1
        coalesce({}, {}) → {}
        coalesce(name.suffix, name.given) → 'Ann'; 'Bea'; 'Annie'
        """#
}
