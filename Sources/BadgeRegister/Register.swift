public import Badge
import CanonicalJSON
public import Files
import GRDB
import Glibc
public import LinkedData
public import Signing
import Synchronization

/// The issuer's register: which badges there are, which index of which status list each one has, and what became of it.
///
/// It is the truth about them. Files of badges and published lists follow from it and can be made again. Several processes,
/// and several values in one process, may use a register at once; each change is one transaction that is on the disk when
/// its function returns.
///
/// Times are arguments; there is no clock in here.
public final class Register: Sendable {
  /// The name of the file where the commands look for a register.
  public static let defaultName = Path("badge-register.sqlite")

  public enum Access: Sendable {
    case readOnly, readWrite
  }

  /// From the root.
  public let path: Path
  public let settings: RegisterSettings
  let folder: Path
  let connection: Connection
  /// What makes the badges.
  public let badgeIssuer: CredentialIssuer
  let listIssuer: StatusListIssuer
  let isKnownToBeNewest = Atomic(false)

  /// Makes a register. It appears whole or not at all; a file of that name is never replaced. The folder of the lists is
  /// made, if it is missing.
  ///
  /// - Throws: ``RegisterError`` with `register_exists`, `register_setting_invalid`, or a code for the file system.
  public static func create(
    at path: Path, _ settings: RegisterSettings, time: Instant
  ) throws(RegisterError) -> Register {
    try settings.check()
    let place = try RegisterPlace(path)
    let lists = settings.listFolder.isAbsolute ? settings.listFolder : place.folder.appending(settings.listFolder)
    var isListFolderNew = false
    do {
      try place.create { database in
        isListFolderNew = try makeListFolder(lists)
        try Schema.migrator.migrate(database)
        try database.write { try settings.insert($0, at: time) }
      } checking: { database in
        guard try Schema.isIntact(database), try Schema.isSound(in: database),
          try Schema.counts(database).first == 1
        else {
          throw RegisterError(
            .inputOutput, "what was written to \(place.path.text) is no register, and none was made",
            remedy: "look after the disk, and make the register on another one")
        }
      }
    } catch {
      if isListFolderNew { Folder.removeEmpty(lists) }
      throw error
    }
    return try Register(opening: path)
  }

  /// - Returns: whether there was none.
  private static func makeListFolder(_ path: Path) throws(RegisterError) -> Bool {
    do {
      return try Folder.make(path, mode: 0o755)
    } catch {
      throw RegisterError(error, path, doing: "made")
    }
  }

  /// Opens a register. Where the last process that wrote to it did not end well, the database is checked first.
  ///
  /// - Parameters:
  ///   - cryptosuites: the suites that badges and lists are signed with, a proof for each; the default where there is none.
  ///   - contexts: the contexts that badges may name.
  /// - Throws: ``RegisterError`` with `register_missing`, `register_foreign`, `register_newer`, `register_damaged`, or a
  ///   code for the file system.
  public init(
    opening path: Path, _ access: Access = .readWrite, cryptosuites: [Cryptosuite] = [],
    contexts: ContextStore = .bundled
  ) throws(RegisterError) {
    let place = try RegisterPlace(path)
    connection = try Connection(opening: place, access)
    self.path = place.path
    folder = place.folder
    let settings = try connection.read { try RegisterSettings(from: $0, place.path) }
    self.settings = settings
    let documents = try settings.documents()
    badgeIssuer = CredentialIssuer(
      verificationMethod: settings.verificationMethod, documents: documents, contexts: contexts,
      cryptosuites: cryptosuites)
    listIssuer = StatusListIssuer(
      verificationMethod: settings.verificationMethod, documents: documents, contexts: contexts,
      cryptosuites: cryptosuites)
  }

  /// Whether a key is the one of the register's issuer.
  ///
  /// - Throws: ``RegisterError`` with `register_key_mismatch`.
  public func requireKey(_ key: PublicKey) throws(RegisterError) {
    guard key == settings.publicKey else {
      throw RegisterError(
        .keyMismatch,
        "the key is did:key:\(key.multikey), and the register \(path.text) belongs to the issuer \(settings.issuer) with "
          + "the key did:key:\(settings.publicKey.multikey)",
        remedy: settings.keyFile.map { "sign with the key of the register, \($0.text)" }
          ?? "sign with the key that the register was made with")
    }
  }

  /// The folder that lists are published in.
  public var listFolder: Path { resolve(settings.listFolder) }
  /// The file of the private key, if the settings name one.
  public var keyFile: Path? { settings.keyFile.map(resolve) }

  private func resolve(_ path: Path) -> Path { path.isAbsolute ? path : folder.appending(path) }
}
