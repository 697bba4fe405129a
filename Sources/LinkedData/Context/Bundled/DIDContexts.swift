// The contexts of DID documents and controlled identifier documents.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Decentralized Identifiers 1.0.
  /// w3c/did, context/v1, 13626ba
  static let didV1 = BundledContext(
    url: "https://www.w3.org/ns/did/v1",
    sha256: "4f3eae5568c9c5f036a082088f9e192019ee06faa78973c87ff91d5421b88dad",
    terms: 14,
    table: """
      sec| https://w3id.org/security#
      did| https://www.w3.org/ns/did#
      @protected
      id @id
      type @type
      alsoKnownAs https://www.w3.org/ns/activitystreams#alsoKnownAs ^@id
      assertionMethod sec| ^@id @set
      authentication sec|authenticationMethod ^@id @set
      capabilityDelegation sec|capabilityDelegationMethod ^@id @set
      capabilityInvocation sec|capabilityInvocationMethod ^@id @set
      controller sec| ^@id
      keyAgreement sec|keyAgreementMethod ^@id @set
      service did| ^@id
        @protected
        id @id
        type @type
        serviceEndpoint did| ^@id
      verificationMethod sec| ^@id
      """)

  /// Controlled Identifiers 1.0, which prints the SHA-256; DID 1.1 has the same bytes.
  /// w3c/cid, context/v1.jsonld, 2b962ac
  static let cidV1 = BundledContext(
    url: "https://www.w3.org/ns/cid/v1",
    sha256: "ea216ecc1cb02cd39b693dba2250141e270ba0bf95890be107dd9a9e8e43de85",
    terms: 30,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      did| https://www.w3.org/ns/did#
      @protected
      id @id
      type @type
      alsoKnownAs https://www.w3.org/ns/activitystreams#alsoKnownAs ^@id
      assertionMethod sec| ^@id @set
      authentication sec|authenticationMethod ^@id @set
      capabilityDelegation sec|capabilityDelegationMethod ^@id @set
      capabilityInvocation sec|capabilityInvocationMethod ^@id @set
      controller sec| ^@id
      keyAgreement sec|keyAgreementMethod ^@id @set
      service did| ^@id
        @protected
        id @id
        type @type
        serviceEndpoint did| ^@id
      verificationMethod sec| ^@id
      Multikey sec|
        @protected
        id @id
        type @type
        controller sec| ^@id
        revoked sec| ^xsd|dateTime
        expires sec|expiration ^xsd|dateTime
        publicKeyMultibase sec| ^sec|multibase
        secretKeyMultibase sec| ^sec|multibase
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
