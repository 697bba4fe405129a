import CanonicalJSON
import Signing

/// A JSON Web Signature in compact form (RFC 7515, section 7.1), taken apart. Nothing in it is believed yet.
struct SignedToken: Sendable {
  /// The token as it came: three parts with dots between.
  let text: [UInt8]
  let header: TokenHeader
  /// The decoded second part.
  let payload: [UInt8]
  /// The decoded third part.
  let signature: [UInt8]
  /// How many bytes of the text are signed: the first two parts with the dot between (section 5.1, step 5).
  let signedCount: Int

  /// The most bytes of text that a header has. One with a chain of certificates in it has a few thousand.
  static let headerLimit = 64 << 10
  /// The most bytes of text that a signature has: those of a key of 8,192 bits are 1,366.
  static let signatureLimit = 2048

  /// - Parameter text: at most as many bytes as a badge has, without white space around it.
  /// - Throws: a `Reason` for anything but three parts in strict base64url, or a header that is none.
  init(_ text: [UInt8], memo: inout TokenHeaderMemo) throws(Reason) {
    guard text.count <= JSONLimits.credential.bytes else {
      throw Reason(.inputTooLarge, "the input is larger than \(JSONLimits.credential.bytes >> 20) MiB")
    }
    let dots = try Self.dots(in: text.span)
    guard dots.first <= Self.headerLimit else {
      throw Self.malformed("its header has more than \(Self.headerLimit >> 10) KiB")
    }
    let signatureCount = text.count - dots.second - 1
    guard signatureCount <= Self.signatureLimit else {
      throw Self.malformed("its signature is longer than that of any key")
    }
    header = try memo.header(text.span.extracting(..<dots.first))
    payload = try Self.decode(text.span.extracting(dots.first + 1..<dots.second), "payload")
    signature = try Self.decode(text.span.extracting(droppingFirst: dots.second + 1), "signature")
    signedCount = dots.second
    self.text = text
  }

  /// Whether the signature is this key's, which is asked by the key's own algorithm.
  func isSigned(by key: VerificationKey, using checker: inout SignatureChecker) -> Bool {
    checker.verify(signature.span, of: text.span.extracting(..<signedCount), by: key)
  }

  /// Where the two dots are. The search ends at a third one.
  private static func dots(in text: Span<UInt8>) throws(Reason) -> (first: Int, second: Int) {
    var dots: [Int] = []
    for i in text.indices where text[i] == UInt8(ascii: ".") {
      guard dots.count < 2 else { throw malformed("it has more than three parts") }
      dots.append(i)
    }
    guard dots.count == 2 else { throw malformed("it has less than three parts") }
    return (dots[0], dots[1])
  }

  static func decode(_ text: Span<UInt8>, _ part: String) throws(Reason) -> [UInt8] {
    do throws(KeyError) {
      return try Base64URL.decode(text)
    } catch {
      throw malformed("its \(part) is not base64url without padding")
    }
  }

  static func malformed(_ what: String) -> Reason {
    Reason(.tokenMalformed, "this is no JSON Web Token in compact form: \(what)")
  }
}

/// The last header that a worker read: the tokens of one course have the same one, byte for byte.
struct TokenHeaderMemo: Sendable {
  private var text: [UInt8] = []
  private var last: TokenHeader?

  /// Longer headers are not remembered.
  private static let longest = 4096

  /// Reads the first part of a token.
  mutating func header(_ text: Span<UInt8>) throws(Reason) -> TokenHeader {
    if let last, self.text.span.isSame(as: text) { return last }
    let header = try TokenHeader(try SignedToken.decode(text, "header"))
    if text.count <= Self.longest {
      self.text = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
      last = header
    }
    return header
  }
}
