// Tests of Files
