import CanonicalJSON
public import Signing

/// The cryptographic suites of Data Integrity proofs that Badge verifies. The enumeration is the allow-list: whatever is
/// not a case of it is not verified. Those of ``made`` it makes as well.
public enum Cryptosuite: String, CaseIterable, Hashable, Sendable {
  /// Data Integrity EdDSA Cryptosuites 1.0, section 3.2: RDFC-1.0, SHA-256, Ed25519.
  case eddsaRDFC2022 = "eddsa-rdfc-2022"
  /// Data Integrity EdDSA Cryptosuites 1.0, section 3.3: RFC 8785, SHA-256, Ed25519.
  case eddsaJCS2022 = "eddsa-jcs-2022"
  /// Data Integrity EdDSA Cryptosuites 1.0, appendix A: the same as ``eddsaRDFC2022`` under a proof type of its own, which
  /// takes the place of `DataIntegrityProof` and `cryptosuite`. Kept for verifiers that know no other.
  case ed25519Signature2020 = "Ed25519Signature2020"
  /// Data Integrity ECDSA Cryptosuites 1.0, section 3.2: RDFC-1.0, SHA-256, ECDSA with P-256. The suite has P-384 too,
  /// which is not verified.
  case ecdsaRDFC2019 = "ecdsa-rdfc-2019"
  /// Data Integrity ECDSA Cryptosuites 1.0, section 3.3: RFC 8785, SHA-256, ECDSA with P-256. As above for P-384.
  case ecdsaJCS2019 = "ecdsa-jcs-2019"

  /// The suites whose proofs Badge makes.
  public static let made: [Cryptosuite] = [.eddsaRDFC2022, .eddsaJCS2022, .ed25519Signature2020]

  /// Whether what is signed is the RDF dataset of the document, so that every term in it has to be defined by a context.
  public var isLinkedData: Bool {
    switch self {
    case .eddsaRDFC2022, .ed25519Signature2020, .ecdsaRDFC2019: true
    case .eddsaJCS2022, .ecdsaJCS2019: false
    }
  }

  /// The algorithm of the suite's signatures, which says what kind of key they are checked with.
  public var algorithm: JWSAlgorithm {
    switch self {
    case .eddsaRDFC2022, .eddsaJCS2022, .ed25519Signature2020: .edDSA
    case .ecdsaRDFC2019, .ecdsaJCS2019: .es256
    }
  }

  /// The context that a document needs besides those of its data model so that its proofs can be of this suite; nil where
  /// it needs none.
  public var context: String? {
    self == .ed25519Signature2020 ? "https://w3id.org/security/suites/ed25519-2020/v1" : nil
  }
}

/// The name under which a proof states its suite.
enum CryptosuiteName: Sendable {
  case published(Cryptosuite)
  /// `eddsa-2022`: the name of `eddsa-rdfc-2022` in the drafts until 2023, with the same algorithms.
  case draftOfEdDSARDFC2022
  /// `ecdsa-2019`: the name of `ecdsa-rdfc-2019` in the drafts until 2023, with the same algorithms.
  case draftOfECDSARDFC2019

  /// The suite that a proof's `type` and `cryptosuite` name together; nil for any other pair.
  ///
  /// Both decide, as whole strings: a signature of one suite under the name of another is another suite's.
  init?(type: JSONDocument.Node, cryptosuite: JSONDocument.Node?, in document: JSONDocument) {
    if document.isString(type, "DataIntegrityProof"), let cryptosuite {
      if document.isString(cryptosuite, "eddsa-rdfc-2022") {
        self = .published(.eddsaRDFC2022)
      } else if document.isString(cryptosuite, "eddsa-jcs-2022") {
        self = .published(.eddsaJCS2022)
      } else if document.isString(cryptosuite, "eddsa-2022") {
        self = .draftOfEdDSARDFC2022
      } else if document.isString(cryptosuite, "ecdsa-rdfc-2019") {
        self = .published(.ecdsaRDFC2019)
      } else if document.isString(cryptosuite, "ecdsa-jcs-2019") {
        self = .published(.ecdsaJCS2019)
      } else if document.isString(cryptosuite, "ecdsa-2019") {
        self = .draftOfECDSARDFC2019
      } else {
        return nil
      }
    } else if document.isString(type, "Ed25519Signature2020"), cryptosuite == nil {
      self = .published(.ed25519Signature2020)
    } else {
      return nil
    }
  }

  var suite: Cryptosuite {
    switch self {
    case .published(let suite): suite
    case .draftOfEdDSARDFC2022: .eddsaRDFC2022
    case .draftOfECDSARDFC2019: .ecdsaRDFC2019
    }
  }

  /// The name as the proof has it.
  var text: String {
    switch self {
    case .published(let suite): suite.rawValue
    case .draftOfEdDSARDFC2022: "eddsa-2022"
    case .draftOfECDSARDFC2019: "ecdsa-2019"
    }
  }
}
