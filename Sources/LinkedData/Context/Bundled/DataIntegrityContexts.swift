// The contexts of Data Integrity proofs and keys.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Before the Recommendation.
  /// w3c/vc-data-integrity, contexts/data-integrity/v1, 570d764
  static let dataIntegrityV1 = BundledContext(
    url: "https://w3id.org/security/data-integrity/v1",
    sha256: "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
    terms: 22,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      dc| http://purl.org/dc/terms/
      @protected
      id @id
      type @type
      proof sec| ^@id @graph
      DataIntegrityProof sec|
        @protected
        id @id
        type @type
        challenge sec|
        created dc| ^xsd|dateTime
        domain sec|
        expires sec|expiration ^xsd|dateTime
        nonce sec|
        proofPurpose sec| ^@vocab
          @protected
          id @id
          type @type
          assertionMethod sec| ^@id @set
          authentication sec|authenticationMethod ^@id @set
          capabilityInvocation sec|capabilityInvocationMethod ^@id @set
          capabilityDelegation sec|capabilityDelegationMethod ^@id @set
          keyAgreement sec|keyAgreementMethod ^@id @set
        cryptosuite sec|
        proofValue sec| ^sec|multibase
        verificationMethod sec| ^@id
      """)

  /// Data Integrity 1.0, section 2.6, which prints the SHA-256.
  /// w3c/vc-data-integrity, contexts/data-integrity/v2, 570d764
  static let dataIntegrityV2 = BundledContext(
    url: "https://w3id.org/security/data-integrity/v2",
    sha256: "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    terms: 23,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      dc| http://purl.org/dc/terms/
      @protected
      id @id
      type @type
      proof sec| ^@id @graph
      DataIntegrityProof sec|
        @protected
        id @id
        type @type
        challenge sec|
        created dc| ^xsd|dateTime
        domain sec|
        expires sec|expiration ^xsd|dateTime
        nonce sec|
        previousProof sec| ^@id
        proofPurpose sec| ^@vocab
          @protected
          id @id
          type @type
          assertionMethod sec| ^@id @set
          authentication sec|authenticationMethod ^@id @set
          capabilityInvocation sec|capabilityInvocationMethod ^@id @set
          capabilityDelegation sec|capabilityDelegationMethod ^@id @set
          keyAgreement sec|keyAgreementMethod ^@id @set
        cryptosuite sec| ^sec|cryptosuiteString
        proofValue sec| ^sec|multibase
        verificationMethod sec| ^@id
      """)

  /// Data Integrity 1.0, section 2.6, which prints the SHA-256.
  /// w3c/vc-data-integrity, contexts/multikey/v1, 570d764
  static let multikeyV1 = BundledContext(
    url: "https://w3id.org/security/multikey/v1",
    sha256: "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
    terms: 10,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      @protected
      id @id
      type @type
      Multikey sec|
        @protected
        id @id
        type @type
        controller sec| ^@id
        revoked sec| ^xsd|dateTime
        expires sec|expiration ^xsd|dateTime
        publicKeyMultibase sec| ^sec|multibase
        secretKeyMultibase sec| ^sec|multibase
      """)

  /// Data Integrity 1.0, section 2.6, which prints the SHA-256.
  /// w3c/vc-data-integrity, contexts/jwk/v1, 570d764
  static let jwkV1 = BundledContext(
    url: "https://w3id.org/security/jwk/v1",
    sha256: "0f14b62f6071aafe00df265770ea0c7508e118247d79b7d861a406d2aa00bece",
    terms: 10,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      @protected
      id @id
      type @type
      JsonWebKey sec|
        @protected
        id @id
        type @type
        controller sec| ^@id
        revoked sec| ^xsd|dateTime
        expires sec|expiration ^xsd|dateTime
        publicKeyJwk sec| ^@json
        secretKeyJwk sec| ^@json
      """)
}
