public import Badge
import Files
import GRDB
import Glibc

/// Something about a register that is not as it should be.
public struct RegisterFinding: Hashable, Sendable {
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// The database is damaged.
    case damaged = "register_damaged"
    /// The history and the state of a badge contradict each other.
    case stateContradiction = "state_contradiction"
    /// Others may read or write the register.
    case permissions = "register_permissions"
    /// A badge is recorded, and its file is not known to be written.
    case filePending = "file_pending"
    /// A temporary file that nobody writes any more.
    case temporaryLeft = "temporary_left"
    /// A published list has a later edition than the register: the register is an older copy.
    case registerOutdated = "register_outdated"
    /// A file with the name of a list is none of ours.
    case listForeign = "list_foreign"
    /// A list was never published, changed since, or its file is gone.
    case listOutdated = "list_outdated"
    /// A list is soon valid no more, or is no more.
    case listExpiring = "list_expiring"
  }

  public var code: Code
  /// One sentence for a person, without its full stop. It may hold foreign text.
  public var message: String
  /// What to do about it, where mending did not or does not help.
  public var remedy: String?
  /// Whether it was mended.
  public var isMended = false
}

extension Register {
  /// Looks at everything that can be wrong, and changes nothing.
  ///
  /// - Throws: ``RegisterError`` where that cannot be found out.
  public func examine(at time: Instant) throws(RegisterError) -> [RegisterFinding] {
    var doctor = Doctor(self, at: time, mendingAs: nil)
    try doctor.run(restored: false)
    return doctor.findings
  }

  /// As ``examine(at:)``, and mends what it can without the key: writes files of badges, takes temporary files away, takes
  /// over what lists of a later edition say, sets permissions. Lists are published by
  /// ``publish(_:with:at:replacingForeign:)``.
  ///
  /// - Parameters:
  ///   - restored: says that the register is an older copy. All its lists are retired then, since indexes may have been
  ///     given after the copy was made. Where a published list proves that, it happens without being said.
  /// - Throws: ``RegisterError`` where that cannot be found out, or mending fails.
  public func mend(
    at time: Instant, by actor: String, restored: Bool = false
  ) throws(RegisterError) -> [RegisterFinding] {
    var doctor = Doctor(self, at: time, mendingAs: actor)
    try doctor.run(restored: restored)
    return doctor.findings
  }
}

private struct Doctor {
  private let register: Register
  private let time: Instant
  private let actor: String?
  private(set) var findings: [RegisterFinding] = []

  /// Findings of one kind that are told one by one.
  private static let limit = 100

  init(_ register: Register, at time: Instant, mendingAs actor: String?) {
    self.register = register
    self.time = time
    self.actor = actor
  }

  mutating func run(restored: Bool) throws(RegisterError) {
    guard try checkDatabase() else { return }
    try checkPermissions()
    try checkFiles()
    try checkTemporaries([register.folder, register.listFolder] + badgeFolders())
    try checkLists(restored: restored)
  }

  private mutating func add(
    _ code: RegisterFinding.Code, _ message: String, remedy: String? = nil, isMended: Bool = false
  ) {
    findings.append(
      RegisterFinding(code: code, message: message, remedy: isMended ? nil : remedy, isMended: isMended))
  }

  // MARK: the database

  private mutating func checkDatabase() throws(RegisterError) -> Bool {
    let (defects, contradictions) = try register.connection.read { database in
      let defects = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
      let foreign = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
      guard defects.isEmpty, foreign == 0 else {
        return (defects + (foreign == 0 ? [] : ["\(foreign) rows without what they belong to"]), [String]())
      }
      let contradictions = try String.fetchAll(
        database,
        sql: """
          SELECT id FROM badges WHERE
            is_revoked <> EXISTS (
              SELECT 1 FROM events WHERE badge = badges.number AND kind IN ('revoked', 'revoked_by_list'))
            OR is_suspended <> coalesce((
              SELECT kind <> 'unsuspended' FROM events
              WHERE badge = badges.number AND kind IN ('suspended', 'suspended_by_list', 'unsuspended')
              ORDER BY number DESC LIMIT 1), 0)
          LIMIT \(Self.limit)
          """)
      return (defects, contradictions)
    }
    for defect in defects { add(.damaged, "the register is damaged: \(defect)", remedy: .goOnWithBackup) }
    for id in contradictions {
      add(
        .stateContradiction, "the state of the badge \(id) is not what its history says",
        remedy: "compare the register with a backup; revoke the badge if it has to be")
    }
    return defects.isEmpty
  }

  private mutating func checkPermissions() throws(RegisterError) {
    do {
      let folder = try OutputFolder(opening: register.folder)
      guard let name = register.path.split?.name, let status = try folder.status(of: name), !status.isPrivate
      else { return }
      if actor != nil { try folder.setPermissions(0o600, of: name) }
      add(
        .permissions, "others may read or write \(register.path.text), which names persons",
        remedy: "chmod 600 \(register.path.text)", isMended: actor != nil)
    } catch {
      throw RegisterError(error, register.path)
    }
  }

  // MARK: files of badges

