// Tests of Record
