extension SpecificationTable {
    static let operators = #"""
        # 6.1 Equality
        1 = 1 → true
        1 = 2 → false
        1 = 1.0 → true
        1.10 = 1.1 → true
        'a' = 'a' → true
        'a' = 'A' → false
        true = true → true
        true = 'true' → false
        1 = '1' → false
        {} = {} → {}
        1 = {} → {}
        (1|2) = (1|2) → true
        (1|2) = (2|1) → false
        (1|2) = 1 → false
        @2012 = @2012 → true
        @2012 = @2012-01 → {}
        @2012 = @2013-01 → false
        @2012-01 = @2012 → {}
        @2012-01-01 = @2012-01-01T → true
        @2012-01-01 = @2012-01-01T10 → {}
        @2012-01-01T10:30 = @2012-01-01T10:30 → true
        @2012-01-01T10:30 = @2012-01-01T10:31 → false
        @2012-01-01T10:30:31.0 = @2012-01-01T10:30:31 → true
        @2012-01-01T10:30:31.1 = @2012-01-01T10:30:31 → false
        @2012-01-01T10:30:00Z = @2012-01-01T12:30:00+02:00 → true
        @2012-01-01T23:30:00Z = @2012-01-02T00:30:00+01:00 → true
        @T10 = @T10:00 → {}
        @T10:00 = @T10:00 → true
        @T10:30:00 = @T10:30:00.000 → true
        @2012 != @T10 → true
        4 'g' = 4000 'mg' → true
        4 'g' = 4 'm' → {}
        4 'g' != 4 'm' → {}
        7 days = 1 week → true
        1 week = 1 'wk' → true
        1 day = 1 'd' → true
        1 second = 1 's' → true
        1 year = 1 'a' → {}
        1 month = 1 'mo' → {}
        12 months = 1 year → true
        1 hour = 60 minutes → true
        1 '1' = 1 → true
        1 != 2 → true
        {} != 1 → {}
        name.first() = name.first() → true
        name = name → true
        # 6.1 Equivalence
        1 ~ 1 → true
        1 ~ 1.0 → true
        1.1 ~ 1.12 → true
        1.15 ~ 1.1 → false
        {} ~ {} → true
        1 ~ {} → false
        'abc' ~ 'ABC' → true
        'a  b' ~ 'A b' → true
        (1|2|3) ~ (3|1|2) → true
        (1|2) ~ (1|2|3) → false
        @2012 ~ @2012-01 → false
        @2012-01-01T10:30:31.0 ~ @2012-01-01T10:30:31 → true
        @2012-01-01 ~ @2012-01-01T10 → false
        4 'g' ~ 4000 'mg' → true
        4 'g' ~ 4040 'mg' → true
        4.00 'g' ~ 4040 'mg' → false
        1 year ~ 1 'a' → true
        1 month ~ 1 'mo' → true
        4 'g' ~ 4 'm' → false
        1 !~ 2 → true
        {} !~ {} → false
        name ~ name → true
        'a' ~ 1 → false
        true ~ true → true
        # 6.2 Comparison
        1 < 2 → true
        1 > 2 → false
        2 >= 2 → true
        1 <= 1.0 → true
        'abc' < 'abd' → true
        'a' > 'B' → true
        1 < {} → {}
        {} < {} → {}
        1 < 'a' → ! execution
        true < false → ! execution
        (1|2) < 3 → ! execution
        @2018-03-01 > @2018-01-01 → true
        @2018-03 > @2018-03-01 → {}
        @2018-03-01T10:30:00 > @2018-03-01T10:00:00 → true
        @2018-03-01T10 > @2018-03-01T10:30 → {}
        @2018-03-01T10:30:00 > @2018-03-01T10:30:00.0 → false
        @T10:30 > @T10:00 → true
        @T10 > @T10:30 → {}
        @T10:30:00 > @T10:30:00.0 → false
        4 'm' > 4 'cm' → true
        4 'm' > 4 'g' → {}
        1 year > 1 month → true
        1 'h' > 59 'min' → true
        @2018-03-01 < @2018-03-01T10 → {}
        @2018-03-01 < @2018-03-02T10 → true
        # 6.3 Types
        1 is Integer → true
        1 is System.Integer → true
        1 is Decimal → false
        1.0 is Decimal → true
        'a' is String → true
        true is Boolean → true
        active is boolean → true
        active is FHIR.boolean → true
        active is Boolean → false
        active is System.Boolean → false
        Patient is Patient → true
        Patient is DomainResource → true
        Patient is Resource → true
        Patient is FHIR.Patient → true
        gender is code → true
        gender is string → true
        gender is id → false
        extension.first().value is Quantity → true
        name is HumanName → ! execution
        {} is Integer → {}
        {}.is(Integer) → {}
        @2015 is Date → true
        @T10 is Time → true
        4 'mg' is Quantity → true
        4 'mg' is System.Quantity → true
        1.is(Foo) → ! execution
        (1 as Integer) → 1
        (1 as String) → {}
        extension.first().value as Quantity → Quantity
        (extension.first().value as Quantity).unit → 'kg'
        extension.first().value.as(Period) → {}
        name as HumanName → ! execution
        gender as string → {}
        gender.as(code) → 'female'
        gender.ofType(string) → {}
        # 6.4 Collections
        1 in (1|2) → true
        3 in (1|2) → false
        {} in (1|2) → {}
        1 in {} → false
        (1|2) in (1|2) → ! execution
        (1|2) contains 1 → true
        {} contains 1 → false
        (1|2) contains {} → {}
        (1|2) contains (1|2) → ! execution
        'a' | 'b' | 'a' → 'a'; 'b'
        # 6.5 Logic
        true and true → true
        true and false → false
        true and {} → {}
        false and {} → false
        {} and false → false
        {} and {} → {}
        true or {} → true
        false or {} → {}
        {} or true → true
        false or false → false
        {} or {} → {}
        true.not() → false
        false.not() → true
        {}.not() → {}
        true xor true → false
        true xor false → true
        true xor {} → {}
        {} xor {} → {}
        true implies true → true
        true implies false → false
        true implies {} → {}
        false implies {} → true
        {} implies true → true
        {} implies false → {}
        {} implies {} → {}
        (1|2).not() → ! execution
        true and 1 → true
        (true | false) and true → ! execution
        # 6.6 Math operators
        2 * 3 → 6
        2 * 1.5 → 3.0
        1 / 2 → 0.5
        4 / 2 = 2 → true
        4 / 2 is Decimal → true
        (4 / 2) is Decimal → true
        1 / 0 → {}
        1.0 / 0.0 → {}
        5 div 2 → 2
        -5 div 2 → -2
        5.5 div 0.7 → 7
        5 div 0 → {}
        5 mod 2 → 1
        -5 mod 2 → -1
        5.5 mod 0.7 → 0.6
        5 mod 0 → {}
        1 + 2 → 3
        1 + 2.5 → 3.5
        'a' + 'b' → 'ab'
        'a' + {} → {}
        'a' & {} → 'a'
        {} & {} → ''
        'a' & 'b' → 'ab'
        1 - 2 → -1
        1.8 - 1.2 → 0.6
        'a' - 'b' → ! execution
        'a' + 1 → ! execution
        true + 1 → ! execution
        {} + 1 → {}
        (1|2) + 1 → ! execution
        3 'm' + 3 'cm' = 3.03 'm' → true
        3 'm' - 3 'cm' = 2.97 'm' → true
        3 'm' + 3 'g' → {}
        2 'm' * 3 → 6 'm'
        3 * 2 'm' → 6 'm'
        2 'm' * 3 'm' = 6 'm2' → true
        6 'm' / 2 → 3 'm'
        6 'm' / 2 'm' = 3 '1' → true
        6 'm' / 2 's' = 3 'm/s' → true
        6 'm' / 0 → {}
        2147483647 + 1 → {}
        # 6.7 Date arithmetic
        @1973-12-25 + 7 days → @1974-01-01
        @1973-12-25 + 7.7 days → @1974-01-01
        @1973-12-25 + 1 week → @1974-01-01
        @1973-12-25 + 1 month → @1974-01-25
        @1973-12-25 + 1 year → @1974-12-25
        @1973-12-25 + 1 'd' → @1973-12-26
        @1973-12-25 + 1 'wk' → @1974-01-01
        @1973-12-25 + 1 'mo' → ! execution
        @1973-12-25 + 1 'a' → ! execution
        @2024-02-29 + 1 year → @2025-02-28
        @2024-01-31 + 1 month → @2024-02-29
        @2023-01-31 + 1 month → @2023-02-28
        @2024-03-31 - 1 month → @2024-02-29
        @2014 + 24 months → @2016
        @2014 + 23 months → @2015
        @2014 + 365 days → @2015
        @2014-01 + 30 days → @2014-02
        @2014 - 1 year → @2013
        @1974-12-25 - 1 'cm' → ! execution
        @1974-12-25 - 1 month → @1974-11-25
        @1974-12-25 + 7 → ! execution
        @T01:00:00 + 2 hours → @T03:00:00
        @T23:00:00 + 2 hours → @T01:00:00
        @T23:00:00 + 50 hours → @T01:00:00
        @T00:30:00 - 1 hour → @T23:30:00
        @1973-12-25T00:00:00.000+10:00 + 1 second → @1973-12-25T00:00:01.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 10 millisecond → @1973-12-25T00:00:00.010+10:00
        @1973-12-25T00:00:00.000+10:00 + 1 minute → @1973-12-25T00:01:00.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 1 hour → @1973-12-25T01:00:00.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 1 's' → @1973-12-25T00:00:01.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 1 'min' → @1973-12-25T00:01:00.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 1 'h' → @1973-12-25T01:00:00.000+10:00
        @1973-12-25T00:00:00.000+10:00 + 0.1 's' → @1973-12-25T00:00:00.000+10:00
        @2016-02-28T23:59:59.999 + 1 millisecond → @2016-02-29T00:00:00.000
        @0001-01-01 - 1 year → {}
        @9999-12-31 + 1 day → {}
        birthDate + 1 year → @1981-02-28
        @2014 + {} → {}
        {} + 1 day → {}
        # 6.8 Precedence
        1 + 2 * 3 → 7
        (1 + 2) * 3 → 9
        2 * 3 + 4 → 10
        1 + 2 = 3 → true
        -1.abs() → -1
        -1.convertsToInteger() → ! execution
        1 | 2 = 1 | 2 → true
        (1 | 1 is Integer).count() → 2
        1 > 2 is Boolean → ! execution
        true or true and false → true
        false implies false or true → true
        true and 1 in (1|2) → true
        'a' in 'a' | 'b' → true
        1 < 2 = true → true
        10 - 3 - 2 → 5
        2 + 3 & 'x' → ! execution
        1 = 1 and 2 = 2 → true
        # 7 Aggregates
        (1|2|3).aggregate($this + $total, 0) → 6
        (1|2|3).aggregate(iif($total.empty(), $this, $total * $this)) → 6
        (3|1|2).aggregate(iif($total.empty(), $this, iif($this < $total, $this, $total))) → 1
        {}.aggregate($this, 5) → 5
        (1|2|3).sum() → 6
        (1|2|3).min() → 1
        (1|2|3).max() → 3
        (1|2|3).avg() = 2 → true
        {}.sum() → {}
        {}.max() → {}
        """#
}
