import ArgumentParser
import Glibc
import Signing

/// Where a passphrase comes from: the terminal, a file or a file descriptor. Arguments and the environment can be read by
/// other processes, so there is no option for either.
struct PassphraseOptions: ParsableArguments {
  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp(
      "Read the passphrase from this file of yours (mode 600). A line break at its end does not count.",
      valueName: "file"))
  var file: Path?

  @Option(
    name: .customLong("passphrase-fd"),
    help: ArgumentHelp("Read the passphrase from this open file descriptor.", valueName: "number"))
  var descriptor: Int32?

  func validate() throws {
    guard file == nil || descriptor == nil else {
      throw ValidationError("--passphrase-file and --passphrase-fd exclude each other")
    }
    guard (descriptor ?? 0) >= 0 else { throw ValidationError("--passphrase-fd is a number from 0") }
  }

  /// Whether nobody will be asked.
  var isGiven: Bool { file != nil || descriptor != nil }

  /// The passphrase that opens an existing file.
  ///
  /// - Parameter name: the file, ready to be shown.
  func passphrase(opening name: String) throws(CommandError) -> SecretBytes {
    if isGiven { return try given() }
    return try TerminalPrompt.secret("Passphrase for \(name): ")
  }

  /// The passphrase that will protect a new file. On the terminal it is asked for twice, and a short one is refused; one
  /// that is given was chosen beforehand, and a short one is warned of.
  func newPassphrase() throws(CommandError) -> SecretBytes {
    if isGiven {
      let passphrase = try given()
      if let weakness = Self.weakness(of: passphrase) { Diagnostics.warn(weakness) }
      return passphrase
    }
    let passphrase = try TerminalPrompt.secret("New passphrase: ")
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
          hint: "leave --passphrase-fd out, and the passphrase is asked for unseen", status: .usage)
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
