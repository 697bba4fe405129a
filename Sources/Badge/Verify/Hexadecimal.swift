/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  static func append(_ bytes: [UInt8], to text: inout OutputSpan<UInt8>) {
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
  }

  static func string(_ bytes: [UInt8]) -> String {
    String(decoding: [UInt8](capacity: 2 * bytes.count) { append(bytes, to: &$0) }, as: UTF8.self)
  }

  @inline(__always)
  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
