import CanonicalJSON
import Signing

/// A key of the issuer, and the URL under which it is known.
struct TokenKey: Sendable {
  let key: VerificationKey
  let method: String
}

extension KeyResolver {
  enum TokenResolution {
    /// Keys of the issuer, any of which may have signed: one, but for tokens that do not name theirs.
    case keys([TokenKey])
    case failed(Reason)
    /// The issuer's keys are not known here.
    case unknown(Reason)
  }

  /// At most this many keys of an issuer are tried for a token that does not name its own.
  static let tokenKeyLimit = 16

  /// The keys that a token may be checked with.
  ///
  /// `kid` is a hint (VC-JOSE-COSE 1.0, section 4.1): an absolute URL, or a name within the issuer's document. Whatever it
  /// says, the key has to be one that the issuer's identifier, its document or the trust file gives to the issuer, for
  /// assertions. A key in the header is compared with it.
  func resolve(
    _ header: TokenHeader, issuer: JSONDocument.Node, in document: JSONDocument, signed: Instant?, at time: Instant,
    memo: inout VerificationMethodMemo
  ) -> TokenResolution {
    guard case .allowed(let algorithm) = header.algorithm else { return .failed(header.algorithmReason) }
    let shown: VerificationKey?
    do throws(Reason) {
      shown = try header.key?.get()
    } catch {
      return .failed(Reason(.tokenHeaderInvalid, "the key in the token's header ('jwk') is no key: \(error.message)"))
    }
    let keys = IssuersKeys(
      resolver: self, id: document.text(at: issuer) ?? "", issuer: issuer, document: document, signed: signed, at: time)
    let wanted = IssuersKeys.Wanted(algorithm: algorithm, shown: shown)
    guard let name = header.keyID, !name.utf8.elementsEqual(keys.id.utf8) else { return keys.all(wanted) }
    return keys.named(name, wanted, &memo)
  }
}

/// The keys of one issuer at one moment.
private struct IssuersKeys {
  /// What the header says of the key besides its name.
  struct Wanted {
    let algorithm: JWSAlgorithm
    let shown: VerificationKey?
    /// Of a key whose name is its thumbprint.
    var thumbprint: String?

    func fits(_ key: VerificationKey) -> Bool {
      key.algorithm == algorithm && (shown == nil || shown == key)
        && thumbprint.map { $0.utf8.elementsEqual(key.jwkThumbprint.utf8) } ?? true
    }
  }

  let resolver: KeyResolver
  let id: String
  private let issuer: JSONDocument.Node
  private let document: JSONDocument
  private let entry: TrustedIssuer?
  private let signed: Instant?
  private let time: Instant

  init(
    resolver: KeyResolver, id: String, issuer: JSONDocument.Node, document: JSONDocument, signed: Instant?,
    at time: Instant
  ) {
    self.resolver = resolver
    self.id = id
    self.issuer = issuer
    self.document = document
    self.signed = signed
    self.time = time
    let trust = resolver.trust
    entry = trust.isEmpty ? nil : document.withUTF8(of: issuer) { trust.issuer($0) } ?? nil
  }

  // MARK: with a name

  func named(
    _ name: String, _ wanted: Wanted, _ memo: inout VerificationMethodMemo
  ) -> KeyResolver.TokenResolution {
    let isAbsolute = URLSyntax.isAbsolute(name)
    // RFC 9278: the thumbprint as a URI, which says nothing of whose key it is.
    if let thumbprint = Self.thumbprint(name) {
      var wanted = wanted
      wanted.thumbprint = thumbprint
      return all(wanted)
    }
    let url = isAbsolute ? name : name.utf8.first == UInt8(ascii: "#") ? id + name : id + "#" + name
    guard let method = memo.method(Array(url.utf8).span) else {
      // A name that no URL can hold is no method's.
      return byThumbprint(name, wanted)
        ?? .failed(Reason(.verificationMethodInvalid, "'\(name)', the key's name in the token ('kid'), names no key"))
    }
    switch resolve(method) {
    case .issuersKey(let key): return result(TokenKey(key: key, method: url), wanted)
    case .othersKey(_, let reason): return .failed(reason)
    case .unknown(let reason): return nameless(wanted) ?? .unknown(reason)
    case .failed(let reason, let isOthers):
      if !isAbsolute, let found = byThumbprint(name, wanted) { return found }
      guard isOthers, method.isOnTheWeb, reason.code == .keyNotTheIssuers else { return .failed(reason) }
      // Open Badges 3.0 lets an issuer publish its key at any address. Whose it is the address does not say.
      return nameless(wanted)
        ?? .unknown(
          Reason(
            .verificationMethodUnknown,
            "nothing here says that the key '\(url)' is the issuer's; give its key in the trust file"))
    }
  }

  private func resolve(_ method: VerificationMethodURL) -> KeyResolver.Resolution {
    resolver.resolve(method, issuer: issuer, in: document, signed: signed, at: time, pointer: { nil })
  }

