import ElementModel
import Record
import Testing

@Suite("Release guess")
struct ReleaseGuessTests {
    @Test(
        "What only one release knows tells them apart",
        arguments: [
            (#"{"resourceType":"ServiceRequest","intent":"order"}"#, FHIRRelease.r4),
            (#"{"resourceType":"ProcedureRequest","intent":"order"}"#, .stu3),
            (#"{"resourceType":"Patient","animal":{"species":{"text":"cat"}}}"#, .stu3),
            (
                #"<Patient xmlns="http://hl7.org/fhir"><extension url="u"><valueCanonical value="c"/></extension></Patient>"#,
                .r4
            ),
        ])
    func told(text: String, release: FHIRRelease) {
        #expect(ReleaseGuess(Array(text.utf8)).release == release)
    }

    @Test(
        "A document that fits both, or neither, is not guessed at",
        arguments: [#"{"resourceType":"Patient","id":"a"}"#, "{", ""])
    func open(text: String) {
        #expect(ReleaseGuess(Array(text.utf8)).release == nil)
    }
}
