import ElementModel
import Record
import Testing

@Suite("Type table")
struct TypeTableTests {
    @Test("Names have one symbol each", arguments: ["family", "Patient.contact", "valueQuantity", "noSuchName", "x"])
    func symbols(name: String) {
        #expect(Symbol(name).text == name)
        #expect(Symbol(name) == Symbol(name))
        #expect(Symbol.find(name) == Symbol(name))
    }

    @Test("A name that nobody used is not found") func absent() {
        #expect(Symbol.find("neverUsedAnywhere") == nil)
        #expect(Symbol.find("") == nil)
        #expect(Symbol("") == .none)
        #expect(!Symbol("madeUpJustNow").isKnown)
    }

    @Test("Children have names, types and places", arguments: FHIRRelease.allCases)
    func children(release: FHIRRelease) {
        let types = TypeTable(release)
        let patient = types.type(named: .Patient)
        #expect(types.text(patient) == "Patient")
        #expect(types.kind(patient) == .resource)
        #expect(types.isKind(patient, of: types.type(named: .DomainResource)))
        #expect(types.isAbstract(types.type(named: .DomainResource)))
        #expect(!types.isAbstract(patient))
        let deceased = types.child(of: patient, named: .deceasedBoolean)
        #expect(types.definitionName(deceased) == .deceased)
        #expect(types.isChoice(deceased))
        #expect(!types.repeats(deceased))
        #expect(types.primitive(types.type(deceased)) == .boolean)
        #expect(types.children(of: patient, defined: .deceased).count == 2)
        let contact = types.child(of: patient, named: .contact)
        #expect(types.repeats(contact))
        #expect(types.text(types.type(contact)) == "Patient.contact")
        #expect(types.kind(types.type(contact)) == .backbone)
        let given = types.child(of: types.type(named: .HumanName), named: .given)
        let family = types.child(of: types.type(named: .HumanName), named: .family)
        #expect(types.order(family) < types.order(given))
        #expect(types.child(of: patient, named: .family) == .none)
    }

    @Test("Attributes, any resource and content references", arguments: FHIRRelease.allCases)
    func special(release: FHIRRelease) {
        let types = TypeTable(release)
        let `extension` = types.type(named: .extension)
        #expect(`extension` == .none)
        #expect(types.isAttribute(types.child(of: types.type(named: .Extension), named: .url)))
        #expect(types.isAttribute(types.child(of: types.type(named: .string), named: .id)))
        #expect(!types.isAttribute(types.child(of: types.type(named: .Patient), named: .id)))
        #expect(types.isAnyResource(types.child(of: types.type(named: "Bundle.entry"), named: .resource)))
        #expect(types.isAnyResource(types.child(of: types.type(named: .Patient), named: .contained)))
        let item = types.type(named: "Questionnaire.item")
        #expect(types.type(types.child(of: item, named: .item)) == item)
        let parameter = types.type(named: "Parameters.parameter")
        #expect(types.type(types.child(of: parameter, named: .part)) == parameter)
    }

    @Test("The releases differ") func releases() {
        let stu3 = TypeTable(.stu3)
        let r4 = TypeTable(.r4)
        #expect(stu3.type(named: .ServiceRequest) == .none)
        #expect(stu3.type(named: .canonical) == .none)
        #expect(r4.type(named: .ProcedureRequest) == .none)
        #expect(r4.primitive(r4.type(named: .canonical)) == .canonical)
        #expect(stu3.base(stu3.type(named: .Money)) == stu3.type(named: .Quantity))
        #expect(r4.child(of: r4.type(named: .Money), named: .currency) != .none)
    }

    @Test("Every row's children are found by name", arguments: FHIRRelease.allCases)
    func complete(release: FHIRRelease) {
        let types = TypeTable(release)
        for number in 1..<types.typeCount {
            let type = TypeID(rawValue: UInt16(number))
            #expect(types.type(named: types.name(type)) == type)
            for row in types.children(of: type) {
                let child = ChildID(rawValue: row)
                #expect(types.child(of: type, named: types.name(child)) == child)
            }
        }
    }
}
