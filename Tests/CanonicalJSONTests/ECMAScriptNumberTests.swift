import CanonicalJSON
import Testing

@Suite struct ECMAScriptNumberTests {
  static let texts: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.5, "0.5"), (123.456, "123.456"), (-0.1, "-0.1"),
    (1e20, "100000000000000000000"), (12345678901234568e4, "123456789012345680000"),
    (9999999999999999e5, "999999999999999900000"), (1e21, "1e+21"), (1.5e21, "1.5e+21"), (-1e21, "-1e+21"),
    (1e-6, "0.000001"), (1.5e-6, "0.0000015"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (9.999e-7, "9.999e-7"),
    (9007199254740992, "9007199254740992"), (9007199254740994, "9007199254740994"), (1e100, "1e+100"),
    (Double.leastNonzeroMagnitude, "5e-324"), (-Double.leastNonzeroMagnitude, "-5e-324"),
    (2.2250738585072014e-308, "2.2250738585072014e-308"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (333333333.3333333, "333333333.3333333"),
    (0.1 + 0.2, "0.30000000000000004"), (1e23, "1e+23"), (4.5, "4.5"), (2e-3, "0.002"),
    (-0.0000012345678901234567, "-0.0000012345678901234567"), (10, "10"), (1e5, "100000"),
  ]

  @Test(arguments: texts)
  func `A double has the text that ECMA-262 gives it`(_ double: Double, _ text: String) {
    #expect(String(decoding: JSONValue.number(double).serialized(), as: UTF8.self) == text)
  }

  @Test func `The text of any double is read back as the same double`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let double = Double(bitPattern: random.next())
      guard double.isFinite else { continue }
      let text = JSONValue.number(double).serialized()
      let document = try JSONDocument(parsing: text)
      #expect(document.number(at: document.root) == double)
      #expect(document.firstInexactNumber == nil)
      #expect(document.canonicalBytes() == text)
    }
  }
}
