import CanonicalJSON

/// The last status lists that a worker looked into, and what they were found to be worth for which issuer: badges of one
/// course follow each other. It saves a worker the lock of the shared cache and the same questions again.
///
/// Everything in it follows from the verifier, the time, the list's URL, the badge's issuer and what its entry asks for,
/// so no badge can leave anything else behind for the next.
struct StatusMemo {
  /// A list as a badge may use it, or why it may not.
  enum Use {
    case list(StatusList)
    case unusable(Reason)
  }

  /// How a use is recognised in ``text(_:_:)``; 0 where it is not remembered.
  typealias Serial = UInt32

  private struct Slot {
    let key: UInt64
    let url: [UInt8]
    let issuer: [UInt8]
    let kind: StatusListKind
    let purpose: StatusPurpose
    let statusSize: Int
    let serial: Serial
    let use: Use

    @inline(__always)
    func answers(_ entry: StatusEntry, _ issuer: JSONDocument.Node, _ document: JSONDocument) -> Bool {
      kind == entry.kind && purpose == entry.purpose && statusSize == entry.statusSize
        && document.withUTF8(of: entry.list) { url.span.isSame(as: $0) } ?? false
        && document.withUTF8(of: issuer) { self.issuer.span.isSame(as: $0) } ?? false
    }
  }

  private static let slotLimit = 16
  /// Larger lists are asked of the shared cache each time: what workers hold is held beyond the cache's own limit.
  private static let byteLimit = 256 << 10

  private var cache: StatusListCache?
  private var time: Instant?
  private var slots: [Slot] = []
  private var oldest = 0
  private var serials: Serial = 0
  private var texts: [(key: UInt64, text: String)] = []
  private var oldestText = 0

  /// Forgets everything where the verifier or the time is another one.
  mutating func begin(_ cache: StatusListCache, at time: Instant) {
    if self.cache === cache, self.time == time { return }
    self = StatusMemo()
    self.cache = cache
    self.time = time
  }

  /// The list that an entry names, for a badge of an issuer.
  mutating func use(
    _ entry: StatusEntry, of issuer: JSONDocument.Node, in document: JSONDocument, trust: TrustPolicy
  ) -> (use: Use, serial: Serial) {
    let key = document.withUTF8(of: entry.list) { Self.key($0) } ?? 0
    for slot in slots where slot.key == key && slot.answers(entry, issuer, document) {
      return (slot.use, slot.serial)
    }
    guard let cache, let time else { return (.unusable(.noStatusLists), 0) }
    let url = Self.copy(entry.list, document)
    let issuer = Self.copy(issuer, document)
    let use: Use
    switch cache.list(url, at: time) {
    case .failure(let reason): use = .unusable(reason)
    case .success(let list):
      let demand = StatusList.Demand(
        kind: entry.kind, purpose: entry.purpose, statusSize: entry.statusSize,
        minimumLength: cache.store.minimumLength,
        limits: trust.statusListLimits(issuer.span), time: time)
      do throws(Reason) {
        try demand.check(list, of: issuer.span)
        guard list.cost <= Self.byteLimit else { return (.list(list), 0) }
        use = .list(list)
      } catch {
        use = .unusable(error)
      }
    }
    serials &+= 1
    let slot = Slot(
      key: key, url: url, issuer: issuer, kind: entry.kind, purpose: entry.purpose, statusSize: entry.statusSize,
      serial: serials,
      use: use)
    if slots.count < Self.slotLimit {
      slots.append(slot)
    } else {
      slots[oldest] = slot
      oldest = (oldest + 1) % Self.slotLimit
    }
    return (use, serials)
  }

  /// The text for one or two uses, which is made once; 0 stands for no second one.
  mutating func text(_ first: Serial, _ second: Serial, _ make: () -> String) -> String {
    guard first != 0 else { return make() }
    let key = UInt64(first) << 32 | UInt64(second)
    for known in texts where known.key == key { return known.text }
    let text = make()
    if texts.count < Self.slotLimit {
      texts.append((key, text))
    } else {
      texts[oldestText] = (key, text)
      oldestText = (oldestText + 1) % Self.slotLimit
    }
    return text
  }

  /// URLs of lists mostly differ at their end.
  private static func key(_ url: Span<UInt8>) -> UInt64 {
    var key = UInt64(url.count)
    for i in max(0, url.count - 8)..<url.count { key = key << 8 ^ UInt64(url[i]) }
    return key
  }

  private static func copy(_ node: JSONDocument.Node, _ document: JSONDocument) -> [UInt8] {
    document.withUTF8(of: node) { text in unsafe text.withUnsafeBufferPointer { unsafe Array($0) } } ?? []
  }
}
