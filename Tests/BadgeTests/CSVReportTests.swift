import CanonicalJSON
import Testing

@testable import Badge

@Suite struct CSVReportTests {
  /// RFC 4180, read strictly: quoted cells, CR LF at the end of each record.
  private static func records(_ csv: [UInt8]) throws -> [[String]] {
    var records: [[String]] = []
    var cells: [String] = []
    var rest = csv[...]
    while !rest.isEmpty {
      let start = rest.removeFirst()
      try #require(start == UInt8(ascii: "\""))
      var cell: [UInt8] = []
      while true {
        try #require(!rest.isEmpty)
        let byte = rest.removeFirst()
        if byte == UInt8(ascii: "\"") {
          guard rest.first == UInt8(ascii: "\"") else { break }
          rest.removeFirst()
        }
        cell.append(byte)
      }
      cells.append(String(decoding: cell, as: UTF8.self))
      if rest.first == UInt8(ascii: ",") {
        rest.removeFirst()
        continue
      }
      try #require(rest.starts(with: "\r\n".utf8))
      rest.removeFirst(2)
      records.append(cells)
      cells = []
    }
    return records
  }

  private static func table(_ verdicts: [(Verdict, VerdictReport.Input)]) throws -> [[String: String]] {
    let report = CSVReport(Sample.provenance())
    var csv = report.head
    for (verdict, input) in verdicts { report.append(verdict, of: input, to: &csv) }
    let records = try records(csv)
    try #require(records.first == CSVReport.columns)
    return try records.dropFirst().map { record in
      try #require(record.count == CSVReport.columns.count)
      return Dictionary(uniqueKeysWithValues: zip(CSVReport.columns, record))
    }
  }

  @Test("A line tells the outcome, where it comes from, and what the badge is")
  func columns() throws {
    let good = try Sample.signedBadge()
    let did = try Sample.did()
    var bad = good
    bad["name"] = "Changed"
    let rows = try Self.table([
      (Sample.verdict(good), Sample.input("good.json", good.serialized())),
      (Sample.verdict(bad), Sample.input("bad.json", bad.serialized(), line: 7)),
    ])
    #expect(rows[0]["outcome"] == "accepted" && rows[0]["code"] == "" && rows[0]["title"] == "Teamwork")
    #expect(rows[0]["issuer"] == did && rows[0]["issuer_name_is"] == "claimed")
    #expect(rows[0]["check_signature"] == "passed" && rows[0]["at"] == Instant.noon.description)
    #expect(rows[0]["trust_file"] == "issuers.json" && rows[0]["tool"] == "badge 0.0.0")
    #expect(rows[1]["outcome"] == "rejected" && rows[1]["code"] == "signature_invalid" && rows[1]["line"] == "7")
    #expect(rows[1]["title"] == "" && rows[1]["issuer_name"] == "")
  }

  @Test(
    "A cell that a spreadsheet would compute has an apostrophe before it",
    arguments: [
      "=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}1", "\u{2212}1",
    ])
  func formulas(text: String) throws {
    let row = try Self.table([(Sample.verdict(Sample.hostileBadge(text)), Sample.input(text))])[0]
    for column in ["title", "recipient", "issuer_name", "input"] {
      #expect(row[column] == "'" + VisibleText.quote(text, columns: 200))
    }
  }

  @Test("Tabulators and line breaks start nothing: they are escapes", arguments: ["\t=1", "\r=1", "\n=1", "\u{0}=1"])
  func controls(text: String) throws {
    let row = try Self.table([(Sample.verdict(Sample.hostileBadge(text)), Sample.input(text))])[0]
    #expect(try #require(row["title"]).hasPrefix("\\u{"))
  }

  @Test("No hostile text makes a cell or a line of its own", arguments: Sample.hostileTexts)
  func hostile(text: String) throws {
    let badge = try Sample.hostileBadge(text)
    let rows = try Self.table([
      (Sample.verdict(badge), Sample.input(text, badge.serialized())),
      (.unreadable(text), .init(name: text, sha256: nil)),
    ])
    #expect(rows.count == 2 && rows[0]["outcome"] == "accepted" && rows[1]["outcome"] == "undetermined")
    for row in rows {
      for cell in row.values {
        #expect(!cell.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
      }
    }
  }

  @Test("A quotation mark is doubled, and a comma stays inside its cell")
  func quoting() throws {
    let row = try Self.table([(Sample.verdict(Sample.hostileBadge("a\"b,c")), Sample.input(""))])[0]
    #expect(row["title"] == "a\"b,c")
  }
}
