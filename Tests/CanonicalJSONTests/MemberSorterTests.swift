import CanonicalJSON
import Testing

@Suite struct MemberSorterTests {
  /// The names in the order of the canonical form.
  private func sorted(_ names: [String]) throws -> [[UInt8]] {
    let object = JSONValue.object(names.map { JSONValue.Member($0, .null) })
    let document = try JSONDocument(parsing: object.canonicalBytes())
    return document.members(of: document.root).map { Array((document.text(at: $0.name) ?? "").utf8) }
  }

  /// RFC 8785 section 3.2.3 in its own words: as arrays of UTF-16 code units.
  private func reference(_ names: [String]) -> [[UInt8]] {
    names.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }.map { Array($0.utf8) }
  }

  @Test(arguments: [
    ["\u{FB33}", "\u{1F600}"], ["\u{E000}", "\u{10000}"], ["\u{FFFD}", "\u{10FFFD}"], ["\u{D7FF}", "\u{10000}"],
    ["same12345\u{FB33}", "same12345\u{1F600}"], ["abc\u{FB33}", "abc\u{1F600}"],
    ["abcdefg\u{EE00}", "abcdefg\u{10000}"],
    ["\u{EE00}", "\u{EF00}", "\u{F000}", "\u{1EE00}", "\u{2F000}"],
    ["", "\0", "a", "a\0", "a\0\0", "aa"], ["12345678", "12345678\0", "1234567", "123456789"],
    ["é", "e\u{301}", "e", "z"], ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"],
    ["B", "a", "A", "b", "_", "@context", "10", "9"],
  ])
  func `Names stand in the order of their UTF-16 code units`(_ names: [String]) throws {
    #expect(try sorted(names) == reference(names))
    #expect(try sorted(names.reversed()) == reference(names))
  }

  @Test(arguments: [0, 1, 2, 3, 15, 16, 17, 18, 31, 32, 33, 64, 65, 1000])
  func `Any number of members in any order is sorted alike`(_ count: Int) throws {
    let names = (0..<count).map { "common prefix \($0)" }
    let expected = reference(names)
    #expect(try sorted(names) == expected)
    #expect(try sorted(names.reversed()) == expected)
    var random = SeededGenerator(seed: UInt64(count))
    #expect(try sorted(names.shuffled(using: &random)) == expected)
  }

  @Test(arguments: 1...8)
  func `Random names stand in the order of their UTF-16 code units`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for round in 0..<40 {
      let stem = String(repeating: "x", count: round % 10)
      let names = Set((0..<(round * 2)).map { _ in Array((stem + json.string()).utf8) })
        .map { String(decoding: $0, as: UTF8.self) }
      #expect(try sorted(names) == reference(names))
    }
  }

  @Test func `Escaped names are sorted by what they mean`() throws {
    let text = #"{"b":1,"\u0061":2,"\uFB33":3,"\uD83D\uDE00":4}"#
    #expect(try canonical(text) == "{\"a\":2,\"b\":1,\"😀\":4,\"\u{FB33}\":3}")
  }

  @Test func `A nested object is sorted on its own`() throws {
    #expect(
      try canonical(#"{"b":{"d":1,"c":{"f":2,"e":3}},"a":[{"z":1,"y":2}]}"#)
        == #"{"a":[{"y":2,"z":1}],"b":{"c":{"e":3,"f":2},"d":1}}"#)
  }

  @Test func `Fifty thousand names from last to first take no more than three times as long as in order`() throws {
    func object(_ numbers: some Sequence<Int>) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      for number in numbers {
        writer.name("n\(number)")
        writer.integer(0)
      }
      writer.endObject()
      return writer.bytes
    }
    let clock = ContinuousClock()
    func time(_ bytes: [UInt8]) throws -> Duration {
      try (0..<3).map { _ in try clock.measure { _ = try JSONDocument(parsing: bytes) } }.min() ?? .zero
    }
    let inOrder = try time(object(100_000..<150_000))
    let reversed = try time(object((100_000..<150_000).reversed()))
    #expect(reversed < inOrder * 3)
  }
}
