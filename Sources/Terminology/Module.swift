// Terminology
