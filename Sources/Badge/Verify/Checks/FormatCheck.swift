import CanonicalJSON

/// From bytes to a strict JSON document.
enum FormatCheck {
  /// - Throws: a `Reason` for bytes that are no I-JSON; `undecided` is set where they are a badge in a form that is not
  ///   read yet.
  static func run(
    _ bytes: [UInt8], undecided: inout Bool, reader: inout JSONReader
  ) throws(Reason) -> JSONDocument {
    let document: JSONDocument
    do throws(JSONError) {
      document = try reader.read(bytes)
    } catch {
      if let reason = otherForm(bytes) {
        undecided = true
        throw reason
      }
      if error.code == .tooLarge {
        throw Reason(
          .inputTooLarge, "the input is larger than \(JSONLimits.credential.bytes >> 20) MiB")
      }
      throw Reason(.jsonInvalid, "\(error.explanation), at byte \(error.offset) (\(error.code.rawValue))")
    }
    // In a file with a badge on each line a token is a JSON string.
    if let text = document.text(at: document.root), isCompactJWS(Array(text.utf8)) {
      undecided = true
      throw jwtNotSupported
    }
    return document
  }

  /// Forms in which badges are handed around besides JSON.
  private static func otherForm(_ bytes: [UInt8]) -> Reason? {
    if bytes.count <= JSONLimits.credential.bytes, isCompactJWS(bytes) { return jwtNotSupported }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return Reason(.imageNotSupported, "this is a PNG picture; badges in pictures are not implemented yet")
    }
    // No JSON starts with a `<`, and an SVG picture with nothing else.
    let text = bytes.prefix(1024).drop(while: isWhiteSpace)
    if text.starts(with: "<svg".utf8) || text.starts(with: "<?xml".utf8) {
      return Reason(.imageNotSupported, "this is an SVG picture or other XML; badges in it are not implemented yet")
    }
    return nil
  }

  private static let jwtNotSupported = Reason(
    .jwtNotSupported, "this is a JSON Web Token; badges in that form are not implemented yet")

  /// A token, with white space around it as files have.
  private static func isCompactJWS(_ bytes: [UInt8]) -> Bool {
    let text = bytes.span
    var start = 0
    var end = text.count
    while start < end, isWhiteSpace(text[start]) { start += 1 }
    while end > start, isWhiteSpace(text[end - 1]) { end -= 1 }
    return CompactJWS.isOne(text.extracting(start..<end), signatureMayBeEmpty: true)
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
