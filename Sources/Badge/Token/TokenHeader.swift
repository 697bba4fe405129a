import CanonicalJSON
import Signing

/// The protected header of a token (RFC 7515, section 4): what it says of its algorithm, its key and its kind.
///
/// It is only a hint. Which key is the issuer's is decided elsewhere, and the algorithm is the key's own. URLs in it
/// (`jku`, `x5u`) and certificates (`x5c`) are never looked at.
struct TokenHeader: Sendable {
  /// `alg`, as it stands there.
  let algorithmName: String
  let algorithm: Algorithm
  /// `kid`, the name of the key.
  let keyID: String?
  /// `typ`, as it stands there.
  let typeName: String?
  let kind: Kind
  /// `iss`, where the header repeats it (RFC 7519, section 5.3).
  let issuer: String?
  /// The key of `jwk`. It counts only where it is the issuer's key anyway.
  let key: Result<VerificationKey, Reason>?

  enum Algorithm: Hashable, Sendable {
    case allowed(JWSAlgorithm)
    /// No signature by an issuer: `none`, or a code that whoever checks it could have made as well.
    case refused
    /// A signature that cannot be checked here.
    case unknown
  }

  /// What `typ` says that the token is.
  enum Kind: Hashable, Sendable {
    /// Nothing, or just a JSON Web Token.
    case unstated
    /// A credential by the rules of VC-JOSE-COSE.
    case credential
    /// Something else, with the rules of which a credential is not read.
    case other
  }

  /// - Parameter bytes: the decoded first part.
  /// - Throws: a `Reason` for what is no JSON object, or asks for something that is not done here.
  init(_ bytes: [UInt8]) throws(Reason) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw Reason(
        .jsonInvalid,
        "the token's header is no JSON: \(error.explanation), at byte \(error.offset) "
          + "(\(error.code.rawValue))")
    }
    guard document.kind(of: document.root) == .object else {
      throw SignedToken.malformed("its header is no JSON object")
    }
    try Self.checkExtensions(document)
    guard let name = try Self.string("alg", document) else {
      throw Reason(.tokenHeaderInvalid, "the token's header does not say its algorithm ('alg')")
    }
    algorithmName = name
    algorithm = Self.algorithm(name)
    keyID = try Self.string("kid", document)
    typeName = try Self.string("typ", document)
    kind = typeName.map(Self.kind) ?? .unstated
    issuer = try Self.string("iss", document)
    key = document.member("jwk", of: document.root).map { node in
      Result { () throws(Reason) in
        try SelfDescribingDID.decode { () throws(KeyError) in try VerificationKey(jwk: node, of: document) }
      }
    }
  }

  /// "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the JWS is
  /// invalid" (section 4.1.11). None is supported, and an empty list is forbidden.
  private static func checkExtensions(_ document: JSONDocument) throws(Reason) {
    guard document.member("crit", of: document.root) == nil else {
      throw Reason(.tokenHeaderInvalid, "the token's header asks for extensions ('crit'), none of which is known here")
    }
    // RFC 7797: an unencoded payload. It has to be named in `crit` too, but is not overlooked where it is not.
    if let encoded = document.member("b64", of: document.root), document.kind(of: encoded) != .true {
      throw Reason(.tokenHeaderInvalid, "the token's payload is not encoded ('b64'), which credentials do not allow")
    }
  }

  private static func string(_ name: StaticString, _ document: JSONDocument) throws(Reason) -> String? {
    guard let node = document.member(name, of: document.root) else { return nil }
    guard let text = document.text(at: node) else {
      throw Reason(.tokenHeaderInvalid, "'\(name)' in the token's header has to be a string")
    }
    return text
  }

  private static func algorithm(_ name: String) -> Algorithm {
    if let algorithm = JWSAlgorithm(name: Array(name.utf8).span) { return .allowed(algorithm) }
    // RFC 7518 writes `none` in lower case; readers that fold the case have taken others for it.
    let lower = RecipientCheck.lowercased(name)
    return lower == "none" || lower.hasPrefix("hs") ? .refused : .unknown
  }

  /// A media type without `application/`, the case of whose letters says nothing (section 4.1.9).
  private static func kind(_ name: String) -> Kind {
    var type = RecipientCheck.lowercased(name)
    if type.hasPrefix("application/") { type.removeFirst("application/".count) }
    switch type {
    case "jwt", "jose": return .unstated
    // VC-JOSE-COSE 1.0, and its names in the drafts before it.
    case "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt": return .credential
    default: return .other
    }
  }
}
