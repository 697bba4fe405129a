import Files
import Glibc

/// A file that a stranger may have made, open for reading: a regular file, or standard input for `-`.
///
/// Pipes, devices, sockets and folders are refused without waiting for anybody at their other end. Standard input may be
/// anything but a terminal.
struct InputFile: ~Copyable {
  /// Bytes that one credential, key document, template or trust file may have.
  static let defaultLimit = 8 << 20

  /// The name for messages and reports, ready to be shown.
  let name: String
  /// What the file was when it was opened; nil for standard input.
  let status: FileStatus?
  let descriptor: FileDescriptor

  /// - Throws: ``CommandError`` with `file_unreadable`, `file_not_regular` or `input_is_terminal`.
  init(opening path: Path) throws(CommandError) {
    let name = path.isStandardStream ? "standard input" : path.description
    let file = try Self.open(path, name)
    let status: FileStatus?
    do { status = path.isStandardStream ? nil : try file.status() } catch { throw .unreadable(name, error) }
    if let kind = status?.kind, kind != .regular { throw .notRegular(name, kind) }
    self.name = name
    self.status = status
    descriptor = file
  }

  /// A file that is open, which has to be a regular one.
  ///
  /// - Throws: ``CommandError`` with `file_unreadable` or `file_not_regular`.
  init(_ file: consuming FileDescriptor, named name: String) throws(CommandError) {
    let status: FileStatus
    do { status = try file.status() } catch { throw .unreadable(name, error) }
    guard status.kind == .regular else { throw .notRegular(name, status.kind) }
    self.name = name
    self.status = status
    descriptor = file
  }

  private static func open(_ path: Path, _ name: String) throws(CommandError) -> FileDescriptor {
    if path.isStandardStream {
      guard !FileDescriptor.standardInput.isTerminal else { throw .inputIsTerminal }
      return .standardInput
    }
    do {
      // Not to wait for a pipe's writer, and not to make a terminal ours.
      return try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    } catch {
      throw error.number == ENXIO ? .notRegular(name, .socket) : .unreadable(name, error)
    }
  }

  /// The whole file, which is refused if it has more than `limit` bytes.
  ///
  /// - Throws: ``CommandError`` with `file_too_large`, and what opening throws.
  static func contents(of path: Path, limit: Int = defaultLimit) throws(CommandError) -> [UInt8] {
    try InputFile(opening: path).contents(limit: limit)
  }

  /// What is left of the file, which is refused if that is more than `limit` bytes. One byte more is read at most.
  ///
  /// - Throws: ``CommandError`` with `file_unreadable` or `file_too_large`.
  func contents(limit: Int = defaultLimit) throws(CommandError) -> [UInt8] {
    // The size is a hint, since the file may grow: but a file that is too large already need not be read.
    let size = status?.size ?? 0
    guard size <= limit else { throw tooLarge(limit) }
    var bytes: [UInt8] = []
    // One byte more, so that the read that finds the end needs no second buffer. 0 is the size of what is made as read.
    bytes.reserveCapacity(size > 0 ? size + 1 : min(1 << 16, limit + 1))
    while true {
      let room = min(max(bytes.capacity - bytes.count, 4096), limit + 1 - bytes.count)
      if try read(upTo: room, into: &bytes) == 0 { return bytes }
      guard bytes.count <= limit else { throw tooLarge(limit) }
    }
  }

  /// Appends what one read gives, at most `room` bytes, and says how many that were: 0 at the end of the file.
  ///
  /// - Throws: ``CommandError`` with `file_unreadable`.
  func read(upTo room: Int, into bytes: inout [UInt8]) throws(CommandError) -> Int {
    let before = bytes.count
    do {
      try bytes.append(addingCapacity: room) { output throws(SystemError) in try descriptor.read(into: &output) }
    } catch {
      throw .unreadable(name, error)
    }
    return bytes.count - before
  }

  private func tooLarge(_ limit: Int) -> CommandError {
    CommandError(.fileTooLarge, "\(name) has more than \(limit) bytes, which is the limit", status: .rejected)
  }
}

extension InputFile {
  /// Whether a path names anything. Not being allowed to look is no no: what the file says may matter.
  ///
  /// - Throws: ``CommandError`` where that cannot be said.
  static func exists(_ path: Path) throws(CommandError) -> Bool {
    guard let (folder, name) = path.split else { return BadgeSource.isFolder(path) }
    do throws(SystemError) {
      return try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY).status(ofEntry: name) != nil
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR { return false }
      throw CommandError(
        .fileUnreadable, "\(path) cannot be looked for: \(error.reason)",
        hint: "make its folder readable, or name another file")
    }
  }
}

extension CommandError {
  /// Somebody forgot to say what is to be read.
  fileprivate static var inputIsTerminal: CommandError {
    var error = CommandError(
      .inputIsTerminal, "standard input is a terminal",
      hint: "name a file, or send one in: badge … - < FILE", status: .usage)
    error.showsHelp = true
    return error
  }

  fileprivate static func unreadable(_ name: String, _ error: SystemError) -> CommandError {
    CommandError(.fileUnreadable, "\(name) cannot be read: \(error.reason)")
  }

  fileprivate static func notRegular(_ name: String, _ kind: FileStatus.Kind) -> CommandError {
    CommandError(.fileNotRegular, "\(name) is \(kind.words), not a file", hint: kind.remedy)
  }
}

extension FileStatus.Kind {
  /// The kind as it stands in a sentence.
  var words: String {
    switch self {
    case .regular: "a file"
    case .folder: "a folder"
    case .symbolicLink: "a symbolic link"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .other: "something unknown"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .folder: "name a file in it"
    case .pipe: "send it to standard input and name it -"
    default: "name a regular file, or - for standard input"
    }
  }
}
