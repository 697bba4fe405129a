/// Which of several snapshots of one status list counts at a time: the newest one by its own date that is not later.
/// Whatever they say of their dates is only believed of the one that is chosen, and only once it is verified.
struct SnapshotChoice {
  /// Nil where there are no snapshots. Where all are later it is the first, which then is not yet valid.
  let inForce: StatusListSnapshot?
  /// The newest of all, where that is another one.
  let newest: StatusListSnapshot?

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
    inForce = used.map { dated[$0].snapshot }
    newest = last == used ? nil : last.map { dated[$0].snapshot }
  }

  /// The `validFrom` that a list claims; nil where it has none, or is no list.
  static func date(of bytes: [UInt8]) -> Instant? { (try? StatusListCredential(parsing: bytes))?.validFrom }
}
