import Testing

@testable import Badge

/// Everything that Expat says, as text.
private final class EventLog: XMLPass {
  var lines: [String] = []
  var refused: String?

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  override func start(_ name: XMLName, _ attributes: XMLAttributes, tag: Range<Int>, in bytes: Span<UInt8>) {
    let list = attributes.map { " \(text($0.name.bytes))=\(text($0.value.bytes))" }.joined()
    lines.append("\(depth) <\(text(name.bytes))\(list) \(tag)")
    if text(name.bytes) == refused { refuse(.svgInvalid, "refused", at: tag.lowerBound) }
  }

  override func end(tag: Range<Int>) { lines.append("\(depth) > \(tag)") }
  override func text(_ span: Span<UInt8>) {
    lines.append("'" + text(span.indices.map { span[$0] }) + "'")
  }
  override func cdata(starts: Bool) { lines.append(starts ? "[" : "]") }
  override func other() { lines.append("other") }
  override func namespace(prefix: XMLName?, name: XMLName?) {
    lines.append("\(text(prefix?.bytes ?? [])):\(text(name?.bytes ?? []))")
  }
  override func declaration(encoding: XMLName?, at offset: Int) {
    lines.append("encoding \(text(encoding?.bytes ?? [])) \(offset)")
  }
  override func doctype(hasSubset: Bool, at offset: Int) { lines.append("doctype \(hasSubset) \(offset)") }
}

struct ExpatTests {
  private func log(
    _ text: String, namespaces: Bool = true, refusing name: String? = nil
  ) -> (lines: [String], error: BakingError?) {
    let log = EventLog()
    log.refused = name
    let result = Result { () throws(BakingError) in
      try Expat.run(log, over: Array(text.utf8), namespaces: namespaces)
    }
    if case .failure(let error) = result { return (log.lines, error) }
    return (log.lines, nil)
  }

  @Test func `Events come with their place in bytes, a byte order mark counted`() {
    let text = "\u{FEFF}<?xml version='1.0' encoding='x'?><!DOCTYPE a SYSTEM 'b'><a b='ü'>é<c/><!-- --><d></d ></a>"
    let (lines, error) = log(text)
    #expect(error == nil)
    #expect(
      lines == [
        "encoding x 3", "doctype false 59", "1 <a b=ü 60..<70", "'é'", "2 <c 72..<76", "2 > 76..<76", "other",
        "2 <d 84..<87", "2 > 87..<92", "1 > 92..<96",
      ])
  }

  @Test func `Names have their namespace where it is asked for`() {
    let text = "<a xmlns='u' xmlns:p='v'><p:b c='' p:d=''/></a>"
    #expect(
      log(text).lines == [":u", "p:v", "1 <u\na 0..<25", "2 <v\nb c= v\nd= 25..<43", "2 > 43..<43", "1 > 43..<47"])
    #expect(log(text, namespaces: false).lines.first == "1 <a xmlns=u xmlns:p=v 0..<25")
  }

  @Test func `After something was refused nothing more is said`() {
    let (lines, error) = log("<a><b/><c/>", refusing: "b")
    #expect(lines == ["1 <a 0..<3", "2 <b 3..<7"])
    #expect(error == BakingError(.svgInvalid, "refused", at: 3))
  }

  @Test func `An error of Expat's has its words and its place`() {
    let error = log("<a></b>").error
    #expect(error == BakingError(.svgInvalid, "this is no well-formed XML: mismatched tag", at: 5))
    #expect(log("").error?.code == .svgInvalid)
    #expect(log("<a>&x;</a>").error == BakingError(.svgEntityNotSupported, "the SVG uses an entity of its own", at: 3))
  }

  @Test func `Names are compared as a whole`() {
    final class Compare: XMLPass {
      var results: [Bool] = []
      override func start(_ name: XMLName, _ attributes: XMLAttributes, tag: Range<Int>, in bytes: Span<UInt8>) {
        results = [
          name.isEqual("Abc"), !name.isEqual("Ab"), !name.isEqual("Abcd"), !name.isEqual("abc"), !name.isEqual(""),
          name.isEqual("abc", ignoringCase: true), name.hasPrefix("Ab"), name.hasPrefix(""), !name.hasPrefix("Abcd"),
          name.isLonger(than: 2), !name.isLonger(than: 3), attributes.value(of: "x") == [0x31],
          attributes.value(of: "y") == nil, attributes.value(of: "z") == [],
        ]
      }
    }
    let compare = Compare()
    #expect(throws: Never.self) { try Expat.run(compare, over: Array("<Abc z='' x='1'/>".utf8), namespaces: true) }
    #expect(compare.results.count == 14 && compare.results.allSatisfy { $0 })
  }
}
