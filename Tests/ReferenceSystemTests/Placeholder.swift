// Tests of ReferenceSystem
