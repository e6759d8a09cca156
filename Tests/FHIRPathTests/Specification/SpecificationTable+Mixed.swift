extension SpecificationTable {
    /// Behaviours of several sections at once: what authors write.
    static let mixed = #"""
        # Several sections
        $this.name.count() → 2
        $index → {}
        $total → {}
        name.given.repeat($this) → 'Ann'; 'Bea'; 'Annie'
        4days → 4 days
        1 + + 1 → 2
        1. → ! syntax
        .5 → ! syntax
        0012 → 12
        @T → ! syntax
        @ → ! syntax
        @2014-1-1 → ! syntax
        'a' 'b' → ! syntax
        !true → ! syntax
        1 == 1 → ! syntax
        1 <> 2 → ! syntax
        true && false → ! syntax
        { } → {}
        name . given [ 0 ] → 'Ann'
        name /* x */ . /* y */ given → 'Ann'; 'Bea'; 'Annie'
        Patient.contains → ! semantic
        extension.value.toQuantity() → 72.50 'kg'
        extension.value.toString() → '72.50 'kg''
        extension.first().value.toString() → '72.50 'kg''
        extension.first().value + 1 'kg' → 73.50 'kg'
        extension.first().value * 2 → 145.00 'kg'
        extension.first().value > 70 'kg' → true
        extension.first().value.value + 1 → 73.50
        birthDate.toString() → '1980-02-29'
        birthDate.toDateTime() → @1980-02-29
        active.toString() → 'true'
        multipleBirth.toDecimal() → 2
        multipleBirth / 4 → 0.5
        10/4 → 2.5
        1000000000*1000000000 → {}
        5000000000 * 2 → 10000000000
        5000000000.type().name → 'Long'
        2147483647L + 1 → 2147483648
        -2147483648 → -2147483648
        7 mod -2 → 1
        -7 div 2 → -3
        7.5 mod 2 → 1.5
        1.5 + 1.50 → 3.00
        1.50 * 2 → 3.00
        '1 \'mo\''.toQuantity() = 1 month → {}
        '1.a'.convertsToQuantity() → false
        '1 day'.toQuantity() = 1 day → true
        1 'kg' + 1 'g' → 1.001 'kg'
        1 'g' + 1 'kg' → 1001 'g'
        @2020-01-01T10:00:00Z - @2019-01-01T10:00:00Z → ! execution
        @2012-04-15T15:00Z = @2012-04-15T15:00:30Z → {}
        @2012-04-15T15:00:00.0Z ~ @2012-04-15T17:00:00+02:00 → true
        (@2012-04-15 | @2012-04-15T10:00).count() → 2
        @2012-04-15 in (@2012-04-15 | @2013) → true
        'abc' in 'abc' → true
        name.given in ('Ann') → ! execution
        ('a'|'b') ~ ('B'|'A') → true
        1 ~ '1' → false
        @T10:30 ~ @T10:30:00 → false
        1.0000 ~ 1 → true
        12.34 ~ 12.3 → true
        12.35 ~ 12.4 → true
        name.where(use='official').given = ('Ann'|'Bea') → true
        name.first() = name.last() → false
        name.first() ~ name.first() → true
        contact.relationship.coding = contact.relationship.coding → true
        Patient.name.given.first() & ' ' & Patient.name.family.first() → 'Ann Stone'
        telecom.aggregate($total + rank, 0) → 3
        telecom.rank.sum() → 3
        name.given.aggregate(iif($total.empty(), $this, $total & ',' & $this)) → 'Ann,Bea,Annie'
        name.ofType(FHIR.HumanName).count() → 2
        name.given.ofType(System.String) → {}
        'a'.ofType(string) → {}
        gender is System.String → false
        gender = 'female' → true
        gender.is(FHIR.string) → true
        Patient.gender.as(FHIR.code) → 'female'
        (gender as FHIR.code).length() → 6
        Resource.id → 'p1'
        DomainResource.contained.id → 'o1'
        Organization.name → ! semantic
        contained.where($this is Organization).name → 'Höhe'
        contained.ofType(Organization).name → 'Höhe'
        contained.as(Organization).name → 'Höhe'
        name.exists() and name.count() > 1 or false → true
        name.given.length() → ! execution
        name.given.select(length()) → 3; 3; 5
        iif(1 > 0, 'a', 'b') → 'a'
        iif({}, 'a') → {}
        'abc'.replaceMatches('[a-z]', '$0$0') → 'aabbcc'
        '2020-01-02'.replaceMatches('(\\d+)-(\\d+)-(\\d+)', '$3/$2/$1') → '02/01/2020'
        'a.b'.split('.') → 'a'; 'b'
        'aXbXc'.split('X').join('-') → 'a-b-c'
        'abc'.substring(1).upper() → 'BC'
        'ab'.toChars().join('|') → 'a|b'
        'Grüße'.encode('base64').decode('base64') → 'Grüße'
        'a<b>&"\''.escape('html') → 'a&lt;b&gt;&amp;&quot;&#39;'
        '&amp;lt;'.unescape('html') → '&lt;'
        'a\nb\t"'.escape('json') → 'a\nb\t\"'
        'zz'.decode('hex') → {}
        'a'.encode('foo') → {}
        (true | false | true).allTrue() → false
        (1 | 2 | 3).select($this > 1).anyTrue() → true
        5.log(5) → 1
        1.5.floor() → 1
        (-1.5).ceiling() → -1
        (-1.5).truncate() → -1
        1.1.power(2) → 1.21
        4.power(0.5) → 2
        8.log(2) → 3
        100.log(10) → 2
        2.exp().ln() → 2
        1.567.round(2) → 1.57
        (-1.567).round(2) → -1.57
        5.5 'mg'.round() → 6 'mg'
        name.skip(1).take(1).use → 'usual'
        name.tail().use → 'usual'
        name.exclude(name.first()).use → 'usual'
        name.intersect(name.first()).use → 'official'
        (1|2|3|2).distinct().count() → 3
        1.combine(1).combine(1).distinct() → 1
        name.given.subsetOf('Ann'|'Bea'|'Annie') → true
        ('Ann').subsetOf(name.given) → true
        1 week.convertsToString() → true
        @2015-02-04T14:34:28Z.toString() → '2015-02-04T14:34:28Z'
        @T14:34:28.123.toString() → '14:34:28.123'
        '14:34:28Z'.convertsToTime() → false
        '2015-02-04T24:00:00'.convertsToDateTime() → false
        '2015-02-04T14:34:28+25:00'.convertsToDateTime() → false
        ' 12 '.toInteger() → {}
        '12 '.convertsToInteger() → false
        'TRUE'.toBoolean() → true
        ''.toBoolean() → {}
        ''.toInteger() → {}
        @2015.toDateTime() → @2015
        @2015-02-04T14:34:28Z.toDate() → @2015-02-04
        @2015-02-04T14:34:28Z.toTime() → {}
        1.toString() + 'a' → '1a'
        meta.profile → 'http://example.org/a'; 'http://example.org/b'
        name.period.start → @2001
        name.period.start + 1 year → @2002
        name.period.start = @2001 → true
        name.period.start < @2002 → true
        name.period.start < @2001-05 → {}
        """#
}
