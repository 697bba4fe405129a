extension [UInt8] {
  /// A copy of `bytes`, for what is no secret.
  init(copying bytes: Span<UInt8>) {
    self.init()
    reserveCapacity(bytes.count)
    for index in bytes.indices { append(bytes[index]) }
  }
}

extension Span<UInt8> {
  func contains(_ byte: UInt8) -> Bool {
    for index in indices where self[index] == byte { return true }
    return false
  }

  func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(with: text) }

  func starts(with text: StaticString) -> Bool { holds(text, at: 0) }

  /// Whether `text` stands at `offset`, a place in the span or its end.
  func holds(_ text: StaticString, at offset: Int) -> Bool {
    guard count - offset >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in text.indices where unsafe self[offset + index] != text[index] { return false }
      return true
    }
  }

  /// Whether `bytes` stand at `offset`, a place in the span or its end.
  func holds(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard count - offset >= bytes.count else { return false }
    for index in bytes.indices where self[offset + index] != bytes[index] { return false }
    return true
  }

  func equals(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for index in indices where self[index] != bytes[index] { return false }
    return true
  }

  /// The part without white space at either end.
  var trimmed: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start].isWhitespace { start += 1 }
    while start < end, self[end - 1].isWhitespace { end -= 1 }
    return start..<end
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return.
  var isWhitespace: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}

extension SecretBytes {
  mutating func append(ascii text: StaticString) {
    text.withUTF8Buffer { append(unsafe Span(_unsafeElements: $0)) }
  }
}

extension String {
  /// The text of bytes that this room made from an ASCII alphabet.
  init(ascii bytes: Span<UInt8>) {
    // SAFETY: the buffer is read before the borrow ends, and String keeps a copy.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension UInt64 {
  /// The word whose own storage is the 8 bytes from `offset` on, whatever the byte order of the machine.
  init(inMemoryOrder bytes: Span<UInt8>, at offset: Int) {
    // SAFETY: the load is checked against the end of the span, and every bit pattern is a UInt64.
    self = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
