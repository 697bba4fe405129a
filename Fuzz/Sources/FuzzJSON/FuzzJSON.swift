import CanonicalJSON
import FuzzSupport

/// Bytes to a document to RFC 8785, and back: the canonical form is its own canonical form.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  guard let document = try? JSONDocument(parsing: input) else { return 0 }
  let canonical = document.canonicalBytes()
  guard let again = try? JSONDocument(parsing: canonical) else { fatalError("the canonical form is JSON") }
  expect(again.canonicalBytes() == canonical, "the canonical form is stable")
  expect(again.firstInexactNumber == nil, "canonical numbers are exact")
  let tree = JSONValue(document)
  expect((try? tree.canonicalBytes()) == canonical, "tree and tape have one canonical form")
  guard let written = try? JSONDocument(parsing: tree.serialized(.pretty)) else {
    fatalError("what is written is JSON")
  }
  expect(written.canonicalBytes() == canonical, "what is written says the same")
  visit(document, document.root)
  return 0
}

private func visit(_ document: JSONDocument, _ node: JSONDocument.Node) {
  consumed &+= document.offset(of: node)
  for element in document.elements(of: node) { visit(document, element) }
  for member in document.members(of: node) {
    let found = document.withUTF8(of: member.name) { document.member(named: $0, of: node) } ?? nil
    expect(found == member.value, "a member is found by its name")
    if document.kind(of: member.value) == .number { consumed &+= document.pointer(to: member.value).utf8.count }
    visit(document, member.value)
  }
}
