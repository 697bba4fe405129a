public import Badge
import CanonicalJSON
public import Files
import GRDB
import Glibc
public import Signing
import Synchronization

/// A list that was published.
public struct PublishedList: Hashable, Sendable {
  public var list: ListRecord
  /// Where it was written.
  public var file: Path
}

/// Which lists are published.
public enum PublishScope: Hashable, Sendable {
  /// Those with changed bits, those that were never published, those whose file is gone or an older edition, those that
  /// are dated later than now, and those that are valid for less than a quarter of their time.
  case due
  case all
}

extension Register {
  /// The lists that ``publish(_:with:at:replacingForeign:)`` would publish.
  ///
  /// - Throws: ``RegisterError``.
  public func listsToPublish(_ scope: PublishScope = .due, at time: Instant) throws(RegisterError) -> [ListRecord] {
    let lists = try lists()
    if scope == .all { return lists }
    let folder = try PublishedLists(self)
    var due: [ListRecord] = []
    for list in lists where try self.due(list, folder, at: time) != nil { due.append(list) }
    return due
  }

  /// Builds lists from the register in one snapshot, signs them, and puts them into the folder of the lists.
  ///
  /// Each gets the next edition, which the register keeps before the file is written. Processes that publish at once wait
  /// for each other, so that the newest edition is the one that stays.
  ///
  /// - Parameters:
  ///   - time: `validFrom` of the lists; they are valid for the time in the settings.
  ///   - replacingForeign: whether files that have our names and are not ours are replaced.
  /// - Throws: ``RegisterError`` with `register_key_mismatch`, `register_outdated`, `list_foreign`, `list_invalid` or
  ///   `list_unwritable`.
  public func publish(
    _ scope: PublishScope = .due, with key: borrowing PrivateKey, at time: Instant, replacingForeign: Bool = false
  ) throws(RegisterError) -> [PublishedList] {
    try requireKey(key.publicKey)
    let folder = try PublishedLists(self)
    // From here to the end nobody else publishes.
    do { try folder.folder.lock() } catch { throw unwritable(listFolder, error) }
    try requireNewest(folder, replacingForeign)
    let wanted = try listsToPublish(scope, at: time)
    let editions = try connection.write { database in
      try wanted.map { try self.beginEdition($0, database) }
    }
    let signals = HeldSignals()
    defer { signals.release() }
    var staged: [OutputFolder.Staged] = []
    do throws(RegisterError) {
      for edition in editions {
        let bytes = try sign(edition, at: time, with: key)
        staged.append(try stage(bytes, edition.list.fileName, folder))
      }
      if let index = try index(folder, replacingForeign) { staged.append(try stage(index, Self.indexName, folder)) }
    } catch {
      for file in staged { folder.folder.discard(file) }
      throw error
    }
    try put(staged, into: folder)
    try connection.write { database in
      for edition in editions { try self.record(edition, at: time, database) }
    }
    let lists = try lists()
    return editions.compactMap { edition in
      lists.first { $0.number == edition.list.number && $0.purpose == edition.list.purpose }
        .map { PublishedList(list: $0, file: folder.path(of: $0.fileName)) }
    }
  }

  // MARK: which

  /// Why a list has to be published.
  enum Due: Equatable {
    /// Its bits changed, or it was never published.
    case changed
    case fileGone
    /// The file is an edition before the one that was published last: somebody put an old one back.
    case fileOlder(edition: Int)
    /// Less than a quarter of its time is left.
    case expiring
    /// It is dated later than now, so that verifiers do not take it: it was published with a wrong clock.
    case fromTheFuture
  }

  func due(
    _ list: ListRecord, _ folder: borrowing PublishedLists, at time: Instant
  ) throws(RegisterError) -> Due? {
    if list.isOutdated { return .changed }
    switch try folder.content(list.number, list.purpose) {
    case .none: return .fileGone
    case .list(let edition, let credential, _):
      if edition < list.publishedEdition { return .fileOlder(edition: edition) }
      // Clocks of two machines may differ by some minutes.
      if let start = credential.validFrom, start > time.adding(seconds: 300) { return .fromTheFuture }
    case .foreign: break
    }
    if let end = list.validUntil, end < time.adding(seconds: settings.listValidity / 4) { return .expiring }
    return nil
  }

