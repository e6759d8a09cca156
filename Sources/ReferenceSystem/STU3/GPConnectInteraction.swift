/// The calls of GP Connect Foundations and Appointment Management: method, path, interaction id and scope.
enum GPConnectInteraction: String, CaseIterable, Sendable {
    case metadata = "stu3.metadata"
    case patientSearch = "stu3.patient.search"
    case patientRead = "stu3.patient.read"
    case register = "stu3.patient.register"
    case practitionerSearch = "stu3.practitioner.search"
    case practitionerRead = "stu3.practitioner.read"
    case organizationSearch = "stu3.organization.search"
    case organizationRead = "stu3.organization.read"
    case locationRead = "stu3.location.read"
    case serviceSearch = "stu3.healthcareservice.search"
    case serviceRead = "stu3.healthcareservice.read"
    case slotSearch = "stu3.slot.search"
    case book = "stu3.appointment.book"
    case appointmentRead = "stu3.appointment.read"
    case appointmentList = "stu3.appointment.list"
    case amend = "stu3.appointment.amend"
    case cancel = "stu3.appointment.cancel"

    private static let prefix = "urn:nhs:names:services:gpconnect:"

    /// The id that stands in `Ssp-InteractionID`.
    var spineID: String {
        let rest =
            switch self {
            case .metadata: "fhir:rest:read:metadata-1"
            case .patientSearch: "fhir:rest:search:patient-1"
            case .patientRead: "fhir:rest:read:patient-1"
            case .register: "fhir:operation:gpc.registerpatient-1"
            case .practitionerSearch: "fhir:rest:search:practitioner-1"
            case .practitionerRead: "fhir:rest:read:practitioner-1"
            case .organizationSearch: "fhir:rest:search:organization-1"
            case .organizationRead: "fhir:rest:read:organization-1"
            case .locationRead: "fhir:rest:read:location-1"
            case .serviceSearch: "fhir:rest:search:healthcareservice-1"
            case .serviceRead: "fhir:rest:read:healthcareservice-1"
            case .slotSearch: "fhir:rest:search:slot-1"
            case .book: "fhir:rest:create:appointment-1"
            case .appointmentRead: "fhir:rest:read:appointment-1"
            case .appointmentList: "fhir:rest:search:patient_appointments-1"
            case .amend: "fhir:rest:update:appointment-1"
            case .cancel: "fhir:rest:cancel:appointment-1"
            }
        return Self.prefix + rest
    }

    /// What the token's `requested_scope` must be.
    var scope: String {
        switch self {
        case .patientSearch, .patientRead, .appointmentRead, .appointmentList: "patient/*.read"
        case .register, .book, .amend, .cancel: "patient/*.write"
        case .metadata, .practitionerSearch, .practitionerRead, .organizationSearch, .organizationRead,
            .locationRead, .serviceSearch, .serviceRead, .slotSearch:
            "organization/*.read"
        }
    }

    var method: String {
        switch self {
        case .register, .book: "POST"
        case .amend, .cancel: "PUT"
        default: "GET"
        }
    }

    /// The segments of the path, `{id}` standing for any id.
    var path: [String] {
        switch self {
        case .metadata: ["metadata"]
        case .patientSearch: ["Patient"]
        case .patientRead: ["Patient", "{id}"]
        case .register: ["Patient", "$gpc.registerpatient"]
        case .practitionerSearch: ["Practitioner"]
        case .practitionerRead: ["Practitioner", "{id}"]
        case .organizationSearch: ["Organization"]
        case .organizationRead: ["Organization", "{id}"]
        case .locationRead: ["Location", "{id}"]
        case .serviceSearch: ["HealthcareService"]
        case .serviceRead: ["HealthcareService", "{id}"]
        case .slotSearch: ["Slot"]
        case .book: ["Appointment"]
        case .appointmentRead, .amend, .cancel: ["Appointment", "{id}"]
        case .appointmentList: ["Patient", "{id}", "Appointment"]
        }
    }

    func matches(_ segments: [String]) -> Bool {
        let path = path
        return path.count == segments.count
            && zip(path, segments).allSatisfy { $0 == $1 || ($0 == "{id}" && !$1.hasPrefix("$")) }
    }
}
