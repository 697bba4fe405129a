/// JSON as it may be shown on a terminal.
///
/// A report for machines is read by people too, with `cat`. Characters that move the cursor, hide or reorder text are
/// written as `\u` escapes, which every JSON reader takes for the same value.
enum VisibleJSON {
  /// The same JSON text without such characters. Line breaks between the values stay.
  static func of(_ json: [UInt8]) -> [UInt8] {
    var result = json
    escape(&result, from: 0)
    return result
  }

  /// Rewrites the text from `start` on, which is valid UTF-8.
  static func escape(_ json: inout [UInt8], from start: Int) {
    guard let first = firstInvisible(json.span, from: start) else { return }
    let rest = Array(json[first...])
    json.removeSubrange(first...)
    for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars {
      if isInvisible(scalar) {
        for unit in String(scalar).utf16 { append(unit, to: &json) }
      } else {
        json.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  /// Nearly every report has nothing to escape, and all but a few of its bytes are ASCII.
  private static func firstInvisible(_ json: Span<UInt8>, from start: Int) -> Int? {
    var i = start
    while i < json.count {
      // Many bytes at a time while all are below 0x7F. Inside the text: i + 32 or i + 8 <= count is checked.
      while i &+ 32 <= json.count {
        let words = unsafe json.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: SIMD4<UInt64>.self)
        let high =
          (words | (words &+ SIMD4(repeating: 0x0101_0101_0101_0101))) & SIMD4(repeating: 0x8080_8080_8080_8080)
        if high != .zero { break }
        i &+= 32
      }
      while i &+ 8 <= json.count {
        let word = unsafe json.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
        if (word | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
        i &+= 8
      }
      guard i < json.count else { return nil }
      let byte = json[i]
      if byte < 0x7F {
        i &+= 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      var value = length == 1 ? UInt32(byte) : UInt32(byte) & (0xFF >> UInt32(length + 1))
      for k in 1..<4 where k < length && i + k < json.count { value = value << 6 | UInt32(json[i + k] & 0x3F) }
      guard let scalar = Unicode.Scalar(value), !isInvisible(scalar) else { return i }
      i += length
    }
    return nil
  }

  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x7F, !isPlainlyVisible(scalar) else { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// The letters and signs that most names are written with, so that Unicode's tables are asked for the others only:
  /// Latin to Cyrillic but for the soft hyphen and the grapheme joiner, dashes and quotes, and the CJK blocks.
  private static func isPlainlyVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x52F, 0x2010...0x2027, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
  }
}
