/// A walk over the elements of one level of DER (ITU-T X.690 section 10). It holds offsets alone; the bytes are given
/// to each call, so that a secret is never copied.
struct DERCursor {
  private var at: Int
  private let end: Int

  init(_ range: Range<Int>) {
    at = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { at == end }

  /// The range of the next element's contents if it has this tag, moving behind it; nil where it has another tag.
  ///
  /// - Throws: ``KeyError/Code/fileDamaged`` where a length is not minimal or runs beyond the end.
  mutating func readOptional(_ tag: DERTag, in der: Span<UInt8>) throws(KeyError) -> Range<Int>? {
    guard at < end, der[at] == tag.rawValue else { return nil }
    guard end - at >= 2 else { throw Self.damaged }
    var start = at + 2
    var length = Int(der[at + 1])
    if length >= 0x80 {
      // Two bytes of length reach beyond the largest key file.
      let width = length - 0x80
      guard (1...2).contains(width), end - start >= width else { throw Self.damaged }
      length = width == 1 ? Int(der[start]) : Int(der[start]) << 8 | Int(der[start + 1])
      guard length >= (width == 1 ? 0x80 : 0x100) else { throw Self.damaged }
      start += width
    }
    guard length <= end - start else { throw Self.damaged }
    at = start + length
    return start..<at
  }

  /// The same for an element that must be there.
  mutating func read(_ tag: DERTag, in der: Span<UInt8>) throws(KeyError) -> Range<Int> {
    guard let range = try readOptional(tag, in: der) else { throw Self.damaged }
    return range
  }

  /// A cursor over the elements of the sequence that comes next.
  mutating func enter(_ tag: DERTag, in der: Span<UInt8>) throws(KeyError) -> DERCursor {
    DERCursor(try read(tag, in: der))
  }

  /// A non-negative integer of at most 32 bits; nil where it is larger.
  mutating func readInteger(in der: Span<UInt8>) throws(KeyError) -> UInt64? {
    let range = try read(.integer, in: der)
    guard !range.isEmpty, der[range.lowerBound] < 0x80 else { throw Self.damaged }
    guard range.count <= 5 else { return nil }
    var value: UInt64 = 0
    for index in range { value = value << 8 | UInt64(der[index]) }
    return value <= UInt64(UInt32.max) ? value : nil
  }

  /// The range of a non-negative integer without the zero that only keeps its first bit from being a sign.
  ///
  /// - Throws: ``KeyError/Code/fileDamaged`` for a negative number, or one with more zeros in front.
  mutating func readUnsigned(in der: Span<UInt8>) throws(KeyError) -> Range<Int> {
    let range = try read(.integer, in: der)
    guard !range.isEmpty, der[range.lowerBound] < 0x80 else { throw Self.damaged }
    guard der[range.lowerBound] == 0 else { return range }
    guard range.count > 1 else { return range }
    guard der[range.lowerBound + 1] >= 0x80 else { throw Self.damaged }
    return range.dropFirst()
  }

  func checkEnd() throws(KeyError) {
    guard isAtEnd else { throw Self.damaged }
  }

  static var damaged: KeyError { KeyError(.fileDamaged, at: "the key's DER") }
}

enum DERTag: UInt8 {
  case integer = 0x02
  case bitString = 0x03
  case octetString = 0x04
  case null = 0x05
  case objectIdentifier = 0x06
  case sequence = 0x30
  case implicit1 = 0x81
  case constructed0 = 0xa0
  case constructed1 = 0xa1
}

extension SecretBytes {
  /// Appends one element.
  mutating func append(_ tag: DERTag, _ contents: Span<UInt8>) {
    precondition(contents.count < 0x1_0000, "a key has less than 64 KiB")
    append(tag.rawValue)
    if contents.count < 0x80 {
      append(UInt8(contents.count))
    } else if contents.count < 0x100 {
      append(0x81)
      append(UInt8(contents.count))
    } else {
      append(0x82)
      append(UInt8(contents.count >> 8))
      append(UInt8(contents.count & 0xff))
    }
    append(contents)
  }
}

/// The public-key algorithms that stand in SPKI and PKCS#8. Those that Badge does not use are there to be named.
enum DERAlgorithm {
  case ed25519, p256, rsa

  /// Reads an AlgorithmIdentifier with its parameters: none for Ed25519 (RFC 8410 section 3), the curve by its name for
  /// P-256 (RFC 5480 section 2.1.1), NULL for RSA (RFC 3279 section 2.3.1).
  ///
  /// - Throws: ``KeyError/Code/keyTypeNotSupported`` for any other algorithm or curve.
  init(_ info: inout DERCursor, in der: Span<UInt8>, at place: String) throws(KeyError) {
    var algorithm = try info.enter(.sequence, in: der)
    let identifier = der.extracting(try algorithm.read(.objectIdentifier, in: der))
    if identifier.equals(Self.ed25519Identifier) {
      self = .ed25519
    } else if identifier.equals(Self.rsaIdentifier) {
      guard try algorithm.read(.null, in: der).isEmpty else { throw DERCursor.damaged }
      self = .rsa
    } else if identifier.equals(Self.ecIdentifier) {
      // Parameters that are written out, or left to somebody else, are forms that RFC 5480 forbids.
      guard let curve = try algorithm.readOptional(.objectIdentifier, in: der) else {
        throw Self.notSupported("EC without the name of a curve", at: place)
      }
      guard der.extracting(curve).equals(Self.p256Identifier) else {
        let name = Self.curves.first { der.extracting(curve).equals($0.identifier) }?.name ?? "another curve"
        throw Self.notSupported(name, at: place)
      }
      self = .p256
    } else {
      throw Self.notSupported(
        Self.names.first { identifier.equals($0.identifier) }?.name ?? "another algorithm", at: place)
    }
    try algorithm.checkEnd()
  }

  /// - Throws: ``KeyError/Code/keyTypeNotSupported`` for any other algorithm than Ed25519.
  func requireEd25519(at place: String) throws(KeyError) {
    guard self == .ed25519 else {
      throw KeyError(.keyTypeNotSupported, at: place, expected: "Ed25519", found: self == .p256 ? "P-256" : "RSA")
    }
  }

  private static func notSupported(_ name: String, at place: String) -> KeyError {
    KeyError(.keyTypeNotSupported, at: place, expected: "Ed25519, P-256 or RSA", found: name)
  }

  private static let ed25519Identifier: [UInt8] = [0x2b, 0x65, 0x70]
  private static let rsaIdentifier: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]
  private static let ecIdentifier: [UInt8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
  private static let p256Identifier: [UInt8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]

  private static let names: [(identifier: [UInt8], name: String)] = [
    ([0x2b, 0x65, 0x6e], "X25519 (for encryption)"),
    ([0x2b, 0x65, 0x6f], "X448 (for encryption)"),
    ([0x2b, 0x65, 0x71], "Ed448"),
    ([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a], "RSA-PSS"),
    ([0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01], "DSA"),
    ([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x03, 0x01], "Diffie-Hellman"),
  ]

  private static let curves: [(identifier: [UInt8], name: String)] = [
    ([0x2b, 0x81, 0x04, 0x00, 0x22], "P-384"),
    ([0x2b, 0x81, 0x04, 0x00, 0x23], "P-521"),
    ([0x2b, 0x81, 0x04, 0x00, 0x0a], "secp256k1"),
  ]
}
