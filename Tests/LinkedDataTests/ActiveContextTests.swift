import Testing

@testable import LinkedData

@Suite("Active contexts")
struct ActiveContextTests {
  @Test("A map of terms finds what was put in, and nothing else, in every size")
  func terms() {
    var map = TermMap()
    #expect(map[TextID(3)] == nil)
    for number in UInt32(0)..<2000 { map[TextID(number * 7)] = DefinitionID(number: number) }
    for number in UInt32(0)..<2000 { #expect(map[TextID(number * 7)] == DefinitionID(number: number)) }
    for number in UInt32(0)..<2000 { #expect(map[TextID(number * 7 + 1)] == nil) }
    #expect(map.definitions.count == 2000)
  }

  @Test("A definition that is taken away stays away until there is another one")
  func removal() {
    var map = TermMap()
    map[TextID(1)] = nil
    #expect(map.definitions.isEmpty)
    map[TextID(1)] = DefinitionID(number: 5)
    map[TextID(1)] = nil
    #expect(map[TextID(1)] == nil)
    #expect(map.definitions.isEmpty)
    map[TextID(1)] = DefinitionID(number: 6)
    #expect(map[TextID(1)] == DefinitionID(number: 6))
  }

  @Test("A copy does not see what is done to the other")
  func copies() {
    var map = TermMap()
    map[TextID(1)] = DefinitionID(number: 1)
    let copy = map
    map[TextID(1)] = DefinitionID(number: 2)
    #expect(copy[TextID(1)] == DefinitionID(number: 1))
  }
}
