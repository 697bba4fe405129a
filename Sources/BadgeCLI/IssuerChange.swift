import Badge
import CanonicalJSON
import Signing

/// What `badge trust add` does to the issuers of a trust file.
///
/// What is there already is changed only where that was asked for: a name that differs, a document, a date of a key. Keys
/// are never dropped, for a key that was replaced goes on vouching for what it signed.
struct IssuerChange {
  var id: String
  var name: String?
  var key: AcceptedKey?
  var controllerDocument: JSONDocument?
  /// Identifiers that are added to those who may sign the issuer's status lists.
  var statusListIssuers: [String] = []
  var homePage: String?
  /// Whether status lists are added besides, which is a change by itself.
  var addsLists = false
  var replaces = false

  /// What was done, for the line that tells it.
  enum Outcome: Equatable {
    case added, changed, keyAdded
  }

  /// - Throws: ``CommandError``; the issuers then are as they were.
  func apply(to issuers: inout [TrustedIssuer]) throws(CommandError) -> Outcome {
    guard let index = issuers.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }) else {
      issuers.append(try newIssuer())
      return .added
    }
    var issuer = issuers[index]
    let outcome = try change(&issuer)
    issuers[index] = issuer
    return outcome
  }

  private func newIssuer() throws(CommandError) -> TrustedIssuer {
    guard let name else {
      throw CommandError(
        .usage, "a new issuer needs a name, which you vouch for",
        hint: "give it with --name, as your reports should show it", status: .usage)
    }
    var issuer = TrustedIssuer(id: id, name: name, keys: key.map { [$0] } ?? [])
    issuer.homePage = homePage
    try setDocument(of: &issuer)
    addStatusListIssuers(to: &issuer)
    return issuer
  }

  private func addStatusListIssuers(to issuer: inout TrustedIssuer) {
    guard !statusListIssuers.isEmpty else { return }
    var limits = issuer.statusList ?? StatusListLimits()
    for id in statusListIssuers where !limits.issuers.contains(where: { $0.utf8.elementsEqual(id.utf8) }) {
      limits.issuers.append(id)
    }
    issuer.statusList = limits
  }

  private func change(_ issuer: inout TrustedIssuer) throws(CommandError) -> Outcome {
    guard
      key != nil || controllerDocument != nil || !statusListIssuers.isEmpty || homePage != nil || addsLists || replaces
    else {
      throw refusal("is in the trust file already")
    }
    var outcome = Outcome.changed
    if let name, !name.utf8.elementsEqual(issuer.name.utf8) {
      guard replaces else { throw refusal("is in the trust file as \(Terminal.quote(issuer.name))") }
      issuer.name = name
    }
    if let homePage, issuer.homePage.map({ !$0.utf8.elementsEqual(homePage.utf8) }) ?? true {
      guard replaces || issuer.homePage == nil else { throw refusal("has another home page") }
      issuer.homePage = homePage
    }
    if controllerDocument != nil {
      guard replaces || issuer.controllerDocument == nil else { throw refusal("has a controller document already") }
      try setDocument(of: &issuer)
    }
    addStatusListIssuers(to: &issuer)
    if let key {
      if let present = issuer.keys.firstIndex(where: { Self.isSame($0, key) }) {
        issuer.keys[present] = try merged(issuer.keys[present], key)
      } else {
        // The key in a did:key is the issuer's without being listed, and would not be any more beside another one.
        if issuer.keys.isEmpty, let own = Self.ownKey(of: id), own != key.key {
          issuer.keys.append(AcceptedKey(key: own))
        }
        issuer.keys.append(key)
        outcome = .keyAdded
      }
    }
    return outcome
  }

  private func setDocument(of issuer: inout TrustedIssuer) throws(CommandError) {
    guard let document = controllerDocument else { return }
    do throws(Reason) {
      try issuer.setControllerDocument(document, at: document.root)
    } catch {
      throw CommandError(error, in: "the controller document")
    }
  }

  private static func isSame(_ a: AcceptedKey, _ b: AcceptedKey) -> Bool {
    a.key == b.key && (b.id == nil || a.id.map { $0.utf8.elementsEqual(b.id?.utf8 ?? "".utf8) } ?? false)
  }

  /// The key of a did:key.
  static func ownKey(of id: String) -> VerificationKey? {
    guard id.hasPrefix("did:key:") else { return nil }
    return try? VerificationKey(multikey: Array(id.utf8.dropFirst(8)).span)
  }

  private func merged(_ old: AcceptedKey, _ new: AcceptedKey) throws(CommandError) -> AcceptedKey {
    AcceptedKey(
      key: old.key, id: old.id, from: try merged(old.from, new.from, "--from"),
      until: try merged(old.until, new.until, "--until"), revoked: try merged(old.revoked, new.revoked, "--revoked"))
  }

  /// A date that is there stays where none is given: leaving out `--revoked` must not make a key good again.
  private func merged(_ old: Instant?, _ new: Instant?, _ option: String) throws(CommandError) -> Instant? {
    guard let old, let new, old != new else { return new ?? old }
    guard replaces else { throw refusal("has this key with another date for \(option), \(old)") }
    return new
  }

  private func refusal(_ what: String) -> CommandError {
    CommandError(
      .issuerExists, "\(Terminal.quote(id)) \(what)",
      hint: "--replace changes what is there, and --key adds a key", status: .usage)
  }
}

extension CommandError.Code {
  static let issuerExists = Self(rawValue: "issuer_exists")
  static let issuerMissing = Self(rawValue: "issuer_missing")
}
