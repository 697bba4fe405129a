import COpenSSL

/// SHA-256 of bytes that come in pieces, for a text that is never in memory as a whole.
@safe public struct RunningDigest: ~Copyable {
  // SAFETY: made by `init`, used by this value alone, freed by `deinit`.
  private let context: OpaquePointer

  /// OpenSSL fails here and below only when memory runs out or its installation is broken. Then the process ends, as with
  /// ``HashAlgorithm/append(of:to:)``: a digest that was not computed must not reach a report that is signed.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new() else { fatalError("OpenSSL has no memory for a digest") }
    unsafe self.context = context
    guard unsafe OpenSSL.succeeded(EVP_DigestInit_ex2(context, EVP_sha256(), nil)) else {
      fatalError("this OpenSSL has no SHA256")
    }
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  public mutating func append(_ bytes: Span<UInt8>) {
    let isComplete = unsafe bytes.withUnsafeBufferPointer { source in
      // SAFETY: the context is alive, and OpenSSL reads `source.count` bytes.
      unsafe OpenSSL.succeeded(EVP_DigestUpdate(context, source.baseAddress, source.count))
    }
    guard isComplete else { fatalError("OpenSSL could not compute SHA256") }
  }

  /// The digest of all bytes, 32 bytes long.
  public consuming func digest() -> [UInt8] {
    [UInt8](capacity: HashAlgorithm.sha256.digestLength) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        var written: CUnsignedInt = 0
        // SAFETY: the context is alive, and there is room for the digest.
        guard unsafe OpenSSL.succeeded(EVP_DigestFinal_ex(context, target.baseAddress, &written)),
          written == HashAlgorithm.sha256.digestLength
        else { fatalError("OpenSSL could not compute SHA256") }
        count = Int(written)
      }
    }
  }
}
