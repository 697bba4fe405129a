public import Glibc

/// What fstat tells of a file.
public struct FileStatus: Sendable {
  public enum Kind: Sendable { case regular, folder, symbolicLink, pipe, socket, device, other }

  public let kind: Kind
  /// Bytes; 0 for files that are made as they are read.
  public let size: Int
  /// The lower twelve bits of the mode.
  public let permissions: mode_t
  public let owner: uid_t
  private let modified: Int

  /// Whether neither the group nor others may do anything with the file.
  public var isPrivate: Bool { permissions & 0o077 == 0 }

  /// Seconds since the contents were last changed, by the clock of this machine.
  var age: Int { time(nil) - modified }

  public init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .other
      }
    size = Int(status.st_size)
    permissions = status.st_mode & 0o7777
    owner = status.st_uid
    modified = status.st_mtim.tv_sec
  }
}
