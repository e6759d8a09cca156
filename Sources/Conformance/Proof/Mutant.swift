internal import JSON
public import Record
internal import Scenarios

/// A change of one recorded answer: judged again, some scenario should see it.
///
/// Mutants that change the same thing in the same way are one kind, wherever they stand: a header of successes or of
/// errors, an element of a type of resource, the status of an interaction. A kind is killed once one scenario sees one
/// of them.
public struct Mutant: Sendable, Hashable {
    /// What is changed of what: `success: without ETag`, `without Patient.gender`, `find-patient: status 500`.
    public var name: String
    /// The step whose answer is changed.
    public var step: String
    public var response: Exchange.Response

    /// Header fields that the standards speak of.
    private static let headers = ["Content-Type", "ETag", "Location", "Cache-Control", "Content-Encoding"]

    /// The mutants of one recorded answer.
    ///
    /// - Parameters:
    ///   - step: the step.
    ///   - interaction: the interaction that it sends.
    ///   - response: what was answered.
    public static func of(_ step: String, interaction: String, _ response: Exchange.Response) -> [Mutant] {
        var mutants: [Mutant] = []
        let outcome = response.status < 400 ? "success" : "error"
        func add(_ what: String, _ change: (inout Exchange.Response) -> Void) {
            var changed = response
            change(&changed)
            if changed != response { mutants.append(Mutant(name: what, step: step, response: changed)) }
        }
        for name in headers where response.headers[field: name] != nil {
            add("\(outcome): without \(name)") { $0.headers.removeAll { $0.name.lowercased() == name.lowercased() } }
        }
        if response.status < 300 {
            add("\(interaction), \(outcome): status 500") { $0.status = 500 }
            add("\(interaction), \(outcome): status \(response.status == 200 ? 202 : 200)") {
                $0.status = response.status == 200 ? 202 : 200
            }
        } else {
            add("\(interaction), \(outcome): status 200") { $0.status = 200 }
            add("\(interaction), \(outcome): status 500") { $0.status = 500 }
        }
        guard response.body.first == UInt8(ascii: "{"), let resource = try? JSONValue(parsing: response.body) else {
            return mutants
        }
        func put(_ what: String, _ value: JSONValue) {
            add(what) {
                $0.body = value.serialized()
                $0.wireBody = $0.body
            }
        }
        for change in changes(of: resource) { put(change.name, change.value) }
        return mutants
    }

    /// The resource without each of its elements, and with each of its codes changed; of a Bundle, those of the first
    /// entry of each type too.
    private static func changes(of resource: JSONValue) -> [(name: String, value: JSONValue)] {
        var found: [(String, JSONValue)] = []
        let type = resource["resourceType"]?.string ?? ""
        for member in resource.object?.members ?? [] where member.name != "resourceType" {
            var changed = resource
            changed[member.name] = nil
            found.append(("without \(type).\(member.name)", changed))
            if ["status", "type", "gender", "fhirVersion"].contains(member.name), member.value.string != nil {
                changed[member.name] = "changed"
                found.append(("\(type).\(member.name) changed", changed))
            }
        }
        if type == "OperationOutcome", let issues = resource["issue"]?.array, var issue = issues.first,
            var details = issue["details"], var coding = details["coding"]?[0]
        {
            coding["code"] = "CHANGED"
            details["coding"] = .array([coding])
            issue["details"] = details
            var changed = resource
            changed["issue"] = .array([issue] + issues.dropFirst())
            found.append(("OperationOutcome.issue.details.coding.code changed", changed))
        }
        if type == "Bundle", let entries = resource["entry"]?.array {
            var seen: Set<String> = []
            for (index, entry) in entries.enumerated() {
                guard let inner = entry["resource"], let innerType = inner["resourceType"]?.string,
                    seen.insert(innerType).inserted
                else { continue }
                for change in changes(of: inner) {
                    var entry = entry
                    entry["resource"] = change.value
                    var all = entries
                    all[index] = entry
                    var changed = resource
                    changed["entry"] = .array(all)
                    found.append((change.name, changed))
                }
            }
        }
        return found
    }
}
