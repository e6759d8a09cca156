// Tests of Compression
