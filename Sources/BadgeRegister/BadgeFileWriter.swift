import Badge
import Files
import GRDB
import Glibc

/// Writes the files of badges that are recorded, and records that they are written.
///
/// The files of a group go to the disk together, and are marked in the next transaction there is: a file that is written
/// and not marked is found by whoever looks next, while one that is marked and not written would be missed.
struct BadgeFileWriter {
  private struct File {
    let number: Int64
    let id: String
    let path: Path
    /// The signed credential.
    let signed: [UInt8]
    /// What the credential is baked into when the file is written: a whole group of them is never in memory.
    let picture: BlankPicture?
    let isReplaced: Bool
    let row: Int

    func contents() throws(RegisterError) -> [UInt8] { try picture.baked(signed) }
  }

  /// What this group has to write.
  private var files: [File] = []
  /// What this group has written, by the numbers of the badges.
  private(set) var written: [Int64: Path] = [:]
  /// What is not marked yet.
  private var unmarked: [Int64: Path] = [:]
  private var folders: [Path: FolderBox] = [:]
  private let register: Register

  private final class FolderBox: Sendable {
    let folder: OutputFolder
    init(_ path: Path) throws(SystemError) { folder = try OutputFolder(opening: path) }
  }

  init(_ register: Register) { self.register = register }

  /// A new group.
  mutating func begin() {
    files = []
    written = [:]
  }

  // MARK: what is to be written

  /// Refuses a file that could not be written, before anything is taken.
  mutating func check(_ request: BadgeRequest) throws(RegisterError) {
    guard let file = request.file else { return }
    guard let kind = try status(file)?.kind else { return }
    guard kind == .regular else {
      throw RegisterError(
        .fileNotRegular, "\(file.text) is there already, and is no regular file", remedy: "name another file")
    }
    guard request.replacesFile else { throw exists(file) }
  }

  mutating func add(_ badge: RecordedBadge, _ file: Path, _ request: BadgeRequest, _ row: Int) {
    files.append(
      File(
        number: badge.number, id: badge.badge.record.id, path: badge.badge.record.file ?? file,
        signed: badge.badge.bytes, picture: request.request.picture, isReplaced: request.replacesFile, row: row))
  }

  /// A badge that an earlier run recorded: its file, if that run did not come so far, or somebody took it away.
  ///
  /// The same badge may be asked for in another picture than before, or in none: then that is its file from now on, and the
  /// one of the earlier run is left where it is.
  mutating func addMissing(
    _ badge: RecordedBadge, _ request: BadgeRequest, _ row: Int, in database: Database
  ) throws {
    guard let name = request.file else { return }
    let file: Path
    do { file = try name.absolute() } catch { throw RegisterError(error, name) }
    let record = badge.badge.record
    let picture = request.request.picture
    let isAnother = try StoredPicture.digest(of: badge.number, in: database) != picture?.digest
    // A file that was written belongs to its owner, who may have changed it.
    if record.fileState == .written, record.file == file, !isAnother, try status(file) != nil { return }
    try add(
      File(
        number: badge.number, id: record.id, path: file, signed: badge.badge.bytes, picture: picture,
        isReplaced: request.replacesFile, row: row))
    guard isAnother else { return }
    try StoredPicture.record(picture, of: badge.number, in: database)
    try database.cachedStatement(sql: "UPDATE badges SET file = ?, file_state = 'pending' WHERE number = ?")
      .execute(arguments: [Blob(file.bytes), badge.number])
  }

  /// The file of a badge that was recorded at some time.
  mutating func restore(
    _ number: Int64, _ id: String, _ signed: [UInt8], _ file: Path, _ picture: BlankPicture? = nil
  ) throws(RegisterError) {
    begin()
    try add(File(number: number, id: id, path: file, signed: signed, picture: picture, isReplaced: false, row: 0))
  }

  private mutating func add(_ file: File) throws(RegisterError) {
    if try status(file.path) != nil, !file.isReplaced {
      let wanted = try file.contents()
      guard try contents(of: file.path, wanted.count) == wanted else { throw exists(file.path) }
      unmarked[file.number] = file.path
      written[file.number] = file.path
    } else {
      files.append(file)
    }
  }

  // MARK: writing

