import Testing

@testable import Signing

@Suite struct ECDSASignatureTests {
  private func der(_ signature: [UInt8]) -> [UInt8]? {
    ECDSASignature(signature.span).map { $0.withDER { [UInt8](copying: $0) } }
  }

  private func plain(_ der: [UInt8]) throws(KeyError) -> [UInt8] { try ECDSASignature(der: der.span).bytes }

  /// r and s with these bytes at their ends.
  private func signature(_ r: [UInt8], _ s: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 0, count: 32 - r.count) + r + [UInt8](repeating: 0, count: 32 - s.count) + s
  }

  @Test("Numbers take as few bytes in DER as they can, and a zero where the first bit is set")
  func minimal() {
    #expect(der(signature([1], [0x80]))?.hex == "3007" + "020101" + "02020080")
    #expect(der(signature([], [0x7f, 0xff]))?.hex == "3007" + "020100" + "02027fff")
    let all = [UInt8](repeating: 255, count: 64)
    #expect(der(all)?.count == 72)
  }

  @Test("Both forms are read back to the same bytes")
  func roundTrip() throws {
    for signature in [
      signature([1], [2]), signature([0x80], [0xff, 0x00]), [UInt8](repeating: 255, count: 64), bytes(64),
      signature([], []),
    ] {
      let der = try #require(self.der(signature))
      #expect(try plain(der) == signature)
    }
  }

  @Test("Only 64 bytes are a signature", arguments: [0, 63, 65, 70, 72, 96])
  func lengths(_ count: Int) {
    let bytes = bytes(count)
    #expect(ECDSASignature(bytes.span) == nil)
  }

  @Test(
    "DER that OpenSSL would not write is refused",
    arguments: [
      "", "30", "3006020101", "3006020101020101ff", "300602010102010100", "30080202000102020001", "3006020181020101",
      "3003020101", "3009020101020101020101", "30820006020101020101", "3006020101030101", "300502000202ff01",
    ])
  func refused(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try plain([UInt8](hex: hex)) } == .fileDamaged)
  }

  @Test("A number of 33 bytes is refused")
  func tooLong() {
    let number = "0221" + "01" + String(repeating: "00", count: 32)
    let der = "3026" + number + "020101"
    #expect(code { () throws(KeyError) in _ = try plain([UInt8](hex: der)) } == .fileDamaged)
  }
}
