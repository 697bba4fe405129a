import CanonicalJSON

/// A JSON key file from which the secrets were taken before it was parsed.
///
/// A `JSONDocument` keeps its text in an array, where a secret would stay in memory. So every string goes to a wiped
/// buffer, unless it is a member name or the value of a name that is known to be public, and the parser sees a
/// placeholder: the number of the secret, padded with spaces so that byte offsets stay what they were.
struct SecretJSON: ~Copyable {
  let document: JSONDocument
  private let secrets: SecretBytes
  /// Where each secret lies in `secrets`.
  private let ranges: [Range<Int>]

  /// Members whose strings may stay in an array. Any other string counts as secret.
  private static let publicNames: [StaticString] = [
    "kty", "crv", "x", "y", "n", "e", "use", "key_ops", "alg", "kid", "id", "type", "controller", "publicKeyMultibase",
    "@context",
  ]

  /// - Throws: ``KeyError/Code/fileDamaged`` with the reason and the byte offset (0-based).
  init(_ text: Span<UInt8>) throws(KeyError) {
    var secrets = SecretBytes(capacity: 256)
    var ranges: [Range<Int>] = []
    var redacted: [UInt8] = []
    redacted.reserveCapacity(text.count + 8)
    var isPublic = false
    var at = 0
    while at < text.count {
      guard text[at] == UInt8(ascii: "\"") else {
        redacted.append(text[at])
        at += 1
        continue
      }
      let (content, isName) = try Self.string(at: at, in: text)
      at = content.upperBound + 1
      let isSecret = !isName && !isPublic
      // An escape could hide which member this is, and no name in a key needs one.
      if isName, text.extracting(content).contains(UInt8(ascii: "\\")) {
        throw KeyError(
          .fileDamaged, at: "the JSON key file", found: "an escape in a member name at byte \(content.lowerBound)")
      }
      redacted.append(UInt8(ascii: "\""))
      if isSecret {
        redacted.append(placeholder: ranges.count, length: content.count)
        ranges.append(secrets.count..<secrets.count + content.count)
        secrets.append(text.extracting(content))
      } else {
        redacted.append(contentsOf: [UInt8](copying: text.extracting(content)))
      }
      redacted.append(UInt8(ascii: "\""))
      if isName { isPublic = Self.publicNames.contains { text.extracting(content).equals($0) } }
    }
    do throws(JSONError) {
      document = try JSONDocument(
        parsing: redacted, limits: JSONLimits(bytes: 2 * KeyFile.maximumBytes, depth: 16, members: 256))
    } catch {
      throw KeyError(.fileDamaged, at: "the JSON key file", found: error.description)
    }
    self.secrets = secrets
    self.ranges = ranges
  }

  /// Lends the bytes of a string that was taken out; nil where `node` is no string or a public one.
  func withSecret<Result: ~Copyable>(
    _ node: JSONDocument.Node, _ body: (Span<UInt8>) throws(KeyError) -> Result
  ) throws(KeyError) -> Result? {
    guard let text = document.withUTF8(of: node, { [UInt8](copying: $0) }), let range = range(of: text) else {
      return nil
    }
    return try secrets.withBytes { bytes throws(KeyError) in try body(bytes.extracting(range)) }
  }

  private func range(of placeholder: [UInt8]) -> Range<Int>? {
    var number = 0
    for byte in placeholder where byte != UInt8(ascii: " ") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), number < ranges.count else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number < ranges.count && !placeholder.isEmpty ? ranges[number] : nil
  }

  /// The contents of the string that opens at `start`, and whether a colon follows it.
  private static func string(at start: Int, in text: Span<UInt8>) throws(KeyError) -> (Range<Int>, isName: Bool) {
    var end = start + 1
    while end < text.count, text[end] != UInt8(ascii: "\"") {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < text.count else {
      throw KeyError(.fileDamaged, at: "the JSON key file", found: "a string without an end at byte \(start)")
    }
    var next = end + 1
    while next < text.count, text[next].isWhitespace { next += 1 }
    return (start + 1..<end, next < text.count && text[next] == UInt8(ascii: ":"))
  }
}

extension [UInt8] {
  fileprivate mutating func append(placeholder number: Int, length: Int) {
    let end = count + length
    append(contentsOf: String(number).utf8)
    while count < end { append(UInt8(ascii: " ")) }
  }
}
