import Badge
import Files
import GRDB

extension Register {
  /// The badge as its file holds it: the signed credential, or the picture that it was baked into.
  ///
  /// - Throws: ``RegisterError`` with `badge_unknown`, or `register_damaged` where the bytes are not those that were
  ///   recorded.
  public func fileBytes(of id: String) throws(RegisterError) -> [UInt8] {
    let (bytes, picture) = try connection.read { database in
      guard let (number, _) = try BadgeRecord.find(id, in: database) else { throw RegisterError.unknown(id) }
      return (
        try Self.signedBytes(number, in: database, path), try StoredPicture.of(number, in: database, self)
      )
    }
    return try picture.baked(bytes)
  }
}

/// Pictures as the register keeps them: each once, however many badges are baked into it.
enum StoredPicture {
  /// The picture of a badge's file; nil where the file is the credential itself.
  ///
  /// - Throws: ``RegisterError`` with `register_damaged` where it is not the picture that was recorded.
  static func of(_ badge: Int64, in database: Database, _ register: Register) throws -> BlankPicture? {
    guard try Schema.hasPictures(database) else { return nil }
    let statement = try database.cachedStatement(
      sql: "SELECT bytes, digest FROM badge_pictures JOIN pictures ON picture = number WHERE badge = ?")
    guard let row = try Row.fetchOne(statement, arguments: [badge]) else { return nil }
    guard let bytes = try? row.decode(Blob.self, atIndex: 0).bytes,
      let picture = try? BlankPicture(bytes), try row.decode(Blob.self, atIndex: 1).bytes == picture.digest
    else {
      throw RegisterError(
        .damaged, "the register \(register.path.text) is damaged: a picture is not as it was recorded",
        remedy: .goOnWithBackup)
    }
    return picture
  }

  /// SHA-256 of the picture of a badge's file.
  static func digest(of badge: Int64, in database: Database) throws -> [UInt8]? {
    let statement = try database.cachedStatement(
      sql: "SELECT digest FROM badge_pictures JOIN pictures ON picture = number WHERE badge = ?")
    return try Blob.fetchOne(statement, arguments: [badge])?.bytes
  }

  /// Records what the file of a badge is.
  static func record(_ picture: BlankPicture?, of badge: Int64, in database: Database) throws {
    guard let picture else {
      try database.cachedStatement(sql: "DELETE FROM badge_pictures WHERE badge = ?").execute(arguments: [badge])
      return
    }
    try database.cachedStatement(
      sql:
        "INSERT INTO badge_pictures (badge, picture) VALUES (?, ?) ON CONFLICT DO UPDATE SET picture = excluded.picture"
    ).execute(arguments: [badge, try number(of: picture, in: database)])
  }

  private static func number(of picture: BlankPicture, in database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT number FROM pictures WHERE digest = ?")
    if let number = try Int64.fetchOne(statement, arguments: [Blob(picture.digest)]) { return number }
    try database.cachedStatement(sql: "INSERT INTO pictures (digest, bytes) VALUES (?, ?)")
      .execute(arguments: [Blob(picture.digest), Blob(picture.bytes)])
    return database.lastInsertedRowID
  }
}

extension BlankPicture? {
  /// The bytes of a badge's file.
  ///
  /// - Throws: ``RegisterError`` with `badge_invalid`.
  func baked(_ signed: [UInt8]) throws(RegisterError) -> [UInt8] {
    guard let picture = self else { return signed }
    do {
      return try picture.baking(signed)
    } catch {
      throw RegisterError(.badgeInvalid, "the badge cannot be baked into its picture: \(error)")
    }
  }
}
