import ArgumentParser
import Badge

/// A person on the command line: `email:alice@example.org`, `id:did:key:…`.
struct RecipientArgument: Sendable {
  let identity: RecipientIdentity

  /// - Throws: `ValidationError`.
  init(parsing argument: String) throws {
    guard let identity = RecipientIdentity(argument) else {
      throw ValidationError(
        argument.utf8.contains(UInt8(ascii: "@"))
          ? "say what it is, as email:\(argument)" : "it is a type and a value, such as email:alice@example.org")
    }
    try ArgumentText.requireUTF8(argument, "the recipient")
    self.identity = identity
  }
}
