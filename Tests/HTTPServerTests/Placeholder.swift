// Tests of HTTPServer
