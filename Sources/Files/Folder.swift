public import Glibc

/// The entries of a folder, sorted by the bytes of their names, so that a run over it has one order everywhere.
public struct Folder: Sendable {
  public struct Entry: Sendable {
    public let name: Path
    public let kind: FileStatus.Kind
  }

  public let entries: [Entry]

  /// Reads the names in a folder. Symbolic links are told as such and not followed.
  ///
  /// - Throws: `SystemError` where the folder cannot be read.
  public init(reading path: Path) throws(SystemError) {
    let descriptor = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
    // SAFETY: the stream owns a descriptor of its own and is closed below; readdir's entry is read before the next call.
    guard let stream = unsafe fdopendir(dup(descriptor.number)) else { throw .last }
    defer { unsafe _ = closedir(stream) }
    var entries: [Entry] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let type = Int(unsafe entry.pointee.d_type)
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Path(Array(bytes.prefix { $0 != 0 }))
      }
      guard name != Path("."), name != Path("..") else { continue }
      entries.append(Entry(name: name, kind: try Self.kind(type, name, descriptor)))
    }
    guard errno == 0 else { throw .last }
    self.entries = entries.sorted { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
  }

  private static func kind(
    _ type: Int, _ name: Path, _ folder: borrowing FileDescriptor
  ) throws(SystemError) -> FileStatus.Kind {
    switch type {
    case Int(DT_REG): return .regular
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .symbolicLink
    case Int(DT_FIFO): return .pipe
    case Int(DT_SOCK): return .socket
    case Int(DT_CHR), Int(DT_BLK): return .device
    // Some file systems do not say.
    default: return try folder.status(ofEntry: name)?.kind ?? .other
    }
  }
}

extension Folder {
  /// Makes a folder and those above it, as far as they are missing.
  ///
  /// - Returns: whether the last of them was missing.
  /// - Throws: `SystemError` where one of them cannot be made.
  @discardableResult
  public static func make(_ path: Path, mode: mode_t) throws(SystemError) -> Bool {
    if unsafe path.withCString({ unsafe mkdir($0, mode) }) == 0 { return true }
    switch errno {
    case EEXIST: return false
    case ENOENT:
      guard let (parent, _) = path.split, parent != path else { throw SystemError(ENOENT) }
      try make(parent, mode: mode)
      if unsafe path.withCString({ unsafe mkdir($0, mode) }) == 0 { return true }
      guard errno == EEXIST else { throw .last }
      return false
    default: throw .last
    }
  }

  /// Takes a folder away that holds nothing; any other stays.
  public static func removeEmpty(_ path: Path) { _ = unsafe path.withCString { unsafe rmdir($0) } }
}

/// Walks folders depth first, in the order of ``Folder``, holding the names of one branch only.
public struct FolderWalk: Sendable {
  /// Folders below the first one. Nobody nests badges deeper, and links are not followed.
  public static let depthLimit = 64

  private struct Level: Sendable {
    let path: Path
    let entries: [Folder.Entry]
    var next = 0
  }

  private var levels: [Level] = []
  /// Entries that are no badge files by their name or kind.
  public private(set) var skipped = 0
  private let isWanted: @Sendable (Path) -> Bool

  /// - Throws: `SystemError` where the folder cannot be read.
  public init(_ path: Path, where isWanted: @escaping @Sendable (Path) -> Bool) throws(SystemError) {
    self.isWanted = isWanted
    levels.append(Level(path: path, entries: try Folder(reading: path).entries))
  }

  public enum Step {
    case file(Path)
    case unreadable(Path, SystemError)
  }

  /// The next file that is wanted, or a folder that cannot be read; nil at the end.
  public mutating func next() -> Step? {
    while let level = levels.last {
      guard level.next < level.entries.count else {
        levels.removeLast()
        continue
      }
      let entry = level.entries[level.next]
      levels[levels.count - 1].next += 1
      let path = level.path.appending(entry.name)
      switch entry.kind {
      case .regular where isWanted(entry.name): return .file(path)
      case .folder:
        guard levels.count < Self.depthLimit else { return .unreadable(path, SystemError(ELOOP)) }
        do throws(SystemError) {
          levels.append(Level(path: path, entries: try Folder(reading: path).entries))
        } catch {
          return .unreadable(path, error)
        }
      default: skipped += 1
      }
    }
    return nil
  }
}
