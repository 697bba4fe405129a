/// The classes of Open Badges 3.0 (appendix B, "Data Model") as rules on their members.
///
/// A member with cardinality `0..*` or `1..*` may be a single value: that is what its JSON-LD means, and what the
/// published JSON-LD schema allows.
enum OpenBadgeClasses {
  /// The dates of the activity are DateTime in the text, which needs no time zone, `date-time` in the schema, which does,
  /// and `xsd:date` in the context. Nothing is decided by them, so each of the three is taken.
  fileprivate static let achievementSubject = ModelClass(
    "AchievementSubject", requiredType: "AchievementSubject", clause: "OB 3.0, B, AchievementSubject",
    [
      .optional("id", .subjectID), .required("type", .types), .optional("activityEndDate", .date),
      .optional("activityStartDate", .date), .optional("creditsEarned", .number),
      .required("achievement", .object(.achievement)), .many("identifier", .object(.identityObject)),
      .optional("image", .reference(.image)), .optional("licenseNumber", .string), .optional("narrative", .string),
      .many("result", .object(.result)), .optional("role", .string), .optional("source", .object(.profile)),
      .optional("term", .string),
    ])

  fileprivate static let achievement = ModelClass(
    "Achievement", requiredType: "Achievement", clause: "OB 3.0, B, Achievement", isRepeated: true,
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object(.alignment)),
      .optional("achievementType", .term(.achievementTypes)), .optional("creator", .object(.profile)),
      .optional("creditsAvailable", .number), .required("criteria", .object(.criteria)),
      .required("description", .string), .many("endorsement", .object(.endorsementCredential)),
      .many("endorsementJwt", .compactJWS),
      .optional("fieldOfStudy", .string), .optional("humanCode", .string), .optional("image", .reference(.image)),
      .optional("inLanguage", .languageCode), .required("name", .string),
      .many("otherIdentifier", .object(.identifierEntry)), .many("related", .object(.related)),
      .many("resultDescription", .object(.resultDescription)), .optional("specialization", .string),
      .many("tag", .string), .optional("version", .string),
    ])

  fileprivate static let profile = ModelClass(
    "Profile", requiredType: "Profile", clause: "OB 3.0, B, Profile", isRepeated: true, profileMembers)

  /// VCDM 2.0 section 4.7 lets an issuer be an object with an `id` and no type; Open Badges asks for `Profile`.
  private static let profileMembers: [ModelClass.Rule] = [
    .required("id", .url), .required("type", .types), .optional("name", .languageValue), .optional("url", .url),
    .optional("phone", .string), .optional("description", .languageValue),
    .many("endorsement", .object(.endorsementCredential)),
    .many("endorsementJwt", .compactJWS), .optional("image", .reference(.image)), .optional("email", .string),
    .optional("address", .object(.address)), .many("otherIdentifier", .object(.identifierEntry)),
    .optional("official", .string), .optional("parentOrg", .object(.profile)), .optional("familyName", .string),
    .optional("givenName", .string), .optional("additionalName", .string), .optional("patronymicName", .string),
    .optional("honorificPrefix", .string), .optional("honorificSuffix", .string),
    .optional("familyNamePrefix", .string), .optional("dateOfBirth", .date),
  ]

  /// An endorsement inside a badge has the shape of a credential, of data model 2.0 or 1.1; what it is worth is not judged
  /// with the badge.
  fileprivate static let endorsementCredential = ModelClass(
    "EndorsementCredential", requiredType: "EndorsementCredential", clause: "OB 3.0, B, EndorsementCredential",
    [
      .required("@context", .anything), .required("type", .types), .required("id", .url),
      .required("name", .languageValue), .required("credentialSubject", .object(.endorsementSubject)),
      .required("issuer", .reference(.profile)), .alternative("validFrom", .dateTime),
      .alternative("issuanceDate", .dateTime), .optional("validUntil", .dateTime),
      .optional("expirationDate", .dateTime), .optional("awardedDate", .dateTime),
    ])

  fileprivate static let endorsementSubject = ModelClass(
    "EndorsementSubject", requiredType: "EndorsementSubject", clause: "OB 3.0, B, EndorsementSubject",
    [.required("id", .url), .required("type", .types), .optional("endorsementComment", .string)])

  fileprivate static let identityObject = ModelClass(
    "IdentityObject", requiredType: "IdentityObject", clause: "OB 3.0, B, IdentityObject", isClosed: true,
    [
      .required("type", .types), .required("hashed", .boolean), .required("identityHash", .text),
      .required("identityType", .term(.identifierTypes)), .optional("salt", .string),
    ])

  fileprivate static let identifierEntry = ModelClass(
    "IdentifierEntry", requiredType: "IdentifierEntry", clause: "OB 3.0, B, IdentifierEntry", isClosed: true,
    [
      .required("type", .types), .required("identifier", .string),
      .required("identifierType", .term(.identifierTypes)),
    ])

  fileprivate static let criteria = ModelClass(
    "Criteria", clause: "OB 3.0, B, Criteria", [.optional("id", .url), .optional("narrative", .string)])

  /// "These properties can typically be represented as just the id string of the image", says the class; the context makes
  /// such a string an identifier.
  fileprivate static let image = ModelClass(
    "Image", requiredType: "Image", clause: "OB 3.0, B, Image", isClosed: true,
    [.required("id", .url), .required("type", .types), .optional("caption", .string)])

  fileprivate static let alignment = ModelClass(
    "Alignment", requiredType: "Alignment", clause: "OB 3.0, B, Alignment",
    [
      .required("type", .types), .optional("targetCode", .string), .optional("targetDescription", .string),
      .required("targetName", .string), .optional("targetFramework", .string),
      .optional("targetType", .term(.alignmentTargetTypes)), .required("targetUrl", .url),
    ])

  fileprivate static let related = ModelClass(
    "Related", requiredType: "Related", clause: "OB 3.0, B, Related",
    [
      .required("id", .url), .required("type", .types), .optional("inLanguage", .languageCode),
      .optional("version", .string),
    ])

  fileprivate static let result = ModelClass(
    "Result", requiredType: "Result", clause: "OB 3.0, B, Result",
    [
      .required("type", .types), .optional("achievedLevel", .url), .many("alignment", .object(.alignment)),
      .optional("resultDescription", .url), .optional("status", .term(.resultStatuses)),
      .optional("value", .string),
    ])

  fileprivate static let resultDescription = ModelClass(
    "ResultDescription", requiredType: "ResultDescription", clause: "OB 3.0, B, ResultDescription",
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object(.alignment)),
      .many("allowedValue", .string), .required("name", .string), .optional("requiredLevel", .url),
      .optional("requiredValue", .string), .required("resultType", .term(.resultTypes)),
      .many("rubricCriterionLevel", .object(.rubricCriterionLevel)), .optional("valueMax", .string),
      .optional("valueMin", .string),
    ])

  fileprivate static let rubricCriterionLevel = ModelClass(
    "RubricCriterionLevel", requiredType: "RubricCriterionLevel", clause: "OB 3.0, B, RubricCriterionLevel",
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object(.alignment)),
      .optional("description", .string), .optional("level", .string), .required("name", .string),
      .optional("points", .string),
    ])

  fileprivate static let address = ModelClass(
    "Address", requiredType: "Address", clause: "OB 3.0, B, Address",
    [
      .required("type", .types), .optional("addressCountry", .string), .optional("addressCountryCode", .string),
      .optional("addressRegion", .string), .optional("addressLocality", .string),
      .optional("streetAddress", .string), .optional("postOfficeBoxNumber", .string),
      .optional("postalCode", .string), .optional("geo", .object(.geoCoordinates)),
    ])

  fileprivate static let geoCoordinates = ModelClass(
    "GeoCoordinates", requiredType: "GeoCoordinates", clause: "OB 3.0, B, GeoCoordinates",
    [.required("type", .types), .required("latitude", .number), .required("longitude", .number)])

  fileprivate static let evidence = ModelClass(
    "Evidence", requiredType: "Evidence", clause: "OB 3.0, B, Evidence",
    [
      .optional("id", .url), .required("type", .types), .optional("narrative", .string),
      .optional("name", .languageValue), .optional("description", .languageValue), .optional("genre", .string),
      .optional("audience", .string),
    ])

  fileprivate static let credentialImage = image
}

