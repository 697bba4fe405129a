public import Files
import GRDB

extension Register {
  /// Copies the register, while others may use it, to a file that does not exist yet; its mode is 0600. The copy is checked
  /// and on the disk when this returns; after an error there is none.
  ///
  /// - Throws: ``RegisterError``, with `register_exists` where there is such a file.
  public func backup(to path: Path) throws(RegisterError) {
    var counts: [Int] = []
    try RegisterPlace(path).create { copy in
      counts = try connection.copy(to: copy, Schema.counts)
    } checking: { copy in
      guard try Schema.isIntact(copy) else {
        throw RegisterError(
          .damaged, "the register \(self.path.text) is damaged, and no copy was made", remedy: .goOnWithBackup)
      }
      guard try Schema.isSound(in: copy), try Schema.counts(copy) == counts else {
        throw RegisterError(
          .inputOutput, "what was written to \(path.text) is not what the register holds, and no copy was made",
          remedy: "look after the disk, and make the copy on another one")
      }
    }
  }
}
