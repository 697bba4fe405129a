/// The classes of Open Badges 3.0 (appendix B, "Data Model") as rules on their members.
///
/// A member with cardinality `0..*` or `1..*` may be a single value: that is what its JSON-LD means, and what the
/// published JSON-LD schema allows.
enum OpenBadgeClasses {
  static let achievementSubject = ModelClass(
    "AchievementSubject", requiredType: "AchievementSubject",
    [
      .optional("id", .url), .required("type", .types), .optional("activityEndDate", .dateTime),
      .optional("activityStartDate", .dateTime), .optional("creditsEarned", .number),
      .required("achievement", .object { achievement }), .many("identifier", .object { identityObject }),
      .optional("image", .object { image }), .optional("licenseNumber", .string), .optional("narrative", .string),
      .many("result", .object { result }), .optional("role", .string), .optional("source", .object { profile }),
      .optional("term", .string),
    ])

  static let achievement = ModelClass(
    "Achievement", requiredType: "Achievement",
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object { alignment }),
      .optional("achievementType", .term(achievementTypes)), .optional("creator", .object { profile }),
      .optional("creditsAvailable", .number), .required("criteria", .object { criteria }),
      .required("description", .string), .many("endorsement", .object { endorsementCredential }),
      .many("endorsementJwt", .compactJWS),
      .optional("fieldOfStudy", .string), .optional("humanCode", .string), .optional("image", .object { image }),
      .optional("inLanguage", .languageCode), .required("name", .string),
      .many("otherIdentifier", .object { identifierEntry }), .many("related", .object { related }),
      .many("resultDescription", .object { resultDescription }), .optional("specialization", .string),
      .many("tag", .string), .optional("version", .string),
    ])

  static let profile = ModelClass("Profile", requiredType: "Profile", profileMembers)

  /// VCDM 2.0 section 4.7 lets an issuer be an object with an `id` and no type; Open Badges asks for `Profile`.
  private static let profileMembers: [ModelClass.Rule] = [
    .required("id", .url), .required("type", .types), .optional("name", .languageValue), .optional("url", .url),
    .optional("phone", .string), .optional("description", .languageValue),
    .many("endorsement", .object { endorsementCredential }),
    .many("endorsementJwt", .compactJWS), .optional("image", .object { image }), .optional("email", .string),
    .optional("address", .object { address }), .many("otherIdentifier", .object { identifierEntry }),
    .optional("official", .string), .optional("parentOrg", .object { profile }), .optional("familyName", .string),
    .optional("givenName", .string), .optional("additionalName", .string), .optional("patronymicName", .string),
    .optional("honorificPrefix", .string), .optional("honorificSuffix", .string),
    .optional("familyNamePrefix", .string), .optional("dateOfBirth", .date),
  ]

  /// An endorsement inside a badge has the shape of a credential; what it is worth is not judged with the badge.
  static let endorsementCredential = ModelClass(
    "EndorsementCredential", requiredType: "EndorsementCredential",
    [
      .required("@context", .anything), .required("type", .types), .required("id", .url),
      .required("name", .languageValue), .required("credentialSubject", .object { endorsementSubject }),
      .required("issuer", .reference { profile }), .required("validFrom", .dateTime),
      .optional("validUntil", .dateTime), .optional("awardedDate", .dateTime),
    ])

  private static let endorsementSubject = ModelClass(
    "EndorsementSubject", requiredType: "EndorsementSubject",
    [.required("id", .url), .required("type", .types), .optional("endorsementComment", .string)])

  private static let identityObject = ModelClass(
    "IdentityObject", requiredType: "IdentityObject", isClosed: true,
    [
      .required("type", .types), .required("hashed", .boolean), .required("identityHash", .text),
      .required("identityType", .term(identifierTypes)), .optional("salt", .string),
    ])

  private static let identifierEntry = ModelClass(
    "IdentifierEntry", requiredType: "IdentifierEntry", isClosed: true,
    [
      .required("type", .types), .required("identifier", .string),
      .required("identifierType", .term(identifierTypes)),
    ])

  private static let criteria = ModelClass("Criteria", [.optional("id", .url), .optional("narrative", .string)])

  private static let image = ModelClass(
    "Image", requiredType: "Image", isClosed: true,
    [.required("id", .url), .required("type", .types), .optional("caption", .string)])

  private static let alignment = ModelClass(
    "Alignment", requiredType: "Alignment",
    [
      .required("type", .types), .optional("targetCode", .string), .optional("targetDescription", .string),
      .required("targetName", .string), .optional("targetFramework", .string),
      .optional("targetType", .term(alignmentTargetTypes)), .required("targetUrl", .url),
    ])

  private static let related = ModelClass(
    "Related", requiredType: "Related",
    [
      .required("id", .url), .required("type", .types), .optional("inLanguage", .languageCode),
      .optional("version", .string),
    ])

  private static let result = ModelClass(
    "Result", requiredType: "Result",
    [
      .required("type", .types), .optional("achievedLevel", .url), .many("alignment", .object { alignment }),
      .optional("resultDescription", .url), .optional("status", .closedTerm(resultStatuses)),
      .optional("value", .string),
    ])

  private static let resultDescription = ModelClass(
    "ResultDescription", requiredType: "ResultDescription",
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object { alignment }),
      .many("allowedValue", .string), .required("name", .string), .optional("requiredLevel", .url),
      .optional("requiredValue", .string), .required("resultType", .term(resultTypes)),
      .many("rubricCriterionLevel", .object { rubricCriterionLevel }), .optional("valueMax", .string),
      .optional("valueMin", .string),
    ])

  private static let rubricCriterionLevel = ModelClass(
    "RubricCriterionLevel", requiredType: "RubricCriterionLevel",
    [
      .required("id", .url), .required("type", .types), .many("alignment", .object { alignment }),
      .optional("description", .string), .optional("level", .string), .required("name", .string),
      .optional("points", .string),
    ])

  private static let address = ModelClass(
    "Address", requiredType: "Address",
    [
      .required("type", .types), .optional("addressCountry", .string), .optional("addressCountryCode", .string),
      .optional("addressRegion", .string), .optional("addressLocality", .string),
      .optional("streetAddress", .string), .optional("postOfficeBoxNumber", .string),
      .optional("postalCode", .string), .optional("geo", .object { geoCoordinates }),
    ])

  private static let geoCoordinates = ModelClass(
    "GeoCoordinates", requiredType: "GeoCoordinates",
    [.required("type", .types), .required("latitude", .number), .required("longitude", .number)])

  static let evidence = ModelClass(
    "Evidence", requiredType: "Evidence",
    [
      .optional("id", .url), .required("type", .types), .optional("narrative", .string),
      .optional("name", .languageValue), .optional("description", .languageValue), .optional("genre", .string),
      .optional("audience", .string),
    ])

  static let credentialImage = image

  private static let achievementTypes: [StaticString] = [
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
    "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
    "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
    "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
    "SecondarySchoolDiploma",
  ]

  private static let identifierTypes: [StaticString] = [
    "name", "sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress", "nationalIdentityNumber",
    "isbn", "issn", "lisSourcedId", "oneRosterSourcedId", "sisSourcedId", "ltiContextId", "ltiDeploymentId",
    "ltiToolId", "ltiPlatformId", "ltiUserId", "identifier",
  ]

  private static let alignmentTargetTypes: [StaticString] = [
    "ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel",
    "CTDL",
  ]

  private static let resultTypes: [StaticString] = [
    "GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore", "RawScore", "Result",
    "RubricCriterion", "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status",
  ]

  private static let resultStatuses: [StaticString] = [
    "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew",
  ]
}
