// Tests of Authentication
