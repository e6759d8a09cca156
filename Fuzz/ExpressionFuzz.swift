// Feeds the lexer, the parser, the checker and the evaluator with what libFuzzer makes; scripts/fuzz-expressions runs it.

import ElementModel
import FHIRPath
import Record

nonisolated(unsafe) private let reader = DocumentReader()
nonisolated(unsafe) private let document = reader.read(
    Array(
        ##"{"resourceType":"Patient","id":"p","contained":[{"resourceType":"Basic","id":"b"}],"name":[{"use":"usual","given":["Ann","Bo"],"family":"Ö"}],"birthDate":"1980-02","extension":[{"url":"u","valueQuantity":{"value":1.5,"code":"kg","system":"http://unitsofmeasure.org"}}],"managingOrganization":{"reference":"#b"}}"##
            .utf8), release: .r4)
nonisolated(unsafe) private let evaluator: Evaluator = {
    var limits = EvaluationLimits()
    limits.steps = 200_000
    limits.items = 100_000
    limits.textBytes = 1 << 20
    return Evaluator(limits: limits)
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    for leniency in [ExpressionOptions.Leniency.author, .publishedInvariant] {
        for isTraced in [false, true] {
            let options = ExpressionOptions(
                release: .r4, contextType: isTraced ? nil : "Patient", leniency: leniency, isTraced: isTraced)
            guard let expression = try? CompiledExpression(text, options: options) else { continue }
            _ = try? evaluator.evaluate(expression, in: document.view)
            _ = evaluator.evaluateBoolean(expression, in: document.view, focus: ElementID(3))
        }
    }
    return 0
}
