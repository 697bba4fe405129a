import CanonicalJSON
import LinkedData
import Signing
import Synchronization

/// What an issuer keeps from badge to badge, for whichever thread has its turn: what the contexts amount to, and the rest
/// of what a verifier keeps. None of it decides anything.
final class IssuerScratch: Sendable {
  let contexts: KnownContexts
  private let scratch = Mutex(VerifierScratch())

  init(_ contexts: ContextStore) {
    self.contexts = KnownContexts(contexts)
  }

  /// Lends what is kept. One thread at a time has it.
  func withScratch<Value: Sendable>(_ body: (inout VerifierScratch) -> Value) -> Value {
    scratch.withLock { body(&$0) }
  }

  /// Adds a proof to a credential.
  func sign(
    _ credential: JSONValue, _ options: ProofOptions, with key: borrowing PrivateKey
  ) throws(IssueError) -> JSONValue {
    try scratch.withLock { scratch throws(IssueError) in
      try DataIntegritySigner.sign(credential, options: options, with: key, contexts, &scratch.hasher)
    }
  }

  /// - Throws: a `Reason` where something in the document would be left out of what is signed.
  func checkLinkedData(_ document: JSONDocument) throws(Reason) {
    try scratch.withLock { scratch throws(Reason) in
      scratch.hasher.begin(contexts)
      try scratch.hasher.checkLinkedData(document)
    }
  }
}
