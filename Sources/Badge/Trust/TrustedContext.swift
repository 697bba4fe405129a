import CanonicalJSON
public import LinkedData
import Signing

/// A JSON-LD context that a trust file knows: one content, by its digest, for one URL.
///
/// A context decides what a badge's statements are, and so what its signature is about. Who takes in one that Badge does
/// not bring vouches for its text.
public struct TrustedContext: Hashable, Sendable {
  /// The URL that badges name it by, compared byte for byte.
  public let url: String
  /// SHA-256 of the context's bytes.
  public let sha256: [UInt8]
  /// The bytes, which are UTF-8; nil where only their digest is known, and somebody else has to bring them.
  public let content: [UInt8]?

  public enum Limits {
    /// Contexts of one trust file.
    public static let count = 64
    /// Bytes of one context.
    public static let bytes = 1 << 20
  }

  /// A context with its text.
  public init(url: String, content: [UInt8]) {
    self.url = url
    sha256 = HashAlgorithm.sha256.digest(of: content)
    self.content = content
  }

  /// A context of which only the digest is known, 32 bytes.
  public init(url: String, sha256: [UInt8]) {
    self.url = url
    self.sha256 = sha256
    content = nil
  }

  var json: JSONValue {
    var value: JSONValue = ["url": .string(url), "sha256": .string(Hexadecimal.string(sha256))]
    value["content"] = content.map { .string(String(decoding: $0, as: UTF8.self)) }
    return value
  }
}

extension TrustFile {
  /// The contexts that documents are read with: those of `store`, this file's, and `given` ones. Of a context without a
  /// text in the file only the very content that the file names can be given; where nobody gives it the store does without.
  ///
  /// - Throws: ``TrustedContextError``.
  public func contexts(
    adding given: [TrustedContext] = [], to store: ContextStore = .bundled
  ) throws(TrustedContextError) -> ContextStore {
    try TrustedContext.merge(contexts, given, into: store)
  }
}

extension TrustedContext {
  /// The same where there is no trust file.
  ///
  /// - Throws: ``TrustedContextError``.
  public static func store(
    adding given: [TrustedContext], to store: ContextStore = .bundled
  ) throws(TrustedContextError) -> ContextStore {
    try merge([], given, into: store)
  }

  fileprivate static func merge(
    _ pinned: [TrustedContext], _ given: [TrustedContext], into store: ContextStore
  ) throws(TrustedContextError) -> ContextStore {
    var store = store
    for (k, context) in given.enumerated() {
      if let pin = pinned.first(where: { $0.isFor(context.url) }), pin.sha256 != context.sha256 {
        throw TrustedContextError(
          .digestMismatch, url: context.url,
          "the trust file names the content with SHA-256 \(Hexadecimal.string(pin.sha256)), and what was given has "
            + Hexadecimal.string(context.sha256))
      }
      guard !given[..<k].contains(where: { $0.isFor(context.url) }) else {
        throw TrustedContextError(.repeated, url: context.url, "it is given twice")
      }
      try context.add(to: &store)
    }
    for context in pinned where !given.contains(where: { $0.isFor(context.url) }) {
      try context.add(to: &store)
    }
    return store
  }

  func isFor(_ url: String) -> Bool { self.url.utf8.elementsEqual(url.utf8) }

  private func add(to store: inout ContextStore) throws(TrustedContextError) {
    guard let content else { return try confirm(in: &store) }
    do throws(LinkedDataError) {
      try store.add(content, at: url)
    } catch {
      throw error.code == .contextConflict
        ? isBundled : TrustedContextError(.invalid, url: url, "it is no JSON object with '@context'")
    }
  }

  /// A digest alone says which edition is meant of a context that Badge brings; of another one, what may be given.
  private func confirm(in store: inout ContextStore) throws(TrustedContextError) {
    guard store.contains(url) else { return }
    let digest = Hexadecimal.string(sha256)
    if let edition = store.editions(of: url).first(where: { $0.officialSHA256 == digest }) {
      store = store.choosing(edition)
    } else if store.officialSHA256(of: url) != digest {
      throw isBundled
    }
  }

  private var isBundled: TrustedContextError {
    TrustedContextError(.bundled, url: url, "badge knows it already, and no other content takes its place")
  }
}

/// Why a context cannot be used.
public struct TrustedContextError: Error, Hashable, Sendable {
  public enum Code: String, Hashable, Sendable {
    /// The trust file names another content for the URL.
    case digestMismatch = "context_digest_mismatch"
    /// Two contexts for one URL.
    case repeated = "context_repeated"
    /// Badge brings a context for the URL itself, and it says something else.
    case bundled = "context_bundled"
    /// The content is no context.
    case invalid = "context_invalid"
  }

  public var code: Code
  /// The context's URL, as it came.
  public var url: String
  /// What is wrong with it: a sentence whose subject is the context, without its full stop.
  public var message: String

  init(_ code: Code, url: String, _ message: String) {
    self.code = code
    self.url = url
    self.message = message
  }
}
