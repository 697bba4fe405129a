import CanonicalJSON
import Signing

/// Reads the parts of a ``TrustFile``. Every member is known by name, and every defect has a pointer.
struct TrustFileReader {
  let document: JSONDocument

  func issuer(_ node: JSONDocument.Node) throws(TrustFileError) -> TrustedIssuer {
    let node = try object(
      node, members: ["id", "name", "homePage", "keys", "controllerDocument", "documents", "statusList"])
    let id = try string("id", of: node)
    guard URLSyntax.isAbsolute(id) else { throw error("'id' has to be a DID or a URL", "id", node) }
    var issuer = TrustedIssuer(id: id, name: try string("name", of: node))
    if let homePage = try optionalString("homePage", of: node) {
      guard TrustedIssuer.isHomePage(homePage) else {
        throw error("'homePage' has to be an http or https URL", "homePage", node)
      }
      issuer.homePage = homePage
    }
    if let keys = document.member("keys", of: node) {
      guard document.kind(of: keys) == .array, document.count(of: keys) > 0 else {
        throw TrustFileError("'keys' has to be an array that is not empty", pointer: document.pointer(to: keys))
      }
      for key in document.elements(of: keys) { issuer.keys.append(try self.key(key)) }
    }
    if let controllerDocument = document.member("controllerDocument", of: node) {
      do throws(Reason) {
        try issuer.setControllerDocument(document, at: controllerDocument)
      } catch {
        throw TrustFileError(error.message, pointer: error.pointer)
      }
    }
    for entry in try entries("documents", of: node) { try add(entry, to: &issuer) }
    if let limits = document.member("statusList", of: node) { issuer.statusList = try statusList(limits) }
    return issuer
  }

  private func add(_ node: JSONDocument.Node, to issuer: inout TrustedIssuer) throws(TrustFileError) {
    let node = try object(node, members: ["retrieved", "confirmed", "url", "document"])
    guard let content = document.member("document", of: node) else {
      throw error("a dated document needs 'document'", "document", node)
    }
    let retrieved = try required("retrieved", of: node)
    let confirmed = try date("confirmed", of: node)
    let url = try optionalString("url", of: node)
    do throws(Reason) {
      try issuer.addDocument(document, at: content, retrieved: retrieved, confirmed: confirmed, url: url)
    } catch {
      throw TrustFileError(error.message, pointer: error.pointer ?? document.pointer(to: node))
    }
  }

  func limits(of root: JSONDocument.Node) throws(TrustFileError) -> TrustLimits {
    guard let member = document.member("limits", of: root) else { return TrustLimits() }
    let node = try object(member, members: ["warnAge", "refuseAge", "listWarnAge", "listRefuseAge"])
    return TrustLimits(
      warnAge: try integer("warnAge", of: node), refuseAge: try integer("refuseAge", of: node),
      listWarnAge: try integer("listWarnAge", of: node), listRefuseAge: try integer("listRefuseAge", of: node))
  }

  func statusLists(of root: JSONDocument.Node) throws(TrustFileError) -> [TrustedStatusList] {
    var lists: [TrustedStatusList] = []
    for entry in try entries("statusLists", of: root) {
      let node = try object(entry, members: ["url", "snapshots"])
      var list = TrustedStatusList(url: try string("url", of: node))
      for snapshot in try entries("snapshots", of: node) { list.snapshots.append(try self.snapshot(snapshot)) }
      lists.append(list)
    }
    return lists
  }

  private func snapshot(_ node: JSONDocument.Node) throws(TrustFileError) -> StatusListSnapshot {
    let node = try object(node, members: ["retrieved", "confirmed", "url", "sha256", "content"])
    let content = Array(try string("content", of: node).utf8)
    let snapshot = StatusListSnapshot(
      content: content, retrieved: try required("retrieved", of: node), confirmed: try date("confirmed", of: node),
      url: try optionalString("url", of: node))
    guard let digest = Hexadecimal.bytes(try string("sha256", of: node)), digest == snapshot.sha256 else {
      throw error(
        "'sha256' is not that of the content, which has \(Hexadecimal.string(snapshot.sha256))", "sha256", node)
    }
    return snapshot
  }

  /// The elements of an array that may be left out.
  private func entries(
    _ name: StaticString, of node: JSONDocument.Node
  ) throws(TrustFileError) -> [JSONDocument.Node] {
    guard let member = document.member(name, of: node) else { return [] }
    guard document.kind(of: member) == .array else { throw error("'\(name)' has to be an array", name, node) }
    return Array(document.elements(of: member))
  }