  /// The register is the newest one, and what has the names of its lists is its own.
  private func requireNewest(_ folder: borrowing PublishedLists, _ replacingForeign: Bool) throws(RegisterError) {
    let lists = try lists()
    for list in lists {
      let file = folder.path(of: list.fileName)
      switch try folder.verifiedContent(list.number, list.purpose, listIssuer).content {
      case .none: continue
      case .foreign(let reason): if !replacingForeign { throw .foreign(file, reason) }
      case .list(let edition, _, _):
        guard edition <= list.edition else { throw .outdated(file, edition, list.edition, path) }
      }
    }
    try requireNoLaterLists(than: lists.last?.number ?? 0, folder)
  }

  /// Lists whose number the register never gave are of a later state of it, if their signature holds.
  private func requireNoLaterLists(than last: Int, _ folder: borrowing PublishedLists) throws(RegisterError) {
    for number in try folder.numbers() where number > last {
      for purpose in ListRecord.Purpose.allCases {
        guard case .list(let edition, _, _) = try folder.verifiedContent(number, purpose, listIssuer).content
        else { continue }
        throw .outdated(folder.path(of: settings.listFileName(number, purpose)), edition, 0, path)
      }
    }
  }

  /// The register is the newest one, by what the files of its lists say of themselves. Looked for once by each value: who
  /// restores a backup under a running process loses more than that.
  func requireNewestBeforeIssuing() throws(RegisterError) {
    guard !isKnownToBeNewest.load(ordering: .relaxed) else { return }
    let folder = try PublishedLists(self)
    let lists = try lists()
    for list in lists {
      guard case .list(let edition, _, _) = try folder.content(list.number, list.purpose), edition > list.edition
      else { continue }
      throw .outdated(folder.path(of: list.fileName), edition, list.edition, path)
    }
    try requireNoLaterLists(than: lists.last?.number ?? 0, folder)
    isKnownToBeNewest.store(true, ordering: .relaxed)
  }

  // MARK: one edition

  private struct Edition: Sendable {
    let list: ListRecord
    let number: Int
    /// How often bits had changed when these were read.
    let changes: Int
    let bits: StatusBits
    /// The date of the edition before.
    let previous: Instant?
  }

  /// Takes the next edition of a list, with the bits that the register holds for it in this moment.
  private func beginEdition(_ list: ListRecord, _ database: Database) throws -> Edition {
    let arguments: StatementArguments = [list.number, list.purpose.rawValue]
    try database.cachedStatement(
      sql: "UPDATE publications SET edition = edition + 1 WHERE list = ? AND purpose = ?"
    ).execute(arguments: arguments)
    let row = try Row.fetchOne(
      database, sql: "SELECT edition, changes FROM publications WHERE list = ? AND purpose = ?", arguments: arguments)
    guard let row else { throw RegisterError(.damaged, "a list of the register is gone", remedy: .goOnWithBackup) }
    return Edition(
      list: list, number: try row.decode(atIndex: 0), changes: try row.decode(atIndex: 1),
      bits: try bits(list, database), previous: list.publishedAt)
  }

  private func bits(_ list: ListRecord, _ database: Database) throws -> StatusBits {
    var bits: StatusBits
    do { bits = try StatusBits(length: list.length) } catch { throw RegisterError(.listInvalid, error.message) }
    let condition = list.purpose == .revocation ? "is_revoked = 1" : "is_suspended = 1"
    let positions = try Int.fetchCursor(
      database,
      sql: """
        SELECT position FROM badges WHERE list = ?1 AND \(condition)
        UNION ALL SELECT position FROM adopted_bits WHERE list = ?1 AND purpose = ?2
        """, arguments: [list.number, list.purpose.rawValue])
    while let position = try positions.next() {
      guard bits.set(1, at: position) else {
        throw RegisterError(.damaged, "the register has an index beyond its list", remedy: .goOnWithBackup)
      }
    }
    return bits
  }

