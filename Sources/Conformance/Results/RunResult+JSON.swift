public import JSON
internal import Record
internal import Scenarios

extension RunResult {
    /// `result.json`, members always in the same order; everything that varies stands in `run`, the last member.
    public var json: JSONValue {
        [
            "format": 1, "tool": .string(tool),
            "target": [
                "name": .string(target.name), "role": .string(target.role),
                "referenceSystem": .bool(target.isReferenceSystem), "faults": .array(target.faults.map { .string($0) }),
            ],
            "policy": ["failOn": .string(policy.failOn.rawValue)],
            "conclusion": [
                "exitCode": .number(String(conclusion.exitCode)), "sentence": .string(conclusion.sentence),
            ],
            "counts": counts.json,
            "standards": .array(
                standards.map { standard in
                    [
                        "id": .string(standard.id), "title": .string(standard.title),
                        "version": .string(standard.version), "fhir": .string(standard.release.version),
                        "scenarios": standard.counts.json, "requirements": standard.requirementCounts.json,
                        "standIns": .array(standard.standIns.map { .string($0) }),
                    ]
                }),
            "scenarios": .array(scenarios.map(\.json)),
            "requirements": .array(
                requirements.map { row in
                    var object: JSONObject = [
                        "key": .string(row.requirement.key), "pack": .string(row.pack),
                        "strength": .string(row.requirement.strength.rawValue),
                        "side": .string(row.requirement.side.rawValue),
                        "basis": .string(row.requirement.basis.rawValue), "text": .string(row.requirement.text),
                    ]
                    if let judgement = row.judgement {
                        object["judgement"] = judgement.json
                        object["scenarios"] = .array(row.scenarios.map { .string($0) })
                    }
                    return .object(object)
                }),
            "run": run.json,
        ]
    }
}

extension Judgement {
    var json: JSONValue {
        var object: JSONObject = ["verdict": .string(verdict.rawValue)]
        if let blame { object["blame"] = .string(blame.rawValue) }
        if !reason.isEmpty { object["reason"] = .string(reason) }
        return .object(object)
    }
}

extension VerdictCounts {
    /// Every verdict, those that did not occur included.
    var json: JSONValue {
        .object(JSONObject(Verdict.allCases.map { .init(name: $0.rawValue, value: .number(String(self[$0]))) }))
    }
}

extension ScenarioResult {
    var json: JSONValue {
        [
            "id": .string(id), "pack": .string(pack), "title": .string(title), "purpose": .string(purpose),
            "tags": .array(tags.map { .string($0) }), "requirements": .array(requirements.map { .string($0) }),
            "source": .string(source), "judgement": judgement.json, "steps": .array(steps.map(\.json)),
        ]
    }
}

extension StepResult {
    var json: JSONValue {
        var object: JSONObject = ["id": .string(id), "phase": .string(phase.rawValue)]
        if !title.isEmpty { object["title"] = .string(title) }
        if !request.isEmpty { object["request"] = .string(request) }
        if let exchange { object["exchange"] = .string(exchange) }
        if let status { object["status"] = .number(String(status)) }
        object["judgement"] = judgement.json
        object["expectations"] = .array(expectations.map(\.json))
        return .object(object)
    }
}

extension ExpectationResult {
    var json: JSONValue {
        var object: JSONObject = [
            "id": .string(id), "expected": .string(expected), "strength": .string(strength.rawValue),
            "requirements": .array(requirements.map { .string($0) }), "judgement": judgement.json,
        ]
        if !findings.isEmpty {
            object["findings"] = .array(
                findings.map { finding in
                    var item: JSONObject = [
                        "severity": .string(finding.severity.code), "rule": .string(finding.rule),
                        "expression": .string(finding.expression), "message": .string(finding.message),
                        "decided": .bool(finding.decided),
                    ]
                    if let profile = finding.profile { item["profile"] = .string(profile) }
                    if let element = finding.element { item["element"] = .string(element) }
                    return .object(item)
                })
        }
        return .object(object)
    }
}

extension RunFacts {
    var json: JSONValue {
        func sorted(_ values: [String: String]) -> JSONValue {
            .object(JSONObject(values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) }))
        }
        return [
            "started": .string(started), "ended": .string(ended), "seconds": .number(Self.rounded(duration)),
            "asOf": .string(asOf), "seed": .string(String(seed)), "jobs": .number(String(jobs)),
            "endpoints": sorted(endpoints), "libraries": sorted(libraries),
            "timings": .object(
                JSONObject(
                    timings.sorted { $0.key < $1.key }.map {
                        .init(name: $0.key, value: .number(Self.rounded($0.value)))
                    })),
        ]
    }

    /// Thousandths, without the noise of binary fractions.
    private static func rounded(_ seconds: Double) -> String {
        let thousandths = Int((seconds * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
