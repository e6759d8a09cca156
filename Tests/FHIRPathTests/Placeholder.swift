// Tests of FHIRPath
