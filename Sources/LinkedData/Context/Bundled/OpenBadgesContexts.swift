// The contexts of Open Badges 3.0.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Open Badges 3.0, first edition.
  /// 1EdTech/openbadges-specification, ob_v3p0/context.json, 1af145f
  static let openBadges300 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    sha256: "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10",
    terms: 106,
    table: """
      schema| https://schema.org/
      ob| https://purl.imsglobal.org/spec/vc/ob/vocab.html#
      id @id
      type @type
      xsd https://www.w3.org/2001/XMLSchema#
      OpenBadgeCredential ob|
      Achievement ob|
        achievementType ob| ^xsd:string
        alignment ob| ^ob|Alignment @set
        creator ob|Profile
        creditsAvailable ob| ^xsd:float
        criteria ob|Criteria ^@id
        fieldOfStudy ob| ^xsd:string
        humanCode ob| ^xsd:string
        otherIdentifier ob| ^ob|IdentifierEntry @set
        related ob| ^ob|Related @set
        resultDescription ob| ^ob|ResultDescription @set
        specialization ob| ^xsd:string
        tag schema|keywords ^xsd:string @set
        version ob| ^xsd:string
      AchievementCredential OpenBadgeCredential
      AchievementSubject ob|
        achievement ob|Achievement
        activityEndDate ob| ^xsd:date
        activityStartDate ob| ^xsd:date
        creditsEarned ob| ^xsd:float
        identifier ob| ^ob|IdentityObject @set
        licenseNumber ob| ^xsd:string
        result ob| ^ob|Result @set
        role ob| ^xsd:string
        source ob| ^ob|Profile
        term ob| ^xsd:string
      Address ob|
        addressCountry schema| ^xsd:string
        addressCountryCode ob|CountryCode ^xsd:string
        addressLocality schema| ^xsd:string
        addressRegion schema| ^xsd:string
        geo ob|GeoCoordinates
        postOfficeBoxNumber schema| ^xsd:string
        postalCode schema| ^xsd:string
        streetAddress schema| ^xsd:string
      Alignment schema|
        targetCode ob| ^xsd:string
        targetDescription schema| ^xsd:string
        targetFramework schema| ^xsd:string
        targetName schema| ^xsd:string
        targetType ob| ^xsd:string
        targetUrl schema| ^xsd:anyURI
      Criteria ob|
      EndorsementCredential ob|
      EndorsementSubject ob|
        endorsementComment ob| ^xsd:string
      Evidence ob|
        audience schema| ^xsd:string
        genre schema| ^xsd:string
      GeoCoordinates ob|
        latitude schema| ^xsd:string
        longitude schema| ^xsd:string
      IdentifierEntry ob|
        identifier ob| ^xsd:string
        identifierType ob| ^xsd:string
      IdentityObject ob|
        hashed ob| ^xsd:boolean
        identityHash ob| ^xsd:string
        identityType ob| ^xsd:string
        salt ob| ^xsd:string
      Image ob|
        caption schema| ^xsd:string
      Profile ob|
        additionalName schema| ^xsd:string
        address ob|Address
        dateOfBirth ob| ^xsd:date
        email schema| ^xsd:string
        familyName schema| ^xsd:string
        familyNamePrefix ob| ^xsd:string
        givenName schema| ^xsd:string
        honorificPrefix schema| ^xsd:string
        honorificSuffix schema| ^xsd:string
        otherIdentifier ob| ^ob|IdentifierEntry @set
        parentOrg ob| ^xsd:string
        patronymicName ob| ^xsd:string
        phone ob|PhoneNumber ^xsd:string
        official ob| ^xsd:string
      Related ob|
        version ob| ^xsd:string
      Result ob|
        achievedLevel ob| ^xsd:anyURI
        resultDescription ob| ^xsd:anyURI
        status ob| ^xsd:string
        value schema| ^xsd:string
      ResultDescription ob|
        allowedValue ob| ^xsd:string @set
        requiredLevel ob| ^xsd:anyURI
        requiredValue ob| ^xsd:string
        resultType ob| ^xsd:string
        rubricCriterionLevel ob| ^ob|RubricCriterionLevel @set
        valueMax ob| ^xsd:string
        valueMin ob| ^xsd:string
      RubricCriterionLevel ob|
        level ob| ^xsd:string
        points ob| ^xsd:string
      alignment ob| ^ob|Alignment @set
      description schema| ^xsd:string
      endorsement ob| ^ob|EndorsementCredential @set
      image ob| ^ob|Image
      name schema| ^xsd:string
      narrative ob| ^xsd:string
      url schema| ^xsd:anyURI
      """)

  /// Open Badges 3.0.1.
  /// 1EdTech/openbadges-specification, ob_v3p0/context-3.0.1.json, 1af145f
  static let openBadges301 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    sha256: "d582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355",
    terms: 110,
    table: """
      schema| https://schema.org/
      ob| https://purl.imsglobal.org/spec/vc/ob/vocab.html#
      id @id
      type @type
      xsd https://www.w3.org/2001/XMLSchema#
      OpenBadgeCredential ob|
      Achievement ob|
        achievementType ob| ^xsd:string
        alignment ob| @set
        creator ob|
        creditsAvailable ob| ^xsd:float
        criteria ob|Criteria ^@id
        fieldOfStudy ob| ^xsd:string
        humanCode ob| ^xsd:string
        image ob|Image ^@id
        otherIdentifier ob| @set
        related ob| @set
        resultDescription ob| @set
        specialization ob| ^xsd:string
        tag schema|keywords ^xsd:string @set
        version ob| ^xsd:string
      AchievementCredential OpenBadgeCredential
      AchievementSubject ob|
        achievement ob|achievement-0
        activityEndDate ob| ^xsd:date
        activityStartDate ob| ^xsd:date
        creditsEarned ob| ^xsd:float
        identifier ob| @set
        image ob|Image ^@id
        licenseNumber ob| ^xsd:string
        result ob| @set
        role ob| ^xsd:string
        source ob| ^@id
        term ob| ^xsd:string
      Address ob|
        addressCountry schema| ^xsd:string
        addressCountryCode ob|CountryCode ^xsd:string
        addressLocality schema| ^xsd:string
        addressRegion schema| ^xsd:string
        geo ob|GeoCoordinates
        postOfficeBoxNumber schema| ^xsd:string
        postalCode schema| ^xsd:string
        streetAddress schema| ^xsd:string
      Alignment schema|AlignmentObject
        targetCode ob| ^xsd:string
        targetDescription schema| ^xsd:string
        targetFramework schema| ^xsd:string
        targetName schema| ^xsd:string
        targetType ob| ^xsd:string
        targetUrl schema| ^xsd:anyURI
      Criteria ob|
      EndorsementCredential ob|
      EndorsementSubject ob|
        endorsementComment ob| ^xsd:string
      Evidence ob|
        audience schema| ^xsd:string
        genre schema| ^xsd:string
      GeoCoordinates ob|
        latitude schema| ^xsd:string
        longitude schema| ^xsd:string
      IdentifierEntry ob|
        identifier ob| ^xsd:string
        identifierType ob| ^xsd:string
      IdentityObject ob|
        hashed ob| ^xsd:boolean
        identityHash ob| ^xsd:string
        identityType ob| ^xsd:string
        salt ob| ^xsd:string
      Image ob|
        caption schema| ^xsd:string
      Profile ob|
        additionalName schema| ^xsd:string
        address ob| ^@id
        dateOfBirth ob| ^xsd:date
        email schema| ^xsd:string
        familyName schema| ^xsd:string
        familyNamePrefix ob| ^xsd:string
        givenName schema| ^xsd:string
        honorificPrefix schema| ^xsd:string
        honorificSuffix schema| ^xsd:string
        image ob|Image ^@id
        otherIdentifier ob| @set
        parentOrg ob| ^@id
        patronymicName ob| ^xsd:string
        phone ob| ^xsd:string
        official ob| ^xsd:string
      Related ob|
        version ob| ^xsd:string
      Result ob|
        achievedLevel ob| ^xsd:anyURI
        resultDescription ob| ^xsd:anyURI
        status ob| ^xsd:string
        value schema| ^xsd:string
      ResultDescription ob|
        allowedValue ob| ^xsd:string @set
        requiredLevel ob| ^xsd:anyURI
        requiredValue ob| ^xsd:string
        resultType ob| ^xsd:string
        rubricCriterionLevel ob| @set
        valueMax ob| ^xsd:string
        valueMin ob| ^xsd:string
      RubricCriterionLevel ob|
        level ob| ^xsd:string
        points ob| ^xsd:string
      alignment ob| @set
      awardedDate ob| ^xsd:dateTime
      description schema| ^xsd:string
      endorsement ob| @set
      image ob| ^@id
      name schema| ^xsd:string
      narrative ob| ^xsd:string
      url schema| ^xsd:anyURI
      """)

  /// Open Badges 3.0.2. The prefix `xsd` that a type is written with is not defined in it.
  /// 1EdTech/openbadges-specification, ob_v3p0/context-3.0.2.json, 1af145f
  static let openBadges302 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    sha256: "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
    terms: 138,
    table: """
      schema| https://schema.org/
      xsds| https://www.w3.org/2001/XMLSchema#
      ob| https://purl.imsglobal.org/spec/vc/ob/vocab.html#
      @protected
      id @id
      type @type
      OpenBadgeCredential ob|
      Achievement ob|
        @protected
        id @id
        type @type
        achievementType ob|
        alignment ob| @set
        creator ob|
        creditsAvailable ob| ^xsds|float
        criteria ob|Criteria ^@id
        fieldOfStudy ob|
        humanCode ob|
        image ob|Image ^@id
        otherIdentifier ob| @set
        related ob| @set
        resultDescription ob| @set
        specialization ob|
        tag schema|keywords @set
        version ob|
      AchievementCredential OpenBadgeCredential
      AchievementSubject ob|
        @protected
        id @id
        type @type
        achievement ob|achievement-0
        activityEndDate ob| ^xsds|date
        activityStartDate ob| ^xsds|date
        creditsEarned ob| ^xsds|float
        identifier ob| @set
        image ob|Image ^@id
        licenseNumber ob|
        result ob| @set
        role ob|
        source ob| ^@id
        term ob|
      Address ob|
        @protected
        id @id
        type @type
        addressCountry schema|
        addressCountryCode ob|CountryCode
        addressLocality schema|
        addressRegion schema|
        geo ob|GeoCoordinates
        postOfficeBoxNumber schema|
        postalCode schema|
        streetAddress schema|
      Alignment schema|AlignmentObject
        @protected
        id @id
        type @type
        targetCode ob|
        targetDescription schema|
        targetFramework schema|
        targetName schema|
        targetType ob|
        targetUrl schema| ^xsds|anyURI
      Criteria ob|
      EndorsementCredential ob|
      EndorsementSubject ob|
        @protected
        id @id
        type @type
        endorsementComment ob|
      Evidence ob|
        @protected
        id @id
        type @type
        audience schema|
        genre schema|
      GeoCoordinates ob|
        @protected
        id @id
        type @type
        latitude schema|
        longitude schema|
      IdentifierEntry ob|
        @protected
        id @id
        type @type
        identifier ob|
        identifierType ob|
      IdentityObject ob|
        @protected
        id @id
        type @type
        hashed ob| ^xsds|boolean
        identityHash ob|
        identityType ob|
        salt ob|
      Image ob|
        @protected
        id @id
        type @type
        caption schema|
      Profile ob|
        @protected
        id @id
        type @type
        additionalName schema|
        address ob| ^@id
        dateOfBirth ob| ^xsds|date
        email schema|
        familyName schema|
        familyNamePrefix ob|
        givenName schema|
        honorificPrefix schema|
        honorificSuffix schema|
        image ob|Image ^@id
        otherIdentifier ob| @set
        parentOrg ob| ^@id
        patronymicName ob|
        phone ob|
        official ob|
      Related ob|
        @protected
        id @id
        type @type
        version ob|
      Result ob|
        @protected
        id @id
        type @type
        achievedLevel ob| ^xsds|anyURI
        resultDescription ob| ^xsds|anyURI
        status ob|
        value schema|
      ResultDescription ob|
        @protected
        id @id
        type @type
        allowedValue ob| @list
        requiredLevel ob| ^xsds|anyURI
        requiredValue ob|
        resultType ob|
        rubricCriterionLevel ob| @set
        valueMax ob|
        valueMin ob|
      RubricCriterionLevel ob|
        @protected
        id @id
        type @type
        level ob|
        points ob|
      alignment ob| @set
      description schema|
      endorsement ob| @set
      image ob|Image ^@id
      name schema|
      narrative ob|
      url schema| ^xsds|anyURI
      """)

  /// Open Badges 3.0.3. 1EdTech changed the file in place: each edition adds terms to the one before, and takes none
  /// away. The prefix `xsd` that a type is written with is not defined in it.
  /// https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json
  private static let openBadges303Table: StaticString =
    """
    schema| https://schema.org/
    xsds| https://www.w3.org/2001/XMLSchema#
    jwt| https://www.iana.org/assignments/jwt#
    ob| https://purl.imsglobal.org/spec/vc/ob/vocab.html#
    @protected
    id @id
    type @type
    OpenBadgeCredential ob|
    Achievement ob|
      @protected
      id @id
      type @type
      achievementType ob|
      alignment ob| @set
      creator ob|
      creditsAvailable ob| ^xsds|float
      criteria ob|Criteria ^@id
      fieldOfStudy ob|
      humanCode ob|
      image ob| ^@id
      otherIdentifier ob| @set
      related ob| @set
      resultDescription ob| @set
      specialization ob|
      tag schema|keywords @set
      version ob|
      inLanguage schema| (2024-03)
    AchievementCredential OpenBadgeCredential
    AchievementSubject ob|
      @protected
      id @id
      type @type
      achievement ob|
      activityEndDate ob| ^xsds|date
      activityStartDate ob| ^xsds|date
      creditsEarned ob| ^xsds|float
      identifier ob| @set
      image ob| ^@id
      licenseNumber ob|
      result ob| @set
      role ob|
      source ob| ^@id
      term ob|
    Address ob|
      @protected
      id @id
      type @type
      addressCountry schema|
      addressCountryCode ob|CountryCode
      addressLocality schema|
      addressRegion schema|
      geo ob|GeoCoordinates
      postOfficeBoxNumber schema|
      postalCode schema|
      streetAddress schema|
    Alignment schema|AlignmentObject
      @protected
      id @id
      type @type
      targetCode ob|
      targetDescription schema|
      targetFramework schema|
      targetName schema|
      targetType ob|
      targetUrl schema| ^xsds|anyURI
    Criteria ob|
    EndorsementCredential ob|
    EndorsementSubject ob|
      @protected
      id @id
      type @type
      endorsementComment ob|
    Evidence ob|
      @protected
      id @id
      type @type
      audience schema|
      genre schema|
    GeoCoordinates ob|
      @protected
      id @id
      type @type
      latitude schema|
      longitude schema|
    IdentifierEntry ob|
      @protected
      id @id
      type @type
      identifier ob|
      identifierType ob|
    IdentityObject ob|
      @protected
      id @id
      type @type
      hashed ob| ^xsds|boolean
      identityHash ob|
      identityType ob|
      salt ob|
    Image ob|
      @protected
      id @id
      type @type
      caption schema|
    Profile ob|
      @protected
      id @id
      type @type
      additionalName schema|
      address ob| ^@id
      dateOfBirth ob| ^xsds|date
      email schema|
      familyName schema|
      familyNamePrefix ob|
      givenName schema|
      honorificPrefix schema|
      honorificSuffix schema|
      image ob| ^@id
      otherIdentifier ob| @set
      parentOrg ob| ^@id
      patronymicName ob|
      phone ob|
      official ob|
    Related ob|
      @protected
      id @id
      type @type
      version ob|
      inLanguage schema| (2024-03)
    Result ob|
      @protected
      id @id
      type @type
      achievedLevel ob| ^xsds|anyURI
      resultDescription ob| ^xsds|anyURI
      status ob|
      value schema|
    ResultDescription ob|
      @protected
      id @id
      type @type
      allowedValue ob| @list
      requiredLevel ob| ^xsds|anyURI
      requiredValue ob|
      resultType ob|
      rubricCriterionLevel ob| @set
      valueMax ob|
      valueMin ob|
    RubricCriterionLevel ob|
      @protected
      id @id
      type @type
      level ob|
      points ob|
    alignment ob| @set
    description schema|
    endorsement ob| @set
    endorsementJwt ob| @set (2026-06)
    image ob| ^@id
    inLanguage schema| (2024-03)
    name schema|
    narrative ob|
    url schema| ^xsds|anyURI
    awardedDate ob| ^xsd:dateTime (2024-03)
    jti jwt| ^@id (2025-11)
    """

  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/ob-v3p0-3.0.3.json, 143a82b
  static let openBadges303June2026 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    edition: "2026-06",
    sha256: "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    terms: 144, table: openBadges303Table)

  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/ob-v3p0-3.0.3.json, bcfa52e
  static let openBadges303November2025 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    edition: "2025-11",
    sha256: "01d87cc8b5357af557bfb09428f603c4691c49ef8a6089945a70bda1b96b1db2",
    terms: 143, table: openBadges303Table)

  /// 1EdTech/openbadges-specification, ob_v3p0/context-3.0.3.json, 1af145f
  static let openBadges303March2024 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    edition: "2024-03",
    sha256: "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
    terms: 142, table: openBadges303Table)

  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/ob-v3p0-3.0.3.json, 58c6530
  static let openBadges303January2024 = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    edition: "2024-01",
    sha256: "c3ce8c088478065f19e1c926b8b0eff5ebfde3b68d071c7c0dcc63d31a859c1d",
    terms: 138, table: openBadges303Table)
}
