import Testing

@testable import Signing

@Suite struct DERTests {
  private func octets(_ hex: String) throws(KeyError) -> [UInt8] {
    let der = [UInt8](hex: hex)
    var cursor = DERCursor(der.indices)
    let range = try cursor.read(.octetString, in: der.span)
    try cursor.checkEnd()
    return Array(der[range])
  }

  private func integer(_ hex: String) throws(KeyError) -> UInt64? {
    let der = [UInt8](hex: hex)
    var cursor = DERCursor(der.indices)
    return try cursor.readInteger(in: der.span)
  }

  @Test("An element of every length form comes back", arguments: [0, 1, 127, 128, 255, 256, 65_535])
  func roundTrip(_ count: Int) throws {
    var der = SecretBytes()
    der.append(.octetString, bytes(count).span)
    #expect(try octets(der.exposed.hex) == bytes(count))
  }

  @Test(
    "Lengths that are indefinite, not minimal, too wide or beyond the end are refused, and so are bytes that follow",
    arguments: [
      "04", "0401", "0480", "04810100", "04820001ff", "04830000010a", "0482ffff00", "0481", "048201", "040100ff",
      "0400ff",
    ])
  func defects(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try octets(hex) } == .fileDamaged)
  }

  @Test("Integers up to 32 bits are read, larger ones are nil, negative and empty ones are refused")
  func integers() throws {
    #expect(try integer("020100") == 0)
    #expect(try integer("02024000") == 0x4000)
    #expect(try integer("020500ffffffff") == 0xffff_ffff)
    #expect(try integer("02050100000000") == nil)
    #expect(try integer("02090000000000000000ff") == nil)
    #expect(code { () throws(KeyError) in _ = try integer("0201ff") } == .fileDamaged)
    #expect(code { () throws(KeyError) in _ = try integer("0200") } == .fileDamaged)
  }
}
