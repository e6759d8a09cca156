// Tests of Validation
