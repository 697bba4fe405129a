import Testing

@testable import Signing

@Suite struct Base58Tests {
  private func decode(_ text: String) -> [UInt8]? {
    Base58.withDecoded(Array(text.utf8).span) { [UInt8](copying: $0) }
  }

  private func encode(_ bytes: [UInt8]) -> String {
    String(Base58.withEncoded(bytes.span, prefix: UInt8(ascii: "z")) { String(ascii: $0) }.dropFirst())
  }

  @Test(
    "The examples of draft-msporny-base58-03, section 5",
    arguments: [
      ("Hello World!", "2NEpo7TZRRrLZSi2U"),
      ("The quick brown fox jumps over the lazy dog.", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"),
      ("\0\0\u{28}\u{7f}", "11233QC4"),
    ])
  func draft(_ plain: String, _ text: String) {
    let bytes = plain.hasPrefix("\0") ? [UInt8](hex: "0000287fb4cd") : Array(plain.utf8)
    #expect(encode(bytes) == text)
    #expect(decode(text) == bytes)
  }

  /// Digit by digit, as the draft tells it.
  private func slowly(_ bytes: [UInt8]) -> String {
    let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    var digits: [Int] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += digits[index] << 8
        digits[index] = carry % 58
        carry /= 58
      }
      while carry > 0 {
        digits.append(carry % 58)
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.count
    return String(repeating: "1", count: zeros) + String(digits.reversed().map { alphabet[$0] })
  }

  @Test("Every length from 0 to 92, with and without leading zeros, agrees with the slow form and comes back")
  func lengths() {
    var random = SystemRandomNumberGenerator()
    for count in 0...Base58.maximumByteCount {
      for zeros in [0, 1, count / 2, count] where zeros <= count {
        let tail = (zeros..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let bytes = [UInt8](repeating: 0, count: zeros) + tail
        #expect(encode(bytes) == slowly(bytes))
        #expect(decode(encode(bytes)) == bytes)
      }
      let ones = [UInt8](repeating: 255, count: count)
      #expect(encode(ones) == slowly(ones))
      #expect(decode(encode(ones)) == ones)
    }
  }

  @Test("The longest texts are decoded: 127 times the smallest and the largest digit")
  func longest() {
    #expect(decode(String(repeating: "1", count: 127)) == [UInt8](repeating: 0, count: 127))
    #expect(decode(String(repeating: "z", count: 127))?.count == 93)
    #expect(decode("1" + String(repeating: "z", count: 126))?.count == 94)
  }

  @Test("A byte outside the alphabet is refused wherever it stands")
  func alphabet() {
    let alphabet = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    for byte in UInt8.min...UInt8.max {
      for place in 0..<7 {
        var text = [UInt8](repeating: UInt8(ascii: "2"), count: 7)
        text[place] = byte
        let isDecoded = Base58.withDecoded(text.span) { _ in true } ?? false
        #expect(isDecoded == alphabet.contains(byte))
      }
    }
  }
}
