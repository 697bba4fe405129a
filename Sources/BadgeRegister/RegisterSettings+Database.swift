import Badge
import CanonicalJSON
import Files
import GRDB
import Signing

extension RegisterSettings {
  /// - Throws: ``RegisterError`` with `register_setting_invalid`.
  func check() throws(RegisterError) {
    let method = verificationMethod ?? "did:key:\(publicKey.multikey)#\(publicKey.multikey)"
    guard method.utf8.prefix(while: { $0 != UInt8(ascii: "#") }).elementsEqual(issuer.utf8) else {
      throw .setting("the key \(method) does not belong to the issuer \(issuer)")
    }
    guard listLength >= StatusBits.minimumLength, listLength % 8 == 0, listLength <= StatusBits.byteLimit * 8 else {
      throw .setting(
        "a status list has at least \(StatusBits.minimumLength) entries, at most \(StatusBits.byteLimit * 8), and a "
          + "multiple of 8")
    }
    guard listValidity > 0, listTTL ?? 1 > 0 else { throw .setting("lists have to be valid for some time") }
    guard listBaseURL.hasPrefix("https://") || listBaseURL.hasPrefix("http://"),
      !listBaseURL.utf8.contains(where: { $0 <= 0x20 })
    else { throw .setting("the URL of the lists, \(listBaseURL), has to start with https://") }
    if let profile {
      guard case .object = profile else { throw .setting("the issuer's profile has to be a JSON object") }
    }
    _ = try documents()
  }

  /// The documents that own badges are verified with.
  func documents() throws(RegisterError) -> ControllerDocumentStore {
    var store = ControllerDocumentStore()
    for bytes in controllerDocuments {
      do {
        let document = try JSONDocument(parsing: bytes)
        store.insert(try ControllerDocument(document, at: document.root))
      } catch let error as Reason {
        throw .setting("a controller document cannot be used: \(error.message)")
      } catch {
        throw .setting("a controller document is not JSON: \(error)")
      }
    }
    return store
  }

  func insert(_ database: Database, at time: Instant) throws {
    try database.execute(
      sql: """
        INSERT INTO settings (one, issuer, public_key, verification_method, profile, key_file, list_folder, list_base_url,
          list_length, list_validity, list_ttl, created_at)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        issuer, Blob(publicKey.bytes), verificationMethod, profile.map { Blob($0.serialized()) },
        keyFile.map { Blob($0.bytes) }, Blob(listFolder.bytes), listBaseURL, listLength, listValidity, listTTL,
        time.seconds,
      ])
    for document in controllerDocuments {
      try database.execute(sql: "INSERT INTO controller_documents (json) VALUES (?)", arguments: [Blob(document)])
    }
  }

  init(from database: Database, _ path: Path) throws {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT issuer, public_key, verification_method, profile, key_file, list_folder, list_base_url, list_length,
          list_validity, list_ttl
        FROM settings
        """)
    guard let row, let key = PublicKey(recorded: try row.decode(Blob.self, atIndex: 1).bytes) else {
      throw RegisterError(.damaged, "the register \(path.text) has no settings", remedy: .goOnWithBackup)
    }
    self.init(
      issuer: try row.decode(atIndex: 0), publicKey: key, listBaseURL: try row.decode(atIndex: 6),
      profile: try row.decode(Blob?.self, atIndex: 3).map { JSONValue(try JSONDocument(parsing: $0.bytes)) },
      verificationMethod: try row.decode(atIndex: 2),
      controllerDocuments: try Blob.fetchAll(
        database, sql: "SELECT json FROM controller_documents ORDER BY number"
      ).map(\.bytes),
      keyFile: try row.decode(Blob?.self, atIndex: 4).map { Path($0.bytes) },
      listFolder: Path(try row.decode(Blob.self, atIndex: 5).bytes), listLength: try row.decode(atIndex: 7),
      listValidity: try row.decode(atIndex: 8), listTTL: try row.decode(atIndex: 9))
  }
}

extension RegisterError {
  fileprivate static func setting(_ message: String) -> RegisterError {
    RegisterError(.settingInvalid, message)
  }
}

extension PublicKey {
  fileprivate init?(recorded bytes: [UInt8]) {
    do { try self.init(bytes.span) } catch { return nil }
  }
}
