import CanonicalJSON
import Files
import Signing

/// Why a command could not do its work: what is wrong, in one line, and what to do about it.
///
/// The room has this error only. The message is ready to be printed: whoever makes it has quoted the foreign text in it.
struct CommandError: Error, Sendable {
  /// One way to fail; the raw value is the identifier that stands behind the message and in machine-readable output.
  /// Errors of other rooms bring their own.
  struct Code: RawRepresentable, Hashable, Sendable {
    let rawValue: String
  }

  var code: Code
  /// A sentence without its full stop.
  var message: String
  /// An imperative sentence without its full stop.
  var hint: String?
  var status: ExitStatus
  /// Whether the help of the command follows.
  var showsHelp = false

  init(_ code: Code, _ message: String, hint: String? = nil, status: ExitStatus = .failed) {
    self.code = code
    self.message = message
    self.hint = hint
    self.status = status
  }
}

extension CommandError.Code {
  // The command line
  static let usage = Self(rawValue: "usage")
  static let inputIsTerminal = Self(rawValue: "input_is_terminal")

  // Input
  static let fileUnreadable = Self(rawValue: "file_unreadable")
  static let fileNotRegular = Self(rawValue: "file_not_regular")
  static let fileTooLarge = Self(rawValue: "file_too_large")

  // Output
  static let fileExists = Self(rawValue: "file_exists")
  static let outputNotRegular = Self(rawValue: "output_not_regular")
  static let outputUnwritable = Self(rawValue: "output_unwritable")

  // Secrets
  static let secretExposed = Self(rawValue: "secret_exposed")
  static let passphraseMissing = Self(rawValue: "passphrase_missing")
  static let passphraseWeak = Self(rawValue: "passphrase_weak")
  static let passphraseMismatch = Self(rawValue: "passphrase_mismatch")
  static let passphraseInvalid = Self(rawValue: "passphrase_invalid")
  static let privateKeyMissing = Self(rawValue: "private_key_missing")
  static let sampleKey = Self(rawValue: "sample_key")

  static let internalError = Self(rawValue: "internal_error")
}

extension CommandError {
  /// A document that is not JSON. The reader's own words hold no text of the document.
  init(_ error: JSONError, in name: String) {
    self.init(
      Code(rawValue: error.code.rawValue), "\(name): \(error.description)",
      hint: "look at that byte of the file, counted from 0", status: .rejected)
  }
}

extension CommandError {
  /// A key file that is not one, or is not opened. What it quotes of the file is quoted again for the terminal.
  init(_ error: KeyError, in name: String) {
    self.init(
      Code(rawValue: error.code.rawValue), "\(name): \(Terminal.quote(error.message))",
      hint: error.hint.map { Terminal.quote($0) })
  }
}

/// Standard error.
enum Diagnostics {
  /// ```
  /// error: what is wrong (code)
  /// hint: what to do
  /// ```
  static func report(_ error: CommandError) {
    write(Terminal.paint("error:", .red, on: .standardError) + " \(error.message) (\(error.code.rawValue))\n")
    if let hint = error.hint { self.hint(hint) }
  }

  static func warn(_ message: String, hint: String? = nil) {
    write(Terminal.paint("warning:", .yellow, on: .standardError) + " \(message)\n")
    if let hint { self.hint(hint) }
  }

  static func hint(_ hint: String) {
    write(Terminal.paint("hint:", .bold, on: .standardError) + " \(hint)\n")
  }

  /// Text for a person, in whole lines. There is nobody to tell that standard error cannot be written.
  static func write(_ text: String) {
    try? FileDescriptor.standardError.write(Array(text.utf8).span)
  }
}
