internal import Cryptography
internal import HTTPServer
internal import JSON
internal import Record

/// The checks of GP Connect's unsigned token (GPC-JWT).
enum TokenCheck {
    static func check(
        _ request: HTTPRequest, _ interaction: GPConnectInteraction, now: Int, faults: FaultSet
    ) throws(Refusal) {
        guard let field = request.header("Authorization"), !field.isEmpty else {
            if faults.has(.tokenMissingNotChecked) { return }
            throw .badRequest("the header field Authorization is missing")
        }
        let scheme = field.prefix { $0 != " " }
        guard scheme.lowercased() == "bearer" || faults.has(.tokenSchemeNotChecked) else {
            throw .badRequest("the header field Authorization does not carry a Bearer token")
        }
        let token = field.dropFirst(scheme.count).drop { $0 == " " }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let head = part(parts[0]), let claims = part(parts[1]), parts.count == 3 else {
            if faults.has(.tokenMalformedNotChecked) { return }
            throw .badRequest("the token is not three parts of base64url JSON")
        }
        guard parts[2].isEmpty || faults.has(.tokenSignatureNotChecked) else {
            throw .badRequest("the token carries a signature")
        }
        guard head["alg"]?.string == "none" || faults.has(.tokenAlgorithmNotChecked) else {
            throw .badRequest("the token's alg is not none")
        }
        try checkClaims(claims, faults)
        try checkTimes(claims, now, faults)
        try checkPurpose(claims, interaction, faults)
        try checkRequesters(claims, faults)
    }

    private static func part(_ text: Substring) -> JSONValue? {
        guard let bytes = Base64.decodeURL(text), let value = try? JSONValue(parsing: bytes, maximumDepth: 16),
            value.object != nil
        else { return nil }
        return value
    }

    private static func checkClaims(_ claims: JSONValue, _ faults: FaultSet) throws(Refusal) {
        let mandatory: [(String, Behaviour)] = [
            ("iss", .claimIssNotChecked), ("sub", .claimSubNotChecked), ("aud", .claimAudNotChecked),
            ("exp", .claimExpNotChecked), ("iat", .claimIatNotChecked),
            ("reason_for_request", .claimReasonMissingNotChecked), ("requested_scope", .claimScopeMissingNotChecked),
            ("requesting_device", .claimDeviceMissingNotChecked),
            ("requesting_organization", .claimOrganizationMissingNotChecked),
            ("requesting_practitioner", .claimPractitionerMissingNotChecked),
        ]
        for (name, behaviour) in mandatory where !faults.has(behaviour) {
            let value = claims[name]
            if value == nil || value == .null || value?.string == "" {
                throw .badRequest("the token has no claim \(name)")
            }
        }
    }

    private static func checkTimes(_ claims: JSONValue, _ now: Int, _ faults: FaultSet) throws(Refusal) {
        guard let issued = claims["iat"]?.int, let ends = claims["exp"]?.int else { return }
        if faults.has(.futureIatRefused), issued > now { throw .badRequest("the token was issued in the future") }
        if ends - issued != 300, !faults.has(.tokenLifetimeNotChecked) {
            throw .badRequest("the token's exp is not 300 seconds after its iat")
        }
        // A token that ends before it began has expired too: who does not look at its life does not see that either.
        if ends < issued, faults.has(.tokenLifetimeNotChecked) { return }
        if ends < now, !faults.has(.tokenExpiryNotChecked) { throw .badRequest("the token has expired") }
    }

    private static func checkPurpose(
        _ claims: JSONValue, _ interaction: GPConnectInteraction, _ faults: FaultSet
    ) throws(Refusal) {
        if let reason = claims["reason_for_request"]?.string, reason != "directcare", !faults.has(.reasonNotChecked) {
            throw .badRequest("the token's reason_for_request is not directcare")
        }
        if let scope = claims["requested_scope"]?.string, scope != interaction.scope, !faults.has(.scopeNotChecked) {
            throw .badRequest("the token's requested_scope does not cover this interaction")
        }
        if let subject = claims["sub"]?.string, let id = claims["requesting_practitioner"]?["id"]?.string,
            subject != id, !faults.has(.subNotMatchedToPractitioner)
        {
            throw .badRequest("the token's sub is not the id of its requesting_practitioner")
        }
    }

    private static let members: [(claim: String, type: String, names: Set<String>, behaviour: Behaviour)] = [
        (
            "requesting_device", "Device",
            [
                "udi", "status", "type", "lotNumber", "manufacturer", "manufactureDate", "expirationDate", "model",
                "version", "patient", "owner", "contact", "location", "url", "note", "safety",
            ], .deviceNotValidated
        ),
        (
            "requesting_organization", "Organization",
            ["active", "type", "name", "alias", "telecom", "address", "partOf", "contact", "endpoint"],
            .organizationNotValidated
        ),
        (
            "requesting_practitioner", "Practitioner",
            [
                "active", "name", "telecom", "address", "gender", "birthDate", "photo", "qualification",
                "communication",
            ], .practitionerNotValidated
        ),
    ]
    private static let common: Set<String> = [
        "resourceType", "id", "meta", "implicitRules", "language", "text", "contained", "extension",
        "modifierExtension", "identifier",
    ]

    private static func checkRequesters(_ claims: JSONValue, _ faults: FaultSet) throws(Refusal) {
        for (claim, type, names, behaviour) in members where !faults.has(behaviour) {
            guard let value = claims[claim] else { continue }
            guard let object = value.object, value.resourceType == type else {
                throw .invalidResource("the token's \(claim) is not a \(type) resource")
            }
            for member in object.members where !common.contains(member.name) && !names.contains(member.name) {
                throw .invalidResource("the token's \(claim) has an element that \(type) does not have")
            }
            guard value["identifier"].map({ $0.array?.isEmpty == false }) ?? (claim == "requesting_device") else {
                throw .invalidResource("the token's \(claim) has no identifier")
            }
        }
        if let organization = claims["requesting_organization"], !faults.has(.organizationNotValidated) {
            let systems = organization.strings("identifier.system")
            guard systems.contains("https://fhir.nhs.uk/Id/ods-organization-code") else {
                throw .invalidResource("the token's requesting_organization has no ODS code")
            }
        }
        if faults.has(.unknownUserRefused),
            claims["requesting_practitioner"]?.strings("identifier.value").contains("UNK") == true
        {
            throw .invalidResource("the token's requesting_practitioner has no national id")
        }
        if let practitioner = claims["requesting_practitioner"], !faults.has(.practitionerNotValidated) {
            guard practitioner["name"]?.array?.isEmpty == false else {
                throw .invalidResource("the token's requesting_practitioner has no name")
            }
        }
    }
}
