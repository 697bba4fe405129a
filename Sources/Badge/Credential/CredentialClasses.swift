/// The rules on the top level of a credential: those of its data model, and those of Open Badges 3.0 and of the
/// Comprehensive Learner Record 2.0 for what is theirs.
enum CredentialClasses {
  static func of(_ dataModel: DataModel, _ kind: CredentialKind) -> ModelClass {
    switch (dataModel, kind) {
    case (.version2, .openBadge): openBadge2
    case (.version2, .endorsement): endorsement2
    case (.version2, .learnerRecord): learnerRecord2
    case (.version2, .other): credential2
    case (.version1, .openBadge): openBadge1
    case (.version1, .endorsement): endorsement1
    case (.version1, .learnerRecord): learnerRecord1
    case (.version1, .other): credential1
    }
  }

  // MARK: data model 2.0

  /// VCDM 2.0 sections 4.4 to 4.14, 5.3 to 5.6 and 5.10, which asks for a type of what is reserved.
  private static let common2: [ModelClass.Rule] = [
    .required("type", .types), .optional("name", .languageValue), .optional("description", .languageValue),
    .optional("validUntil", .dateTime), .atLeastOne("credentialStatus", .object(.typed)),
    .many("credentialSchema", .object(.identified)), .many("termsOfUse", .object(.typed)),
    .many("relatedResource", .object(.relatedResource)), .many("confidenceMethod", .object(.typed)),
    .many("renderMethod", .object(.typed)),
  ]

  private static let clauses2: [(member: StaticString, clause: StaticString)] = [
    ("@context", "VCDM 2.0, 4.3"), ("id", "VCDM 2.0, 4.4"), ("type", "VCDM 2.0, 4.5"), ("name", "VCDM 2.0, 4.6"),
    ("description", "VCDM 2.0, 4.6"), ("issuer", "VCDM 2.0, 4.7"), ("credentialSubject", "VCDM 2.0, 4.8"),
    ("validFrom", "VCDM 2.0, 4.9"), ("validUntil", "VCDM 2.0, 4.9"), ("credentialStatus", "VCDM 2.0, 4.10"),
    ("credentialSchema", "VCDM 2.0, 4.11"), ("relatedResource", "VCDM 2.0, 5.3"),
    ("refreshService", "VCDM 2.0, 5.4"), ("termsOfUse", "VCDM 2.0, 5.5"), ("evidence", "VCDM 2.0, 5.6"),
    ("confidenceMethod", "VCDM 2.0, 5.10"), ("renderMethod", "VCDM 2.0, 5.10"),
  ]

  private static let credential2 = ModelClass(
    "VerifiableCredential", requiredType: "VerifiableCredential", clause: "VCDM 2.0", clauses: clauses2,
    common2 + [
      .optional("id", .url), .required("issuer", .reference(.issuer2)), .optional("validFrom", .dateTime),
      .requiredMany("credentialSubject", .object(.subject)), .many("evidence", .object(.typed)),
      .many("refreshService", .object(.typed)),
    ])

  /// Open Badges 3.0 B.1.1 AchievementCredential, also called OpenBadgeCredential.
  private static let openBadge2 = ModelClass(
    "AchievementCredential", requiredType: "VerifiableCredential", clause: "OB 3.0, B.1.1", clauses: clauses2,
    common2 + openBadge + [
      .required("issuer", .reference(.profile)), .required("validFrom", .dateTime),
    ])

  /// Open Badges 3.0 B.1.5 EndorsementCredential.
  private static let endorsement2 = ModelClass(
    "EndorsementCredential", requiredType: "EndorsementCredential", clause: "OB 3.0, B.1.5", clauses: clauses2,
    common2.except("name") + endorsement + [.required("name", .languageValue), .required("validFrom", .dateTime)])

  /// CLR 2.0 ClrCredential, whose own classes beside those of Open Badges are ClrSubject and Association.
  private static let learnerRecord2 = ModelClass(
    "ClrCredential", requiredType: "ClrCredential", clause: "CLR 2.0, ClrCredential", clauses: clauses2,
    common2.except("name") + learnerRecord + [.required("name", .languageValue), .required("validFrom", .dateTime)])

  /// What both forms of an AchievementCredential have in common.
  private static let openBadge: [ModelClass.Rule] = [
    .required("id", .url), .requiredMany("credentialSubject", .object(.achievementSubject)),
    .many("evidence", .object(.evidence)), .many("refreshService", .object(.identified)),
    .optional("image", .reference(.image)), .optional("awardedDate", .dateTime),
    .many("endorsement", .object(.endorsementCredential)), .many("endorsementJwt", .compactJWS),
  ]

