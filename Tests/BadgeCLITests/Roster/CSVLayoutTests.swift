import Testing

@testable import BadgeCLI

@Suite struct CSVLayoutTests {
  private func layout(_ text: String) throws -> CSVLayout {
    try CSVLayout(Array(text.utf8), separator: UInt8(ascii: ","))
  }

  @Test("A cell has the line in which it starts")
  func lines() throws {
    let records = try layout("a,b\r\n\n\"x\ny\r\nz\",1,\"\n\"\nlast").records
    #expect(records.map { $0.cells.map(\.line) } == [[1, 1], [2], [3, 5, 5], [7]])
    #expect(records.map(\.isBlank) == [false, true, false, false])
    #expect(records[2].cells.map(\.isQuoted) == [true, false, true])
  }

  @Test("A line of more cells than anybody has columns is refused, and so are more lines than anybody has people")
  func limits() throws {
    #expect(try layout(String(repeating: ",", count: 999)).records[0].cells.count == 1000)
    #expect(throws: CSVLayout.Failure.self) { try layout(String(repeating: ",", count: 1000)) }
    #expect(try layout(String(repeating: "a\n", count: CSVLayout.recordLimit)).records.count == CSVLayout.recordLimit)
    let failure = #expect(throws: CSVLayout.Failure.self) {
      try layout(String(repeating: "\n", count: CSVLayout.recordLimit + 1))
    }
    #expect(failure?.line == CSVLayout.recordLimit + 1)
  }
}
