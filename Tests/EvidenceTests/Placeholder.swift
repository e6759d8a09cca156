// Tests of Evidence