  /// What both forms of an EndorsementCredential have in common.
  private static let endorsement: [ModelClass.Rule] = [
    .required("id", .url), .requiredMany("credentialSubject", .object(.endorsementSubject)),
    .required("issuer", .reference(.profile)), .optional("awardedDate", .dateTime),
    .many("evidence", .object(.typed)), .many("refreshService", .object(.identified)),
  ]

  /// What both forms of a ClrCredential have in common.
  private static let learnerRecord: [ModelClass.Rule] = [
    .required("id", .url), .requiredMany("credentialSubject", .object(.learnerRecordSubject)),
    .required("issuer", .reference(.profile)), .optional("awardedDate", .dateTime),
    .optional("partial", .boolean), .optional("image", .reference(.image)), .many("evidence", .object(.typed)),
    .many("refreshService", .object(.identified)), .many("endorsement", .object(.endorsementCredential)),
    .many("endorsementJwt", .compactJWS),
  ]

  // MARK: data model 1.1

  /// VCDM 1.1 sections 4.2 to 4.9 and 5.4 to 5.7. The last two are reserved for what they mean in 2.0.
  private static let common1: [ModelClass.Rule] = [
    .required("type", .types), .required("issuanceDate", .dateTime), .optional("expirationDate", .dateTime),
    .atLeastOne("credentialStatus", .object(.typed)), .many("credentialSchema", .object(.identified)),
    .many("termsOfUse", .object(.typed)),
    .optional("validFrom", .dateTime), .optional("validUntil", .dateTime),
  ]

  private static let clauses1: [(member: StaticString, clause: StaticString)] = [
    ("@context", "VCDM 1.1, 4.1"), ("id", "VCDM 1.1, 4.2"), ("type", "VCDM 1.1, 4.3"),
    ("credentialSubject", "VCDM 1.1, 4.4"), ("issuer", "VCDM 1.1, 4.5"), ("issuanceDate", "VCDM 1.1, 4.6"),
    ("validFrom", "VCDM 1.1, 4.6"), ("expirationDate", "VCDM 1.1, 4.8"), ("validUntil", "VCDM 1.1, 4.8"),
    ("credentialStatus", "VCDM 1.1, 4.9"), ("credentialSchema", "VCDM 1.1, 5.4"),
    ("refreshService", "VCDM 1.1, 5.5"), ("termsOfUse", "VCDM 1.1, 5.6"), ("evidence", "VCDM 1.1, 5.7"),
  ]

  private static let credential1 = ModelClass(
    "VerifiableCredential", requiredType: "VerifiableCredential", clause: "VCDM 1.1", clauses: clauses1,
    common1 + [
      .optional("id", .url), .required("issuer", .reference(.issuer1)),
      .requiredMany("credentialSubject", .object(.subject)), .many("evidence", .object(.typed)),
      .many("refreshService", .object(.identified)),
    ])

  /// Open Badges 3.0, "Verification support", AchievementCredentialv1p1, whose `name` has to be there. That its issuer is
  /// an object is not asked for: VCDM 1.1 section 4.5 lets it be a URL, and so does the badge of data model 2.0.
  private static let openBadge1 = ModelClass(
    "AchievementCredential", requiredType: "VerifiableCredential", clause: "OB 3.0, AchievementCredentialv1p1",
    clauses: clauses1,
    common1 + openBadge + [
      .required("issuer", .reference(.profile)), .required("name", .languageValue),
      .optional("description", .languageValue),
    ])

  private static let endorsement1 = ModelClass(
    "EndorsementCredential", requiredType: "EndorsementCredential", clause: "OB 3.0, EndorsementCredentialv1p1",
    clauses: clauses1,
    common1 + endorsement + [.required("name", .languageValue), .optional("description", .languageValue)])

  private static let learnerRecord1 = ModelClass(
    "ClrCredential", requiredType: "ClrCredential", clause: "CLR 2.0, ClrCredential", clauses: clauses1,
    common1 + learnerRecord + [.required("name", .languageValue), .optional("description", .languageValue)])

  // MARK: presentations

  static func presentation(_ dataModel: DataModel) -> ModelClass {
    dataModel == .version2 ? presentation2 : presentation1
  }

