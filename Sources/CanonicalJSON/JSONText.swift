/// JSON strings as RFC 8785 section 3.2.2.2 writes them.
public enum JSONText {
  /// Appends JSON that stands as it is: for reports, whose names and brackets are known beforehand.
  @inlinable
  public static func append(_ fragment: StaticString, to output: inout OutputSpan<UInt8>) {
    fragment.withUTF8Buffer { copy(unsafe Span(_unsafeElements: $0), 0..<$0.count, to: &output) }
  }

  /// Appends JSON that was written before, as it is.
  @inlinable
  public static func append(written json: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    copy(json, 0..<json.count, to: &output)
  }

  /// The most bytes that a text of `count` bytes can have as a JSON string: six are the longest escape, and two quotes go
  /// round it.
  public static func bound(_ count: Int) -> Int { count * 6 + 2 }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(unsafe Span(_unsafeElements: $0), to: &bytes) }
  }

  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: bound(text.count)) { append(text, to: &$0) }
  }

  /// Appends a text as a JSON string: at most ``bound(_:)`` bytes.
  public static func append(_ text: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    output.append(UInt8(ascii: "\""))
    var i = 0
    while i < text.count {
      let start = i
      // Eight bytes at a time while none of them needs an escape.
      while i &+ 8 <= text.count {
        // Inside the text: i + 8 <= count was just checked.
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
        let special = BytesInWord.controlsQuotesAndBackslashes(word)
        if special != 0 {
          i &+= special.trailingZeroBitCount >> 3
          break
        }
        i &+= 8
      }
      while i < text.count, !needsEscape(text[i]) { i &+= 1 }
      copy(text, start..<i, to: &output)
      if i < text.count {
        appendEscape(text[i], to: &output)
        i &+= 1
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends a part of `source`.
  ///
  /// Most texts are shorter than two blocks, and to copy whole blocks costs a third of a call of memmove. What is copied
  /// too much lies in free capacity and is written over next.
  @inlinable
  @inline(__always)
  static func copy(_ source: Span<UInt8>, _ range: Range<Int>, to output: inout OutputSpan<UInt8>) {
    let blocks = (range.count &+ 15) & ~15
    // These two lines are what makes the unsafe accesses below safe.
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count && range.count <= output.freeCapacity)
    let isShort = range.count <= 64 && range.lowerBound &+ blocks <= source.count && blocks <= output.freeCapacity
    guard !range.isEmpty else { return }
    unsafe source.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        let from = unsafe source.baseAddress.unsafelyUnwrapped + range.lowerBound
        let to = unsafe UnsafeMutableRawPointer(target.baseAddress.unsafelyUnwrapped + count)
        if isShort {
          var k = 0
          while k < blocks {
            unsafe to.storeBytes(
              of: from.loadUnaligned(fromByteOffset: k, as: SIMD16<UInt8>.self), toByteOffset: k,
              as: SIMD16<UInt8>.self)
            k &+= 16
          }
        } else {
          unsafe to.copyMemory(from: from, byteCount: range.count)
        }
        count &+= range.count
      }
    }
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  /// The two-character escapes, and `\u00xx` in lower case for the other controls.
  private static func appendEscape(_ byte: UInt8, to output: inout OutputSpan<UInt8>) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
      output.append(UInt8(ascii: "u"))
      output.append(UInt8(ascii: "0"))
      output.append(UInt8(ascii: "0"))
      output.append(0x30 + byte >> 4)
      output.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
    }
  }
}
