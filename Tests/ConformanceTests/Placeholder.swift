// Tests of Conformance