  private static let presentation2 = ModelClass(
    "VerifiablePresentation", requiredType: "VerifiablePresentation", clause: "VCDM 2.0, 4.13",
    clauses: [("id", "VCDM 2.0, 4.4"), ("type", "VCDM 2.0, 4.5"), ("termsOfUse", "VCDM 2.0, 5.5")],
    [
      .optional("id", .url), .required("type", .types), .many("verifiableCredential", .anyObject),
      .optional("holder", .reference(.holder)), .many("termsOfUse", .object(.typed)),
    ])

  /// What is "derived from" credentials may stand in their place, a token for one.
  private static let presentation1 = ModelClass(
    "VerifiablePresentation", requiredType: "VerifiablePresentation", clause: "VCDM 1.1, 4.10",
    [
      .optional("id", .url), .required("type", .types), .many("verifiableCredential", .anything),
      .optional("holder", .reference(.holder)), .many("termsOfUse", .object(.typed)),
    ])

  static let holder = ModelClass("a holder", clause: "VCDM 2.0, 4.13", [.required("id", .url)])

  static let enveloped = ModelClass(
    "EnvelopedVerifiableCredential", requiredType: "EnvelopedVerifiableCredential", clause: "VCDM 2.0, 4.13.1",
    [.required("@context", .anything), .required("id", .url), .required("type", .types)])

  // MARK: parts

  /// VCDM 2.0 section 4.7, with the names of section 4.6.
  static let issuer2 = ModelClass(
    "an issuer", clause: "VCDM 2.0, 4.7", clauses: [("name", "VCDM 2.0, 4.6"), ("description", "VCDM 2.0, 4.6")],
    [.required("id", .url), .optional("name", .languageValue), .optional("description", .languageValue)])

  static let issuer1 = ModelClass("an issuer", clause: "VCDM 1.1, 4.5", [.required("id", .url)])

  /// VCDM 2.0 sections 4.4 and 4.8, VCDM 1.1 sections 4.2 and 4.4.
  static let subject = ModelClass(
    "a subject", clause: "VCDM 2.0, 4.8", clauses: [("id", "VCDM 2.0, 4.4")], isNonEmpty: true,
    [.optional("id", .subjectID)])

  static let learnerRecordSubject = ModelClass(
    "ClrSubject", requiredType: "ClrSubject", clause: "CLR 2.0, ClrSubject",
    [
      .optional("id", .subjectID), .required("type", .types), .many("identifier", .object(.identityObject)),
      .many("achievement", .object(.achievement)), .requiredMany("verifiableCredential", .objectOrToken),
      .many("association", .object(.association)),
    ])

  static let association = ModelClass(
    "Association", requiredType: "Association", clause: "CLR 2.0, Association",
    [
      .required("type", .types), .required("associationType", .term(.associationTypes)),
      .required("sourceId", .url), .required("targetId", .url),
    ])

  static let typed = ModelClass(
    "an entry", clause: "VCDM 2.0, 4.5", clauses: [("id", "VCDM 2.0, 4.4")],
    [.optional("id", .url), .required("type", .types)])

  static let identified = ModelClass(
    "an entry", clause: "VCDM 2.0, 4.5", clauses: [("id", "VCDM 2.0, 4.4")],
    [.required("id", .url), .required("type", .types)])

  /// One of the digests has to be there: see `RelatedResources`.
  static let relatedResource = ModelClass(
    "a related resource", clause: "VCDM 2.0, 5.3", clauses: [("id", "VCDM 2.0, 4.4")],
    [
      .required("id", .url), .optional("mediaType", .text), .many("digestSRI", .text),
      .many("digestMultibase", .text),
    ])

  /// Data Integrity 1.0 section 2.1, as far as it asks the same of every suite.
  static let proof = ModelClass(
    "a proof", clause: "Data Integrity 1.0, 2.1",
    [
      .required("type", .types), .optional("id", .url), .required("proofPurpose", .string),
      .optional("verificationMethod", .urlOrObject), .optional("cryptosuite", .string),
      .optional("created", .dateTime), .optional("expires", .dateTime), .many("domain", .string),
      .optional("challenge", .string), .optional("proofValue", .string), .many("previousProof", .string),
      .optional("nonce", .string),
    ])
}

extension [ModelClass.Rule] {
  /// The rules without the one on a member, for a class that asks more of it.
  fileprivate func except(_ member: StaticString) -> [ModelClass.Rule] {
    filter { !ModelText.isSame($0.name, member) }
  }
}
