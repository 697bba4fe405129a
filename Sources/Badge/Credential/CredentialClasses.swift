/// The rules on the top level of a credential: those of its data model, and those of Open Badges for badges.
enum CredentialClasses {
  static func of(_ dataModel: DataModel, isOpenBadge: Bool) -> ModelClass {
    switch (dataModel, isOpenBadge) {
    case (.version2, true): openBadge2
    case (.version2, false): credential2
    case (.version1, true): openBadge1
    case (.version1, false): credential1
    }
  }

  // MARK: data model 2.0

  /// VCDM 2.0 sections 4.4 to 4.14 and 5.3 to 5.6.
  private static let common2: [ModelClass.Rule] = [
    .required("type", .types), .optional("name", .languageValue), .optional("description", .languageValue),
    .optional("validUntil", .dateTime), .atLeastOne("credentialStatus", .object(.typed)),
    .many("credentialSchema", .object(.identified)), .many("termsOfUse", .object(.typed)),
    .many("relatedResource", .object(.relatedResource)),
  ]

  private static let credential2 = ModelClass(
    "VerifiableCredential", requiredType: "VerifiableCredential",
    common2 + [
      .optional("id", .url), .required("issuer", .urlOrObject), .optional("validFrom", .dateTime),
      .requiredMany("credentialSubject", .anyObject), .many("evidence", .object(.typed)),
      .many("refreshService", .object(.typed)),
    ])

  /// Open Badges 3.0 B.1.1 AchievementCredential, also called OpenBadgeCredential.
  private static let openBadge2 = ModelClass(
    "AchievementCredential", requiredType: "VerifiableCredential",
    common2 + openBadge + [
      .required("issuer", .reference(.profile)), .required("validFrom", .dateTime),
    ])

  /// What both forms of an AchievementCredential have in common.
  private static let openBadge: [ModelClass.Rule] = [
    .required("id", .url), .requiredMany("credentialSubject", .object(.achievementSubject)),
    .many("evidence", .object(.evidence)), .many("refreshService", .object(.identified)),
    .optional("image", .reference(.image)), .optional("awardedDate", .dateTime),
    .many("endorsement", .object(.endorsementCredential)), .many("endorsementJwt", .compactJWS),
  ]

  // MARK: data model 1.1

  /// VCDM 1.1 sections 4.2 to 4.9 and 5.4 to 5.7. The last two are reserved for what they mean in 2.0.
  private static let common1: [ModelClass.Rule] = [
    .required("type", .types), .required("issuanceDate", .dateTime), .optional("expirationDate", .dateTime),
    .atLeastOne("credentialStatus", .object(.typed)), .many("credentialSchema", .object(.identified)),
    .many("termsOfUse", .object(.typed)),
    .optional("validFrom", .dateTime), .optional("validUntil", .dateTime),
  ]

  private static let credential1 = ModelClass(
    "VerifiableCredential", requiredType: "VerifiableCredential",
    common1 + [
      .optional("id", .url), .required("issuer", .urlOrObject), .requiredMany("credentialSubject", .anyObject),
      .many("evidence", .object(.typed)), .many("refreshService", .object(.identified)),
    ])

  /// Open Badges 3.0, "Verification support", AchievementCredentialv1p1, whose `name` has to be there. That its issuer is
  /// an object is not asked for: VCDM 1.1 section 4.5 lets it be a URL, and so does the badge of data model 2.0.
  private static let openBadge1 = ModelClass(
    "AchievementCredential", requiredType: "VerifiableCredential",
    common1 + openBadge + [
      .required("issuer", .reference(.profile)), .required("name", .languageValue),
      .optional("description", .languageValue),
    ])

  // MARK: entries

  static let typed = ModelClass(
    "an entry", [.optional("id", .url), .required("type", .types)])

  static let identified = ModelClass(
    "an entry", [.required("id", .url), .required("type", .types)])

  /// One of the digests has to be there: see `CredentialModel`.
  static let relatedResource = ModelClass(
    "a related resource",
    [.required("id", .url), .optional("digestSRI", .string), .optional("digestMultibase", .string)])
}
