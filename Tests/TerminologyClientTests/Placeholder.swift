// Tests of TerminologyClient
