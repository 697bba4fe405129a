import CanonicalJSON
import Files
import GRDB
import Glibc

extension RegisterError {
  /// What SQLite or the file system said of the register at `path`, in words that say what to do.
  init(_ error: any Error, _ path: Path) {
    if let error = error as? RegisterError {
      self = error
      return
    }
    if let error = error as? SystemError {
      self.init(error, path, doing: "opened")
      return
    }
    if error is RowDecodingError || error is JSONError {
      self.init(
        .damaged, "the register \(path.text) is damaged: a value is not what it can be", remedy: .goOnWithBackup)
      return
    }
    guard let error = error as? DatabaseError else {
      self = .init(
        .internalError, "the register \(path.text) failed in a way that was not foreseen: \(error)",
        remedy: "please report this as a defect of badge")
      return
    }
    // SQLite's own words are for whoever looks for the cause, behind ours.
    let detail = error.message.map { " (SQLite: \($0))" } ?? ""
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, "another process keeps the register \(path.text) to itself",
        remedy: "try again when the other command has ended")
    case .SQLITE_FULL:
      self.init(
        .diskFull, "there is no room on the disk for the register \(path.text), and nothing was changed",
        remedy: "make room and try again")
    case .SQLITE_IOERR:
      self.init(
        .inputOutput, "the disk reports an error for the register \(path.text)" + detail,
        remedy: "look after the disk, then run badge doctor, which says what is recorded and what is not")
    case .SQLITE_CORRUPT:
      self.init(
        .damaged, "the register \(path.text) is damaged" + detail,
        remedy: .goOnWithBackup)
    case .SQLITE_NOTADB:
      self.init(
        .foreign, "\(path.text) is no register of Badge, or is damaged from its first bytes on",
        remedy: "name another file, or go on with the newest backup")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
      self.init(
        .inaccessible, "the register \(path.text) or a file beside it cannot be opened or written" + detail,
        remedy: "look at the permissions of the file and of its folder")
    default:
      self.init(
        .internalError, "the register \(path.text) failed in a way that was not foreseen" + detail,
        remedy: "please report this as a defect of badge")
    }
  }

  /// What the file system said of a file of the register's own.
  init(_ error: SystemError, _ path: Path, doing what: String) {
    if error.number == ENOSPC || error.number == EDQUOT {
      self.init(
        .diskFull, "there is no room on the disk: \(path.text) cannot be \(what)", remedy: "make room and try again")
      return
    }
    self.init(
      .inaccessible, "\(path.text) cannot be \(what): \(error.reason)",
      remedy: "look at the permissions of the file and of its folder")
  }
}

extension String {
  static let goOnWithBackup =
    "keep a copy of it, and go on with the newest backup: badge doctor --mend --restored takes over what was revoked since"
}
