// Tests of Patterns