  private static func thumbprint(_ name: String) -> String? {
    let prefix = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }

  /// A name that is no method's may be the thumbprint of a key (RFC 7638). Nil where it is not, or of no key of the
  /// issuer's.
  private func byThumbprint(_ name: String, _ wanted: Wanted) -> KeyResolver.TokenResolution? {
    // SHA-256 in base64url.
    guard name.utf8.count == 43 else { return nil }
    var wanted = wanted
    wanted.thumbprint = name
    guard case .keys(let keys) = all(wanted) else { return nil }
    return .keys(keys)
  }

  /// The keys of the trust file that have no name there, whatever the token calls them.
  private func nameless(_ wanted: Wanted) -> KeyResolver.TokenResolution? {
    guard let entry else { return nil }
    let keys = entry.keys.filter { $0.id == nil }
    return keys.isEmpty ? nil : accepted(keys, entry, wanted)
  }

  // MARK: without

  /// All keys of the issuer that fit.
  func all(_ wanted: Wanted) -> KeyResolver.TokenResolution {
    if let entry, !entry.keys.isEmpty { return accepted(entry.keys, entry, wanted) }
    let methods: [String]
    do throws(Reason) {
      guard let known = try self.methods() else {
        return .unknown(
          Reason(
            .verificationMethodUnknown,
            "the keys of '\(id)' are not known here; give its DID or controller document with --did-documents, or this key "
              + "in the trust file"))
      }
      methods = known
    } catch {
      return .failed(error)
    }
    var keys: [TokenKey] = []
    var defect: Reason?
    for name in methods {
      guard keys.count < KeyResolver.tokenKeyLimit else { break }
      guard let method = VerificationMethodURL(Array(name.utf8).span) else { continue }
      switch resolve(method) {
      case .issuersKey(let key): if wanted.fits(key) { keys.append(TokenKey(key: key, method: name)) }
      case .othersKey(_, let reason), .failed(let reason, _), .unknown(let reason): defect = defect ?? reason
      }
    }
    return keys.isEmpty ? .failed(defect ?? notFound(wanted)) : .keys(keys)
  }

  /// The names of the issuer's keys; nil where they are not known.
  private func methods() throws(Reason) -> [String]? {
    if id.hasPrefix("did:key:") { return [id + "#" + id.dropFirst(8)] }
    if id.hasPrefix("did:jwk:") { return [id + "#0"] }
    let known =
      if let own = entry?.document(at: time) { own } else { try resolver.documents.document(for: id.utf8) }
    return known?.assertionMethods
  }

  private func accepted(
    _ keys: [AcceptedKey], _ entry: TrustedIssuer, _ wanted: Wanted
  ) -> KeyResolver.TokenResolution {
    var found: [TokenKey] = []
    var defect: Reason?
    for accepted in keys where wanted.fits(accepted.key) && found.count < KeyResolver.tokenKeyLimit {
      do throws(Reason) {
        try entry.check(accepted, at: time, created: signed)
        let name = accepted.id ?? id + "#" + (accepted.key.multikey ?? accepted.key.jwkThumbprint)
        found.append(TokenKey(key: accepted.key, method: name))
      } catch {
        defect = defect ?? error
      }
    }
    return found.isEmpty ? .failed(defect ?? notFound(wanted)) : .keys(found)
  }

  // MARK: what fits

  private func result(_ key: TokenKey, _ wanted: Wanted) -> KeyResolver.TokenResolution {
    guard key.key.algorithm == wanted.algorithm else {
      return .failed(
        Reason(
          .algorithmMismatch,
          "the token says that it is signed with \(wanted.algorithm.rawValue), and the issuer's key is for "
            + key.key.algorithm.rawValue))
    }
    guard wanted.shown == nil || wanted.shown == key.key else {
      return .failed(Reason(.keyNotTheIssuers, "the key in the token's header ('jwk') is not the issuer's"))
    }
    return .keys([key])
  }

  private func notFound(_ wanted: Wanted) -> Reason {
    if wanted.shown != nil {
      return Reason(.keyNotTheIssuers, "the key in the token's header ('jwk') is not the issuer's")
    }
    if wanted.thumbprint != nil {
      return Reason(.verificationMethodNotFound, "no key of '\(id)' has the thumbprint that the token names ('kid')")
    }
    return Reason(
      .algorithmMismatch,
      "the token says that it is signed with \(wanted.algorithm.rawValue), and the issuer has no key for that")
  }
}

extension TokenHeader {
  /// Why no key is tried.
  var algorithmReason: Reason {
    switch algorithm {
    case .allowed: Reason(.algorithmNotSupported, "")
    case .refused:
      Reason(
        .algorithmNotAllowed,
        "the token's algorithm is '\(algorithmName)', with which nobody can prove that the issuer signed it")
    case .unknown:
      Reason(.algorithmNotSupported, "tokens that are signed with '\(algorithmName)' are not checked here")
    }
  }
}
