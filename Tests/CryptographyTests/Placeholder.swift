// Tests of Cryptography
