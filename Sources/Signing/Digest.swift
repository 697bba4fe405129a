import COpenSSL

/// The hash functions that Badge uses in proofs, status lists and reports (FIPS 180-4).
///
/// The set is closed: what is not a case cannot be asked for by a name in a stranger's file.
public enum HashAlgorithm: String, CaseIterable, Hashable, Sendable {
  case sha256, sha384, sha512

  /// Length of the digest in bytes.
  public var digestLength: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// Appends the digest of `bytes` to `output`.
  ///
  /// OpenSSL fails here only when memory runs out or its installation is broken. Then the process ends: a digest that
  /// was not computed must not reach a comparison, and no caller could do anything useful with the error.
  public func append(of bytes: Span<UInt8>, to output: inout [UInt8]) {
    guard FetchedDigest.of(self).append(of: bytes, to: &output, length: digestLength) else {
      fatalError("OpenSSL could not compute \(rawValue)")
    }
  }

  /// The digest of `bytes`, ``digestLength`` bytes long.
  public func digest(of bytes: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(digestLength)
    append(of: bytes, to: &output)
    return output
  }

  /// The digest of `bytes`, ``digestLength`` bytes long.
  public func digest(of bytes: [UInt8]) -> [UInt8] { digest(of: bytes.span) }
}

/// Computes digests of one algorithm with a context of OpenSSL that is kept from one to the next: setting one up and
/// taking it down costs as much as hashing 300 bytes. For one thread at a time.
@safe public struct Digester: ~Copyable {
  public let algorithm: HashAlgorithm
  // SAFETY: made by `init`, used by this value alone, freed by `deinit`.
  private let context: OpaquePointer

  public init(_ algorithm: HashAlgorithm) {
    guard let context = unsafe EVP_MD_CTX_new() else { fatalError("OpenSSL has no memory for a digest") }
    self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Appends the digest of `bytes` to `output`; where OpenSSL fails, the process ends, as with
  /// ``HashAlgorithm/append(of:to:)``.
  public mutating func append(of bytes: Span<UInt8>, to output: inout [UInt8]) {
    let length = algorithm.digestLength
    let isComplete = unsafe FetchedDigest.of(algorithm).append(of: bytes, to: &output, length: length, context)
    guard isComplete else { fatalError("OpenSSL could not compute \(algorithm.rawValue)") }
  }
}

/// MD5, for one purpose: to compare a hashed `IdentityObject` of Open Badges 3.0 (section B.2.11) that an issuer wrote
/// with `md5$`. It protects nothing, and no proof may use it, which is why it is no ``HashAlgorithm``.
public enum LegacyDigest {
  /// The 16-byte MD5 of `bytes`, or nil where OpenSSL is set up to refuse MD5, as FIPS mode is.
  public static func md5(of bytes: Span<UInt8>) -> [UInt8]? {
    guard let md5 = FetchedDigest.md5 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(16)
    return md5.append(of: bytes, to: &output, length: 16) ? output : nil
  }
}

/// One algorithm as OpenSSL's providers implement it, looked up once in a process: the look-up takes as long as hashing
/// 64 bytes does.
@safe private struct FetchedDigest {
  // SAFETY: an EVP_MD does not change after it was fetched, its reference count is atomic, and this reference is kept
  // until the process ends, so that any thread may use it at any time.
  private let algorithm: OpaquePointer

  private init?(fetching name: StaticString) {
    // SAFETY: a StaticString literal is null-terminated ASCII.
    let fetched = name.withUTF8Buffer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe EVP_MD_fetch(nil, $0.baseAddress, nil) }
    }
    guard let fetched = unsafe fetched else {
      ERR_clear_error()
      return nil
    }
    unsafe algorithm = fetched
  }

  /// Appends the digest and says true, or leaves `output` alone and says false.
  func append(of bytes: Span<UInt8>, to output: inout [UInt8], length: Int) -> Bool {
    var isComplete = false
    output.append(addingCapacity: length) { output in
      isComplete = unsafe bytes.withUnsafeBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target, count in
          var written: CUnsignedInt = 0
          // SAFETY: EVP_Digest reads `source.count` bytes and writes the digest's length, for which there is room.
          let result = unsafe EVP_Digest(source.baseAddress, source.count, target.baseAddress, &written, algorithm, nil)
          guard OpenSSL.succeeded(result), written == length else { return false }
          count = length
          return true
        }
      }
    }
    return isComplete
  }

  /// The same with a context of the caller.
  func append(of bytes: Span<UInt8>, to output: inout [UInt8], length: Int, _ context: OpaquePointer) -> Bool {
    var isComplete = false
    output.append(addingCapacity: length) { output in
      isComplete = unsafe bytes.withUnsafeBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target, count in
          var written: CUnsignedInt = 0
          // SAFETY: the context is alive; OpenSSL reads `source.count` bytes and writes the digest's length, for which
          // there is room.
          guard unsafe OpenSSL.succeeded(EVP_DigestInit_ex2(context, algorithm, nil)),
            unsafe OpenSSL.succeeded(EVP_DigestUpdate(context, source.baseAddress, source.count)),
            unsafe OpenSSL.succeeded(EVP_DigestFinal_ex(context, target.baseAddress, &written)), written == length
          else { return false }
          count = length
          return true
        }
      }
    }
    return isComplete
  }

  static func of(_ algorithm: HashAlgorithm) -> FetchedDigest {
    switch algorithm {
    case .sha256: sha256
    case .sha384: sha384
    case .sha512: sha512
    }
  }

  static let md5 = FetchedDigest(fetching: "MD5")
  private static let sha256 = required("SHA256")
  private static let sha384 = required("SHA384")
  private static let sha512 = required("SHA512")

  private static func required(_ name: StaticString) -> FetchedDigest {
    guard let digest = FetchedDigest(fetching: name) else { fatalError("this OpenSSL has no \(name)") }
    return digest
  }
}

// SAFETY: see `algorithm`.
extension FetchedDigest: @unchecked Sendable {}