  private func required(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> Instant {
    guard let instant = try date(name, of: node) else { throw error("'\(name)' has to be there", name, node) }
    return instant
  }

  func contexts(of root: JSONDocument.Node) throws(TrustFileError) -> [TrustedContext] {
    guard let list = document.member("contexts", of: root) else { return [] }
    guard document.kind(of: list) == .array else { throw error("'contexts' has to be an array", "contexts", root) }
    var contexts: [TrustedContext] = []
    for node in document.elements(of: list) { contexts.append(try context(node)) }
    return contexts
  }

  private func context(_ node: JSONDocument.Node) throws(TrustFileError) -> TrustedContext {
    let node = try object(node, members: ["url", "sha256", "content"])
    let url = try string("url", of: node)
    guard let digest = Hexadecimal.bytes(try string("sha256", of: node)),
      digest.count == HashAlgorithm.sha256.digestLength
    else {
      throw error("'sha256' has to be 64 hexadecimal digits", "sha256", node)
    }
    guard let content = try optionalString("content", of: node) else { return TrustedContext(url: url, sha256: digest) }
    let context = TrustedContext(url: url, content: Array(content.utf8))
    guard context.sha256 == digest else {
      throw error(
        "the content of '\(url)' has the SHA-256 \(Hexadecimal.string(context.sha256)), and not "
          + Hexadecimal.string(digest), "content", node)
    }
    return context
  }

  private func key(_ node: JSONDocument.Node) throws(TrustFileError) -> AcceptedKey {
    let node = try object(node, members: ["id", "publicKeyMultibase", "publicKeyJwk", "from", "until", "revoked"])
    let key: VerificationKey
    if let jwk = document.member("publicKeyJwk", of: node) {
      guard document.member("publicKeyMultibase", of: node) == nil else {
        throw error("a key is given as 'publicKeyMultibase' or as 'publicKeyJwk', not twice", "publicKeyJwk", node)
      }
      do throws(KeyError) {
        key = try VerificationKey(jwk: jwk, of: document)
      } catch {
        throw self.error(error.message, "publicKeyJwk", node)
      }
    } else {
      let text = Array(try string("publicKeyMultibase", of: node).utf8)
      do throws(KeyError) {
        key = try VerificationKey(multikey: text.span)
      } catch {
        throw self.error(error.message, "publicKeyMultibase", node)
      }
    }
    return AcceptedKey(
      key: key, id: try optionalString("id", of: node), from: try date("from", of: node),
      until: try date("until", of: node), revoked: try date("revoked", of: node))
  }

  private func statusList(_ node: JSONDocument.Node) throws(TrustFileError) -> StatusListLimits {
    let node = try object(node, members: ["minimumLength", "warnAge", "refuseAge", "issuers"])
    return StatusListLimits(
      minimumLength: try integer("minimumLength", of: node), warnAge: try integer("warnAge", of: node),
      refuseAge: try integer("refuseAge", of: node), issuers: try identifiers("issuers", of: node))
  }

  private func identifiers(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> [String] {
    guard let member = document.member(name, of: node) else { return [] }
    guard document.kind(of: member) == .array else { throw error("'\(name)' has to be an array", name, node) }
    var identifiers: [String] = []
    for element in document.elements(of: member) {
      guard let id = document.text(at: element), URLSyntax.isAbsolute(id) else {
        throw TrustFileError("a DID or a URL was expected", pointer: document.pointer(to: element))
      }
      identifiers.append(id)
    }
    return identifiers
  }

  /// The node, once it is known to be an object with no members but these.
  func object(
    _ node: JSONDocument.Node, members: [StaticString]
  ) throws(TrustFileError) -> JSONDocument.Node {
    guard document.kind(of: node) == .object else {
      throw TrustFileError("an object was expected", pointer: document.pointer(to: node))
    }
    for member in document.members(of: node)
    where !members.contains(where: { document.isString(member.name, $0) }) {
      throw TrustFileError(
        "'\(document.text(at: member.name) ?? "")' is not a member that is known here",
        pointer: document.pointer(to: member.value))
    }
    return node
  }

  func string(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> String {
    guard let text = try optionalString(name, of: node), !text.isEmpty else {
      throw error("'\(name)' has to be a string that is not empty", name, node)
    }
    return text
  }

  func optionalString(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> String? {
    guard let member = document.member(name, of: node) else { return nil }
    guard let text = document.text(at: member) else { throw error("'\(name)' has to be a string", name, node) }
    return text
  }

  func date(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> Instant? {
    guard let member = document.member(name, of: node) else { return nil }
    guard let instant = document.instant(at: member) else {
      throw error("'\(name)' has to be a date and time with a time zone", name, node)
    }
    return instant
  }

  func integer(_ name: StaticString, of node: JSONDocument.Node) throws(TrustFileError) -> Int? {
    guard let member = document.member(name, of: node) else { return nil }
    guard let number = document.number(at: member), let value = Int(exactly: number), value >= 0 else {
      throw error("'\(name)' has to be a whole number, 0 or more", name, node)
    }
    return value
  }

  private func error(_ message: String, _ name: StaticString, _ node: JSONDocument.Node) -> TrustFileError {
    TrustFileError(message, pointer: document.pointer(to: node) + "/\(name)")
  }
}
