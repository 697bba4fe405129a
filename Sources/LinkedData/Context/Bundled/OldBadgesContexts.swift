// The contexts of badges before Open Badges 3.0 was final.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Open Badges 2.0, to read what is in badges of it.
  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/obv2x.jsonld, 3825471
  static let openBadgesV2 = BundledContext(
    url: "https://w3id.org/openbadges/v2",
    sha256: "393a890d7d95eb3a86f5f12309648a64c2d0676e5270e2967b5341a2dcea13d2",
    terms: 81,
    table: """
      id @id
      type @type
      extensions https://w3id.org/openbadges/extensions#
      obi https://w3id.org/openbadges#
      validation obi:validation
      cred https://w3id.org/credentials#
      dc http://purl.org/dc/terms/
      schema http://schema.org/
      sec https://w3id.org/security#
      xsd http://www.w3.org/2001/XMLSchema#
      AlignmentObject schema:AlignmentObject
      CryptographicKey sec:Key
      Endorsement cred:Credential
      Assertion obi:Assertion
      BadgeClass obi:BadgeClass
      Criteria obi:Criteria
      Evidence obi:Evidence
      Extension obi:Extension
      FrameValidation obi:FrameValidation
      IdentityObject obi:IdentityObject
      Image obi:Image
      HostedBadge obi:HostedBadge
      hosted obi:HostedBadge
      Issuer obi:Issuer
      Profile obi:Profile
      RevocationList obi:RevocationList
      SignedBadge obi:SignedBadge
      signed obi:SignedBadge
      TypeValidation obi:TypeValidation
      VerificationObject obi:VerificationObject
      author schema:author ^@id
      caption schema:caption
      claim cred:claim ^@id
      created dc:created ^xsd:dateTime
      creator dc:creator ^@id
      description schema:description
      email schema:email
      endorsement cred:credential ^@id
      expires sec:expiration ^xsd:dateTime
      genre schema:genre
      image schema:image ^@id
      name schema:name
      owner sec:owner ^@id
      publicKey sec:publicKey ^@id
      publicKeyPem sec:publicKeyPem
      related dc:relation ^@id
      startsWith http://purl.org/dqm-vocabulary/v1/dqm#startsWith
      tags schema:keywords
      targetDescription schema:targetDescription
      targetFramework schema:targetFramework
      targetName schema:targetName
      targetUrl schema:targetUrl
      telephone schema:telephone
      url schema:url ^@id
      version schema:version
      alignment obi:alignment ^@id
      allowedOrigins obi:allowedOrigins
      audience obi:audience
      badge obi:badge ^@id
      criteria obi:criteria ^@id
      endorsementComment obi:endorsementComment
      evidence obi:evidence ^@id
      hashed obi:hashed ^xsd:boolean
      identity obi:identityHash
      issuedOn obi:issueDate ^xsd:dateTime
      issuer obi:issuer ^@id
      narrative obi:narrative
      recipient obi:recipient ^@id
      revocationList obi:revocationList ^@id
      revocationReason obi:revocationReason
      revoked obi:revoked ^xsd:boolean
      revokedAssertions obi:revoked
      salt obi:salt
      targetCode obi:targetCode
      uid obi:uid
      validatesType obi:validatesType
      validationFrame obi:validationFrame
      validationSchema obi:validationSchema
      verification obi:verify ^@id
      verificationProperty obi:verificationProperty
      verify verification
      """)

  /// The plugfest of Jobs for the Future, 2022.
  /// w3c-ccg/vc-ed, plugfest-1-2022/jff-vc-edu-plugfest-1-context.json, 57246dc
  static let jffPlugfest1 = BundledContext(
    url: "https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json",
    sha256: "3bc63c2ac768b6c3ae9a1beeb2564b3156b47c4a3ffae1ae49b553d3664f2749",
    terms: 90,
    table: """
      schema| https://schema.org/
      ims| https://imsglobal.github.io/openbadges-specification/ob_v3p0.html#
      id @id
      type @type
      xsd https://www.w3.org/2001/XMLSchema#
      OpenBadgeCredential ims|
      Achievement ims|
        achievementType ims| ^xsd:string
        alignment ims|Alignment
        creator ims|Profile
        creditsAvailable ims| ^xsd:float
        criteria ims| ^@id
        fieldOfStudy ims| ^xsd:string
        humanCode ims| ^xsd:string
        specialization ims| ^xsd:string
        tags schema|keywords ^xsd:string @set
      AchievementCredential OpenBadgeCredential
      AchievementSubject ims|
        achievement ims|Achievement
        identifier ims|Identifier
        result ims|Result
      Address ims|
        addressCountry schema| ^xsd:string
        addressCountryCode ims|CountryCode ^xsd:string
        addressLocality schema|addresLocality ^xsd:string
        addressRegion schema| ^xsd:string
        geo ims|GeoCoordinates
        postOfficeBoxNumber schema| ^xsd:string
        postalCode schema| ^xsd:string
        streetAddress schema| ^xsd:string
      Alignment schema|
        targetCode ims| ^xsd:string
        targetDescription schema| ^xsd:string
        targetFramework schema| ^xsd:string
        targetName schema| ^xsd:string
        targetType ims| ^xsd:string
        targetUrl schema| ^xsd:anyURI
      Criteria ims|
      EndorsementCredential ims|
      EndorsementSubject ims|
        endorsementComment ims| ^xsd:string
      Evidence ims|
        audience schema| ^xsd:string
        genre schema| ^xsd:string
      GeoCoordinates ims|
        latitude schema| ^xsd:string
        longitude schema| ^xsd:string
      IdentityObject ims|
        hashed ims| ^xsd:boolean
        identityHash ims| ^xsd:string
        salt ims| ^xsd:string
      Image ims|IdentityImage
        caption schema| ^xsd:string
      Profile ims|
        additionalName schema| ^xsd:string
        address ims|Address
        dateOfBirth ims| ^xsd:date
        email schema| ^xsd:string
        familyName schema| ^xsd:string
        familyNamePrefix ims| ^xsd:string
        givenName schema| ^xsd:string
        honorificPrefix schema| ^xsd:string
        honorificSuffix schema| ^xsd:string
        parentOrg ims| ^xsd:string
        patronymicName ims| ^xsd:string
        phone ims|PhoneNumber ^xsd:string
        official ims| ^xsd:string
        sisSourcedId ims| ^xsd:string
        sourcedId ims| ^xsd:string
      Result ims|
        achievedLevel ims| ^xsd:anyURI
        resultDescription ims| ^xsd:anyURI
        status ims| ^xsd:string
        value schema| ^xsd:string
      ResultDescription ims|
        allowedValue ims| ^xsd:string
        requiredLevel ims| ^xsd:anyURI
        requiredValue ims| ^xsd:string
        resultType ims| ^xsd:string
        rubricCriterionLevel ims|RubricCriterionLevel
        valueMax ims| ^xsd:string
        valueMin ims| ^xsd:string
      RubricCriterionLevel ims|
        level ims| ^xsd:string
        points ims| ^xsd:string
      alignment ims|Alignment ^@id
      description schema| ^xsd:string
      endorsement ims| ^@id
      image ims| ^@id
      name schema| ^xsd:string
      narrative ims| ^xsd:string
      url schema| ^xsd:anyURI
      """)
}
