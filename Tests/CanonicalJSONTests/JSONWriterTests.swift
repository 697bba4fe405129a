import CanonicalJSON
import Testing

@Suite struct JSONWriterTests {
  private func written(_ style: JSONWriter.Style = .compact, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(style)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func sample(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("a")
    writer.beginArray()
    writer.integer(-7)
    writer.number(0.5)
    writer.bool(true)
    writer.null()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.name("b" as String)
    writer.beginObject()
    writer.endObject()
    writer.name("c")
    writer.string("x" as String)
    writer.endObject()
  }

  @Test func `Compact text is one line without spaces`() {
    #expect(written { sample(&$0) } == #"{"a":[-7,0.5,true,null,[]],"b":{},"c":"x"}"#)
  }

  @Test func `Pretty text has two spaces for each level`() {
    let expected = """
      {
        "a": [
          -7,
          0.5,
          true,
          null,
          []
        ],
        "b": {},
        "c": "x"
      }
      """
    #expect(written(.pretty) { sample(&$0) } == expected)
  }

  @Test func `Pretty and compact text are the same document`() throws {
    #expect(try canonical(written(.pretty) { sample(&$0) }) == canonical(written { sample(&$0) }))
  }

  @Test func `Several values are several lines`() {
    let text = written { writer in
      for k in 1...3 {
        writer.beginArray()
        writer.integer(k)
        writer.endArray()
        writer.endLine()
      }
    }
    #expect(text == "[1]\n[2]\n[3]\n")
  }

  @Test func `A line holds no line break, whatever its strings hold`() throws {
    let all = String(String.UnicodeScalarView((0..<0x80).compactMap(UnicodeScalar.init)))
    let text = written { writer in
      writer.beginObject()
      writer.name(all)
      writer.string(all)
      writer.endObject()
    }
    #expect(!text.utf8.contains(0x0A) && !text.utf8.contains(0x0D))
    let document = try document(text)
    #expect(document.members(of: document.root).map { document.text(at: $0.name) } == [all])
  }

  @Test func `Text that already is JSON is a value like any other`() {
    let text = written { writer in
      writer.beginArray()
      writer.raw(Array("{\"a\":1}".utf8).span)
      writer.raw(Array("2".utf8).span)
      writer.endArray()
    }
    #expect(text == "[{\"a\":1},2]")
  }

  @Test(arguments: [Int.min, -1, 0, 1, Int.max])
  func `An integer is written with all its digits`(_ value: Int) {
    #expect(written { $0.integer(value) } == "\(value)")
  }

  @Test(arguments: 0..<40)
  func `A string of any length keeps what follows an escape`(_ length: Int) throws {
    let value = String(repeating: "x", count: length) + "\"\\\n\u{1}é😀" + String(repeating: "y", count: length)
    let document = try document(written { $0.string(value) })
    #expect(document.text(at: document.root) == value)
    #expect(written { $0.string("é\"") } == #""é\"""#)
  }
}
