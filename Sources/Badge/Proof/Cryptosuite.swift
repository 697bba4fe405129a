import CanonicalJSON

/// The cryptographic suites of Data Integrity proofs that Badge makes and verifies. The enumeration is the allow-list:
/// whatever is not a case of it is not verified.
public enum Cryptosuite: String, CaseIterable, Hashable, Sendable {
  /// Data Integrity EdDSA Cryptosuites 1.0, section 3.3: RFC 8785, SHA-256, Ed25519.
  case eddsaJCS2022 = "eddsa-jcs-2022"

  /// The suite that a proof names; nil for every other one.
  ///
  /// The pair of `type` and `cryptosuite` decides, both as whole strings: a signature of one suite under the name of
  /// another is another suite's.
  init?(proof: JSONDocument.Node, in document: JSONDocument) {
    guard let type = document.member("type", of: proof), document.isString(type, "DataIntegrityProof"),
      let suite = document.member("cryptosuite", of: proof)
    else { return nil }
    if document.isString(suite, "eddsa-jcs-2022") {
      self = .eddsaJCS2022
    } else {
      return nil
    }
  }
}
