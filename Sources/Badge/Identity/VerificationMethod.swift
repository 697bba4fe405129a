import CanonicalJSON
import Signing

/// The two halves of a verification method's URL: what it belongs to, and which of its keys (Controlled Identifiers 1.0,
/// section 3.3, steps 2 and 3).
struct VerificationMethodURL: Sendable {
  let text: [UInt8]
  /// Offset of the `#`; the length where there is none.
  private let hash: Int
  /// The key that stands in a DID which is its own document; nil for every other identifier.
  private(set) var selfDescribedKey: Result<VerificationKey?, Reason>

  /// Nil where the text is no absolute URL with a fragment. An https URL may do without, since older issuers publish a key
  /// as a document of its own, and so may a did:key, which holds one key and no more.
  init?(_ text: Span<UInt8>) {
    guard URLSyntax.isAbsolute(text) else { return nil }
    var hash = 0
    while hash < text.count, text[hash] != UInt8(ascii: "#") { hash &+= 1 }
    guard hash + 1 < text.count || (hash == text.count && Self.mayBeWhole(text)) else { return nil }
    // One '#' only: a second one belongs to no URL.
    for i in min(hash + 1, text.count)..<text.count where text[i] == UInt8(ascii: "#") { return nil }
    self.text = unsafe text.withUnsafeBufferPointer { unsafe Array($0) }
    self.hash = hash
    selfDescribedKey = .success(nil)
    selfDescribedKey = Result { () throws(Reason) in try SelfDescribingDID.key(self) }
  }

  private static func mayBeWhole(_ text: Span<UInt8>) -> Bool {
    URLSyntax.startsWith(text, "https:") || URLSyntax.startsWith(text, "did:key:")
  }

  /// Whether there is no fragment.
  var isWhole: Bool { hash == text.count }

  /// Whether the URL is this text.
  func isText(_ other: Span<UInt8>) -> Bool {
    text.span.isSame(as: other)
  }

  var controller: ArraySlice<UInt8> { text[..<hash] }
  var fragment: ArraySlice<UInt8> { text[min(hash + 1, text.count)...] }
  var controllerText: String { String(decoding: controller, as: UTF8.self) }

  /// Whether the method is of a kind whose URL does not say whose it is: a document anywhere on the web.
  var isOnTheWeb: Bool { controller.starts(with: "https:".utf8) }

  /// Whether an https URL has the scheme, host and port of the method, byte for byte.
  func hasOrigin(of url: String) -> Bool {
    let (own, other) = (Array(controller), Array(url.utf8))
    guard other.starts(with: "https://".utf8) else { return false }
    let isOrigin: (UInt8) -> Bool = { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return own.prefix(8) == other.prefix(8)
      && own.dropFirst(8).prefix(while: isOrigin) == other.dropFirst(8).prefix(while: isOrigin)
  }

  /// Whether the method belongs to an identifier, compared byte for byte.
  func isControlled(by id: Span<UInt8>) -> Bool {
    text.span.extracting(..<hash).isSame(as: id)
  }
}

/// The last verification method that a worker read: badges of one issuer follow each other. What it says depends on the
/// text of the URL alone, so no badge can leave anything behind for the next.
struct VerificationMethodMemo {
  private var last: VerificationMethodURL?

  /// The method of a URL; nil where the text is none.
  mutating func method(_ text: Span<UInt8>) -> VerificationMethodURL? {
    if let last, last.isText(text) { return last }
    last = VerificationMethodURL(text)
    return last
  }
}

/// DIDs that are their own document: the key stands in the identifier.
enum SelfDescribingDID {
  /// The key of a `did:key` or `did:jwk`; nil where the DID is of another method.
  ///
  /// - Throws: a `Reason` where the identifier holds no key of a kind that is used here, or the fragment is not the one that the method gives
  ///   to its key.
  static func key(_ method: VerificationMethodURL) throws(Reason) -> VerificationKey? {
    let controller = method.controller
    if controller.starts(with: "did:key:".utf8) {
      let identifier = Array(controller.dropFirst(8))
      // did:key method 0.9, section 3.1.2: the fragment is the multibase value of the DID itself. Issuers leave it out, and
      // the validator of Open Badges' own keeper reads such proofs.
      guard method.isWhole || identifier.elementsEqual(method.fragment) else {
        throw Reason(.verificationMethodInvalid, "the fragment of a did:key URL has to repeat its identifier")
      }
      return try decode { () throws(KeyError) in try VerificationKey(multikey: identifier.span) }
    }
    if controller.starts(with: "did:jwk:".utf8) {
      // did:jwk method: there is one key, and its fragment is 0.
      guard method.fragment.elementsEqual("0".utf8) else {
        throw Reason(.verificationMethodInvalid, "the fragment of a did:jwk URL has to be 0")
      }
      let identifier = Array(controller.dropFirst(8))
      return try decodeJWK(identifier)
    }
    return nil
  }

  private static func decodeJWK(_ identifier: [UInt8]) throws(Reason) -> VerificationKey {
    let text = try decode { () throws(KeyError) in try Base64URL.decode(identifier.span) }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: text)
    } catch {
      throw Reason(.keyInvalid, "the key of the did:jwk is not JSON: \(error)")
    }
    return try decode { () throws(KeyError) in try VerificationKey(jwk: document.root, of: document) }
  }

  static func decode<R>(_ body: () throws(KeyError) -> R) throws(Reason) -> R {
    do throws(KeyError) {
      return try body()
    } catch {
      throw Reason(error.code == .keyTypeNotSupported ? .keyTypeNotSupported : .keyInvalid, error.message)
    }
  }
}
