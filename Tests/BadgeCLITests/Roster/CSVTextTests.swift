import Foundation
import Testing

@testable import BadgeCLI

@Suite struct CSVTextTests {
  private func cells(_ text: String, _ separator: CSVText.Separator = .comma) throws -> [[String]] {
    try CSVText(parsing: Array(text.utf8), separator: separator).records.map(\.cells)
  }

  @Test(
    "Cells are what RFC 4180 says",
    arguments: [
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("\"a,1\",\"b \"\"x\"\"\"\n", [["a,1", "b \"x\""]]), ("\"a\r\nb\",c\r\nd,e", [["a\r\nb", "c"], ["d", "e"]]),
      ("\"a\nb\",\"\n\"\n", [["a\nb", "\n"]]), ("\"\"\"\"\n", [["\""]]), ("a,\"\"\n", [["a", ""]]),
      // What is empty at the end of the text is a cell.
      ("a,b\nc,", [["a", "b"], ["c", ""]]), ("a,\"\"", [["a", ""]]), (",", [["", ""]]), (",,\n", [["", "", ""]]),
      // Blank lines.
      ("\n\na\n\n \t\r\nb\n\n", [["a"], ["b"]]), ("", []), ("\n", []), ("\"\"", [[""]]),
      // Spaces around a cell do not count, and inside the quotation marks they do.
      (" a b ,\t c\n", [["a b", "c"]]), ("\" a \" , \"b\"  \nx,y", [[" a ", "b"], ["x", "y"]]),
      // What SwiftCSV by itself would take for other characters, or for spaces.
      ("a,\u{301}b\n\"\u{301}c\",d", [["a", "\u{301}b"], ["\u{301}c", "d"]]),
      ("\u{A0}a,\u{2028}b,\u{85}c", [["\u{A0}a", "\u{2028}b", "\u{85}c"]]),
      ("e\u{301},\u{1F469}\u{200D}\u{1F393},東京\n", [["e\u{301}", "\u{1F469}\u{200D}\u{1F393}", "東京"]]),
      ("a\u{FEFF},\u{FEFF}b", [["a\u{FEFF}", "\u{FEFF}b"]]),
    ])
  func reads(_ text: String, _ expected: [[String]]) throws {
    let records = try cells(text)
    #expect(records.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
    #expect(try cells("\u{FEFF}" + text).map { $0.map { Array($0.utf8) } } == records.map { $0.map { Array($0.utf8) } })
  }

  @Test("Other separators")
  func separators() throws {
    #expect(try cells("a;\"b;c\";d,e\n", .semicolon) == [["a", "b;c", "d,e"]])
    #expect(try cells("a\t b \t\"c\td\"\t\n", .tab) == [["a", "b", "c\td", ""]])
    #expect(try cells("\t\n", .tab) == [["", ""]])
  }

  @Test(
    "What could be read in two ways, or only after a repair, is refused with its place",
    arguments: [
      ("a,b\nc,d\"e\n", 2, 2, "inside"), ("a,b\nc\",d\n", 2, 1, "inside"), ("x\n\"a\"b\n", 2, 1, "behind"),
      ("x\n\"a\" \"b\"\n", 2, 1, "behind"), ("x,y\n\n1,\"open\nmore\n", 3, 2, "no partner"), ("\"", 1, 1, "no partner"),
      ("\"a\"\"", 1, 1, "no partner"), ("a\rb\n", 1, 1, "carriage"), ("a\nb\r", 2, 1, "carriage"),
      ("\"a\rb\"\n", 1, 1, "carriage"), ("\"a\"\rb\n", 1, 1, "carriage"), ("a\nb,\0c\n", 2, 2, "control"),
      ("\"\u{1B}[2J\"", 1, 1, "control"), ("a\u{7F}", 1, 1, "control"), ("a,\u{C}\n", 1, 2, "control"),
    ])
  func refuses(_ text: String, _ line: Int, _ cell: Int, _ words: String) throws {
    let failure = #expect(throws: CSVLayout.Failure.self) { try cells(text) }
    #expect(failure?.line == line && failure?.cell == cell)
    #expect(failure?.message.contains(words) == true)
  }

  @Test(
    "Bytes that are not UTF-8 are refused with their line, and never replaced",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) throws {
    let failure = #expect(throws: CSVLayout.Failure.self) {
      try CSVText(parsing: Array("a,b\nc,".utf8) + bytes + Array("\n".utf8))
    }
    #expect(failure?.line == 2)
    #expect(failure?.message == "byte 6 of the text is not UTF-8")
    #expect(failure?.hint == "save the file as CSV UTF-8")
    let utf16 = #expect(throws: CSVLayout.Failure.self) { try CSVText(parsing: [0xFF, 0xFE, 0x61, 0]) }
    #expect(utf16?.message == "the text is UTF-16")
  }

  @Test("Any cells come back from what RFC 4180 makes of them")
  func roundTrip() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", ",", "\"", "\n", "\r\n", " ", "\u{301}", "東", "\u{200D}", "'", "=", "", "\u{85}", ";"]
    for _ in 0..<300 {
      let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<3).map { _ in (0..<Int.random(in: 0...5)).map { _ in pieces.randomElement(using: &generator)! }.joined() }
      }
      let text = rows.map { row in
        // By scalars: a quotation mark with a combining mark behind it is another character.
        row.map { "\"" + $0.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" }.joined(
          separator: ",")
      }.joined(separator: Bool.random() ? "\r\n" : "\n")
      let read = try cells(text)
      #expect(
        read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }, "\(text.debugDescription)")
    }
  }

  @Test("No bytes stop the reader, and what it reads has the cells that the bytes have")
  func anyBytes() throws {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array(",\"\n\r ab\u{301}\t;".utf8)
    var read = 0
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in alphabet.randomElement(using: &generator)!
      }
      guard let text = try? CSVText(parsing: bytes) else { continue }
      read += 1
      #expect(text.records.allSatisfy { $0.cells.count == $0.layout.cells.count })
      let commas = bytes.count { $0 == 0x2C }
      #expect(
        text.records.reduce(0) { $0 + $1.cells.count - 1 + $1.cells.reduce(0) { $0 + $1.count { $0 == "," } } }
          <= commas)
    }
    #expect(read > 100)
  }
}
