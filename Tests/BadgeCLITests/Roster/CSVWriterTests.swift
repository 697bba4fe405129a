import Testing

@testable import BadgeCLI

@Suite struct CSVWriterTests {
  @Test(
    "A cell that a spreadsheet would run is kept text, and what RFC 4180 asks for is quoted",
    arguments: [
      ("a", "a"), ("", ""), ("=1+1", "'=1+1"), ("+49", "'+49"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "\"'\tx\""),
      ("\rx", "\"'\rx\""), ("a=b", "a=b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
      (" a", "\" a\""), ("a ", "\"a \""), ("=\"x\",1", "\"'=\"\"x\"\",1\""), ("東", "東"),
    ])
  func cells(_ cell: String, _ written: String) {
    var writer = CSVWriter()
    writer.append(["x", cell])
    #expect(String(decoding: writer.take(), as: UTF8.self) == "x,\(written)\r\n")
    #expect(writer.bytes.isEmpty)
  }

  @Test("What is written is read back")
  func readBack() throws {
    var writer = CSVWriter()
    let cells = ["a\"b", "c,d", "e\r\nf", " g ", "", "h"]
    writer.append(cells)
    #expect(try CSVText(parsing: writer.bytes).records.map(\.cells) == [cells])
  }
}
