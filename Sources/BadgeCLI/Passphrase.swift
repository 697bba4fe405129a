import ArgumentParser
import Files
import Glibc
import Signing

/// The passphrase of a key file, in every command that opens or makes one.
struct PassphraseOptions: ParsableArguments {
  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp(
      "Read the passphrase of the key from this file of yours (mode 600). A line break at its end does not count.",
      valueName: "file"))
  private var file: Path?

  @Option(
    name: .customLong("passphrase-fd"),
    help: ArgumentHelp("Read the passphrase of the key from this open file descriptor.", valueName: "number"))
  private var descriptor: Int32?

  var source: PassphraseSource { PassphraseSource(file: file, descriptor: descriptor) }

  func validate() throws { try source.validate(options: "--passphrase-file and --passphrase-fd") }
}

/// The passphrase of a new file, where a command opens another one as well.
struct NewPassphraseOptions: ParsableArguments {
  @Option(
    name: .customLong("new-passphrase-file"),
    help: ArgumentHelp("Read the passphrase of the new file from this file of yours (mode 600).", valueName: "file"))
  private var file: Path?

  @Option(
    name: .customLong("new-passphrase-fd"),
    help: ArgumentHelp("Read the passphrase of the new file from this open file descriptor.", valueName: "number"))
  private var descriptor: Int32?

  var source: PassphraseSource { PassphraseSource(file: file, descriptor: descriptor) }

  func validate() throws { try source.validate(options: "--new-passphrase-file and --new-passphrase-fd") }
}

/// Where a passphrase comes from: a file, a file descriptor, or else the terminal. Arguments and the environment can be
/// read by other processes, so neither is a source.
struct PassphraseSource {
  var file: Path?
  var descriptor: Int32?
  /// How often somebody on the terminal may choose a new passphrase, where the first cannot be used.
  var attempts = 1

  fileprivate func validate(options: String) throws {
    guard file == nil || descriptor == nil else { throw ValidationError("\(options) exclude each other") }
    guard (descriptor ?? 0) >= 0 else { throw ValidationError("A file descriptor is a number from 0") }
  }

  /// Whether nobody will be asked.
  var isGiven: Bool { file != nil || descriptor != nil }

  /// The passphrase that opens an existing file.
  ///
  /// - Parameter name: the file, ready to be shown.
  func existing(for name: String) throws(CommandError) -> SecretBytes {
    if isGiven { return try given() }
    return try TerminalPrompt.secret("Passphrase for \(name): ")
  }

  /// The passphrase that will protect a new file. On the terminal it is asked for twice, and a short one is refused; one
  /// that is given was chosen beforehand, and a short one is warned of.
  func new() throws(CommandError) -> SecretBytes {
    if isGiven {
      let passphrase = try given()
      if let weakness = Self.weakness(of: passphrase) { Diagnostics.warn(weakness) }
      return passphrase
    }
    for _ in 1..<attempts {
      do throws(CommandError) {
        return try chosen()
      } catch {
        guard error.code == .passphraseWeak || error.code == .passphraseMismatch else { throw error }
        Diagnostics.write("\(error.message); once more\n")
      }
    }
    return try chosen()
  }

  /// What somebody types twice.
  private func chosen() throws(CommandError) -> SecretBytes {
    let passphrase = try TerminalPrompt.secret("New passphrase for the key: ")
    if let weakness = Self.weakness(of: passphrase) {
      throw CommandError(.passphraseWeak, weakness, hint: "take several words that do not belong together")
    }
    let again = try TerminalPrompt.secret("The same again: ")
    guard passphrase == again else {
      throw CommandError(.passphraseMismatch, "the two passphrases differ", hint: "start again")
    }
    return passphrase
  }

  private func given() throws(CommandError) -> SecretBytes {
    var passphrase: SecretBytes
    if let file {
      passphrase = try SecretFile.contents(of: file)
    } else {
      let input = FileDescriptor(borrowing: descriptor ?? STDIN_FILENO)
      guard !input.isTerminal else {
        throw CommandError(
          .usage, "file descriptor \(input.number) is a terminal",
          hint: "leave the option out, and the passphrase is asked for unseen", status: .usage)
      }
      passphrase = try SecretFile.contents(of: input, name: "file descriptor \(input.number)")
    }
    try Self.removeLineBreak(from: &passphrase)
    return passphrase
  }

  private static func removeLineBreak(from passphrase: inout SecretBytes) throws(CommandError) {
    let (endsInBreak, hasInnerBreak) = passphrase.withBytes { bytes in
      let endsInBreak = bytes.count > 0 && bytes[bytes.count - 1] == UInt8(ascii: "\n")
      let line = bytes.extracting(0..<bytes.count - (endsInBreak ? 1 : 0))
      return (endsInBreak, line.indices.contains { line[$0] == UInt8(ascii: "\n") || line[$0] == 0 })
    }
    guard !hasInnerBreak else {
      throw CommandError(
        .passphraseInvalid, "the passphrase has more than one line, or a NUL", hint: "write it as one line")
    }
    if endsInBreak { passphrase.truncate(to: passphrase.count - 1) }
    guard !passphrase.isEmpty else { throw CommandError(.passphraseMissing, "the passphrase is empty") }
  }

  /// NIST SP 800-63B section 3.1.1.2 asks for 8 characters at least where a password is all there is, and 15 are better.
  static let minimumCharacters = 8

  /// What speaks against a new passphrase.
  static func weakness(of passphrase: borrowing SecretBytes) -> String? {
    let characters = passphrase.withBytes { bytes in
      // Every character of UTF-8 has one byte that does not continue another.
      bytes.indices.count { bytes[$0] & 0xC0 != 0x80 }
    }
    guard characters < minimumCharacters else { return nil }
    return "the passphrase has \(characters) characters; whoever copies the key file soon has guessed fewer than "
      + "\(minimumCharacters)"
  }
}
