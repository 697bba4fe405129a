import ArgumentParser
import Badge
import Files

/// Where the status lists of badges are.
struct StatusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A status list, or a folder of them; may be given several times.",
      discussion: """
        Whatever the files are called, a list is found by its id; index.json of the folder may name further ones. Links \
        are not followed. What is left out is told in a warning.
        """, valueName: "path"))
  var status: [Path] = []

  @Option(
    help: ArgumentHelp(
      "Accept status lists with so few entries, instead of 131072.", valueName: "number"))
  var minStatusListLength: Int?

  @Option(
    help: ArgumentHelp(
      "Remember in this folder how new each list was, and refuse older ones.", valueName: "folder"))
  var statusState: Path?

  func validate() throws {
    guard minStatusListLength ?? 1 >= 1 else {
      throw ValidationError("--min-status-list-length takes a number from 1.")
    }
  }

  /// Opens what was named, and what the trust file holds. Lists are read when a badge needs them.
  ///
  /// - Parameter time: the time that is asked about; nil for now.
  /// - Throws: ``CommandError`` for a path that is not there.
  func open(_ trust: TrustFile? = nil, at time: Instant? = nil) throws(CommandError) -> OpenStatusLists {
    let held = HeldStatusLists(trust, at: time ?? TimeArgument.now)
    guard !status.isEmpty || !held.isEmpty else { return OpenStatusLists(store: nil, state: nil) }
    let files = try StatusListFiles(status)
    let state: StatusStateFolder?
    if let statusState { state = try StatusStateFolder(statusState) } else { state = nil }
    return OpenStatusLists(
      store: StatusListStore(minimumLength: minStatusListLength ?? StatusBits.minimumLength, memory: state) {
        held.find($0, files)
      }, state: state)
  }
}

/// The status lists that a trust file holds.
struct HeldStatusLists: Sendable {
  private let snapshots: [[UInt8]: [StatusListSnapshot]]

  var isEmpty: Bool { snapshots.isEmpty }

  /// A bundle that is too old vouches for nothing, its lists among it.
  init(_ trust: TrustFile?, at time: Instant) {
    var snapshots: [[UInt8]: [StatusListSnapshot]] = [:]
    var lists = trust?.statusLists ?? []
    if case .refused? = trust?.freshness(at: time) { lists = [] }
    for list in lists where !list.snapshots.isEmpty {
      snapshots[Array(list.url.utf8)] = list.snapshots
    }
    self.snapshots = snapshots
  }

  /// The list under a URL: as the trust file holds it, and as the files have it. Whichever is newer counts; what a file is
  /// worth nobody has said, and so a file that cannot be used is told of, whatever the trust file holds.
  func find(_ url: [UInt8], _ files: StatusListFiles) -> StatusListStore.Lookup {
    let found = files.find(url)
    guard let held = snapshots[url] else { return found }
    switch found {
    case .missing: return .snapshots(held)
    case .found(let bytes): return .snapshots(Self.joined(held, bytes, at: nil, isVouched: false))
    case .retrieved(let bytes, let date): return .snapshots(Self.joined(held, bytes, at: date, isVouched: true))
    default: return found
    }
  }

  /// The date of the list's own decides which is newer; where it has none, and nobody says when it was retrieved, it takes
  /// the place of none that is held.
  private static func joined(
    _ held: [StatusListSnapshot], _ bytes: [UInt8], at date: Instant?, isVouched: Bool
  ) -> [StatusListSnapshot] {
    let retrieved = date ?? held.map(\.retrieved).min() ?? Instant(seconds: 0)
    let file = StatusListSnapshot(content: bytes, retrieved: retrieved, isVouched: isVouched)
    return date == nil ? [file] + held : held + [file]
  }
}

/// Status lists that can be asked for, and where is remembered what was seen of them.
struct OpenStatusLists {
  /// Nil where none were named.
  let store: StatusListStore?
  let state: StatusStateFolder?

  /// - Throws: ``CommandError`` where something that was seen could not be written down: what the verdicts say is true,
  ///   but the next run will not know of it.
  func finish() throws(CommandError) {
    if let failure = state?.failure { throw failure }
  }
}
