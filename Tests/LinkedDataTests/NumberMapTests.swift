import Testing

@testable import LinkedData

@Suite("Maps of numbers")
struct NumberMapTests {
  @Test("A map finds what was put in last, and nothing else, in every size")
  func values() {
    var map = NumberMap()
    #expect(map[0] == nil)
    for number in UInt32(0)..<3000 { map[UInt64(number) << 32 | UInt64(number & 3)] = number }
    for number in UInt32(0)..<3000 { #expect(map[UInt64(number) << 32 | UInt64(number & 3)] == number) }
    for number in UInt32(0)..<3000 { #expect(map[UInt64(number) << 32 | 4] == nil) }
    #expect(map.count == 3000)
    map[0] = .max
    #expect(map[0] == .max)
    #expect(map.count == 3000)
  }

  @Test("A copy does not see what is done to the other")
  func copies() {
    var map = NumberMap()
    map[1] = 1
    let copy = map
    map[1] = 2
    map[2] = 2
    #expect(copy[1] == 1)
    #expect(copy[2] == nil)
  }
}
