public import Files
import GRDB

extension Register {
  /// Copies the register, while others may use it, to a file that does not exist yet; its mode is 0600. The copy is checked
  /// and on the disk when this returns.
  ///
  /// - Throws: ``RegisterError``, with `register_exists` where there is such a file.
  public func backup(to path: Path) throws(RegisterError) {
    try RegisterPlace(path).create { copy in
      try connection.copy(to: copy)
      let defects = try copy.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(1)") }
      guard defects == ["ok"] else {
        throw RegisterError(
          .damaged, "the register \(self.path.text) is damaged, and no copy was made", remedy: .goOnWithBackup)
      }
    }
  }
}
