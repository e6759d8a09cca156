/// The files of a pack that an author begins with: they load, and run as they stand.
enum PackSkeleton {
    static func files(_ id: String, fhir: String) -> [(name: String, text: String)] {
        let key = id.uppercased()
        return [
            (
                "standard.yaml",
                """
                format: 1
                id: \(id)
                title: Name of the standard
                version: "0.1"
                fhir: \(fhir)
                # Test data by name; target.yaml may name other.
                data:
                  patient: {id: "1"}

                """
            ),
            (
                "requirements.yaml",
                """
                format: 1
                requirements:
                  - key: \(key)-GEN-001
                    strength: SHALL
                    side: provider
                    test: auto
                    basis: S
                    text: "What the standard asks, in your own words"

                """
            ),
            (
                "interactions.yaml",
                """
                format: 1
                defaults:
                  headers: {Accept: application/fhir+json}
                interactions:
                  read-patient:
                    method: GET
                    path: /Patient/{id}

                """
            ),
            (
                "scenarios/first.yaml",
                """
                format: 1
                scenarios:
                  - id: \(id)-read-patient
                    title: A patient can be read
                    requirements: [\(key)-GEN-001]
                    steps:
                      - id: read
                        send: read-patient
                        path: {id: "${patient.id}"}
                        expect:
                          - {id: ok, status: 200}
                          - {id: patient, resource: Patient}

                """
            ),
        ]
    }
}