  private func sign(
    _ edition: Edition, at time: Instant, with key: borrowing PrivateKey
  ) throws(RegisterError) -> [UInt8] {
    // Whole seconds, and not before the edition before it: who remembers that one refuses what is older.
    var start = Instant(seconds: time.seconds)
    if let previous = edition.previous, start < previous, previous < start.adding(seconds: 60) { start = previous }
    let request = StatusListIssuer.Request(
      url: edition.list.url, purposes: [edition.list.purpose.purpose], bits: edition.bits, time: start,
      validUntil: start.adding(seconds: settings.listValidity), timeToLive: settings.listTTL,
      description: PublishedLists.description(ofEdition: edition.number))
    do {
      return try listIssuer.issue(request, with: key)
    } catch {
      throw RegisterError(.listInvalid, "the list \(edition.list.url) cannot be made: \(error.message)")
    }
  }

  private func record(_ edition: Edition, at time: Instant, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE publications SET published_edition = ?, published_changes = ?, published_at = ?, valid_until = ?
        WHERE list = ? AND purpose = ? AND published_edition < ?1
        """,
      arguments: [
        edition.number, edition.changes, time.seconds, time.adding(seconds: settings.listValidity).seconds,
        edition.list.number, edition.list.purpose.rawValue,
      ])
  }

  // MARK: the folder

  private static let indexName = "index.json"

  /// `index.json` with the URL and the file of every list, if it is to be written: what it says of other lists stays.
  private func index(
    _ folder: borrowing PublishedLists, _ replacingForeign: Bool
  ) throws(RegisterError) -> [UInt8]? {
    let file = folder.path(of: Self.indexName)
    let old: [UInt8]?
    do {
      old = try folder.folder.contents(of: Path(Self.indexName), limit: PublishedLists.limit)
    } catch {
      guard replacingForeign, error.number != EACCES else {
        throw RegisterError(
          .listForeign, "\(file.text) cannot be read: \(error.reason)",
          remedy: "move it away, or replace it with badge status publish --force")
      }
      old = nil
    }
    var members: [JSONValue.Member] = []
    if let old, !old.isEmpty || !replacingForeign {
      if let document = try? JSONDocument(parsing: old), case .object(let found) = JSONValue(document) {
        members = found
      } else if !replacingForeign {
        throw RegisterError(
          .listForeign, "\(file.text) is no JSON object", remedy: "replace it with badge status publish --force")
      }
    }
    var new = JSONValue.object(members)
    for list in try lists() { new[list.url] = .string(list.fileName) }
    let bytes = new.serialized(.pretty)
    return bytes == old ? nil : bytes
  }

  private func stage(
    _ bytes: [UInt8], _ name: String, _ folder: borrowing PublishedLists
  ) throws(RegisterError) -> OutputFolder.Staged {
    do {
      return try folder.folder.stage(bytes.span, for: Path(name))
    } catch {
      throw unwritable(folder.path(of: name), error)
    }
  }

  private func put(_ staged: [OutputFolder.Staged], into folder: borrowing PublishedLists) throws(RegisterError) {
    if let (place, error) = OutputFolder.synchronize(staged) {
      for file in staged { folder.folder.discard(file) }
      throw unwritable(listFolder.appending(staged[place].name), error)
    }
    for (place, file) in staged.enumerated() {
      do {
        try folder.folder.name(file, replacing: true)
      } catch {
        for left in staged[place...] { folder.folder.discard(left) }
        throw unwritable(listFolder.appending(file.name), error)
      }
    }
    do { try folder.folder.synchronize() } catch { throw unwritable(listFolder, error) }
  }

  private func unwritable(_ file: Path, _ error: SystemError) -> RegisterError {
    RegisterError(
      .listUnwritable, "\(file.text) cannot be written: \(error.reason)",
      remedy: "mend the cause and publish again; until then the lists say what they said before")
  }
}
