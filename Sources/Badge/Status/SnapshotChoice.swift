/// Which of several snapshots of one status list counts at a time: the newest one by its own date that is not later.
/// Whatever they say of their dates is only believed of the one that is chosen, and only once it is verified.
struct SnapshotChoice {
  /// Nil where there are no snapshots. Where all are later it is the first, which then is not yet valid.
  let inForce: StatusListSnapshot?
  /// The newest of all, where that is another one.
  let newest: StatusListSnapshot?
  /// The others that are not later than the time, newest first: what one of them has revoked was revoked by then. Each
  /// costs a signature and the bits of a list, once a run; beyond the limit nobody looks.
  let earlier: [StatusListSnapshot]

  static let earlierLimit = 32

  init(of snapshots: [StatusListSnapshot], at time: Instant) {
    let dated = snapshots.map { (date: Self.date(of: $0.content) ?? $0.retrieved, snapshot: $0) }
    var chosen: Int?
    var last: Int?
    var first: Int?
    for (k, snapshot) in dated.enumerated() {
      // Of two with one date the one that was retrieved last.
      if snapshot.date <= time, chosen.map({ dated[$0].date <= snapshot.date }) ?? true { chosen = k }
      if last.map({ dated[$0].date <= snapshot.date }) ?? true { last = k }
      if first.map({ snapshot.date < dated[$0].date }) ?? true { first = k }
    }
    let used = chosen ?? first
    let chosenOne = used.map { dated[$0].snapshot }
    inForce = chosenOne
    newest = last == used ? nil : last.map { dated[$0].snapshot }
    let others = dated.indices.filter { dated[$0].date <= time && dated[$0].snapshot.sha256 != chosenOne?.sha256 }
    earlier = others.sorted { dated[$0].date > dated[$1].date }.prefix(Self.earlierLimit).map { dated[$0].snapshot }
  }

  /// The `validFrom` that a list claims; nil where it has none, or is no list.
  static func date(of bytes: [UInt8]) -> Instant? { (try? StatusListCredential(parsing: bytes))?.validFrom }
}
