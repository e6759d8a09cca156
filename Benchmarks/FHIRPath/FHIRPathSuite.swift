import ElementModel
import FHIRPath
import Record

/// FHIRPath on invented resources: compiled once, one thread, warm. Every row also counts what its expression works
/// on, since an `all()` over nothing is true as well.
func fhirpathSuite() -> [Benchmark] {
    let reader = DocumentReader()
    let patient = reader.read(Array(InventedResources.patient(1).utf8), release: .r4)
    let observation = reader.read(Array(InventedResources.observation(1).utf8), release: .r4)
    let bundle = reader.read(Array(InventedResources.bundle().utf8), release: .r4)
    let evaluator = Evaluator()

    func compiled(_ text: String, _ document: Document) -> CompiledExpression? {
        let type = document.view.types.text(document.view.type(.root))
        return try? CompiledExpression(
            text, options: ExpressionOptions(release: .r4, contextType: type, leniency: .publishedInvariant))
    }
    /// - Parameters:
    ///   - inner: what the expression works on, as a count, and how many that must be.
    func row(
        _ name: String, _ document: Document, _ text: String, inner: String, _ expected: Int, target: Double? = nil
    ) -> Benchmark? {
        guard let expression = compiled(text, document), let works = compiled(inner, document),
            let counted = try? evaluator.evaluate(works, in: document.view).first?.text, counted == "\(expected)",
            evaluator.evaluateBoolean(expression, in: document.view) == .isTrue || !text.contains("all(")
        else {
            print("fhirpath/\(name): the expression does not work on what it should")
            return nil
        }
        return Benchmark("fhirpath/\(name)", target: target, expected: expected) { count in
            let view = document.view
            var sum = 0
            for _ in 0..<count { sum += (try? evaluator.count(expression, in: view)) ?? 0 }
            return sum >= 0 ? expected : 0
        }
    }
    let dom3 =
        "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()"
    let ref1 =
        "descendants().where($this is Reference).where(reference.exists()).all(reference.startsWith('#').not() or (reference.substring(1).trace('url') in %resource.contained.id.trace('ids')))"
    let ref1InBundle =
        "entry.resource.descendants().where($this is Reference).where(reference.exists()).all(reference.startsWith('#').not() or (reference.substring(1) in %resource.entry.resource.contained.id))"
    let ext1 = "descendants().where($this is Extension).all(extension.exists() != value.exists())"
    let strings =
        "(name.given | code.coding.display | entry.resource.name.given | entry.resource.code.coding.display).select(upper().substring(0, 3) & '-' & replace('a', 'o') & length().toString()).where(contains('-')).count()"
    let localReferences = "where($this is Reference).where(reference.startsWith('#')).count()"
    let rows: [Benchmark?] = [
        row("name.given/patient", patient, "name.given", inner: "name.given.count()", 4, target: 0.25e-6),
        row("code.coding.code/observation", observation, "code.coding.code", inner: "code.coding.code.count()", 2),
        row(
            "where/patient", patient, "Patient.name.where(use='official').given.first()", inner: "name.count()", 3,
            target: 0.5e-6),
        row("dom-3/patient", patient, dom3, inner: "%resource.descendants().reference.count()", 2, target: 20e-6),
        row("dom-3/observation", observation, dom3, inner: "%resource.descendants().reference.count()", 3),
        row("ref-1/patient", patient, ref1, inner: "descendants()." + localReferences, 2, target: 10e-6),
        row("ref-1/observation", observation, ref1, inner: "descendants()." + localReferences, 1, target: 10e-6),
        row(
            "ext-1/patient", patient, ext1, inner: "descendants().where($this is Extension).count()", 6, target: 10e-6),
        row(
            "obs-7/observation", observation,
            "value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()",
            inner: "component.code.coding.count()", 2, target: 0.7e-6),
        row("strings/patient", patient, strings, inner: "name.given.distinct().count()", 3, target: 2e-6),
        row(
            "dates/patient", patient, "birthDate + 18 years < @2024-06-01", inner: "birthDate.count()", 1,
            target: 0.7e-6),
        row(
            "dates/observation", observation, "effective + 90 days > @2024-01-01T00:00:00Z",
            inner: "effective.count()", 1, target: 0.7e-6),
        row(
            "matches/patient", patient,
            "telecom.where(system='phone').value.all(matches('^[0-9+ ()-]{6,20}$'))",
            inner: "telecom.where(system='phone').value.count()", 2, target: 0.7e-6),
        row(
            "matches/observation", observation, "code.coding.code.all(matches('^[0-9]{1,9}(-[0-9])?$'))",
            inner: "code.coding.code.count()", 2, target: 0.7e-6),
        row(
            "logic/patient", patient,
            "name.all(family.exists() or given.exists()) and identifier.all(system.exists() implies value.exists())",
            inner: "name.count() + identifier.count()", 5),
        row(
            "descendants/patient", patient, "descendants().where($this is Reference)",
            inner: "descendants().where($this is Reference).count()", 3),
        row(
            "descendants/bundle", bundle, "descendants().ofType(Reference)",
            inner: "descendants().where($this is Reference).count()", 1488, target: 5e-3),
        row(
            "ext-1/bundle", bundle, ext1, inner: "descendants().where($this is Extension).count()", 1116, target: 5e-3),
        row(
            "ref-1/bundle", bundle, ref1InBundle, inner: "entry.resource.descendants()." + localReferences, 620,
            target: 2e-3),
        row(
            "bdl-7/bundle", bundle,
            "(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl&resource.meta.versionId).isDistinct()",
            inner: "entry.where(fullUrl.exists()).count()", 496, target: 0.2e-3),
        row(
            "matches/bundle", bundle,
            "entry.fullUrl.all(matches('^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'))",
            inner: "entry.fullUrl.count()", 496),
        row(
            "dates/bundle", bundle, "entry.resource.birthDate.where($this + 18 years < @2024-06-01).count()",
            inner: "entry.resource.birthDate.count()", 124),
        row("name.given/bundle", bundle, "entry.resource.name.given", inner: "entry.resource.name.given.count()", 496),
    ]
    return rows.compactMap { $0 }
}
