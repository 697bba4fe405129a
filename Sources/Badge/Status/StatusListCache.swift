import CanonicalJSON
import Signing
import Synchronization

/// The status lists that one verifier has verified, shared by all threads that use it.
///
/// Each list is looked for, verified and expanded once for a time of verification, by one thread: several at once could
/// need several times the memory that one hostile list can ask for.
final class StatusListCache: Sendable {
  /// Bytes of expanded lists that are kept. The largest list has 16 MiB, an ordinary one 16 KiB.
  private static let byteLimit = 48 << 20
  /// Lists that are kept, or remembered as missing.
  private static let countLimit = 8192

  let store: StatusListStore
  private let resolver: KeyResolver
  private let contexts: KnownContexts
  private let loading = Mutex(VerifierScratch())
  private let known = Mutex(Known())

  private struct Known {
    var time: Instant?
    var lists: [[UInt8]: Result<StatusList, Reason>] = [:]
    var cost = 0
  }

  init(_ store: StatusListStore, resolver: KeyResolver, contexts: KnownContexts) {
    self.store = store
    self.resolver = resolver
    self.contexts = contexts
  }

  /// The list under a URL, verified at a moment.
  ///
  /// What comes out follows from the URL, the time and the store alone; what is in the cache only changes when.
  func list(_ url: [UInt8], at time: Instant) -> Result<StatusList, Reason> {
    if let list = lookUp(url, time) { return list }
    return loading.withLock { scratch in
      if let list = lookUp(url, time) { return list }
      let list: Result<StatusList, Reason>
      do throws(Reason) {
        list = .success(try load(url, time, &scratch))
      } catch {
        list = .failure(error)
      }
      keep(list, url, time)
      return list
    }
  }

  private func lookUp(_ url: [UInt8], _ time: Instant) -> Result<StatusList, Reason>? {
    known.withLock { $0.time == time ? $0.lists[url] : nil }
  }

  private func keep(_ list: Result<StatusList, Reason>, _ url: [UInt8], _ time: Instant) {
    // As a key, in the worker's memo, and in the sentence that says why.
    var cost = 3 * url.count + 1024
    if case .success(let list) = list { cost += list.cost }
    known.withLock { known in
      // What is dropped is verified anew when it is needed: slower, and nothing else.
      if known.time != time || known.cost + cost > Self.byteLimit || known.lists.count >= Self.countLimit {
        known.lists.removeAll()
        known.cost = 0
        known.time = time
      }
      known.cost += cost
      known.lists[url] = list
    }
  }

  // MARK: one list

  private func load(
    _ url: [UInt8], _ time: Instant, _ scratch: inout VerifierScratch
  ) throws(Reason) -> StatusList {
    let bytes: [UInt8]
    // Whether somebody vouches that the bytes are what the URL gave, and when.
    var isVouched = false
    var retrieved: Instant?
    var newest: StatusListSnapshot?
    var earlier: [StatusListSnapshot] = []
    switch store.find(url) {
    case .found(let found): bytes = found
    case .retrieved(let found, let date):
      bytes = found
      isVouched = true
      retrieved = date
    case .snapshots(let snapshots):
      let choice = SnapshotChoice(of: snapshots, at: time)
      guard let inForce = choice.inForce else { throw Self.missing(url) }
      bytes = inForce.content
      isVouched = inForce.isVouched
      // What was there when it was looked for again had not changed until then.
      retrieved = inForce.confirmed.map { max(inForce.retrieved, min($0, time)) } ?? inForce.retrieved
      newest = choice.newest
      earlier = choice.earlier
    case .missing: throw Self.missing(url)
    case .ambiguous(let places):
      throw Reason(.statusListAmbiguous, "there are several different status lists '\(Self.text(url))', \(places)")
    case .unreadable(let why):
      throw Reason(.statusListUnreadable, "the status list '\(Self.text(url))' cannot be read: \(why)")
    }
    if let list = try RevokedCredentials(parsing: bytes) {
      guard isVouched else {
        throw Reason(
          .statusListNotSigned,
          "the revocation list '\(Self.text(url))' is of a kind that nobody signs, so it is believed only where an "
            + "index.json, or a trust bundle, says that it was fetched from there")
      }
      return StatusList(
        list, unrevoked: Self.revoked(by: earlier, list), retrieved: retrieved, otherID: Self.otherID(list.id, url),
        sha256: HashAlgorithm.sha256.digest(of: bytes))
    }
    let verdict = StatusListVerdict(bytes, resolver: resolver, contexts: contexts, at: time, using: &scratch)
    guard let credential = verdict.list, let bits = verdict.bits, verdict.isVerified else {
      throw Self.defect(of: verdict)
    }
    // Section 2.2: the list "MAY express an id property that matches" the URL. Where it has one, it is the issuer's word
    // on which list this is.
    let otherID = Self.otherID(credential.id, url)
    if let otherID, !isVouched {
      throw Reason(.statusListMismatch, "the list that was found for '\(Self.text(url))' says that it is '\(otherID)'")
    }
    let sha256 = HashAlgorithm.sha256.digest(of: bytes)
    var ever = revoked(by: earlier, credential, bits.bytes, &scratch)
    var successor: StatusList.Successor?
    if let newest, let later = later(newest, url, credential, time, &scratch) {
      // What is remembered is how new the newest list was: it is this one that must not be older.
      _ = try compare(later.credential, later.bytes, url)
      successor = later.successor
    } else if let remembered = try compare(credential, bits.bytes, url) {
      ever = StatusListRecord.union(ever, remembered)
    }
    return StatusList(
      credential, bytes: bits.bytes, unrevoked: ever == bits.bytes ? nil : ever, retrieved: retrieved, otherID: otherID,
      sha256: sha256, later: successor)
  }

