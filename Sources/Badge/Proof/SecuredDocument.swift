import CanonicalJSON

/// What proofs secure, and whose proof it takes: a credential and its issuer, or a presentation and its holder.
struct SecuredDocument {
  enum Signer {
    /// The identifier of the issuer, whose key is one for assertions.
    case issuer(JSONDocument.Node)
    /// The identifier of the holder, whose key is one for authentication; nil for whoever controls the key.
    case holder(String?)

    /// What is said of a key that is theirs.
    var ownership: String {
      switch self {
      case .issuer: "the key is the issuer's"
      case .holder(nil): "the key's controller is the holder"
      case .holder: "the key is the holder's"
      }
    }
  }

  let document: JSONDocument
  let signer: Signer
  let contexts: JSONDocument.Node?
  /// How many of the contexts the rules rely on: those a proof has to cover.
  let contextCount: Int
  let proof: JSONDocument.Node?
}

extension CredentialModel {
  /// The credential as its proofs secure it.
  var secured: SecuredDocument {
    SecuredDocument(
      document: document, signer: .issuer(issuer), contexts: members[.context], contextCount: contextCount,
      proof: proof)
  }
}

extension PresentationModel {
  /// The presentation as its proofs secure it. Of its contexts the rules rely on the first.
  var secured: SecuredDocument {
    SecuredDocument(
      document: document, signer: .holder(holder.flatMap { document.text(at: $0) }), contexts: contexts,
      contextCount: 1, proof: proof)
  }
}