  private mutating func checkFiles() throws(RegisterError) {
    let pending = try register.connection.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT number, id, file FROM badges WHERE file_state = 'pending' ORDER BY number"
      ).map { row in
        (
          number: try row.decode(Int64.self, atIndex: 0), id: try row.decode(String.self, atIndex: 1),
          file: try row.decode(Blob?.self, atIndex: 2).map { Path($0.bytes) }
        )
      }
    }
    for badge in pending {
      guard let file = badge.file else { continue }
      let message = "the badge \(badge.id) is recorded, and its file \(file.text) is not known to be written"
      guard actor != nil else {
        add(.filePending, message, remedy: "run badge doctor --mend to write it")
        continue
      }
      do {
        try register.writePending(badge.number, badge.id, file)
        add(.filePending, message, isMended: true)
      } catch {
        add(.filePending, "\(message): \(error.message)", remedy: "write it elsewhere with badge export")
      }
    }
  }

  /// The folders of all files of badges: a run may have ended after the last file, in its table.
  private func badgeFolders() throws(RegisterError) -> [Path] {
    try register.connection.read { database in
      let known: Set<Path> = [register.folder, register.listFolder]
      var folders: [Path] = []
      var seen = known
      let files = try Blob.fetchCursor(database, sql: "SELECT file FROM badges WHERE file IS NOT NULL")
      while let file = try files.next() {
        guard let folder = Path(file.bytes).split?.folder, seen.insert(folder).inserted else { continue }
        folders.append(folder)
      }
      return folders
    }
  }

  private mutating func checkTemporaries(_ folders: [Path]) throws(RegisterError) {
    for folder in folders {
      // A folder that is gone holds nothing.
      guard let names = try? OutputFolder.abandonedTemporaries(in: folder) else { continue }
      for name in names {
        if actor != nil { (try? OutputFolder(opening: folder))?.unlink(name) }
        add(
          .temporaryLeft, "\(folder.appending(name).text) was left by a process that did not end well",
          remedy: "run badge doctor --mend to take it away", isMended: actor != nil)
      }
    }
  }

  // MARK: lists

  private mutating func checkLists(restored: Bool) throws(RegisterError) {
    let folder = try PublishedLists(register)
    if actor != nil {
      do { try folder.folder.lock() } catch { throw RegisterError(error, register.listFolder) }
    }
    let known = try register.lists()
    let numbers = Set(known.map(\.number)).union(try folder.numbers()).sorted()
    var published: [Published] = []
    var isOutdated = restored
    for number in numbers {
      for purpose in ListRecord.Purpose.allCases {
        let list = known.first { $0.number == number && $0.purpose == purpose }
        let file = folder.path(of: register.settings.listFileName(number, purpose))
        let (content, bits) = try folder.verifiedContent(number, purpose, register.listIssuer)
        switch content {
        case .none: continue
        case .foreign(let reason):
          guard list != nil else { continue }
          let error = RegisterError.foreign(file, reason)
          add(.listForeign, error.message, remedy: error.remedy)
        case .list(let edition, _, _):
          guard let bits else { continue }
          published.append(Published(number: number, purpose: purpose, edition: edition, bits: bits))
          guard edition > list?.edition ?? 0 else { continue }
          isOutdated = true
          add(
            .registerOutdated, RegisterError.outdated(file, edition, list?.edition ?? 0, register.path).message,
            remedy: "run badge doctor --mend to take over what the list says", isMended: actor != nil)
        }
      }
    }
    if isOutdated, let actor { try adopt(published, actor, restored: restored) }
    for list in try register.lists() {
      guard let due = try register.due(list, folder, at: time) else { continue }
      let file = folder.path(of: list.fileName).text
      let (code, message): (RegisterFinding.Code, String) =
        switch due {
        case .changed: (.listOutdated, "\(file) does not say what the register says")
        case .fileGone: (.listOutdated, "\(file) is gone")
        case .fileOlder(let edition):
          (.listOutdated, "\(file) is edition \(edition) again, and edition \(list.publishedEdition) was published")
        case .fromTheFuture: (.listOutdated, "\(file) is dated later than now, so nobody takes it yet")
        case .expiring:
          (.listExpiring, "\(file) is valid until \(list.validUntil.map { "\($0)" } ?? "a time that is not known")")
        }
      add(code, message, remedy: "publish it with badge status publish")
    }
  }

  private struct Published {
    let number: Int
    let purpose: ListRecord.Purpose
    let edition: Int
    let bits: StatusBits
  }

  private mutating func adopt(_ lists: [Published], _ actor: String, restored: Bool) throws(RegisterError) {
    let taken = try register.connection.write { database in
      var adoption = Adoption(register, database, at: time, by: actor)
      for list in lists {
        try adoption.take(list.number, list.purpose, edition: list.edition, list.bits)
      }
      try adoption.retireLists()
      return adoption.taken
    }
    add(
      .registerOutdated,
      "\(taken) bits were taken over from the published lists, and new badges get their indexes from new lists",
      isMended: true)
  }
}

extension Register {
  /// Writes the file of a badge that was recorded, unless it is there already, and records that.
  fileprivate func writePending(_ number: Int64, _ id: String, _ file: Path) throws(RegisterError) {
    let (bytes, picture) = try connection.read { database in
      (try Self.signedBytes(number, in: database, path), try StoredPicture.of(number, in: database, self))
    }
    var writer = BadgeFileWriter(self)
    try writer.restore(number, id, bytes, file, picture)
    try writer.write()
    try writer.mark()
  }
}
