import CanonicalJSON

/// Whether the credential is revoked or suspended (VCDM 2.0, section 4.10, and 1.1, section 4.9; Bitstring Status List
/// 1.0, section 3.2; older kinds of lists as ``StatusListKind`` has them).
///
/// Every entry is looked at. A value that is set for `revocation` or `suspension` decides, whatever is unclear besides;
/// then an entry that is malformed; then whatever could not be looked up. Only where all of them are known and clear does
/// the check pass.
struct StatusCheck {
  let result: Finding.Result
  /// One for each entry of a kind that is read and well formed.
  let reports: [StatusReport]

  /// - Parameter lists: nil where the verifier was given none.
  init(
    _ credential: CredentialModel, lists: StatusListCache?, trust: TrustPolicy, at time: Instant,
    memo: inout StatusMemo
  ) {
    let document = credential.document
    guard let status = credential.members[.credentialStatus] else {
      result = .passed("the badge has no status list; its issuer cannot revoke it")
      reports = []
      return
    }
    if let lists { memo.begin(lists, at: time) }
    let isArray = document.kind(of: status) == .array
    var tally = Tally(
      document: document, issuer: credential.issuer, id: credential.members[.id], hasLists: lists != nil, trust: trust,
      count: isArray ? document.count(of: status) : 1)
    if isArray {
      for entry in document.elements(of: status) { tally.add(entry, &memo) }
    } else {
      tally.add(status, &memo)
    }
    result = tally.result(at: time, &memo)
    reports = tally.reports
  }
}

/// What the entries looked at so far come to.
private struct Tally {
  let document: JSONDocument
  let issuer: JSONDocument.Node
  let id: JSONDocument.Node?
  let hasLists: Bool
  let trust: TrustPolicy

  private(set) var reports: [StatusReport] = []
  /// Of the lists that were looked into, the one to know of.
  private var oldest: StatusList?
  /// How the memo recognises the first two of them; 0 where it does not, or there is none.
  private var serials: (first: StatusMemo.Serial, second: StatusMemo.Serial) = (0, 0)
  private var revoked: Reason?
  private var suspended: Reason?
  private var malformed: Reason?
  private var open: Reason?
  /// What later lists say of a badge that was good at the time that was asked about.
  private var laterNotes: [String] = []

  init(
    document: JSONDocument, issuer: JSONDocument.Node, id: JSONDocument.Node?, hasLists: Bool, trust: TrustPolicy,
    count: Int
  ) {
    self.document = document
    self.issuer = issuer
    self.id = id
    self.hasLists = hasLists
    self.trust = trust
    reports.reserveCapacity(count)
  }

  mutating func add(_ node: JSONDocument.Node, _ memo: inout StatusMemo) {
    do throws(Reason) {
      guard let entry = try StatusEntry(node, in: document) else {
        leaveOpen(
          .statusTypeNotSupported, "a status of the type '\(document.typeName(of: node))' cannot be looked up here",
          node)
        return
      }
      look(at: entry, &memo)
    } catch {
      if malformed == nil { malformed = error }
    }
  }

  private mutating func look(at entry: StatusEntry, _ memo: inout StatusMemo) {
    if entry.kind == .revokedCredentials, id == nil {
      let reason = Reason(
        .statusEntryInvalid, "the revocation list names credentials by their 'id', and this one has none",
        pointer: document.pointer(to: entry.node))
      if malformed == nil { malformed = reason }
      return
    }
    guard hasLists else {
      report(entry, nil, nil)
      leaveOpen(Reason.noStatusLists, entry.node)
      return
    }
    let (use, serial) = memo.use(entry, of: issuer, in: document, trust: trust)
    switch use {
    case .unusable(let reason):
      report(entry, nil, nil)
      leaveOpen(reason, entry.node)
    case .list(let list):
      guard let value = value(of: entry, in: list) else {
        report(entry, nil, list)
        // The list may be an old one, of before it was made longer: that is no defect of the badge.
        leaveOpen(
          .statusIndexOutOfRange,
          "the status list has \(list.bytes.count * 8 / entry.statusSize) entries, and the badge's index is beyond them",
          entry.indexNode ?? entry.node)
        return
      }
      report(entry, value, list)
      if oldest.map({ list.isOlder(than: $0) }) ?? true { oldest = list }
      if reports.count == 1 { serials.first = serial } else { serials.second = serial }
      judge(entry, value, list)
    }
  }

  /// Nil where the list has no such entry.
  private func value(of entry: StatusEntry, in list: StatusList) -> UInt32? {
    if let revoked = list.revoked {
      return idBytes.map { revoked.contains($0) ? 1 : 0 }
    }
    let bytes = list.bytes
    return entry.index.flatMap { StatusBits.value(at: $0, size: entry.statusSize, in: bytes.span) }
  }

  private var idBytes: [UInt8]? {
    id.flatMap { document.withUTF8(of: $0) { text in unsafe text.withUnsafeBufferPointer { unsafe Array($0) } } }
  }

  /// Whether an earlier list had the badge revoked, which is for good.
  private func wasRevoked(_ entry: StatusEntry, _ list: StatusList) -> Bool {
    if list.revoked != nil { return idBytes.map { list.unrevokedIDs.contains($0) } ?? false }
    guard let before = list.unrevoked, let index = entry.index else { return false }
    return StatusBits.value(at: index, size: entry.statusSize, in: before.span) ?? 0 != 0
  }

