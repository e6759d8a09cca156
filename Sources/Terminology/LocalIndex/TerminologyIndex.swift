internal import Database
public import Definitions
public import ElementModel
internal import Synchronization

/// A local index of SNOMED CT and dm+d, made by ``TerminologyImport`` from the user's own release files.
///
/// Opened when first asked; what was asked once is remembered. Safe to share between threads.
public final class TerminologyIndex: ConceptOracle {
    /// The system of SNOMED CT.
    public static var snomed: String { "http://snomed.info/sct" }
    /// The system of the NHS dictionary of medicines and devices.
    public static var dmd: String { "https://dmd.nhs.uk" }
    /// Names the layout of the file; an index of another layout is refused.
    static var format: String { "1" }

    private let store: Mutex<IndexStore>
    /// What the index was made of.
    public let facts: [String: String]

    /// Opens an index.
    ///
    /// - Throws: ``TerminologyIndexError`` where the file is none, or one of another version of Assay.
    public init(path: String) throws(TerminologyIndexError) {
        do {
            let opened = try IndexStore(path: path)
            guard opened.facts["format"] == TerminologyIndex.format else {
                throw TerminologyIndexError(
                    path: path, reason: "is not an index of this version: import the release files again")
            }
            self.facts = opened.facts
            self.store = Mutex(opened)
        } catch let error as TerminologyIndexError {
            throw error
        } catch let error as DatabaseError {
            throw TerminologyIndexError(path: path, reason: "is no index: \(error.message)")
        } catch {
            throw TerminologyIndexError(path: path, reason: "\(error)")
        }
    }

    // MARK: ConceptOracle

    public func contains(system: String, code: ByteSlice) -> Bool? {
        if system == TerminologyIndex.snomed {
            guard hasSNOMED else { return nil }
            // An expression of several concepts is no code of the list, and may be right all the same.
            guard let concept = number(code) else { return isExpression(code) ? nil : false }
            return store.withLock { store in
                switch store.state(of: concept) {
                case .active, .inactive: true
                case .absent: false
                case .unknown: nil
                }
            }
        }
        guard system == TerminologyIndex.dmd, hasDMD else { return nil }
        guard let product = number(code) else { return false }
        guard let found = store.withLock({ $0.product(product) }) else { return nil }
        return found != nil
    }

    public func isActive(system: String, code: ByteSlice) -> Bool? {
        guard let number = number(code) else { return nil }
        if system == TerminologyIndex.snomed, hasSNOMED { return store.withLock { $0.isActive(number) } }
        if system == TerminologyIndex.dmd { return store.withLock { ($0.product(number) ?? nil)?.isActive } }
        return nil
    }

    public func passes(system: String, code: ByteSlice, filters: [ValueSet.Filter]) -> Bool? {
        if system == TerminologyIndex.dmd {
            guard hasDMD else { return nil }
            guard let number = number(code) else { return false }
            guard let found = store.withLock({ $0.product(number) }) else { return nil }
            guard let product = found else { return false }
            return ECLExpression.all(filters) { filter in
                // `parent = VTM` and the like: which kind of product it is.
                guard ["parent", "concept", "kind"].contains(filter.property) else { return nil }
                switch filter.op {
                case "=", "is-a", "descendent-of", "child-of": return product.kind == filter.value
                default: return nil
                }
            }
        }
        guard system == TerminologyIndex.snomed, hasSNOMED else { return nil }
        guard let concept = number(code) else { return isExpression(code) ? nil : false }
        return store.withLock { store in
            switch store.state(of: concept) {
            case .absent: return false
            case .unknown: return nil
            case .active, .inactive: break
            }
            return ECLExpression.all(filters) { filter in
                SNOMEDFilter.passes(concept, filter, store.expression, in: store)
            }
        }
    }

    public func displays(system: String, code: ByteSlice) -> [String]? {
        guard let number = number(code) else { return nil }
        if system == TerminologyIndex.snomed {
            return hasSNOMED ? store.withLock { $0.descriptions(number) } : nil
        }
        guard system == TerminologyIndex.dmd else { return nil }
        return store.withLock { ($0.product(number) ?? nil).map { [$0.name] } }
    }

    public func isKind(system: String, code: String, of ancestor: String) -> Bool? {
        guard system == TerminologyIndex.snomed, hasSNOMED, let concept = Int64(code), let other = Int64(ancestor)
        else { return nil }
        return store.withLock { store in
            switch store.state(of: concept) {
            case .unknown, .absent: return nil
            case .active, .inactive: break
            }
            return concept == other ? true : store.ancestors(of: concept)?.contains(other)
        }
    }

    private var hasSNOMED: Bool { facts["snomed"] != nil }
    private var hasDMD: Bool { facts["dmd"] != nil }

    private func number(_ code: ByteSlice) -> Int64? {
        guard SNOMEDIdentifier.isSingle(code), code.count <= 18 else { return nil }
        return code.buffer.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private func isExpression(_ code: ByteSlice) -> Bool { SNOMEDIdentifier.isExpression(code) }
}

/// Why an index cannot be made or used: the file, and what to do.
public struct TerminologyIndexError: Error, Sendable, Hashable, CustomStringConvertible {
    public var path: String
    public var reason: String
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
    public var description: String { "\(path): \(reason)" }
}
