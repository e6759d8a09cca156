// Tests of Registry
