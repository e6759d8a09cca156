public import JSON

/// Who calls, and why: what a GP Connect consumer says of itself in its token (STU3, `alg` `none`).
public struct GPConnectToken: Sendable, Hashable {
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        case patientRead = "patient/*.read"
        case patientWrite = "patient/*.write"
        case organizationRead = "organization/*.read"
        case organizationWrite = "organization/*.write"
    }

    /// The consumer's own endpoint.
    public var issuer: String
    /// The provider's service root.
    public var audience: String
    /// Seconds since 1970; the token ends five minutes later.
    public var issuedAt: Int
    public var scope: Scope
    /// The local id of the user: subject of the token and id of its practitioner.
    public var practitionerID: String
    /// `UNK` where the user has none.
    public var sdsUserID: String
    /// `UNK` where the user has none.
    public var sdsRoleProfileID: String
    public var practitionerFamily: String
    public var practitionerGiven: String
    public var practitionerPrefix: String
    public var organizationODS: String
    public var organizationName: String
    public var deviceModel: String
    public var deviceVersion: String
    public var deviceIdentifier: String

    public init(
        issuer: String = "https://consumer.example.nhs.uk", audience: String, issuedAt: Int,
        scope: Scope = .patientRead, practitionerID: String = "1", sdsUserID: String = "111111111111",
        sdsRoleProfileID: String = "22222222222222", practitionerFamily: String = "Jones",
        practitionerGiven: String = "Claire", practitionerPrefix: String = "Dr", organizationODS: String = "A11111",
        organizationName: String = "Test Out of Hours Service", deviceModel: String = "Assay",
        deviceVersion: String = "1", deviceIdentifier: String = "assay"
    ) {
        self.issuer = issuer
        self.audience = audience
        self.issuedAt = issuedAt
        self.scope = scope
        self.practitionerID = practitionerID
        self.sdsUserID = sdsUserID
        self.sdsRoleProfileID = sdsRoleProfileID
        self.practitionerFamily = practitionerFamily
        self.practitionerGiven = practitionerGiven
        self.practitionerPrefix = practitionerPrefix
        self.organizationODS = organizationODS
        self.organizationName = organizationName
        self.deviceModel = deviceModel
        self.deviceVersion = deviceVersion
        self.deviceIdentifier = deviceIdentifier
    }

    /// The claims: plain JSON, so that any of them can be dropped or spoilt.
    public var claims: JSONValue {
        [
            "iss": .string(issuer),
            "sub": .string(practitionerID),
            "aud": .string(audience),
            "exp": .number(String(issuedAt + 300)),
            "iat": .number(String(issuedAt)),
            "reason_for_request": "directcare",
            "requested_scope": .string(scope.rawValue),
            "requesting_device": [
                "resourceType": "Device",
                "identifier": [
                    ["system": .string("\(issuer)/Id/device-identifier"), "value": .string(deviceIdentifier)]
                ],
                "model": .string(deviceModel),
                "version": .string(deviceVersion),
            ],
            "requesting_organization": [
                "resourceType": "Organization",
                "identifier": [
                    [
                        "system": "https://fhir.nhs.uk/Id/ods-organization-code",
                        "value": .string(organizationODS),
                    ]
                ],
                "name": .string(organizationName),
            ],
            "requesting_practitioner": [
                "resourceType": "Practitioner",
                "id": .string(practitionerID),
                "identifier": [
                    ["system": "https://fhir.nhs.uk/Id/sds-user-id", "value": .string(sdsUserID)],
                    ["system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": .string(sdsRoleProfileID)],
                    ["system": .string("\(issuer)/Id/user-guid"), "value": .string(practitionerID)],
                ],
                "name": [
                    [
                        "family": .string(practitionerFamily), "given": [.string(practitionerGiven)],
                        "prefix": [.string(practitionerPrefix)],
                    ]
                ],
            ],
        ]
    }

    /// The token, unsigned: the third part is empty.
    public var token: JSONWebToken { JSONWebToken(header: ["alg": "none", "typ": "JWT"], claims: claims) }
}
