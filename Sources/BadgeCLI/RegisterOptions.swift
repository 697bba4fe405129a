import ArgumentParser
import Badge
import BadgeRegister
import Files
import LinkedData
import Signing

/// The register that a command works on.
struct RegisterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The register: its file, or its folder. Without it badge-register.sqlite in the current folder.",
      valueName: "path"))
  var register: Path?

  /// Where the register is; nil where none is named, and there is none in the current folder.
  ///
  /// - Throws: ``CommandError`` where that cannot be found out.
  func place() throws(CommandError) -> Path? {
    guard let register else {
      return try InputFile.exists(Register.defaultName) ? Register.defaultName : nil
    }
    return BadgeSource.isFolder(register) ? register.appending(Register.defaultName) : register
  }

  /// - Throws: ``CommandError``, with `usage` where there is no register to be opened.
  func open(
    _ access: Register.Access = .readWrite, signing suites: CryptosuiteOptions? = nil,
    contexts: ContextStore = .bundled
  ) throws(CommandError) -> Register {
    guard let place = try place() else {
      throw CommandError(
        .usage, "there is no register in this folder",
        hint: "make one with badge init, or name one with --register", status: .usage)
    }
    do {
      return try Register(opening: place, access, cryptosuites: suites?.cryptosuite ?? [], contexts: contexts)
    } catch {
      throw CommandError(error, in: place)
    }
  }
}

/// Who does something to a badge, for its history.
struct ActorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who does it, for the badge's history, instead of your user name.", valueName: "name"))
  private var by: String?

  func validate() throws {
    guard let by else { return }
    try ArgumentText.requireUTF8(by, "the name after --by")
    guard !by.isEmpty else { throw ValidationError("--by takes a name") }
  }

  var name: String { by ?? UserName.current }
}

/// The user who runs this process.
enum UserName {
  /// The name in the system's list; else the one in the environment, else the number.
  ///
  /// The list is read as a file: the C library's own look-up may ask a service, through a socket.
  static var current: String {
    let number = POSIX.effectiveUser
    if let list = try? InputFile.contents(of: Path("/etc/passwd")), let name = name(of: number, in: list) {
      return name
    }
    return POSIX.environment("USER") ?? "user \(number)"
  }

  /// `name:password:number:…`, passwd(5).
  static func name(of number: UInt32, in list: [UInt8]) -> String? {
    for line in list.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count >= 3, !fields[0].isEmpty, fields[2].elementsEqual(number.description.utf8) else { continue }
      return String(validating: fields[0], as: UTF8.self)
    }
    return nil
  }
}

extension CommandError {
  /// What the register refuses. Its texts may hold text of badges and paths.
  init(_ error: RegisterError, in register: Path) {
    let place = error.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
    self.init(
      Code(rawValue: error.code.rawValue),
      "\(error.code.isAboutFile ? "\(register): " : "")\(Terminal.quote(error.message, columns: 600))\(place)",
      hint: error.remedy.map { Terminal.quote($0, columns: 600) } ?? error.code.hint, status: error.code.status)
  }
}

extension RegisterError.Code {
  /// Whether the message is about the register's file, and so has to name it.
  fileprivate var isAboutFile: Bool {
    switch self {
    case .missing, .exists, .foreign, .newer, .damaged, .pathInvalid, .inaccessible, .diskFull, .inputOutput, .busy:
      true
    default: false
    }
  }

  fileprivate var status: ExitStatus {
    switch self {
    case .settingInvalid: .usage
    case .keyMismatch, .badgeUnknown, .badgeExists, .badgeInvalid, .revokedIsFinal, .listForeign, .outdated,
      .listInvalid:
      .rejected
    default: .failed
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .missing: "make one with badge init, or name another one with --register"
    case .badgeUnknown: "badge list shows the badges of the register"
    case .keyMismatch: "name the file of the issuer's key with --key"
    case .damaged: "restore a backup, and then run badge doctor --mend --restored"
    case .outdated: "run badge doctor --mend, which takes over what was published"
    case .listForeign: "look at the file; --force replaces it"
    case .listUnwritable: "mend that, and run badge status publish"
    case .fileUnwritable, .fileExists: "the badge is recorded: badge export writes it elsewhere"
    case .busy: "try again"
    default: nil
    }
  }
}
