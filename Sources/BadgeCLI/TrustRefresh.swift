import Badge
import CanonicalJSON
import LinkedData

/// Takes documents, status lists and contexts into a trust file, as they were retrieved at a time. Whatever cannot be
/// taken leaves what is there, and is told.
struct TrustRefresh {
  /// A file that somebody found for an issuer or a list.
  struct Found {
    var bytes: [UInt8]
    /// Where, if that is to be kept.
    var url: String?
    /// Whether it is known to be what the URL gave.
    var isVouched = false
  }

  private(set) var entries: TrustStore.Entries
  /// When the files were retrieved.
  let time: Instant
  /// What could not be taken, in words that may be shown.
  private(set) var failures: [String] = []
  /// How many files were looked at and taken, new or not.
  private(set) var taken = 0

  init(_ entries: TrustStore.Entries, at time: Instant) {
    self.entries = entries
    self.time = time
  }

  mutating func fail(_ message: String) { failures.append(message) }

  // MARK: documents

  /// Takes in a document of the issuer at an index.
  mutating func take(_ found: Found, forIssuer index: Int) {
    let id = Terminal.quote(entries.issuers[index].id)
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: found.bytes)
    } catch {
      return fail("the document of \(id) is not JSON: \(error)")
    }
    do throws(Reason) {
      try entries.issuers[index].addDocument(document, at: document.root, retrieved: time, url: found.url)
      taken += 1
    } catch {
      fail("the document of \(id) cannot be used: \(Terminal.quote(error.message))")
    }
  }

  // MARK: status lists

  /// Takes in the list at an index, if it is one, signed by whom it says, and not older than what is there. Documents come
  /// first, since they have the keys.
  mutating func take(_ found: Found, forList index: Int, using verifier: Verifier) {
    let list = entries.statusLists[index]
    let url = Terminal.quote(list.url)
    guard String(validating: found.bytes, as: UTF8.self) != nil else {
      return fail("the status list \(url) is not UTF-8")
    }
    if StatusListStore.isUnsignedList(found.bytes) {
      guard found.isVouched else {
        return fail(
          "the status list \(url) is not taken: nobody signs its kind, and no index.json says where it is from")
      }
      return add(found, index, url)
    }
    let verdict = verifier.verifyStatusList(found.bytes, at: time)
    guard verdict.isVerified, let credential = verdict.list else {
      let reason = verdict.findings.lazy.compactMap(\.result.reason).first
      return fail("the status list \(url) is not taken: \(Terminal.quote(reason?.message ?? "it cannot be used"))")
    }
    if let before = list.snapshots.last.flatMap({ try? StatusListCredential(parsing: $0.content) })?.validFrom,
      credential.validFrom.map({ $0 < before }) ?? true
    {
      let date = credential.validFrom.map { "of \($0)" } ?? "without a date"
      return fail(
        "the status list \(url) is not taken: it is one \(date), older than the one of \(before) that is there")
    }
    add(found, index, url)
  }

  private mutating func add(_ found: Found, _ index: Int, _ url: String) {
    let list = entries.statusLists[index]
    do throws(Reason) {
      let other = found.url.flatMap { $0.utf8.elementsEqual(list.url.utf8) ? nil : $0 }
      try entries.statusLists[index].add(StatusListSnapshot(content: found.bytes, retrieved: time, url: other))
      taken += 1
    } catch {
      fail("the status list \(url) is not taken: \(Terminal.quote(error.message))")
    }
  }

  /// Drops all but the newest snapshots of each list.
  mutating func keepNewest(_ count: Int) {
    for index in entries.statusLists.indices { entries.statusLists[index].keepNewest(count) }
  }

  // MARK: contexts

  /// Takes in the text of the context at an index, which has to have the digest that is there.
  mutating func take(_ found: Found, forContext index: Int) {
    let pinned = entries.contexts[index]
    let context = TrustedContext(url: pinned.url, content: found.bytes)
    guard found.bytes.count <= TrustedContext.Limits.bytes, String(validating: found.bytes, as: UTF8.self) != nil,
      context.sha256 == pinned.sha256
    else {
      return fail(
        "the context \(Terminal.quote(pinned.url)) is not taken: it has SHA-256 \(HexText.lowercase(context.sha256)), and "
          + "not the one that is there")
    }
    entries.contexts[index] = context
    taken += 1
  }
}
