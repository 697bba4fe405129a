import Signing

/// A digest of up to 64 bytes as numbers, which sort like the hexadecimal texts of the specification.
struct HashValue: BitwiseCopyable, Comparable {
  private var words = InlineArray<8, UInt64>(repeating: 0)

  init() {}

  /// The last `count` bytes of `bytes`, a multiple of 8.
  init(last count: Int, of bytes: [UInt8]) {
    let span = bytes.span
    let digest = span.extracting(last: count)
    for word in 0..<digest.count / 8 {
      // Inside the digest, which has 8 bytes for each word.
      words[word] = unsafe digest.bytes.unsafeLoadUnaligned(fromByteOffset: word * 8, as: UInt64.self).bigEndian
    }
  }

  @inline(__always)
  static func < (a: HashValue, b: HashValue) -> Bool {
    for word in 0..<8 where a.words[word] != b.words[word] { return a.words[word] < b.words[word] }
    return false
  }

  @inline(__always)
  static func == (a: HashValue, b: HashValue) -> Bool {
    for word in 0..<8 where a.words[word] != b.words[word] { return false }
    return true
  }

  /// Appends lower-case hexadecimal digits of a digest of `length` bytes.
  func appendHex(_ length: Int, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: length * 2) { output in
      for word in 0..<length / 8 {
        var value = words[word]
        for _ in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: value >> 60)
          output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
          value <<= 4
        }
      }
    }
  }
}

/// The hash algorithm of RDFC-1.0 (section 4.2): from bytes to a value that can be sorted.
struct HashFunction: ~Copyable {
  let length: Int
  private var digester: Digester
  private var digest: [UInt8] = []

  init(_ algorithm: HashAlgorithm) {
    length = algorithm.digestLength
    digester = Digester(algorithm)
  }

  /// The digest of the bytes from `start` on.
  mutating func hash(_ bytes: [UInt8], from start: Int = 0) -> HashValue {
    digest.removeAll(keepingCapacity: true)
    digester.append(of: bytes.span.extracting(droppingFirst: start), to: &digest)
    return HashValue(last: length, of: digest)
  }
}
