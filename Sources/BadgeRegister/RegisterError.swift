/// Why the register did not do what it was asked. Unless the code says otherwise nothing was changed.
///
/// The room has this error only. The texts may hold foreign text, so whoever shows them quotes them.
public struct RegisterError: Error, Hashable, Sendable {
  /// One way to fail; the raw value is the identifier in machine-readable output.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    // The file
    /// There is no register at that path.
    case missing = "register_missing"
    /// There is a file already where a register was to be made.
    case exists = "register_exists"
    /// The file is no register of Badge: another database, another kind of file, or its schema was changed.
    case foreign = "register_foreign"
    /// The register was made by a newer version.
    case newer = "register_newer"
    /// The database is damaged.
    case damaged = "register_damaged"
    /// The path cannot be used: no text, a symbolic link, no file.
    case pathInvalid = "register_path_invalid"
    /// Files cannot be opened or written: permissions, a read-only file system.
    case inaccessible = "register_inaccessible"
    /// The disk is full.
    case diskFull = "disk_full"
    /// The disk, or what is behind it, reports an error.
    case inputOutput = "register_io_error"
    /// Other processes kept the register to themselves for too long.
    case busy = "register_busy"
    /// The register was opened to be read only.
    case readOnly = "register_read_only"
    /// Something that cannot happen. Please report it.
    case internalError = "register_internal_error"

    // The key
    /// The key is not that of the register's issuer. Nothing was taken.
    case keyMismatch = "register_key_mismatch"

    // Settings
    /// A setting cannot be used.
    case settingInvalid = "register_setting_invalid"

    // Badges
    /// There is no badge of that identifier in the register.
    case badgeUnknown = "badge_unknown"
    /// There is a badge of that identifier already.
    case badgeExists = "badge_exists"
    /// The badge cannot be made; `pointer` names the place in it.
    case badgeInvalid = "badge_invalid"
    /// A revoked badge stays revoked.
    case revokedIsFinal = "revoked_is_final"

    // Files of badges and lists
    /// There is a file of that name.
    case fileExists = "file_exists"
    /// There is something of that name that is no regular file.
    case fileNotRegular = "output_not_regular"
    /// The badge is recorded, and its file could not be written.
    case fileUnwritable = "output_unwritable"
    /// A file in the folder of the lists has the name of one of ours, and is none of ours.
    case listForeign = "list_foreign"
    /// A list was published with a later edition than the register knows: the register is an older copy.
    case outdated = "register_outdated"
    /// The lists are recorded, and could not be published.
    case listUnwritable = "list_unwritable"
    /// The list could not be made or signed.
    case listInvalid = "list_invalid"
  }

  public var code: Code
  /// One sentence for a person, without its full stop.
  public var message: String
  /// What to do, an imperative sentence without its full stop.
  public var remedy: String?
  /// The JSON pointer of the value at fault, for ``Code/badgeInvalid``.
  public var pointer: String?
  /// The row that is at fault, counted from 0, where several badges were to be issued. Those before it are issued.
  public var row: Int?

  public init(_ code: Code, _ message: String, remedy: String? = nil, pointer: String? = nil, row: Int? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.pointer = pointer
    self.row = row
  }
}

extension RegisterError: CustomStringConvertible {
  public var description: String { message + (remedy.map { "; \($0)" } ?? "") }
}
