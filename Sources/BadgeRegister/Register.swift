public import Badge
public import Files
import GRDB
public import Signing

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

  public let path: Path
  public let settings: RegisterSettings

  /// Makes a register. It appears whole or not at all; a file of that name is never replaced. The folder of the lists is
  /// made, if it is missing.
  ///
  /// - Throws: ``RegisterError`` with `register_exists`, `register_setting_invalid`, or a code for the file system.
  public static func create(
    at path: Path, _ settings: RegisterSettings, time: Instant
  ) throws(RegisterError) -> Register {
    fatalError("soon")
  }

  /// Opens a register. Where the last process that wrote to it did not end well, the database is checked first.
  ///
  /// - Throws: ``RegisterError`` with `register_missing`, `register_foreign`, `register_newer`, `register_damaged`, or a
  ///   code for the file system.
  public init(opening path: Path, _ access: Access = .readWrite) throws(RegisterError) {
    fatalError("soon")
  }

  /// Whether a key is the one of the register's issuer.
  ///
  /// - Throws: ``RegisterError`` with `register_key_mismatch`.
  public func requireKey(_ key: PublicKey) throws(RegisterError) {}

  /// The folder that lists are published in.
  public var listFolder: Path { fatalError("soon") }
  /// The file of the private key, if the settings name one.
  public var keyFile: Path? { fatalError("soon") }
}
