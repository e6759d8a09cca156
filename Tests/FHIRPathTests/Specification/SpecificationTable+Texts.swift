extension SpecificationTable {
    static let texts = #"""
        # 5.6 Strings
        'abcdefg'.indexOf('bc') → 1
        'abcdefg'.indexOf('x') → -1
        'abcdefg'.indexOf('abcdefg') → 0
        'abc'.indexOf('') → 0
        {}.indexOf('a') → {}
        'abc'.indexOf({}) → {}
        'abcabc'.lastIndexOf('b') → 4
        'abc'.lastIndexOf('x') → -1
        'abc'.lastIndexOf('') → 0
        'abcdefg'.substring(3) → 'defg'
        'abcdefg'.substring(1, 2) → 'bc'
        'abcdefg'.substring(6, 2) → 'g'
        'abcdefg'.substring(7, 1) → {}
        'abcdefg'.substring(-1, 1) → {}
        'abcdefg'.substring(3, 0) → ''
        'abcdefg'.substring(3, -1) → ''
        'abcdefg'.substring(-1, 0) → {}
        'abc'.substring({}) → {}
        'abc'.substring(1, {}) → 'bc'
        {}.substring(1) → {}
        ''.substring(0) → {}
        'abc'.startsWith('ab') → true
        'abc'.startsWith('') → true
        'abc'.startsWith('bc') → false
        ''.startsWith('') → true
        'abc'.startsWith({}) → {}
        {}.startsWith('a') → {}
        'abc'.endsWith('bc') → true
        'abc'.endsWith('') → true
        'abc'.endsWith('ab') → false
        'abc'.contains('b') → true
        'abc'.contains('') → true
        'abc'.contains('z') → false
        'abc'.contains({}) → {}
        'abc'.upper() → 'ABC'
        'straße'.upper() → 'STRASSE'
        'ABC'.lower() → 'abc'
        {}.upper() → {}
        'abcdefg'.replace('cde', '123') → 'ab123fg'
        'abcdefg'.replace('cde', '') → 'abfg'
        'abc'.replace('', 'x') → 'xaxbxcx'
        'abc'.replace('z', 'x') → 'abc'
        'abc'.replace('b', {}) → {}
        {}.replace('a', 'b') → {}
        ''.replace('', 'x') → 'x'
        'abc'.matches('a.c') → true
        'abc'.matches('^a.c$') → true
        'xabcx'.matches('abc') → true
        'xabcx'.matchesFull('abc') → false
        'abc'.matchesFull('a|abc') → true
        'a\nb'.matches('a.b') → true
        'abc'.matches({}) → {}
        {}.matches('a') → {}
        'ABC'.matches('abc', 'i') → true
        'a\nb'.matches('^b', 'm') → true
        'abc'.matches('(') → ! execution
        '11/30/1972'.replaceMatches('\\b(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{2,4})\\b', '${day}-${month}-${year}') → '30-11-1972'
        'abc'.replaceMatches('(b)', '[$1]') → 'a[b]c'
        'abc'.replaceMatches('', 'x') → 'abc'
        'abc'.replaceMatches({}, 'x') → {}
        'abc'.replaceMatches('b', {}) → {}
        'abc'.length() → 3
        ''.length() → 0
        'é'.length() → 1
        '😀'.length() → 1
        'abc'.toChars() → 'a'; 'b'; 'c'
        ''.toChars() → {}
        1.upper() → ! execution
        name.given.upper() → ! execution
        # 5.6 Additional string functions
        'test'.encode('base64') → 'dGVzdA=='
        'test'.encode('hex') → '74657374'
        'subjects?_d'.encode('urlbase64') → 'c3ViamVjdHM_X2Q='
        'subjects?_d'.encode('base64') → 'c3ViamVjdHM/X2Q='
        '74657374'.decode('hex') → 'test'
        'dGVzdA=='.decode('base64') → 'test'
        'c3ViamVjdHM_X2Q='.decode('urlbase64') → 'subjects?_d'
        'a'.encode({}) → {}
        {}.encode('hex') → {}
        '"1<2"'.escape('html') → '&quot;1&lt;2&quot;'
        '"1<2"'.escape('json') → '\"1<2\"'
        '&quot;1&lt;2&quot;'.unescape('html') → '"1<2"'
        ' a b '.trim() → 'a b'
        ''.trim() → ''
        {}.trim() → {}
        'A,B,C'.split(',') → 'A'; 'B'; 'C'
        'A,,C'.split(',') → 'A'; ''; 'C'
        'ABC'.split('') → 'A'; 'B'; 'C'
        'A'.split(',') → 'A'
        {}.split(',') → {}
        ('A' | 'B' | 'C').join(',') → 'A,B,C'
        ('A' | 'B').join() → 'AB'
        {}.join(',') → {}
        (1 | 2).join(',') → ! execution
        # 5.7 Math
        (-5).abs() → 5
        (-5.5).abs() → 5.5
        (-5.5 'mg').abs() → 5.5 'mg'
        1.ceiling() → 1
        1.1.ceiling() → 2
        (-1.1).ceiling() → -1
        2.1.floor() → 2
        (-2.1).floor() → -3
        101.truncate() → 101
        1.00000001.truncate() → 1
        (-1.56).truncate() → -1
        0.exp() = 1 → true
        1.exp().round(5) → 2.71828
        1.ln() = 0 → true
        0.ln() → {}
        (-1).ln() → {}
        16.log(2) = 4 → true
        100.0.log(10.0) = 2 → true
        16.log({}) → {}
        {}.log(2) → {}
        0.log(2) → {}
        2.power(3) → 8
        2.5.power(2) → 6.25
        (-1).power(0.5) → {}
        2.power({}) → {}
        2.power(-1) = 0.5 → true
        81.sqrt() = 9 → true
        (-1).sqrt() → {}
        3.14159.round(3) → 3.142
        1.round() = 1 → true
        1.5.round() = 2 → true
        (-1.5).round() = -2 → true
        2.5.round() = 3 → true
        3.round(2) = 3 → true
        1.5.round(-1) → ! execution
        'a'.abs() → ! execution
        (1|2).abs() → ! execution
        # 5.8 Trees
        contact.children().count() → 2
        name.first().children().count() → 5
        contact.descendants().count() → 6
        {}.children() → {}
        """#
}
