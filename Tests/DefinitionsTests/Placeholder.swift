// Tests of Definitions