  /// Whether the entry would be set if the bits of each byte were counted from the other end: the draft of 2020 does not
  /// say where a byte begins, and of its implementations some begin at the left and some at the right.
  private func isSetFromTheRight(_ entry: StatusEntry, _ list: StatusList) -> Bool {
    guard entry.kind == .revocationList2020, let index = entry.index else { return false }
    let bytes = list.bytes
    return StatusBits.value(at: index ^ 7, size: 1, in: bytes.span) != 0
  }

  private mutating func judge(_ entry: StatusEntry, _ value: UInt32, _ list: StatusList) {
    switch entry.purpose {
    case .revocation:
      if value != 0 {
        if revoked == nil {
          revoked = Reason(
            .revoked, "the issuer revoked the badge, for good\(Self.date(list))",
            pointer: document.pointer(to: entry.node))
        }
      } else if isSetFromTheRight(entry, list) {
        leaveOpen(
          .statusBitOrderUnclear,
          "lists of 2020 do not say from which end the bits of a byte are counted, and from the right the badge is "
            + "revoked; ask the issuer", entry.node)
      } else if wasRevoked(entry, list) {
        leaveOpen(
          .statusListContradictory,
          "an earlier list had the badge revoked, which is for good, and this one has not; ask the issuer", entry.node)
      }
      note("revoked", entry, value, list)
    case .suspension:
      note("suspended", entry, value, list)
      if value != 0, suspended == nil {
        suspended = Reason(
          .suspended, "the issuer suspended the badge for the time being\(Self.date(list))",
          pointer: document.pointer(to: entry.node))
      }
    // Neither invalidates a credential: they are told where the check passes.
    case .refresh, .message: break
    case .other(let name):
      leaveOpen(
        .statusPurposeNotSupported, "what a status for the purpose '\(name)' means is not known here",
        entry.purposeNode ?? entry.node)
    }
  }

  private mutating func note(_ word: String, _ entry: StatusEntry, _ value: UInt32, _ list: StatusList) {
    guard value == 0, let later = list.later, let index = entry.index,
      StatusBits.value(at: index, size: entry.statusSize, in: later.bytes.span) ?? 0 != 0
    else { return }
    laterNotes.append("\(word) later, by the list of \(later.validFrom.date)")
  }

  private static func date(_ list: StatusList) -> String {
    list.validFrom.map { " (list of \($0.date))" } ?? ""
  }

  private mutating func report(_ entry: StatusEntry, _ value: UInt32?, _ list: StatusList?) {
    reports.append(
      StatusReport(
        value: value, listValidFrom: list?.validFrom, listRetrieved: list?.retrieved, listID: list?.otherID,
        listSHA256: list?.sha256, document: document, entry: entry))
  }

  private mutating func leaveOpen(_ code: Reason.Code, _ message: String, _ node: JSONDocument.Node) {
    if open == nil { open = Reason(code, message, pointer: document.pointer(to: node)) }
  }

  private mutating func leaveOpen(_ reason: Reason, _ node: JSONDocument.Node) {
    guard open == nil else { return }
    open = reason
    open?.pointer = document.pointer(to: node)
  }

  func result(at time: Instant, _ memo: inout StatusMemo) -> Finding.Result {
    if let reason = revoked ?? suspended ?? malformed { return .failed(reason) }
    if let open { return .unknown(open) }
    // The text of the common case, one or two entries that are clear, is the same for all badges in the same lists.
    let isPlain =
      laterNotes.isEmpty && reports.count <= 2 && reports.allSatisfy { $0.value == 0 && !$0.entry.purpose.isTold }
    guard isPlain, serials.first != 0, reports.count == 1 || serials.second != 0 else { return .passed(text(at: time)) }
    return .passed(memo.text(serials.first, serials.second) { text(at: time) })
  }

  /// `not revoked, not suspended (list of 2026-11-23, 1 day old)`
  private func text(at time: Instant) -> String {
    var facts: [String] = []
    for (purpose, fact) in [(StatusPurpose.revocation, "not revoked"), (.suspension, "not suspended")]
    where reports.contains(where: { $0.entry.purpose == purpose }) {
      facts.append(fact)
    }
    for report in reports {
      switch report.entry.purpose {
      case .refresh where report.value != 0: facts.append("a newer badge can be had from its refresh service")
      case .message: facts.append("its message is 0x\(String(report.value ?? 0, radix: 16))")
      default: continue
      }
    }
    let limits = document.withUTF8(of: issuer) { trust.statusListLimits($0) } ?? nil
    let date = oldest.map { " (\($0.description(at: time, limits)))" } ?? ""
    var names = ""
    for report in reports {
      if let id = report.listID { names += "; the list fetched from '\(report.list)' calls itself '\(id)'" }
    }
    let later = laterNotes.map { "; \($0)" }.joined()
    return (facts.isEmpty ? "no newer badge" : facts.joined(separator: ", ")) + date + names + later
  }
}

extension JSONDocument {
  /// The first type of an object, as it says it.
  fileprivate func typeName(of node: Node) -> String {
    guard let type = member("type", of: node) else { return "" }
    return text(at: type) ?? elements(of: type).first { _ in true }.flatMap { text(at: $0) } ?? ""
  }
}

extension StatusPurpose {
  /// Whether the value is told, and decides nothing.
  fileprivate var isTold: Bool { self == .refresh || self == .message }
}

extension Reason {
  static let noStatusLists = Reason(
    .statusNotChecked, "the badge can be revoked, and no status list says whether it was; give lists with --status")
}
