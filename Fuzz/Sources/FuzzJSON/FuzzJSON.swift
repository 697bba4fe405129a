import CanonicalJSON
import FuzzSupport

// They read every input after those before it. Unsafe for threads and safe here: the fuzzer calls the target from one
// thread.
nonisolated(unsafe) private var reader = JSONReader()
nonisolated(unsafe) private var memo = CanonicalMemo()

/// Bytes to a document to RFC 8785, and back: the canonical form is its own canonical form. What was read before changes
/// nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let like = try? reader.read(input)
  guard let document = try? JSONDocument(parsing: input) else {
    expect(like == nil, "what is refused by itself is refused after others")
    return 0
  }
  let canonical = document.canonicalBytes()
  guard let like else { fatalError("what is read by itself is read after others") }
  var remembered: [UInt8] = []
  memo.canonicalize(like, like.root, editing: [], into: &remembered)
  expect(remembered == canonical, "the canonical form does not depend on texts before")
  compare(document, like, document.root)
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

private func compare(_ document: JSONDocument, _ like: JSONDocument, _ node: JSONDocument.Node) {
  expect(document.kind(of: node) == like.kind(of: node), "the same kinds")
  expect(document.offset(of: node) == like.offset(of: node), "the same offsets")
  for element in document.elements(of: node) { compare(document, like, element) }
  for member in document.members(of: node) {
    expect(document.text(at: member.name) == like.text(at: member.name), "the same names")
    compare(document, like, member.value)
  }
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