/// The classes that rules refer to by name, so that classes can refer to each other and to themselves.
enum ClassName: UInt8, Sendable, BitwiseCopyable {
  case achievementSubject
  case achievement
  case profile
  case endorsementCredential
  case endorsementSubject
  case identityObject
  case identifierEntry
  case criteria
  case image
  case alignment
  case related
  case result
  case resultDescription
  case rubricCriterionLevel
  case address
  case geoCoordinates
  case evidence
  /// An object with a `type`, such as a status entry.
  case typed
  /// An object with an `id` and a `type`.
  case identified
  case relatedResource
  case issuer1
  case issuer2
  case holder
  /// A subject of a credential of which only the data model is known.
  case subject
  case learnerRecordSubject
  case association

  var definition: ModelClass {
    switch self {
    case .achievementSubject: OpenBadgeClasses.achievementSubject
    case .achievement: OpenBadgeClasses.achievement
    case .profile: OpenBadgeClasses.profile
    case .endorsementCredential: OpenBadgeClasses.endorsementCredential
    case .endorsementSubject: OpenBadgeClasses.endorsementSubject
    case .identityObject: OpenBadgeClasses.identityObject
    case .identifierEntry: OpenBadgeClasses.identifierEntry
    case .criteria: OpenBadgeClasses.criteria
    case .image: OpenBadgeClasses.image
    case .alignment: OpenBadgeClasses.alignment
    case .related: OpenBadgeClasses.related
    case .result: OpenBadgeClasses.result
    case .resultDescription: OpenBadgeClasses.resultDescription
    case .rubricCriterionLevel: OpenBadgeClasses.rubricCriterionLevel
    case .address: OpenBadgeClasses.address
    case .geoCoordinates: OpenBadgeClasses.geoCoordinates
    case .evidence: OpenBadgeClasses.evidence
    case .typed: CredentialClasses.typed
    case .identified: CredentialClasses.identified
    case .relatedResource: CredentialClasses.relatedResource
    case .issuer1: CredentialClasses.issuer1
    case .issuer2: CredentialClasses.issuer2
    case .holder: CredentialClasses.holder
    case .subject: CredentialClasses.subject
    case .learnerRecordSubject: CredentialClasses.learnerRecordSubject
    case .association: CredentialClasses.association
    }
  }
}
