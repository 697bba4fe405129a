import Files
import Signing

/// A file whose contents must not leave memory: a private key, a passphrase.
///
/// The bytes go from the kernel into a buffer that is wiped when it ends. Before that, core dumps are switched off.
enum SecretFile {
  /// More than any key file has.
  static let limit = 64 << 10

  /// - Throws: ``CommandError`` with `file_unreadable`, `file_not_regular`, `file_too_large`, or `secret_exposed` where
  ///   somebody else owns the file or may read or change it.
  static func contents(of path: Path) throws(CommandError) -> SecretBytes {
    let file = try InputFile(opening: path)
    try requireOwnerOnly(file)
    return try contents(of: file.descriptor, name: file.name)
  }

  /// - Throws: ``CommandError`` with `secret_exposed`.
  static func requireOwnerOnly(_ file: borrowing InputFile) throws(CommandError) {
    guard let status = file.status else {
      throw CommandError(
        .secretExposed, "a secret is not read from standard input", hint: "name a file of yours with mode 600")
    }
    guard status.owner == POSIX.effectiveUser else {
      throw CommandError(
        .secretExposed, "\(file.name) belongs to another user", hint: "use it as its owner, or make it yours with chown"
      )
    }
    guard status.isPrivate else {
      throw CommandError(
        .secretExposed, "\(file.name) holds a secret and can be read or changed by others",
        hint: "chmod 600 \(file.name)")
    }
  }

  /// Everything that a descriptor still gives.
  ///
  /// - Throws: ``CommandError`` with `file_unreadable` or `file_too_large`.
  static func contents(of descriptor: borrowing FileDescriptor, name: String) throws(CommandError) -> SecretBytes {
    POSIX.forbidDumps()
    var secret = SecretBytes(capacity: 4096)
    while true {
      let before = secret.count
      do {
        try secret.append(addingCapacity: 4096) { output throws(SystemError) in try descriptor.read(into: &output) }
      } catch {
        throw CommandError(.fileUnreadable, "\(name) cannot be read: \(error.reason)")
      }
      if secret.count == before { return secret }
      guard secret.count <= limit else {
        throw CommandError(.fileTooLarge, "\(name) has more than \(limit) bytes, which no key or passphrase has")
      }
    }
  }
}
