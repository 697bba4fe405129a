import CanonicalJSON
import Foundation
import Testing

@Suite struct JSONLimitsTests {
  @Test func `A credential has at most 8 MiB, depth 128 and 100,000 members`() {
    #expect(JSONLimits.credential == JSONLimits(bytes: 8_388_608, depth: 128, members: 100_000))
  }

  @Test func `Limits beyond the ceilings are brought down, and below zero up`() {
    let limits = JSONLimits(bytes: .max, depth: .max, members: .max)
    #expect((limits.bytes, limits.depth, limits.members) == (1 << 28, 512, 1 << 27))
    let none = JSONLimits(bytes: -1, depth: -1, members: -1)
    #expect((none.bytes, none.depth, none.members) == (0, 0, 0))
  }

  @Test func `A text of the size limit is read, one byte more is refused at that byte`() {
    for limits in [JSONLimits(bytes: 6, depth: 1, members: 1), .credential] {
      let most = [UInt8](repeating: UInt8(ascii: "a"), count: limits.bytes - 2).quoted
      #expect(refusal(of: most, limits: limits) == nil)
      #expect(refusal(of: most + [0x20], limits: limits) == JSONError(.tooLarge, at: limits.bytes))
    }
  }

  @Test func `A text of 16 MiB is refused unread`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 16 << 20).quoted
    #expect(refusal(of: bytes) == JSONError(.tooLarge, at: 8 << 20))
  }

  @Test(arguments: [0, 1, 2, 128, 512])
  func `Nesting of the depth limit is read, one level more is refused at its bracket`(_ depth: Int) {
    let limits = JSONLimits(bytes: 10_000, depth: depth, members: 10)
    func nest(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + "0" + String(repeating: "]", count: depth)).utf8)
    }
    #expect(refusal(of: nest(depth), limits: limits) == nil)
    #expect(refusal(of: nest(depth + 1), limits: limits) == JSONError(.tooDeep, at: depth))
    // Depth is not the number of containers.
    let wide = Array(("[" + Array(repeating: "[]", count: 600).joined(separator: ",") + "]").utf8)
    #expect((refusal(of: wide, limits: limits) == nil) == (depth >= 2))
  }

  @Test(arguments: [0, 1, 17, 100_000])
  func `An object of the member limit is read, one member more is refused at its name`(_ members: Int) {
    let limits = JSONLimits(bytes: 8 << 20, depth: 8, members: members)
    func object(_ count: Int) -> [UInt8] {
      var text: [UInt8] = Array("{".utf8)
      for k in 0..<count { text += "\(k == 0 ? "" : ",")\"\(k)\":0".utf8 }
      return text + Array("}".utf8)
    }
    let most = object(members)
    #expect(refusal(of: most, limits: limits) == nil)
    let offset = most.count - 1 + (members > 0 ? 1 : 0)
    #expect(refusal(of: object(members + 1), limits: limits) == JSONError(.tooManyMembers, at: offset))
    // The limit is for one object, not for all.
    let two = Array("[".utf8) + most + Array(",".utf8) + most + Array("]".utf8)
    #expect(refusal(of: two, limits: limits) == nil)
  }

  /// Texts that cost most for each of their bytes.
  static let costly = [
    ("[", "1e20", ",", "]"), ("[", "9e-308", ",", "]"), ("[", "0.12345678901234567", ",", "]"), ("[", "-0", ",", "]"),
    ("[", "1", ",", "]"), ("[", "[]", ",", "]"), ("[", "{}", ",", "]"), ("[", "{\"\":1}", ",", "]"),
    ("[", "\"\\n\"", ",", "]"), ("\"", "\\u001f", "", "\""), ("\"", "\\n", "", "\""), ("\"", "漢", "", "\""),
    ("", "1", "", ""),
    ("0.", "0", "", "1"), ("1.", "7", "", ""), ("1e-", "7", "", ""), (" ", " ", "", "0"), ("\"", ",", "", "\""),
  ]

  @Test(arguments: costly)
  func `A costly text is read or refused, and its canonical form is read again`(
    _ open: String, _ unit: String, _ separator: String, _ close: String
  ) throws {
    // The whole size limit takes long in a debug build.
    let size = ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] == nil ? 128 << 10 : 8 << 20
    let count = (size - open.utf8.count - close.utf8.count) / (unit.utf8.count + separator.utf8.count) - 1
    let units = String(repeating: unit + separator, count: count) + unit
    let bytes = Array((open + units + close).utf8)
    guard refusal(of: bytes) == nil else { return }
    let form = try JSONDocument(parsing: bytes).canonicalBytes()
    let limits = JSONLimits(bytes: .max, depth: 128, members: 100_000)
    #expect(try JSONDocument(parsing: form, limits: limits).canonicalBytes() == form)
  }

  @Test func `Three hundred thousand members are refused`() {
    var text: [UInt8] = Array("{".utf8)
    for k in 0..<300_000 { text += "\"\(k)\":0,".utf8 }
    #expect(refusal(of: text)?.code == .tooManyMembers)
  }
}
