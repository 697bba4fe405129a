import CanonicalJSON
import Foundation
import Signing
import Testing

/// Numbers as RFC 8785 appendix B lists them, and its authors' sequence of up to 100 million numbers by its checksums.
@Suite(.enabled(if: Conformance.has("jcs/es6-sequence.json"), Conformance.howToGet))
struct SuiteES6NumbersTests {
  struct Row: Sendable {
    var bits: UInt64
    var text: String?
  }

  static func rows() throws -> [Row] {
    let document = try JSONDocument(parsing: Conformance.bytes("jcs/rfc8785-appendix-b.json"))
    let cases = try #require(document.member("cases", of: document.root))
    return try document.elements(of: cases).map { row in
      let columns = document.elements(of: row).map { document.text(at: $0) }
      return Row(bits: try #require(UInt64(columns[0] ?? "", radix: 16)), text: columns[1])
    }
  }

  @Test func `All 26 rows of appendix B come out as printed`() throws {
    let rows = try Self.rows()
    #expect(rows.count == 26)
    for row in rows {
      let double = Double(bitPattern: row.bits)
      #expect(double.isFinite == (row.text != nil), "\(row)")
      guard let text = row.text else { continue }
      #expect(String(decoding: JSONValue.number(double).serialized(), as: UTF8.self) == text)
      #expect(try canonical("\(double)") == text)
      // -0 comes back as 0.
      let document = try document(text)
      #expect(document.number(at: document.root) == double)
    }
  }

  @Test func `The first million numbers have the published checksums`() throws {
    try Self.check(upTo: 1_000_000)
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] != nil,
      "takes minutes in a debug build: set BADGE_TEST_LONG"))
  func `The first ten million numbers have the published checksums`() throws {
    try Self.check(upTo: 10_000_000)
  }

  private static func check(upTo most: Int) throws {
    let document = try JSONDocument(parsing: Conformance.bytes("jcs/es6-sequence.json"))
    let fixed = try #require(document.member("static", of: document.root))
    var sequence = ES6Sequence(
      fixed: try document.elements(of: fixed).map { try #require(UInt64(document.text(at: $0) ?? "", radix: 16)) })
    var lines: [UInt8] = []
    lines.reserveCapacity(most * 41)
    var written = 0
    var checked = 0
    for checksum in document.elements(of: try #require(document.member("checksums", of: document.root))) {
      let count = Int(document.number(at: try #require(document.member("lines", of: checksum))) ?? 0)
      guard count <= most else { continue }
      while written < count {
        sequence.appendLine(to: &lines)
        written += 1
      }
      let sum = HashAlgorithm.sha256.digest(of: lines).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      let published = document.text(at: try #require(document.member("sha256", of: checksum)))
      #expect(sum.joined() == published, "\(count) lines")
      checked += 1
    }
    #expect(checked == "\(most)".count - 3)
  }
}

/// The sequence: fixed values, then subnormals and the smallest normals, then what SHA-256 of 32 zero bytes, applied again and
/// again, gives.
private struct ES6Sequence {
  let fixed: [UInt64]
  private var index = 0
  private var block = [UInt8](repeating: 0, count: 32)
  private var used = 32

  init(fixed: [UInt64]) { self.fixed = fixed }

  mutating func appendLine(to lines: inout [UInt8]) {
    let bits = next()
    appendHex(bits, to: &lines)
    lines.append(UInt8(ascii: ","))
    var writer = JSONWriter()
    writer.number(Double(bitPattern: bits))
    lines += writer.bytes
    lines.append(UInt8(ascii: "\n"))
  }

  private mutating func next() -> UInt64 {
    defer { index += 1 }
    if index < fixed.count { return fixed[index] }
    if index < fixed.count + 2000 { return 0x0010_0000_0000_0000 + UInt64(index - fixed.count) }
    while true {
      if used == block.count {
        block = HashAlgorithm.sha256.digest(of: block)
        used = 0
      }
      var bits: UInt64 = 0
      for k in (0..<8).reversed() { bits = bits << 8 | UInt64(block[used + k]) }
      used += 8
      let double = Double(bitPattern: bits)
      if double.isFinite, double != 0 { return bits }
    }
  }

  private func appendHex(_ bits: UInt64, to lines: inout [UInt8]) {
    var shift = max(0, 60 - bits.leadingZeroBitCount / 4 * 4)
    while shift >= 0 {
      let digit = UInt8(bits >> UInt64(shift) & 15)
      lines.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      shift -= 4
    }
  }
}
