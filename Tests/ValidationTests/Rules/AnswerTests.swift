import Record
import Testing
import Validation

/// Answers to Questionnaires, where a table of mutants does not reach.
@Suite("Answers", .enabled(if: Judge.isAvailable, "needs profiles/"))
struct AnswerTests {
    /// The rules that find something, with their places.
    private func found(_ items: String, _ answers: String, contained: String = "", hl7: Bool = false) -> [String] {
        let questionnaire = """
            {"resourceType":"Questionnaire","url":"https://example.org/q","status":"active",\(contained)"item":[\(items)]}
            """
        let response = """
            {"resourceType":"QuestionnaireResponse","questionnaire":"https://example.org/q","status":"completed",
            "item":[\(answers)]}
            """
        return Judge.findings(response, definitions: [questionnaire], hl7: hl7)
            .filter { $0.severity >= .error }.map { "\($0.rule) \($0.expression)" }
    }

    @Test("A condition speaks of the question in the same repetition of its group")
    func repetitions() {
        let group = """
            {"linkId":"g","type":"group","repeats":true,"item":[{"linkId":"a","type":"boolean"},
            {"linkId":"b","type":"string","enableWhen":[{"question":"a","operator":"=","answerBoolean":true}]}]}
            """
        func repetition(_ flag: Bool) -> String {
            """
            {"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":\(flag)}]},
            {"linkId":"b","answer":[{"valueString":"x"}]}]}
            """
        }
        #expect(found(group, repetition(true)) == [])
        #expect(
            found(group, [repetition(true), repetition(false)].joined(separator: ",")) == [
                "answer-item-not-enabled QuestionnaireResponse.item[1].item[1]"
            ])
    }

    @Test("A value set may stand in the Questionnaire", arguments: [("a", true), ("b", false)])
    func containedValueSet(code: String, isMember: Bool) {
        let contained = """
            "contained":[{"resourceType":"ValueSet","id":"v","status":"draft","compose":{"include":[
            {"system":"https://example.org/s","concept":[{"code":"a"}]}]}}],
            """
        let items = ##"{"linkId":"1","type":"choice","answerValueSet":"#v"}"##
        let answer =
            ##"{"linkId":"1","answer":[{"valueCoding":{"system":"https://example.org/s","code":"\##(code)"}}]}"##
        let expected = isMember ? [] : ["answer-option QuestionnaireResponse.item[0].answer[0]"]
        #expect(found(items, answer, contained: contained) == expected)
    }

    @Test("Quantities are compared by their units, or not at all")
    func quantities() {
        func item(_ unit: String) -> String {
            """
            {"linkId":"1","type":"quantity","extension":[
            {"url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-maxQuantity",
            "valueQuantity":{"value":2,\(unit)}}]}
            """
        }
        func answer(_ value: String, _ unit: String) -> String {
            #"{"linkId":"1","answer":[{"valueQuantity":{"value":\#(value),\#(unit)}}]}"#
        }
        let gram = #""system":"http://unitsofmeasure.org","code":"g""#
        let kilogram = #""system":"http://unitsofmeasure.org","code":"kg""#
        let metre = #""system":"http://unitsofmeasure.org","code":"m""#
        let words = #""unit":"kg""#
        let wrong = ["answer-bounds QuestionnaireResponse.item[0].answer[0].value"]
        func places(_ found: [String]) -> [String] { found.map { $0.replacing(".ofType(Quantity)", with: "") } }
        #expect(places(found(item(kilogram), answer("1999", gram))) == [])
        #expect(places(found(item(kilogram), answer("2001", gram))) == wrong)
        #expect(places(found(item(kilogram), answer("1", metre))) == wrong)
        #expect(places(found(item(words), answer("1", words))) == [])
        #expect(places(found(item(words), answer("3", words))) == wrong)
        #expect(places(found(item(words), answer("1", words), hl7: true)) == wrong)
    }

    @Test("An exclusive option stands alone", arguments: [1, 2])
    func exclusive(count: Int) {
        let items = """
            {"linkId":"1","type":"choice","repeats":true,"answerOption":[{"valueString":"a"},{"extension":[
            {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}],
            "valueString":"none"}]}
            """
        let answers = #"{"valueString":"none"},{"valueString":"a"}"#
        let given = count == 1 ? #"{"valueString":"none"}"# : answers
        let expected = count == 1 ? [] : ["answer-option QuestionnaireResponse.item[0].answer[0]"]
        #expect(found(items, #"{"linkId":"1","answer":[\#(given)]}"#) == expected)
    }
}
