// Tests of ElementModel
