/// A public key of P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3): a point of the curve, as a value without heap memory.
///
/// A value of this type has passed OpenSSL's check that the point is on the curve; the point at infinity has no form that
/// is read.
public struct P256PublicKey: Hashable, Sendable, BitwiseCopyable {
  // x and y, 32 bytes each, big-endian, in the byte order of memory; see `PublicKey`.
  private let x0, x1, x2, x3, y0, y1, y2, y3: UInt64

  /// Reads a point as SEC 1 section 2.3.4 has it: 33 bytes that start with 02 or 03, or 65 that start with 04.
  ///
  /// - Throws: ``KeyError`` with `length_wrong`, or `public_key_not_canonical` where the point is not on the curve.
  public init(_ point: Span<UInt8>) throws(KeyError) {
    guard point.count == 33 || point.count == 65 else {
      throw KeyError(.lengthWrong, at: Self.place, expected: "33 or 65 bytes", found: "\(point.count)")
    }
    // 06 and 07, which OpenSSL takes too, are forms that nothing here allows.
    guard point.count == 33 ? point[0] == 2 || point[0] == 3 : point[0] == 4, let key = OpenSSLKey.p256(point: point)
    else { throw KeyError(.publicKeyNotCanonical, at: Self.place) }
    self = try P256PublicKey(key)
  }

  /// Reads the two coordinates, 32 bytes each, big-endian (RFC 7518 section 6.2.1).
  ///
  /// - Throws: as ``init(_:)``.
  public init(x: Span<UInt8>, y: Span<UInt8>) throws(KeyError) {
    guard x.count == 32, y.count == 32 else {
      throw KeyError(.lengthWrong, at: Self.place, expected: "32 bytes each", found: "\(x.count) and \(y.count)")
    }
    var point = InlineArray<65, UInt8>(repeating: 4)
    for index in 0..<32 {
      point[index + 1] = x[index]
      point[index + 33] = y[index]
    }
    self = try P256PublicKey(point.span)
  }

  /// The public half of a key that OpenSSL holds.
  init(_ key: borrowing OpenSSLKey) throws(KeyError) {
    guard let x = key.number(.qx, length: 32), let y = key.number(.qy, length: 32) else {
      throw KeyError(.publicKeyNotCanonical, at: Self.place)
    }
    (x0, x1, x2, x3) = x.withBytes { Self.words($0) }
    (y0, y1, y2, y3) = y.withBytes { Self.words($0) }
  }

  private static func words(_ bytes: Span<UInt8>) -> (UInt64, UInt64, UInt64, UInt64) {
    (
      UInt64(inMemoryOrder: bytes, at: 0), UInt64(inMemoryOrder: bytes, at: 8), UInt64(inMemoryOrder: bytes, at: 16),
      UInt64(inMemoryOrder: bytes, at: 24)
    )
  }

  static let place = "the P-256 public key"

  /// Lends x and y, 64 bytes.
  func withCoordinates<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeBytes(of: self) { buffer throws(Failure) in
      // SAFETY: eight UInt64 are 64 initialised bytes without padding, and the span cannot leave `body`.
      try body(unsafe Span<UInt8>(_unsafeElements: buffer.assumingMemoryBound(to: UInt8.self)))
    }
  }

  /// The first coordinate, 32 bytes, big-endian.
  public var x: [UInt8] { withCoordinates { [UInt8](copying: $0.extracting(first: 32)) } }
  /// The second coordinate, 32 bytes, big-endian.
  public var y: [UInt8] { withCoordinates { [UInt8](copying: $0.extracting(last: 32)) } }

  /// The point in 33 bytes (SEC 1 section 2.3.3): 02 or 03 by the last bit of y, then x.
  public var compressed: [UInt8] {
    withCoordinates { [2 | $0[63] & 1] + [UInt8](copying: $0.extracting(first: 32)) }
  }

  /// The point in 65 bytes: 04, x, y.
  public var uncompressed: [UInt8] { withCoordinates { [4] + [UInt8](copying: $0) } }
}
