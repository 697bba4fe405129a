import CanonicalJSON

/// The keys that a controller document lets assert claims and does not hold: documents of their own on the web, as issuers
/// published keys before Controlled Identifiers 1.0. A trust file keeps one document for an issuer, so they are put into it.
public struct ReferencedKeys: Sendable {
  /// The URLs that the document refers to, https all, each once.
  public let urls: [String]
  private let document: JSONDocument

  /// Keys that are looked at.
  public static let limit = 16

  /// Nil where the bytes are no JSON object, or refer to no key elsewhere.
  public init?(parsing bytes: [UInt8]) {
    guard let document = try? JSONDocument(parsing: bytes),
      let member = document.member("assertionMethod", of: document.root)
    else { return nil }
    let id = document.member("id", of: document.root).flatMap { document.text(at: $0) } ?? ""
    var urls: [String] = []
    let entries = document.kind(of: member) == .array ? Array(document.elements(of: member)) : [member]
    for entry in entries {
      guard let text = document.text(at: entry), text.hasPrefix("https://"), URLSyntax.isAbsolute(text),
        !Self.place(text).utf8.elementsEqual(id.utf8), !urls.contains(text)
      else { continue }
      urls.append(text)
    }
    guard !urls.isEmpty else { return nil }
    self.urls = Array(urls.prefix(Self.limit))
    self.document = document
  }

  /// The document, with each key of these in the place of the reference to it.
  ///
  /// - Parameter found: documents by their URL without a fragment: the key itself, or a document that holds it.
  public func embedding(_ found: [String: [UInt8]]) -> [UInt8] {
    var result = JSONValue(document)
    var methods: [JSONValue] = []
    switch result["assertionMethod"] {
    case .array(let entries): methods = entries
    case .some(let one): methods = [one]
    case nil: break
    }
    for (k, method) in methods.enumerated() {
      guard case .string(let url) = method, urls.contains(url), let bytes = found[Self.place(url)],
        let key = Self.key(url, in: bytes)
      else { continue }
      methods[k] = key
    }
    result["assertionMethod"] = .array(methods)
    return result.serialized(.pretty)
  }

  /// The object whose `id` is the URL: the whole document, or one of its methods.
  private static func key(_ url: String, in bytes: [UInt8]) -> JSONValue? {
    guard let document = try? JSONDocument(parsing: bytes) else { return nil }
    func isNamed(_ node: JSONDocument.Node) -> Bool {
      document.member("id", of: node).flatMap { document.text(at: $0) }?.utf8.elementsEqual(url.utf8) ?? false
    }
    if isNamed(document.root) { return JSONValue(document) }
    for name: StaticString in ["verificationMethod", "assertionMethod", "publicKey"] {
      guard let member = document.member(name, of: document.root), document.kind(of: member) == .array else { continue }
      for method in document.elements(of: member) where document.kind(of: method) == .object && isNamed(method) {
        return JSONValue(document, at: method)
      }
    }
    return nil
  }

  private static func place(_ url: String) -> String { String(url.prefix { $0 != "#" }) }
}
