import Files

/// The table of what was issued to a class, as `badge issue --csv` writes it and `badge revoke --csv` reads it.
enum ResultTable {
  static let columns = ["row", "id", "file", "index", "list", "recipient"]

  /// The badges' identifiers in a table.
  ///
  /// - Returns: nil where the file is no such table, or one that is too large to be looked at.
  /// - Throws: ``CommandError`` where the file cannot be read.
  static func ids(in path: Path) throws(CommandError) -> [String]? {
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try InputFile.contents(of: path, limit: Roster.limit)
    } catch {
      guard error.code == .fileTooLarge else { throw error }
      return nil
    }
    guard let records = try? CSVText(parsing: bytes).records, records.first?.cells == columns else { return nil }
    var ids: [String] = []
    for record in records.dropFirst() {
      guard record.cells.count == columns.count else { return nil }
      ids.append(record.cells[1])
    }
    return ids
  }
}
