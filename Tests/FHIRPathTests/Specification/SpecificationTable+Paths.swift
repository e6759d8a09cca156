extension SpecificationTable {
    static let paths = #"""
        # Path selection (3)
        name.given → 'Ann'; 'Bea'; 'Annie'
        Patient.name.given → 'Ann'; 'Bea'; 'Annie'
        name.suffix → {}
        name[0].given[1] → 'Bea'
        name[5] → {}
        name[0].given[-1] → {}
        `name`.`given`.first() → 'Ann'
        Encounter.id → ! semantic
        name.nosuch → ! semantic
        # 5.1 Existence
        {}.empty() → true
        name.empty() → false
        {}.exists() → false
        name.exists() → true
        name.exists(use = 'usual') → true
        name.exists(use = 'nick') → false
        name.all(given.exists()) → true
        name.all(family.exists()) → true
        name.all(family.hasValue()) → false
        {}.all(false) → true
        (true | false).allTrue() → false
        {}.allTrue() → true
        (true | true).allTrue() → true
        (true | false).anyTrue() → true
        {}.anyTrue() → false
        {}.allFalse() → true
        (false).allFalse() → true
        (true|false).anyFalse() → true
        {}.anyFalse() → false
        (1 | 2).allTrue() → ! execution
        (1 | 2).subsetOf(1 | 2 | 3) → true
        (1 | 4).subsetOf(1 | 2 | 3) → false
        {}.subsetOf(1) → true
        (1 | 2 | 3).supersetOf(1 | 2) → true
        (1).supersetOf({}) → true
        {}.supersetOf({}) → true
        {}.supersetOf(1) → false
        {}.count() → 0
        name.given.count() → 3
        (1 | 2).combine(2).distinct() → 1; 2
        1.combine(1).isDistinct() → false
        {}.isDistinct() → true
        {}.distinct() → {}
        # 5.2 Filtering and projection
        name.where(use = 'official').family → 'Stone'
        name.where(use = 'nick') → {}
        name.where(family) → HumanName; HumanName
        name.where({}) → {}
        (1|2|3|4).where($this mod 2 = 0) → 2; 4
        (5|6|7).where($index > 0) → 6; 7
        name.select(given) → 'Ann'; 'Bea'; 'Annie'
        name.select(given.first()) → 'Ann'; 'Annie'
        (1|2|3).select($this * 2) → 2; 4; 6
        (1|2|3).select($index) → 0; 1; 2
        {}.select(1) → {}
        extension.repeat(extension).url → 'a'; 'b'
        Patient.repeat(extension).count() → 4
        (1).repeat(iif($this < 5, $this + 1)) → 2; 3; 4; 5
        (1).repeat(1) → 1
        1.repeatAll(iif($this < 3, $this + 1)) → 2; 3
        name.ofType(HumanName).count() → 2
        extension.value.ofType(Quantity).unit → 'kg'
        extension.value.ofType(Period) → {}
        deceased.ofType(boolean) → false
        deceased.ofType(dateTime) → {}
        (1 | 'a' | 2.0).ofType(Integer) → 1
        (1 | 'a' | 2.5).ofType(System.String) → 'a'
        # 5.3 Subsetting
        (1|2|3)[0] → 1
        (1|2|3)[3] → {}
        (1|2|3)[{}] → {}
        (1).single() → 1
        {}.single() → {}
        (1|2).single() → ! execution
        {}.first() → {}
        (1|2).first() → 1
        (1|2).last() → 2
        (1|2|3).tail() → 2; 3
        (1).tail() → {}
        (1|2|3).skip(1) → 2; 3
        (1|2|3).skip(0) → 1; 2; 3
        (1|2|3).skip(-1) → 1; 2; 3
        (1|2|3).skip(9) → {}
        (1|2|3).take(2) → 1; 2
        (1|2|3).take(0) → {}
        (1|2|3).take(-1) → {}
        (1|2|3).take(9) → 1; 2; 3
        (1|2|3).intersect(2|4|3) → 2; 3
        1.combine(1).intersect(1).count() → 1
        (1|2|3).exclude(2) → 1; 3
        1.combine(1).combine(2).exclude(2) → 1; 1
        (1|2).exclude({}) → 1; 2
        {}.exclude(1) → {}
        # 5.4 Combining
        1.combine(1).union(2) → 1; 2
        (1 | 1) → 1
        name.select(use | given).count() → 5
        name.select(use.union(given)).count() → 5
        name.select(use.union($this.given)).count() → 5
        1.combine(1) → 1; 1
        {}.combine(1) → 1
        name.given.combine(name.given).count() → 6
        (1 | 2).union(2 | 3) → 1; 2; 3
        """#
}
