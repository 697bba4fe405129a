import Badge
import CanonicalJSON

/// Retrieves what a trust file names: the documents of its issuers, their status lists, and contexts of which it has the
/// digest. What is asked for follows from the trust file alone, so that no host learns of any badge.
struct OnlineRefresh {
  let client: HTTPSClient
  var progress: (String) -> Void = { _ in }

  func documents(of refresh: inout TrustRefresh) {
    for (index, issuer) in refresh.entries.issuers.enumerated() where issuer.keys.isEmpty {
      if issuer.id.hasPrefix("did:web:") {
        guard let address = WebAddress(didWeb: issuer.id) else {
          refresh.fail("\(Terminal.quote(issuer.id)) is no sound did:web identifier")
          continue
        }
        take(get(address), into: &refresh) { $0.take($1, forIssuer: index) }
      } else if let address = WebAddress(issuer.id) {
        take(profile(of: issuer.id, at: address), into: &refresh) { $0.take($1, forIssuer: index) }
      }
    }
  }

  /// The document at an https issuer's identifier, if it has keys; or else the set of keys of its host.
  private func profile(
    of id: String, at address: WebAddress
  ) -> Result<TrustRefresh.Found, HTTPSClient.Failure> {
    let profile = get(address)
    if case .success(let found) = profile, Self.hasKeys(found.bytes) {
      return .success(withReferencedKeys(found, of: id, at: address))
    }
    guard let keySet = address.keySet else { return profile }
    switch get(keySet) {
    case .success(let found):
      guard let document = KeySetDocument.make(of: found.bytes, for: id) else {
        return .failure(HTTPSClient.Failure(message: "\(found.url ?? keySet.url) has no key that can be used"))
      }
      return .success(TrustRefresh.Found(bytes: document.serialized(), url: found.url))
    case .failure(let failure):
      // A host that is not there is told of by the first address that was tried.
      if case .failure(let first) = profile, !first.isMissing { return profile }
      return .failure(failure)
    }
  }

  /// The document with the keys in it that it only refers to, as far as they are documents of the same host. What cannot be
  /// retrieved stays a reference.
  private func withReferencedKeys(
    _ found: TrustRefresh.Found, of id: String, at address: WebAddress
  ) -> TrustRefresh.Found {
    guard let keys = ReferencedKeys(parsing: found.bytes) else { return found }
    var documents: [String: [UInt8]] = [:]
    for url in keys.urls {
      guard let place = WebAddress(url), place.origin == address.origin, documents[place.url] == nil,
        case .success(let key) = get(place)
      else { continue }
      documents[place.url] = key.bytes
    }
    var result = found
    result.bytes = keys.embedding(documents)
    return result
  }

  /// Whether a text is an object that says something of keys.
  private static func hasKeys(_ bytes: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(parsing: bytes) else { return false }
    return document.member("verificationMethod", of: document.root) != nil
      || document.member("assertionMethod", of: document.root) != nil
      || document.member("publicKey", of: document.root) != nil
  }

  func statusLists(of refresh: inout TrustRefresh, using verifier: Verifier) {
    for (index, list) in refresh.entries.statusLists.enumerated() {
      guard let address = WebAddress(list.url) else {
        refresh.fail("the status list \(Terminal.quote(list.url)) is at no https URL")
        continue
      }
      take(get(address), into: &refresh) { $0.take($1, forList: index, using: verifier) }
    }
  }

  func contexts(of refresh: inout TrustRefresh) {
    for (index, context) in refresh.entries.contexts.enumerated() where context.content == nil {
      guard let address = WebAddress(context.url) else { continue }
      take(get(address), into: &refresh) { $0.take($1, forContext: index) }
    }
  }

  private func get(_ address: WebAddress) -> Result<TrustRefresh.Found, HTTPSClient.Failure> {
    progress(address.url)
    do throws(HTTPSClient.Failure) {
      let answer = try client.get(address)
      return .success(TrustRefresh.Found(bytes: answer.bytes, url: answer.url, isVouched: true))
    } catch {
      return .failure(error)
    }
  }

  private func take(
    _ result: Result<TrustRefresh.Found, HTTPSClient.Failure>, into refresh: inout TrustRefresh,
    _ body: (inout TrustRefresh, TrustRefresh.Found) -> Void
  ) {
    switch result {
    case .success(let found): body(&refresh, found)
    case .failure(let failure): refresh.fail(Terminal.quote(failure.message, columns: 600))
    }
  }
}
