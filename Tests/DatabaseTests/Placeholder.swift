// Tests of Database
