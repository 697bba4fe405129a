// The contexts of the Verifiable Credentials Data Model.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Verifiable Credentials Data Model 1.1, section B.1, which prints the SHA-256.
  /// w3c/vc-data-model, contexts/credentials/v1, 979c4af
  static let credentialsV1 = BundledContext(
    url: "https://www.w3.org/2018/credentials/v1",
    sha256: "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
    terms: 111,
    table: """
      cred| https://www.w3.org/2018/credentials#
      sec| https://w3id.org/security#
      dc| http://purl.org/dc/terms/
      &purposes
        @version 1.1
        @protected
        id @id
        type @type
        sec https://w3id.org/security#
        assertionMethod sec:assertionMethod ^@id @set
        authentication sec:authenticationMethod ^@id @set
      &signature
        @version 1.1
        @protected
        id @id
        type @type
        sec https://w3id.org/security#
        xsd http://www.w3.org/2001/XMLSchema#
        challenge sec:challenge
        created dc| ^xsd:dateTime
        domain sec:domain
        expires sec:expiration ^xsd:dateTime
        jws sec:jws
        nonce sec:nonce
        proofPurpose sec:proofPurpose ^@vocab &purposes
        proofValue sec:proofValue
        verificationMethod sec:verificationMethod ^@id
      @version 1.1
      @protected
      id @id
      type @type
      VerifiableCredential cred|
        @version 1.1
        @protected
        id @id
        type @type
        cred https://www.w3.org/2018/credentials#
        sec https://w3id.org/security#
        xsd http://www.w3.org/2001/XMLSchema#
        credentialSchema cred:credentialSchema ^@id
          @version 1.1
          @protected
          id @id
          type @type
          cred https://www.w3.org/2018/credentials#
          JsonSchemaValidator2018 cred:JsonSchemaValidator2018
        credentialStatus cred:credentialStatus ^@id
        credentialSubject cred:credentialSubject ^@id
        evidence cred:evidence ^@id
        expirationDate cred:expirationDate ^xsd:dateTime
        holder cred:holder ^@id
        issued cred:issued ^xsd:dateTime
        issuer cred:issuer ^@id
        issuanceDate cred:issuanceDate ^xsd:dateTime
        proof sec:proof ^@id @graph
        refreshService cred:refreshService ^@id
          @version 1.1
          @protected
          id @id
          type @type
          cred https://www.w3.org/2018/credentials#
          ManualRefreshService2018 cred:ManualRefreshService2018
        termsOfUse cred:termsOfUse ^@id
        validFrom cred:validFrom ^xsd:dateTime
        validUntil cred:validUntil ^xsd:dateTime
      VerifiablePresentation cred|
        @version 1.1
        @protected
        id @id
        type @type
        cred https://www.w3.org/2018/credentials#
        sec https://w3id.org/security#
        holder cred:holder ^@id
        proof sec:proof ^@id @graph
        verifiableCredential cred:verifiableCredential ^@id @graph
      EcdsaSecp256k1Signature2019 sec| &signature
      EcdsaSecp256r1Signature2019 sec| &signature
      Ed25519Signature2018 sec| &signature
      RsaSignature2018 sec|
        @version 1.1
        @protected
        challenge sec:challenge
        created dc| ^xsd:dateTime
        domain sec:domain
        expires sec:expiration ^xsd:dateTime
        jws sec:jws
        nonce sec:nonce
        proofPurpose sec:proofPurpose ^@vocab &purposes
        proofValue sec:proofValue
        verificationMethod sec:verificationMethod ^@id
      proof sec| ^@id @graph
      """)

  /// Verifiable Credentials Data Model 2.0, section B.1, which prints the SHA-256.
  /// w3c/vc-data-model, contexts/credentials/v2, 979c4af
  static let credentialsV2 = BundledContext(
    url: "https://www.w3.org/ns/credentials/v2",
    sha256: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    terms: 94,
    table: """
      cred| https://www.w3.org/2018/credentials#
      sec| https://w3id.org/security#
      schema| https://schema.org/
      xsd| http://www.w3.org/2001/XMLSchema#
      xsds| https://www.w3.org/2001/XMLSchema#
      status| https://www.w3.org/ns/credentials/status#
      jwt| https://www.iana.org/assignments/jwt#
      jose| https://www.iana.org/assignments/jose#
      dc| http://purl.org/dc/terms/
      @protected
      id @id
      type @type
      description schema|
      digestMultibase sec| ^sec|multibase
      digestSRI cred| ^cred|sriString
      mediaType schema|encodingFormat
      name schema|
      VerifiableCredential cred|
        @protected
        id @id
        type @type
        confidenceMethod cred| ^@id
        credentialSchema cred| ^@id
        credentialStatus cred| ^@id
        credentialSubject cred| ^@id
        description schema|
        evidence cred| ^@id
        issuer cred| ^@id
        name schema|
        proof sec| ^@id @graph
        refreshService cred| ^@id
        relatedResource cred| ^@id
        renderMethod cred| ^@id
        termsOfUse cred| ^@id
        validFrom cred| ^xsd|dateTime
        validUntil cred| ^xsd|dateTime
      EnvelopedVerifiableCredential cred|
      VerifiablePresentation cred|
        @protected
        id @id
        type @type
        holder cred| ^@id
        proof sec| ^@id @graph
        termsOfUse cred| ^@id
        verifiableCredential cred| ^@id @graph @null
      EnvelopedVerifiablePresentation cred|
      JsonSchemaCredential cred|
      JsonSchema cred|
        @protected
        id @id
        type @type
        jsonSchema cred| ^@json
      BitstringStatusListCredential status|
      BitstringStatusList status|
        @protected
        id @id
        type @type
        encodedList status| ^sec|multibase
        statusPurpose status|
        ttl status|
      BitstringStatusListEntry status|
        @protected
        id @id
        type @type
        statusListCredential status| ^@id
        statusListIndex status|
        statusPurpose status|
        statusMessage status|
          @protected
          id @id
          type @type
          message status|
          status status|
        statusReference status| ^@id
        statusSize status| ^xsds|integer
      DataIntegrityProof sec|
        @protected
        id @id
        type @type
        challenge sec|
        created dc| ^xsd|dateTime
        cryptosuite sec| ^sec|cryptosuiteString
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
          capabilityDelegation sec|capabilityDelegationMethod ^@id @set
          capabilityInvocation sec|capabilityInvocationMethod ^@id @set
          keyAgreement sec|keyAgreementMethod ^@id @set
        proofValue sec| ^sec|multibase
        verificationMethod sec| ^@id
      ... jwt|
      _sd jwt| ^@json
      _sd_alg jwt|
      aud jwt| ^@id
      cnf jwt|
        @protected
        kid jwt| ^@id
        jwk jwt| ^@json
      exp jwt| ^xsds|nonNegativeInteger
      iat jwt| ^xsds|nonNegativeInteger
      iss jose| ^@id
      jku jose| ^@id
      kid jose| ^@id
      nbf jwt| ^xsds|nonNegativeInteger
      sub jose| ^@id
      x5u jose| ^@id
      """)

  /// Verifiable Credentials Data Model 2.0, section B.2: gives a meaning to every name. Not for production.
  /// w3c/vc-data-model, contexts/credentials/undefined-terms/v2, 979c4af
  static let undefinedTermsV2 = BundledContext(
    url: "https://www.w3.org/ns/credentials/undefined-terms/v2",
    sha256: "82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581",
    terms: 0,
    table: """
      @vocab https://www.w3.org/ns/credentials/undefined-term#
      """)

  /// For the examples of data model 1.1.
  /// w3c/vc-data-model, contexts/credentials/examples/v1, 979c4af
  static let examplesV1 = BundledContext(
    url: "https://www.w3.org/2018/credentials/examples/v1",
    sha256: "2070ae4e75bc3b4c2cfe2b8b6e86ec45119672bbb5da283f0399ea96c60a0104",
    terms: 44,
    table: """
      @version 1.1
      @context https://www.w3.org/ns/odrl.jsonld
      ex https://example.org/examples#
      schema http://schema.org/
      rdf http://www.w3.org/1999/02/22-rdf-syntax-ns#
      3rdPartyCorrelation ex:3rdPartyCorrelation
      AllVerifiers ex:AllVerifiers
      Archival ex:Archival
      BachelorDegree ex:BachelorDegree
      Child ex:Child
      CLCredentialDefinition2019 ex:CLCredentialDefinition2019
      CLSignature2019 ex:CLSignature2019
      IssuerPolicy ex:IssuerPolicy
      HolderPolicy ex:HolderPolicy
      Mother ex:Mother
      RelationshipCredential ex:RelationshipCredential
      UniversityDegreeCredential ex:UniversityDegreeCredential
      AlumniCredential ex:AlumniCredential
      DisputeCredential ex:DisputeCredential
      PrescriptionCredential ex:PrescriptionCredential
      ZkpExampleSchema2018 ex:ZkpExampleSchema2018
      issuerData ex:issuerData
      attributes ex:attributes
      signature ex:signature
      signatureCorrectnessProof ex:signatureCorrectnessProof
      primaryProof ex:primaryProof
      nonRevocationProof ex:nonRevocationProof
      alumniOf schema:alumniOf ^rdf:HTML
      child ex:child ^@id
      degree ex:degree
      degreeType ex:degreeType
      degreeSchool ex:degreeSchool
      college ex:college
      name schema:name ^rdf:HTML
      givenName schema:givenName
      familyName schema:familyName
      parent ex:parent ^@id
      referenceId ex:referenceId
      documentPresence ex:documentPresence
      evidenceDocument ex:evidenceDocument
      spouse schema:spouse
      subjectPresence ex:subjectPresence
      verifier ex:verifier ^@id
      currentStatus ex:currentStatus
      statusReason ex:statusReason
      prescription ex:prescription
      """)

  /// For the examples of data model 2.0, and the test vectors of Data Integrity.
  /// w3c/vc-data-model, contexts/credentials/examples/v2, 979c4af
  static let examplesV2 = BundledContext(
    url: "https://www.w3.org/ns/credentials/examples/v2",
    sha256: "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
    terms: 0,
    table: """
      @vocab https://www.w3.org/ns/credentials/examples#
      """)
}
