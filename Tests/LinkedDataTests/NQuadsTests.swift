import Testing

@testable import LinkedData

@Suite struct NQuadsTests {
  /// A document read and written again.
  private func written(_ text: String) throws -> String {
    String(decoding: NQuads.write(try NQuads.read(Array(text.utf8))), as: UTF8.self)
  }

  @Test(arguments: [
    "<urn:a> <urn:b> <urn:c> .\n", "_:a <urn:b> _:c <urn:d> .\n", "<urn:a> <urn:b> \"c\" _:d .\n",
    "_:a <urn:b> \"c\"@en-GB .\n", "_:a.b <urn:b> \"c\"^^<urn:d> _:a.b .\n", "<urn:ä> <urn:b> \"🌃 ä\" .\n",
    #"<urn:a> <urn:b> "\"\\\n\r\t\b\f\u0000\u0007\u000B\u001F\u007F" ."# + "\n",
    "<urn:a> <urn:b> \"\u{80}\u{9F}\u{FFFD}\u{10FFFF}\" .\n", #"<urn:a> <urn:b> "\uFFFE\uFFFF" ."# + "\n", "",
  ])
  func `Canonical N-Quads is its own canonical form`(_ text: String) throws {
    #expect(try written(text) == text)
  }

  @Test(arguments: [
    ("<urn:a><urn:b><urn:c>.", "<urn:a> <urn:b> <urn:c> .\n"),
    (" \t<urn:a>\t<urn:b>  <urn:c>\t. \t", "<urn:a> <urn:b> <urn:c> .\n"),
    ("# a\n\n  # b\r\n<urn:a> <urn:b> _:c.# d\r\r\n \n", "<urn:a> <urn:b> _:c .\n"),
    ("_:a<urn:b>_:c.\n_:c<urn:b>_:a.", "_:a <urn:b> _:c .\n_:c <urn:b> _:a .\n"),
    (#"<urn:\u0061> <urn:\U0001F303> "\u0061\U0001f303\'" ."#, "<urn:a> <urn:🌃> \"a🌃'\" .\n"),
    ("<urn:a> <urn:b> \"\t\u{0}\" .", #"<urn:a> <urn:b> "\t\u0000" ."# + "\n"),
    ("<urn:a> <urn:b> \"c\"^^<http://www.w3.org/2001/XMLSchema#string> .", "<urn:a> <urn:b> \"c\" .\n"),
    ("<urn:a> <urn:b> _:c .\r<urn:a> <urn:b> _:c .", "<urn:a> <urn:b> _:c .\n"),
    ("<urn:a> <urn:b> \"c\"@en.", "<urn:a> <urn:b> \"c\"@en .\n"),
  ])
  func `Other forms are read alike`(_ text: String, _ canonical: String) throws {
    #expect(try written(text) == canonical)
  }

  @Test(
    arguments: [
      ("<urn:a> <urn:b> <urn:c>", .nquadsUnexpectedEnd, 23, 1),
      ("<urn:a> <urn:b> ", .nquadsUnexpectedEnd, 16, 1),
      ("<urn:a> <urn:b> <urn:c", .nquadsUnexpectedEnd, 22, 1),
      ("<urn:a> <urn:b> \"c", .nquadsUnexpectedEnd, 18, 1),
      ("<urn:a> <urn:b> \"c\\", .nquadsUnexpectedEnd, 19, 1),
      ("<urn:a> <urn:b> \"\\u00", .nquadsUnexpectedEnd, 21, 1),
      ("_", .nquadsUnexpectedEnd, 1, 1),
      ("<urn:a> <urn:b> <urn:c> . x", .nquadsUnexpectedByte, 26, 1),
      ("\n\n\r\n\r<urn:a> \"b\" <urn:c> .", .nquadsUnexpectedByte, 13, 5),
      ("<urn:a> _:b <urn:c> .", .nquadsUnexpectedByte, 8, 1),
      ("\"a\" <urn:b> <urn:c> .", .nquadsUnexpectedByte, 0, 1),
      ("<urn:a> <urn:b> <urn:c> \"d\" .", .nquadsUnexpectedByte, 24, 1),
      ("<urn:a> <urn:b> <urn:c> . <urn:a> <urn:b> <urn:d> .", .nquadsUnexpectedByte, 26, 1),
      ("<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> .", .nquadsUnexpectedByte, 32, 1),
      ("<urn:a> <urn:b> # c\n <urn:c> .", .nquadsUnexpectedByte, 16, 1),
      ("<urn:a> <urn:b>\n<urn:c> .", .nquadsUnexpectedByte, 15, 1),
      ("<urn:a b> <urn:b> <urn:c> .", .nquadsUnexpectedByte, 6, 1),
      ("<urn:a> <urn:b> \"c\nd\" .", .nquadsUnexpectedByte, 18, 1),
      ("<urn:a> <urn:b> \"c\"^<urn:d> .", .nquadsUnexpectedByte, 20, 1),
      ("<urn:a> <urn:b> \"c\"^^ <urn:d> .", .nquadsUnexpectedByte, 21, 1),
      ("<urn:a> <urn:b> \"c\"@ en .", .nquadsUnexpectedByte, 20, 1),
      ("<urn:a> <urn:b> \"c\"@en--ltr .", .nquadsUnexpectedByte, 22, 1),
      ("<urn:a> <urn:b> \"c\"@en-GB- .", .nquadsUnexpectedByte, 25, 1),
      ("_:-a <urn:b> <urn:c> .", .nquadsUnexpectedByte, 2, 1),
      ("<urn:a> <urn:b> 'c' .", .nquadsUnexpectedByte, 16, 1),
      ("<urn:a> <urn:b> 1 .", .nquadsUnexpectedByte, 16, 1),
      ("<urn:a> a <urn:c> .", .nquadsUnexpectedByte, 8, 1),
      ("<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", .nquadsUnexpectedByte, 17, 1),
      ("VERSION \"1.2\"", .nquadsUnexpectedByte, 0, 1),
      ("@base <urn:a> .", .nquadsUnexpectedByte, 0, 1),
      ("\u{FEFF}<urn:a> <urn:b> <urn:c> .", .nquadsUnexpectedByte, 0, 1),
      ("<urn:a> <urn:b> <c> .", .iriInvalid, 16, 1),
      ("<> <urn:b> <urn:c> .", .iriInvalid, 0, 1),
      ("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> \"c\"^^<d> .", .iriInvalid, 47, 2),
      ("<urn:a> <urn:b> \"\\x\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:a> <urn:b> \"\\u00zz\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:a> <urn:b> \"\\uD83C\\uDF03\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:a> <urn:b> \"\\U0000DFFF\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:a> <urn:b> \"\\U00110000\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:a> <urn:b> \"\\UFFFFFFFF\" .", .nquadsInvalidEscape, 17, 1),
      ("<urn:\\u0020> <urn:b> <urn:c> .", .nquadsInvalidEscape, 5, 1),
      ("<urn:\\u003E> <urn:b> <urn:c> .", .nquadsInvalidEscape, 5, 1),
      ("<urn:\\n> <urn:b> <urn:c> .", .nquadsInvalidEscape, 5, 1),
    ] as [(String, LinkedDataError.Code, Int, Int)])
  func `A defect is found where it is`(_ text: String, _ code: LinkedDataError.Code, _ offset: Int, _ line: Int) {
    #expect {
      try NQuads.read(Array(text.utf8))
    } throws: { error in
      guard let error = error as? LinkedDataError else { return false }
      return error.code == code && error.position == TextPosition(offset: offset, line: line)
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF],
    ] as [[UInt8]])
  func `Bytes that are not UTF-8 are refused, in a comment too`(_ bytes: [UInt8]) {
    #expect {
      try NQuads.read(Array("# a\n# ".utf8) + bytes + [0x0A])
    } throws: { error in
      guard let error = error as? LinkedDataError else { return false }
      return error.code == .nquadsInvalidUTF8 && error.position == TextPosition(offset: 6, line: 2)
    }
  }

  @Test func `A blank node without a label gets one that no other has`() throws {
    for label in ["b1", "b0", "bb1", "bbb", "b", "a"] {
      var dataset = Dataset()
      let property = try dataset.iri("urn:p")
      let labelled = try dataset.blankNode(label)
      for _ in 0..<3 { try dataset.add(dataset.blankNode(), property, labelled) }
      let again = try NQuads.read(NQuads.write(dataset))
      #expect(again.blankNodeCount == 4)
      #expect(try again.canonicalNQuads() == dataset.canonicalNQuads())
    }
  }

  @Test func `A hundred thousand lines are read`() throws {
    var text: [UInt8] = []
    for number in 0..<100_000 { text += Array("_:\(number) <urn:p> \"\(number % 100)\" .\n".utf8) }
    let dataset = try NQuads.read(text)
    #expect(dataset.quads.count == 100_000)
    #expect(NQuads.write(dataset) == text)
  }
}
