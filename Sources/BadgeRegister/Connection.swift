import Files
import GRDB
import Glibc

/// The register's database, open.
final class Connection: Sendable {
  private let path: Path
  private let queue: DatabaseQueue
  /// Shared with all who may write; nil for readers.
  private let lock: Lock?

  private final class Lock: Sendable {
    let file: FileDescriptor
    init(_ file: consuming FileDescriptor) { self.file = file }
  }

  init(opening place: RegisterPlace, _ access: Register.Access) throws(RegisterError) {
    guard let status = try place.status() else {
      throw RegisterError(
        .missing, "there is no register at \(place.path.text)", remedy: "make one with badge init, or name another file"
      )
    }
    // SQLite puts its files beside what a link names, and the lists would lie beside the link.
    guard status.kind == .regular else {
      throw RegisterError(.pathInvalid, "\(place.path.text) is no regular file", remedy: "name the register's own file")
    }
    path = place.path
    lock = access == .readWrite ? Lock(try place.openLock()) : nil
    // Whoever has the lock alone is the only one who may write, so a log is one that nobody has closed.
    let isAlone = lock?.file.tryLock() ?? false
    let wasLeft = isAlone ? try place.hasLog() : false
    do {
      queue = try Self.open(place, access)
      let version = try Self.version(of: queue, place)
      if access == .readWrite, version < Schema.version { try Schema.migrator.migrate(queue) }
      try queue.read { try Self.check($0, place, thoroughly: wasLeft) }
      try lock?.file.lockShared()
    } catch {
      throw RegisterError(error, place.path)
    }
  }

  deinit { try? queue.close() }

  // MARK: transactions

  /// Runs statements that see one moment of the register.
  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterError) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw RegisterError(error, path)
    }
  }

  /// Runs statements in one transaction that nobody else can write in, and puts it on the disk.
  func write<Result>(_ body: (Database) throws -> Result) throws(RegisterError) -> Result {
    guard lock != nil else {
      throw RegisterError(.readOnly, "the register \(path.text) was opened to be read only")
    }
    do {
      var result: Result?
      try queue.inTransaction(.immediate) { database in
        result = try body(database)
        return .commit
      }
      guard let result else { preconditionFailure("a transaction that was committed has a result") }
      return result
    } catch {
      throw RegisterError(error, path)
    }
  }

  /// Copies the register as it is at one moment.
  func copy(to other: DatabaseQueue) throws { try queue.backup(to: other) }

  // MARK: opening

  /// Seconds that a command waits for others.
  private static let patience = 60

  static func configuration(_ access: Register.Access) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = access == .readOnly
    configuration.foreignKeysEnabled = true
    // Short and uneven waits: SQLite's own grow to 100 ms, in which several who wait let the disk stand still.
    configuration.busyMode = .callback { tries in
      usleep(UInt32.random(in: 500...3000))
      return tries < patience * 570
    }
    configuration.prepareDatabase { database in
      // A commit is on the disk when it returns.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // Whatever is in the schema of a file that somebody gives us runs with nobody's rights.
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      // No temporary file elsewhere holds names of persons.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      // Pages of 4 KiB.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      try database.execute(sql: "PRAGMA cache_size = -16000")
    }
    return configuration
  }

  private static func open(_ place: RegisterPlace, _ access: Register.Access) throws -> DatabaseQueue {
    let configuration = configuration(access)
    do {
      let queue = try DatabaseQueue(path: place.text, configuration: configuration)
      // The first statement that needs a page is the one that fails.
      try queue.read { _ = try Int.fetchOne($0, sql: "PRAGMA schema_version") }
      return queue
    } catch let error as DatabaseError
      where access == .readOnly && error.resultCode == .SQLITE_CANTOPEN
    {
      // A reader of a log-keeping database makes files beside it. Where the folder takes none nobody can write, and what
      // is in the file is all there is.
      guard try !place.hasLog() else { throw error }
      let escaped = place.path.bytes.map { byte -> String in
        let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 <= 9 || [0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
        return isPlain
          ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
      return try DatabaseQueue(path: "file:\(escaped.joined())?immutable=1", configuration: configuration)
    }
  }

  private static func version(of queue: DatabaseQueue, _ place: RegisterPlace) throws -> Int {
    let (application, version) = try queue.read {
      (try Int.fetchOne($0, sql: "PRAGMA application_id"), try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0)
    }
    guard application == Schema.applicationID else {
      throw RegisterError(.foreign, "\(place.path.text) is no register of Badge", remedy: "name another file")
    }
    guard version <= Schema.version else {
      throw RegisterError(
        .newer, "the register \(place.path.text) was made by a newer version of badge",
        remedy: "use the version that made it, or a newer one")
    }
    return version
  }

  private static func check(_ database: Database, _ place: RegisterPlace, thoroughly: Bool) throws {
    guard try Schema.isSound(in: database) else {
      throw RegisterError(
        .foreign, "the tables of \(place.path.text) are not those of a register of Badge",
        remedy: "name another file, or go on with the newest backup")
    }
    guard thoroughly else { return }
    let defects = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
    guard defects == ["ok"] else {
      throw RegisterError(
        .damaged, "the register \(place.path.text) is damaged, and the process that had it open did not end well",
        remedy: .goOnWithBackup)
    }
  }
}