  /// Writes all of the group.
  ///
  /// - Throws: ``RegisterError`` with the row whose file is not written; those before it are.
  mutating func write() throws(RegisterError) {
    guard let first = files.first else { return }
    // Ctrl-C waits until there are no temporary files to leave behind.
    let signals = HeldSignals()
    defer { signals.release() }
    if files.count == 1 { return try writeOne(first) }
    var staged: [(file: File, box: FolderBox, staged: OutputFolder.Staged)] = []
    var failure: RegisterError?
    for file in files {
      do throws(SystemError) {
        guard let (folderPath, name) = file.path.split else { throw SystemError(EISDIR) }
        let box = try folder(folderPath)
        let contents: [UInt8]
        do { contents = try file.contents() } catch {
          failure = unwritable(file, error.message)
          break
        }
        let temporary = try box.folder.stage(contents.span, for: name)
        staged.append((file, box, temporary))
      } catch {
        failure = unwritable(file, error.reason)
        break
      }
    }
    if let (place, error) = OutputFolder.synchronize(staged.map(\.staged)) {
      failure = unwritable(staged[place].file, error.reason)
      for left in staged[place...] { left.box.folder.discard(left.staged) }
      staged.removeSubrange(place...)
    }
    var named: [(file: File, box: FolderBox)] = []
    for (place, entry) in staged.enumerated() {
      do throws(SystemError) {
        try entry.box.folder.name(entry.staged, replacing: entry.file.isReplaced)
      } catch {
        guard error.number == EEXIST, isThere(entry.file) else {
          failure = unwritable(entry.file, error.reason)
          for left in staged[place...] { left.box.folder.discard(left.staged) }
          break
        }
        entry.box.folder.discard(entry.staged)
      }
      named.append((entry.file, entry.box))
    }
    var synchronized: Set<ObjectIdentifier> = []
    for (file, box) in named where synchronized.insert(ObjectIdentifier(box)).inserted {
      do { try box.folder.synchronize() } catch { throw unwritable(file, error.reason) }
    }
    for (file, _) in named {
      written[file.number] = file.path
      unmarked[file.number] = file.path
    }
    if let failure { throw failure }
  }

  private mutating func writeOne(_ file: File) throws(RegisterError) {
    let contents: [UInt8]
    do { contents = try file.contents() } catch { throw unwritable(file, error.message) }
    do throws(SystemError) {
      guard let (folderPath, name) = file.path.split else { throw SystemError(EISDIR) }
      try folder(folderPath).folder.write(contents.span, to: name, replacing: file.isReplaced)
    } catch {
      guard error.number == EEXIST, isThere(file) else { throw unwritable(file, error.reason) }
    }
    written[file.number] = file.path
    unmarked[file.number] = file.path
  }

  /// Whether somebody else has written the very file meanwhile: who mends may come across a run that goes on.
  private mutating func isThere(_ file: File) -> Bool {
    guard let wanted = try? file.contents() else { return false }
    return (try? contents(of: file.path, wanted.count)) == wanted
  }

  // MARK: recording

  /// Records what is written, in a transaction of its own.
  mutating func mark() throws(RegisterError) {
    guard !unmarked.isEmpty else { return }
    let writer = self
    try register.connection.write { try writer.mark(in: $0) }
    didMark()
  }

  func mark(in database: Database) throws {
    guard !unmarked.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: "UPDATE badges SET file = ?, file_state = 'written' WHERE number = ?")
    for (number, file) in unmarked { try statement.execute(arguments: [Blob(file.bytes), number]) }
  }

  /// The transaction in which ``mark(in:)`` ran is on the disk.
  mutating func didMark() { unmarked = [:] }

  // MARK: folders

  private mutating func folder(_ path: Path) throws(SystemError) -> FolderBox {
    if let box = folders[path] { return box }
    let box = try FolderBox(path)
    folders[path] = box
    return box
  }

  private mutating func status(_ file: Path) throws(RegisterError) -> FileStatus? {
    guard let (folderPath, name) = file.split else {
      throw RegisterError(.fileNotRegular, "\(file.text) does not end in the name of a file")
    }
    do {
      return try folder(folderPath).folder.status(of: name)
    } catch {
      throw RegisterError(
        .fileUnwritable, "\(file.text) cannot be written: \(error.reason)",
        remedy: error.number == ENOENT ? "make the folder first" : "look at the permissions of the folder")
    }
  }

  /// The file's bytes if they may be those of a badge of that size.
  private mutating func contents(of file: Path, _ size: Int) throws(RegisterError) -> [UInt8]? {
    guard let (folderPath, name) = file.split else { return nil }
    do {
      return try folder(folderPath).folder.contents(of: name, limit: size)
    } catch {
      switch error.number {
      case ELOOP, EINVAL, EFBIG, ENXIO: return nil
      default: throw RegisterError(error, file, doing: "read")
      }
    }
  }

  private func exists(_ file: Path) -> RegisterError {
    RegisterError(
      .fileExists, "\(file.text) exists already", remedy: "choose another name, or replace it with --force")
  }

  private func unwritable(_ file: File, _ reason: String) -> RegisterError {
    RegisterError(
      .fileUnwritable,
      "the badge \(file.id) is recorded, and its file \(file.path.text) cannot be written: \(reason)",
      remedy: "mend the cause and run badge doctor --mend, or write it elsewhere with badge export", row: file.row)
  }
}
