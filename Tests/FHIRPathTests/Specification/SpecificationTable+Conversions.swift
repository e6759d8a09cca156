extension SpecificationTable {
    static let conversions = #"""
        # 5.5 Conversion: iif
        iif(true, 1, 2) → 1
        iif(false, 1, 2) → 2
        iif({}, 1, 2) → 2
        iif(false, 1) → {}
        iif(true, 1, 1 / 0) → 1
        iif(1 | 2, 1, 2) → ! execution
        iif('a', 1, 2) → ! semantic
        iif(false, (1|2).toString(), 3) → 3
        iif(name.exists(), name.given.first(), 'none') → 'Ann'
        # 5.5 toBoolean
        'true'.toBoolean() → true
        'T'.toBoolean() → true
        'yes'.toBoolean() → true
        'Y'.toBoolean() → true
        '1'.toBoolean() → true
        '1.0'.toBoolean() → true
        'false'.toBoolean() → false
        'f'.toBoolean() → false
        'No'.toBoolean() → false
        'n'.toBoolean() → false
        '0'.toBoolean() → false
        '0.0'.toBoolean() → false
        'x'.toBoolean() → {}
        1.toBoolean() → true
        0.toBoolean() → false
        2.toBoolean() → {}
        1.0.toBoolean() → true
        0.0.toBoolean() → false
        1.5.toBoolean() → {}
        @2015.toBoolean() → {}
        {}.toBoolean() → {}
        (1|0).toBoolean() → ! execution
        'x'.convertsToBoolean() → false
        'Yes'.convertsToBoolean() → true
        2.convertsToBoolean() → false
        0.0.convertsToBoolean() → true
        {}.convertsToBoolean() → {}
        # 5.5 toInteger
        '12'.toInteger() → 12
        '+12'.toInteger() → 12
        '-12'.toInteger() → -12
        '1.0'.toInteger() → {}
        '2147483648'.toInteger() → {}
        1.0.toInteger() → {}
        true.toInteger() → 1
        false.toInteger() → 0
        1.convertsToInteger() → true
        1.0.convertsToInteger() → false
        true.convertsToInteger() → true
        'x'.convertsToInteger() → false
        '5000000000'.toLong() → 5000000000
        '5000000000'.convertsToLong() → true
        'x'.convertsToLong() → false
        # 5.5 toDate, toDateTime, toTime
        '2015'.toDate() → @2015
        '2015-02'.toDate() → @2015-02
        '2015-02-04'.toDate() → @2015-02-04
        @2015-02-04T10:00:00.toDate() → @2015-02-04
        '2015-02-04T10:00:00Z'.toDate() → @2015-02-04
        'x'.toDate() → {}
        '2015-02-30'.toDate() → {}
        1.toDate() → {}
        '2015-02-04'.convertsToDate() → true
        '2015-02-04T14:34:28'.convertsToDate() → true
        '2015-13-04'.convertsToDate() → false
        '2015'.toDateTime() → @2015
        '2015-02-04'.toDateTime().is(DateTime) → true
        '2015-02-04T14:34:28Z'.toDateTime() → @2015-02-04T14:34:28Z
        @2015-02-04.toDateTime() → @2015-02-04
        @2015-02-04.toDateTime().is(DateTime) → true
        'x'.toDateTime() → {}
        '14:34'.toTime() → @T14:34
        '14:34:28.123'.toTime() → @T14:34:28.123
        'T14:34'.toTime() → @T14:34
        '25:00'.toTime() → {}
        @T14:34.toTime() → @T14:34
        '14'.convertsToTime() → true
        '14:34:28'.convertsToTime() → true
        '24:00'.convertsToTime() → false
        # 5.5 toDecimal
        '1.50'.toDecimal() → 1.50
        '1'.toDecimal() → 1
        '+1.5'.toDecimal() → 1.5
        '-1.5'.toDecimal() → -1.5
        '1.'.toDecimal() → {}
        '.5'.toDecimal() → {}
        '1e3'.toDecimal() → {}
        '1.a'.toDecimal() → {}
        1.toDecimal() = 1.0 → true
        true.toDecimal() = 1.0 → true
        'x'.convertsToDecimal() → false
        @2015.convertsToDecimal() → false
        # 5.5 toQuantity
        1.toQuantity() → 1 '1'
        1.5.toQuantity() → 1.5 '1'
        true.toQuantity() = 1 '1' → true
        '4 days'.toQuantity() = 4 days → true
        '4 \'wk\''.toQuantity() = 4 'wk' → true
        '4.5 \'mg\''.toQuantity() = 4.5 'mg' → true
        '5'.toQuantity() = 5 '1' → true
        '5 mg'.toQuantity() → {}
        'x'.toQuantity() → {}
        '1 day'.convertsToQuantity() → true
        '1 \'wk\''.convertsToQuantity() → true
        '1 wk'.convertsToQuantity() → false
        '-1.5 \'mg\''.convertsToQuantity() → true
        '1\'mg\''.convertsToQuantity() → true
        1000 'mg'.toQuantity('g') = 1 'g' → true
        1 'mg'.toQuantity('m') → {}
        1 'mg'.convertsToQuantity('g') → true
        1 'mg'.convertsToQuantity('m') → false
        # 5.5 toString
        'a'.toString() → 'a'
        1.toString() → '1'
        (-1).toString() → '-1'
        1.50.toString() → '1.50'
        true.toString() → 'true'
        @2015-02.toString() → '2015-02'
        @2015-02-04T14:34:28.toString() → '2015-02-04T14:34:28'
        @T14:34.toString() → '14:34'
        1 'wk'.toString() → '1 'wk''
        1 week.toString() → '1 week'
        name.toString() → ! execution
        name.first().toString() → {}
        name.first().convertsToString() → false
        'a'.convertsToString() → true
        # Boundaries and precision (continuous build, 5.9)
        1.587.lowBoundary() → 1.58650000
        1.587.lowBoundary(6) → 1.586500
        1.587.lowBoundary(2) → 1.58
        1.587.lowBoundary(-1) → {}
        1.587.lowBoundary(0) → 1
        1.587.lowBoundary(32) → {}
        1.lowBoundary() → 0.50000000
        1.0.lowBoundary() → 0.95000000
        1.587.highBoundary() → 1.58750000
        1.587.highBoundary(2) → 1.59
        1.587.highBoundary(0) → 2
        1.highBoundary() → 1.50000000
        1.highBoundary(0) → 2
        12.587.lowBoundary(2) → 12.58
        12.500.highBoundary(4) → 12.5005
        12.500.highBoundary(2) → 12.50
        120.highBoundary(2) → 120.50
        (-120).highBoundary(2) → -119.50
        0.0034.highBoundary(1) → 0.0
        0.0034.highBoundary(8) → 0.00345000
        (-0.0034).highBoundary(1) → -0.0
        0.lowBoundary() → -0.50000000
        0.highBoundary() → 0.50000000
        1.587 'cm'.lowBoundary(8) → 1.58650000 'cm'
        @2014.lowBoundary() → @2014-01-01
        @2014.lowBoundary(6) → @2014-01
        @2014.highBoundary(6) → @2014-12
        @2014-02.highBoundary(8) → @2014-02-28
        @2016-02.highBoundary() → @2016-02-29
        @2014-01-01T08.lowBoundary(17) → @2014-01-01T08:00:00.000+14:00
        @2014-01-01T08:05+08:00.lowBoundary(17) → @2014-01-01T08:05:00.000+08:00
        @2014-01-01T08:05-05:00.highBoundary(17) → @2014-01-01T08:05:59.999-05:00
        @2014-01-01T08.lowBoundary(8) → @2014-01-01
        @2014-01-01T08:05:25.lowBoundary(17) → @2014-01-01T08:05:25.000+14:00
        @T10:30.lowBoundary(9) → @T10:30:00.000
        @T10:30.highBoundary(9) → @T10:30:59.999
        @T10:30.lowBoundary() → @T10:30:00.000
        @2014.lowBoundary(5) → {}
        {}.lowBoundary() → {}
        1.58700.precision() → 5
        5.precision() → 0
        @2014.precision() → 4
        @2014-01-05.precision() → 8
        @2014-01-05T10:30:00.000.precision() → 17
        @T10:30.precision() → 4
        @T10:30:00.000.precision() → 9
        {}.precision() → {}
        # Components of dates (continuous build, 5.8)
        @2015-02-04T14:34:28Z.yearOf() → 2015
        @2015-02-04T14:34:28Z.monthOf() → 2
        @2015-02-04T14:34:28Z.dayOf() → 4
        @2015-02-04T14:34:28Z.hourOf() → 14
        @2015-02-04T14:34:28Z.minuteOf() → 34
        @2015-02-04T14:34:28Z.secondOf() → 28
        @2015-02-04T14:34:28.123Z.millisecondOf() → 123
        @2015-02-04T14:34:28-05:00.timezoneOffsetOf() = -5 → true
        @2015-02-04T14:34:28Z.dateOf() → @2015-02-04
        @2015-02-04T14:34:28Z.timeOf() → @T14:34:28
        @2015.monthOf() → {}
        @2015-02-04.year() → 2015
        """#
}
