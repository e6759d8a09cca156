public import Definitions
public import ElementModel

/// What a local index of a large code system (SNOMED CT, dm+d) knows.
public protocol ConceptOracle: Sendable {
    /// Whether the system has a code; `nil` where the index does not hold the system.
    func contains(system: String, code: ByteSlice) -> Bool?
    /// Whether a code passes all filters; `nil` where the index cannot tell.
    func passes(system: String, code: ByteSlice, filters: [ValueSet.Filter]) -> Bool?
    /// The displays of a code, the preferred one first; `nil` where the index does not hold the system.
    func displays(system: String, code: ByteSlice) -> [String]?
    /// Whether a code is active; `nil` where the index does not hold it.
    func isActive(system: String, code: ByteSlice) -> Bool?
    /// Whether one code is another or below it; `nil` where the index cannot tell.
    func isKind(system: String, code: String, of ancestor: String) -> Bool?
}
