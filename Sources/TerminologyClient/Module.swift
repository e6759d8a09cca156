// TerminologyClient
