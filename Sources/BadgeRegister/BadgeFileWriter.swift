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
    let bytes: [UInt8]
    let isReplaced: Bool
    let row: Int
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

  mutating func add(_ badge: RecordedBadge, _ file: Path, _ isReplaced: Bool, _ row: Int) {
    files.append(
      File(
        number: badge.number, id: badge.badge.record.id, path: badge.badge.record.file ?? file,
        bytes: badge.badge.bytes, isReplaced: isReplaced, row: row))
  }

  /// A badge that an earlier run recorded: its file, if that run did not come so far, or somebody took it away.
  mutating func addMissing(_ badge: RecordedBadge, _ request: BadgeRequest, _ row: Int) throws(RegisterError) {
    guard let name = request.file else { return }
    let file: Path
    do { file = try name.absolute() } catch { throw RegisterError(error, name) }
    let record = badge.badge.record
    // A file that was written belongs to its owner, who may have changed it.
    if record.fileState == .written, record.file == file, try status(file) != nil { return }
    try add(badge.number, record.id, badge.badge.bytes, file, request.replacesFile, row)
  }

  /// The file of a badge that was recorded at some time.
  mutating func restore(_ number: Int64, _ id: String, _ bytes: [UInt8], _ file: Path) throws(RegisterError) {
    begin()
    try add(number, id, bytes, file, false, 0)
  }

  private mutating func add(
    _ number: Int64, _ id: String, _ bytes: [UInt8], _ file: Path, _ isReplaced: Bool, _ row: Int
  ) throws(RegisterError) {
    if try status(file) != nil, !isReplaced {
      guard try contents(of: file, bytes.count) == bytes else { throw exists(file) }
      unmarked[number] = file
      written[number] = file
    } else {
      files.append(File(number: number, id: id, path: file, bytes: bytes, isReplaced: isReplaced, row: row))
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
        let temporary = try box.folder.stage(file.bytes.span, for: name)
        staged.append((file, box, temporary))
      } catch {
        failure = unwritable(file, error)
        break
      }
    }
    if let (place, error) = OutputFolder.synchronize(staged.map(\.staged)) {
      failure = unwritable(staged[place].file, error)
      for left in staged[place...] { left.box.folder.discard(left.staged) }
      staged.removeSubrange(place...)
    }
    var named: [(file: File, box: FolderBox)] = []
    for (place, entry) in staged.enumerated() {
      do throws(SystemError) {
        try entry.box.folder.name(entry.staged, replacing: entry.file.isReplaced)
      } catch {
        guard error.number == EEXIST, isThere(entry.file) else {
          failure = unwritable(entry.file, error)
          for left in staged[place...] { left.box.folder.discard(left.staged) }
          break
        }
        entry.box.folder.discard(entry.staged)
      }
      named.append((entry.file, entry.box))
    }
    var synchronized: Set<ObjectIdentifier> = []
    for (file, box) in named where synchronized.insert(ObjectIdentifier(box)).inserted {
      do { try box.folder.synchronize() } catch { throw unwritable(file, error) }
    }
    for (file, _) in named {
      written[file.number] = file.path
      unmarked[file.number] = file.path
    }
    if let failure { throw failure }
  }

  private mutating func writeOne(_ file: File) throws(RegisterError) {
    do throws(SystemError) {
      guard let (folderPath, name) = file.path.split else { throw SystemError(EISDIR) }
      try folder(folderPath).folder.write(file.bytes.span, to: name, replacing: file.isReplaced)
    } catch {
      guard error.number == EEXIST, isThere(file) else { throw unwritable(file, error) }
    }
    written[file.number] = file.path
    unmarked[file.number] = file.path
  }

  /// Whether somebody else has written the very file meanwhile: who mends may come across a run that goes on.
  private mutating func isThere(_ file: File) -> Bool {
    (try? contents(of: file.path, file.bytes.count)) == file.bytes
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

  private func unwritable(_ file: File, _ error: SystemError) -> RegisterError {
    RegisterError(
      .fileUnwritable,
      "the badge \(file.id) is recorded, and its file \(file.path.text) cannot be written: \(error.reason)",
      remedy: "mend the cause and run badge doctor --mend, or write it elsewhere with badge export", row: file.row)
  }
}
