/// One block of textual encoding (RFC 7468): a label and the bytes between the two boundary lines.
struct PEMBlock: ~Copyable {
  let label: String
  let contents: SecretBytes

  /// Whether a boundary line stands at the start of `text` or of one of its lines.
  static func isPresent(in text: Span<UInt8>) -> Bool { boundary("-----BEGIN ", in: text, from: 0) != nil }

  /// Reads the only block of a text. Other text may stand before and after it, as RFC 7468 section 2 allows.
  ///
  /// - Throws: ``KeyError`` with `file_damaged`, `several_keys`, or what `check` throws for the label, before the
  ///   contents are looked at.
  init(_ text: Span<UInt8>, check: (String) throws(KeyError) -> Void) throws(KeyError) {
    guard let begin = Self.boundary("-----BEGIN ", in: text, from: 0) else { throw Self.damaged("no BEGIN line") }
    let labelStart = begin + 11
    var at = labelStart
    while at < text.count, text[at] != UInt8(ascii: "-"), text[at] != UInt8(ascii: "\n") { at += 1 }
    guard text.holds("-----", at: at) else { throw Self.damaged("a BEGIN line without its end") }
    let label = labelStart..<at
    let shownLabel = KeyError.quote(text.extracting(label))
    try check(shownLabel)
    guard let end = Self.boundary("-----END ", in: text, from: at) else { throw Self.damaged("no END line") }
    guard text.holds(text.extracting(label), at: end + 9),
      text.holds("-----", at: end + 9 + label.count)
    else { throw Self.damaged("an END line with another label") }
    if Self.boundary("-----BEGIN ", in: text, from: end) != nil {
      throw KeyError(.severalKeys, at: "the PEM file", hint: "keep each key in a file of its own")
    }
    contents = try Self.decode(text.extracting(at + 5..<end))
    self.label = shownLabel
  }

  /// Appends a block with lines of 64 characters.
  static func write(_ contents: Span<UInt8>, label: StaticString, to output: inout SecretBytes) {
    output.append(ascii: "-----BEGIN ")
    output.append(ascii: label)
    output.append(ascii: "-----\n")
    var column = 0
    Base64Alphabet.standard.encode(contents) { character in
      output.append(character)
      column += 1
      if column == 64 {
        output.append(UInt8(ascii: "\n"))
        column = 0
      }
    }
    if column > 0 { output.append(UInt8(ascii: "\n")) }
    output.append(ascii: "-----END ")
    output.append(ascii: label)
    output.append(ascii: "-----\n")
  }

  private static func decode(_ body: Span<UInt8>) throws(KeyError) -> SecretBytes {
    var base64 = SecretBytes(capacity: body.count)
    for index in body.indices where !body[index].isWhitespace { base64.append(body[index]) }
    var contents = SecretBytes(capacity: body.count / 4 * 3 + 3)
    try base64.withBytes { text throws(KeyError) in
      try Base64Alphabet.standard.decode(text, at: "the PEM file") { contents.append($0) }
    }
    return contents
  }

  /// The offset of `text` at the start of a line, from `start` on.
  private static func boundary(_ line: StaticString, in text: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    while at < text.count {
      if text.holds(line, at: at), at == 0 || text[at - 1] == UInt8(ascii: "\n") { return at }
      at += 1
    }
    return nil
  }

  private static func damaged(_ reason: String) -> KeyError {
    KeyError(.fileDamaged, at: "the PEM file", found: reason)
  }
}
