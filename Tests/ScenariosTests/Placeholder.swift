// Tests of Scenarios
