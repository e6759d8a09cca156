import ElementModel
import Record

/// What libFuzzer calls with each input: reads it in both releases, walks it, writes it and reads that again.
///
/// `scripts/fuzz` builds and runs it. A crash, a hang or a leak is a defect.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReaders(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let reader = DocumentReader(limits: ReadingLimits(depth: 64, findings: 50))
    let document = reader.read(bytes, release: count % 2 == 0 ? .r4 : .stu3)
    let view = document.view
    if document.format == .xml {
        // Both ways of reading XML must come to the same.
        let library = DocumentReader(limits: reader.limits)
        library.readsXMLByLibraryAlone = true
        let other = library.read(bytes, release: document.release)
        precondition(other.findings == document.findings && other.view.count == view.count)
        for number in 0..<view.count {
            let element = ElementID(number)
            precondition(
                view.value(element) == other.view.value(element) && view.end(element) == other.view.end(element))
            precondition(
                view.name(element) == other.view.name(element) && view.type(element) == other.view.type(element))
        }
    }
    for number in 0..<view.count {
        let element = ElementID(number)
        precondition(view.end(element) > element && view.end(element).index <= view.count)
        precondition(number == 0 || view.parent(element) < element)
        let kind = view.types.primitive(view.type(element))
        if view.hasValue(element) { _ = PrimitiveScanner.scan(view.value(element), as: kind, release: view.release) }
    }
    if document.isReadable {
        precondition(Document.read(json: document.json(), release: document.release).isReadable)
        precondition(Document.read(xml: document.xml(), release: document.release).isReadable)
    }
    return 0
}
