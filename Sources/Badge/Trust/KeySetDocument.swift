public import CanonicalJSON

/// A set of keys that an issuer publishes (JWK Set, RFC 7517 section 5; Open Badges 3.0 section 9.2 has it at
/// `/.well-known/jwks.json`) as a controller document, which is what the rest of Badge reads.
public enum KeySetDocument {
  /// Keys of one set.
  public static let limit = 100

  /// The document of an issuer: each key that is for signatures becomes a verification method, named by its `kid`.
  ///
  /// A `kid` that is an absolute URL is the method's name as it stands; any other is the fragment of the issuer's
  /// identifier. A key without a `kid` is the only one, and named `#0`.
  ///
  /// - Returns: nil where the text is no set of keys with a key that can be used.
  public static func make(of bytes: [UInt8], for issuer: String) -> JSONValue? {
    guard let document = try? JSONDocument(parsing: bytes), let list = document.member("keys", of: document.root),
      document.kind(of: list) == .array, document.count(of: list) <= limit
    else { return nil }
    let isOnly = document.count(of: list) == 1
    var methods: [JSONValue] = []
    var names: [JSONValue] = []
    for node in document.elements(of: list) {
      guard document.kind(of: node) == .object, isForSignatures(node, document),
        let name = name(of: node, document, issuer, isOnly: isOnly), !names.contains(.string(name))
      else { continue }
      methods.append([
        "id": .string(name), "type": "JsonWebKey", "controller": .string(issuer),
        "publicKeyJwk": JSONValue(document, at: node),
      ])
      names.append(.string(name))
    }
    guard !methods.isEmpty else { return nil }
    return ["id": .string(issuer), "verificationMethod": .array(methods), "assertionMethod": .array(names)]
  }

  private static func isForSignatures(_ node: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    document.member("use", of: node).map { document.isString($0, "sig") } ?? true
  }

  private static func name(
    of node: JSONDocument.Node, _ document: JSONDocument, _ issuer: String, isOnly: Bool
  ) -> String? {
    guard let member = document.member("kid", of: node) else { return isOnly ? "\(issuer)#0" : nil }
    guard let kid = document.text(at: member), !kid.isEmpty else { return nil }
    if kid.contains(":"), URLSyntax.isAbsolute(kid) { return kid }
    let name = "\(issuer)#\(kid.hasPrefix("#") ? String(kid.dropFirst()) : kid)"
    return URLSyntax.isAbsolute(name) ? name : nil
  }
}
