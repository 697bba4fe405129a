// The contexts of older suites of proofs, and of the vocabulary before them.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Ed25519Signature2020: the file to which w3id.org leads.
  /// digitalbazaar/ed25519-signature-2020-context, contexts/ed25519-signature-2020-v1.jsonld, e19889b
  static let ed25519Signature2020 = BundledContext(
    url: "https://w3id.org/security/suites/ed25519-2020/v1",
    sha256: "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
    terms: 27,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      dc| http://purl.org/dc/terms/
      @protected
      id @id
      type @type
      proof sec| ^@id @graph
      Ed25519VerificationKey2020 sec|
        @protected
        id @id
        type @type
        controller sec| ^@id
        revoked sec| ^xsd|dateTime
        publicKeyMultibase sec| ^sec|multibase
      Ed25519Signature2020 sec|
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
        proofValue sec| ^sec|multibase
        verificationMethod sec| ^@id
      """)

  /// Ed25519Signature2018.
  /// digitalbazaar/ed25519-signature-2018-context, contexts/ed25519-signature-2018-v1.jsonld, 2a849b6
  static let ed25519Signature2018 = BundledContext(
    url: "https://w3id.org/security/suites/ed25519-2018/v1",
    sha256: "166c6abb9e08176cee5f6c87c9c1bbfefa5717da391bcac525e5437f93eab809",
    terms: 27,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      dc| http://purl.org/dc/terms/
      @protected
      id @id
      type @type
      proof sec| ^@id @graph
      Ed25519VerificationKey2018 sec|
        @protected
        id @id
        type @type
        controller sec| ^@id
        revoked sec| ^xsd|dateTime
        publicKeyBase58 sec|
      Ed25519Signature2018 sec|
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
        jws sec|
        verificationMethod sec| ^@id
      """)

  /// JsonWebSignature2020.
  /// w3c-ccg/lds-jws2020, docs/contexts/lds-jws2020-v1.json, 76467a8
  static let jws2020 = BundledContext(
    url: "https://w3id.org/security/suites/jws-2020/v1",
    sha256: "d648e05ddc6577827ca2bfd5e931f53e9ebc6e52a57a8da81df4ec8c46ffcd1e",
    terms: 23,
    table: """
      sec| https://w3id.org/security#
      xsd| http://www.w3.org/2001/XMLSchema#
      dc| http://purl.org/dc/terms/
      privateKeyJwk sec| ^@json
      JsonWebKey2020 sec|
        @protected
        id @id
        type @type
        publicKeyJwk sec| ^@json
      JsonWebSignature2020 sec|
        @protected
        id @id
        type @type
        challenge sec|
        created dc| ^xsd|dateTime
        domain sec|
        expires sec|expiration ^xsd|dateTime
        jws sec|
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
        verificationMethod sec| ^@id
      """)

  /// The security vocabulary, before suites had contexts of their own.
  /// w3c-ccg/security-vocab, contexts/security-v1.jsonld, 42893e1
  static let securityV1 = BundledContext(
    url: "https://w3id.org/security/v1",
    sha256: "abaf97e107d1925503c433dcaf3ffd2831697cacc1ed2a293e1bc8030d5bcb47",
    terms: 43,
    table: """
      id @id
      type @type
      dc http://purl.org/dc/terms/
      sec https://w3id.org/security#
      xsd http://www.w3.org/2001/XMLSchema#
      EcdsaKoblitzSignature2016 sec:EcdsaKoblitzSignature2016
      Ed25519Signature2018 sec:Ed25519Signature2018
      EncryptedMessage sec:EncryptedMessage
      GraphSignature2012 sec:GraphSignature2012
      LinkedDataSignature2015 sec:LinkedDataSignature2015
      LinkedDataSignature2016 sec:LinkedDataSignature2016
      CryptographicKey sec:Key
      authenticationTag sec:authenticationTag
      canonicalizationAlgorithm sec:canonicalizationAlgorithm
      cipherAlgorithm sec:cipherAlgorithm
      cipherData sec:cipherData
      cipherKey sec:cipherKey
      created dc:created ^xsd:dateTime
      creator dc:creator ^@id
      digestAlgorithm sec:digestAlgorithm
      digestValue sec:digestValue
      domain sec:domain
      encryptionKey sec:encryptionKey
      expiration sec:expiration ^xsd:dateTime
      expires sec:expiration ^xsd:dateTime
      initializationVector sec:initializationVector
      iterationCount sec:iterationCount
      nonce sec:nonce
      normalizationAlgorithm sec:normalizationAlgorithm
      owner sec:owner ^@id
      password sec:password
      privateKey sec:privateKey ^@id
      privateKeyPem sec:privateKeyPem
      publicKey sec:publicKey ^@id
      publicKeyBase58 sec:publicKeyBase58
      publicKeyPem sec:publicKeyPem
      publicKeyWif sec:publicKeyWif
      publicKeyService sec:publicKeyService ^@id
      revoked sec:revoked ^xsd:dateTime
      salt sec:salt
      signature sec:signature
      signatureAlgorithm sec:signingAlgorithm
      signatureValue sec:signatureValue
      """)

  /// The security vocabulary, on top of its first version.
  /// w3c-ccg/security-vocab, contexts/security-v2.jsonld, 42893e1
  static let securityV2 = BundledContext(
    url: "https://w3id.org/security/v2",
    sha256: "611bd81151d5efe53ec9aed78f5a813e577287bc9451ee26d6879b1b8b46bc3b",
    terms: 52,
    table: """
      @version 1.1
      @context https://w3id.org/security/v1
      AesKeyWrappingKey2019 sec:AesKeyWrappingKey2019
      DeleteKeyOperation sec:DeleteKeyOperation
      DeriveSecretOperation sec:DeriveSecretOperation
      EcdsaSecp256k1Signature2019 sec:EcdsaSecp256k1Signature2019
      EcdsaSecp256r1Signature2019 sec:EcdsaSecp256r1Signature2019
      EcdsaSecp256k1VerificationKey2019 sec:EcdsaSecp256k1VerificationKey2019
      EcdsaSecp256r1VerificationKey2019 sec:EcdsaSecp256r1VerificationKey2019
      Ed25519Signature2018 sec:Ed25519Signature2018
      Ed25519VerificationKey2018 sec:Ed25519VerificationKey2018
      EquihashProof2018 sec:EquihashProof2018
      ExportKeyOperation sec:ExportKeyOperation
      GenerateKeyOperation sec:GenerateKeyOperation
      KmsOperation sec:KmsOperation
      RevokeKeyOperation sec:RevokeKeyOperation
      RsaSignature2018 sec:RsaSignature2018
      RsaVerificationKey2018 sec:RsaVerificationKey2018
      Sha256HmacKey2019 sec:Sha256HmacKey2019
      SignOperation sec:SignOperation
      UnwrapKeyOperation sec:UnwrapKeyOperation
      VerifyOperation sec:VerifyOperation
      WrapKeyOperation sec:WrapKeyOperation
      X25519KeyAgreementKey2019 sec:X25519KeyAgreementKey2019
      allowedAction sec:allowedAction
      assertionMethod sec:assertionMethod ^@id @set
      authentication sec:authenticationMethod ^@id @set
      capability sec:capability ^@id
      capabilityAction sec:capabilityAction
      capabilityChain sec:capabilityChain ^@id @list
      capabilityDelegation sec:capabilityDelegationMethod ^@id @set
      capabilityInvocation sec:capabilityInvocationMethod ^@id @set
      caveat sec:caveat ^@id @set
      challenge sec:challenge
      ciphertext sec:ciphertext
      controller sec:controller ^@id
      delegator sec:delegator ^@id
      equihashParameterK sec:equihashParameterK ^xsd:integer
      equihashParameterN sec:equihashParameterN ^xsd:integer
      invocationTarget sec:invocationTarget ^@id
      invoker sec:invoker ^@id
      jws sec:jws
      keyAgreement sec:keyAgreementMethod ^@id @set
      kmsModule sec:kmsModule
      parentCapability sec:parentCapability ^@id
      plaintext sec:plaintext
      proof sec:proof ^@id @graph
      proofPurpose sec:proofPurpose ^@vocab
      proofValue sec:proofValue
      referenceId sec:referenceId
      unwrappedKey sec:unwrappedKey
      verificationMethod sec:verificationMethod ^@id
      verifyData sec:verifyData
      wrappedKey sec:wrappedKey
      """)
}