  /// The bits of a list for revocation with those that earlier ones of the same issuer had set: revocation is for good.
  private func revoked(
    by earlier: [StatusListSnapshot], _ inForce: StatusListCredential, _ bytes: [UInt8],
    _ scratch: inout VerifierScratch
  ) -> [UInt8] {
    guard inForce.purposes.contains(.revocation) else { return bytes }
    var ever = bytes
    for snapshot in earlier {
      // A list that is no longer good was so once.
      let verdict = StatusListVerdict(
        snapshot.content, resolver: resolver, contexts: contexts,
        at: SnapshotChoice.date(of: snapshot.content) ?? snapshot.retrieved, using: &scratch)
      guard let list = verdict.list, let bits = verdict.bits, verdict.isVerified, inForce.isLike(list) else { continue }
      ever = StatusListRecord.union(ever, bits.bytes)
    }
    return ever
  }

  /// The identifiers that earlier lists of the same issuer had, and this one has not.
  private static func revoked(by earlier: [StatusListSnapshot], _ inForce: RevokedCredentials) -> Set<[UInt8]> {
    var ever = Set<[UInt8]>()
    for snapshot in earlier where snapshot.isVouched {
      guard let list = (try? RevokedCredentials(parsing: snapshot.content)) ?? nil,
        list.issuer.utf8.elementsEqual(inForce.issuer.utf8)
      else { continue }
      ever.formUnion(list.identifiers)
    }
    return ever.subtracting(inForce.identifiers)
  }

  private static func otherID(_ id: String?, _ url: [UInt8]) -> String? {
    id.flatMap { $0.utf8.elementsEqual(url) ? nil : $0 }
  }

  /// The newest list of the same issuer, where it is later than the one in force and holds at its own first moment.
  private func later(
    _ newest: StatusListSnapshot, _ url: [UInt8], _ inForce: StatusListCredential, _ time: Instant,
    _ scratch: inout VerifierScratch
  ) -> (credential: StatusListCredential, bytes: [UInt8], successor: StatusList.Successor)? {
    let from = SnapshotChoice.date(of: newest.content) ?? newest.retrieved
    guard from > time else { return nil }
    let verdict = StatusListVerdict(newest.content, resolver: resolver, contexts: contexts, at: from, using: &scratch)
    guard let list = verdict.list, let bits = verdict.bits, verdict.isVerified, inForce.isLike(list) else { return nil }
    return (list, bits.bytes, StatusList.Successor(bytes: bits.bytes, validFrom: from))
  }

  private static func missing(_ url: [UInt8]) -> Reason {
    Reason(
      .statusListMissing,
      "the status list '\(text(url))' is not at hand; give it with --status, or in the trust bundle")
  }

  private static func text(_ url: [UInt8]) -> String { String(decoding: url, as: UTF8.self) }

  /// Why a list is not believed. That concerns the list: nothing is wrong with the badge.
  private static func defect(of verdict: StatusListVerdict) -> Reason {
    guard let (check, reason) = verdict.defect else {
      return Reason(.statusListInvalid, "the status list cannot be used")
    }
    let code: Reason.Code =
      switch (check, reason.code) {
      case (.format, .statusListTooLarge), (.format, .inputTooLarge): .statusListTooLarge
      case (.format, _), (.model, _): .statusListInvalid
      case (.key, _), (.signature, _): .statusListNotVerified
      case (.dates, .expired): .statusListExpired
      case (.dates, .notYetValid): .statusListNotYetValid
      case (.dates, _): .statusListInvalid
      case (_, let code): code
      }
    return Reason(code, "the status list cannot be used: \(reason.message)")
  }

  // MARK: what was seen before

  /// Compares a verified list with what is remembered of it, and remembers it.
  ///
  /// - Returns: the bits that were ever set, where one of them is clear now.
  private func compare(
    _ credential: StatusListCredential, _ bytes: [UInt8], _ url: [UInt8]
  ) throws(Reason) -> [UInt8]? {
    guard let memory = store.memory else { return nil }
    let issuer = credential.issuer
    let isForRevocation = credential.purposes.contains(.revocation)
    let now = isForRevocation ? bytes : []
    switch memory.recall(issuer: Array(issuer.utf8), url: url) {
    case .nothing:
      guard let validFrom = credential.validFrom else { return nil }
      memory.remember(
        StatusListRecord(issuer: issuer, url: Self.text(url), validFrom: validFrom, revoked: now))
      return nil
    case .damaged(let why): throw Reason(.statusStateInvalid, why)
    case .record(let record):
      guard let validFrom = credential.validFrom, validFrom >= record.validFrom else {
        let found = credential.validFrom.map { "of \($0)" } ?? "without a date"
        throw Reason(
          .statusListRolledBack, "a status list of \(record.validFrom) was seen before, and this one \(found) is older")
      }
      let ever = StatusListRecord.union(record.revoked, now)
      if validFrom > record.validFrom || ever != record.revoked {
        memory.remember(
          StatusListRecord(issuer: issuer, url: Self.text(url), validFrom: validFrom, revoked: ever))
      }
      return isForRevocation && ever != now ? ever : nil
    }
  }
}

extension StatusListCredential {
  /// Whether another list is of the same issuer, for the same purposes, and of entries of the same size.
  fileprivate func isLike(_ other: StatusListCredential) -> Bool {
    other.issuer.utf8.elementsEqual(issuer.utf8) && other.purposes == purposes && other.statusSize == statusSize
      && other.id == id
  }
}
