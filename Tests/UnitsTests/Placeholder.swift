// Tests of Units
