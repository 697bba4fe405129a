import Testing

@testable import CanonicalJSON

@Suite struct NumberTextTests {
  private func scan(_ text: String) -> NumberText { NumberText(scanning: Array(text.utf8).span) }

  @Test(arguments: [
    "0", "1", "-1", "10", "123456789012345", "-42", "0.5", "-0.5", "3.25", "100.001", "0.000001", "0.00000123",
    "99999.9", "12345678.1234567",
  ])
  func `A number in its ECMAScript form is known as such`(_ text: String) {
    #expect(scan(text).isPlain)
  }

  @Test(arguments: [
    "-0", "0.0", "-0.0", "1.0", "1.50", "1e2", "1E2", "0e0", "0.0000001", "1e-7", "1234567890123456",
    "0.1234567890123456",
  ])
  func `A number in any other form, or of more digits than every double keeps, is not taken for plain`(_ text: String) {
    #expect(!scan(text).isPlain)
  }

  @Test func `A number that is taken for plain is its own canonical form`() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let digits = String(random.next() % 1_000_000_000_000_000 / (1 << UInt64(random.below(50))))
      let fraction = random.below(2) == 0 ? "" : "." + String(repeating: "0", count: random.below(8)) + digits.prefix(7)
      let text = (random.below(2) == 0 ? "-" : "") + (random.below(2) == 0 ? digits : "0") + fraction
      let number = scan(text)
      #expect(number.isWellFormed && number.length == text.utf8.count)
      var writer = JSONWriter()
      writer.number(number.value(Array(text.utf8).span))
      if number.isPlain { #expect(String(decoding: writer.bytes, as: UTF8.self) == text) }
    }
  }

  @Test(arguments: [
    "9007199254740992", "9007199254740994", "1e22", "1e23", "0.1", "1e-400", "0e400", "123456789012345678",
    "1.7976931348623157e308", "5e-324", "0.30000000000000004", "00", "1e5", "1000000000000000000000",
  ])
  func `The value is the nearest double, as the standard library reads it`(_ text: String) {
    #expect(scan(text).value(Array(text.utf8).span) == (text == "00" ? 0 : Double(text)))
  }

  @Test func `The value of any decimal is the nearest double, as the standard library reads it`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      var text = random.below(2) == 0 ? "-" : ""
      text += "\(1 + random.below(9))"
      for _ in 0..<random.below(22) { text += "\(random.below(10))" }
      if random.below(2) == 0 { text += ".\(random.next() >> UInt64(random.below(64)))" }
      if random.below(2) == 0 { text += "e\(random.below(2) == 0 ? random.below(50) - 25 : random.below(620) - 310)" }
      #expect(scan(text).value(Array(text.utf8).span) == Double(text), "\(text)")
    }
  }

  @Test(arguments: [
    "1", "-0", "0.10", "1e23", "9007199254740992", "0.30000000000000004", "5e-324", "1.7976931348623157e308", "100e-2",
    "1e308", "1.7e308", "2.3e-308", "123456789012345e294", "1" + String(repeating: "0", count: 300),
    "0." + String(repeating: "0", count: 400), "0." + String(repeating: "0", count: 400) + "1e400",
  ])
  func `A number that a double holds is exact`(_ text: String) throws {
    #expect(try document("[\(text)]").firstInexactNumber == nil)
  }

  @Test(arguments: [
    "9007199254740993", "0.3000000000000000444", "1e-400", "3e-324", "1.79769313486231580e308", "12345678901234567890",
    "-1.00000000000000000001", "2.22507385850720138e-308", "0." + String(repeating: "3", count: 900),
    "0." + String(repeating: "3", count: 900) + "e-310",
  ])
  func `A number that a double changes is reported`(_ text: String) throws {
    let document = try document("[1,\(text),1e-400]")
    #expect(document.firstInexactNumber.map(document.offset(of:)) == 3)
  }

  @Test func `Digits beyond the 800th still decide on which side of the middle a number lies`() {
    // 1 + 2⁻⁵³ is the middle between 1 and its successor; it is rounded to even, so to 1.
    let middle = "1.00000000000000011102230246251565404236316680908203125"
    let zeros = String(repeating: "0", count: 900)
    #expect(scan(middle).value(Array(middle.utf8).span) == 1)
    let above = middle + zeros + "1"
    #expect(scan(above).value(Array(above.utf8).span) == 1.0.nextUp)
    let same = middle + zeros
    #expect(scan(same).value(Array(same.utf8).span) == 1)
  }
}
