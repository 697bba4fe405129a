import CanonicalJSON

/// The cryptographic suites of Data Integrity proofs that Badge makes and verifies. The enumeration is the allow-list:
/// whatever is not a case of it is not verified.
public enum Cryptosuite: String, CaseIterable, Hashable, Sendable {
  /// Data Integrity EdDSA Cryptosuites 1.0, section 3.3: RFC 8785, SHA-256, Ed25519.
  case eddsaJCS2022 = "eddsa-jcs-2022"

  /// The suite of a proof of the type `DataIntegrityProof` by its name; nil for every other name.
  ///
  /// The name decides as a whole string: a signature of one suite under the name of another is another suite's.
  init?(_ name: JSONDocument.Node, in document: JSONDocument) {
    guard document.isString(name, "eddsa-jcs-2022") else { return nil }
    self = .eddsaJCS2022
  }
}
