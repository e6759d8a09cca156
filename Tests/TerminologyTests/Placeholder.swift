// Tests of Terminology
