import ArgumentParser
import Badge

/// A person on the command line: `email:alice@example.org`, `id:did:key:…`.
struct RecipientArgument: ExpressibleByArgument, Sendable {
  let identity: RecipientIdentity

  init?(argument: String) {
    guard let identity = RecipientIdentity(argument) else { return nil }
    self.identity = identity
  }
}
