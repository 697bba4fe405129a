import CanonicalJSON

/// The vocabularies of Open Badges 3.0 (appendix B, "Enumerations").
enum Vocabulary: UInt8, Sendable, BitwiseCopyable {
  case achievementTypes
  case identifierTypes
  case alignmentTargetTypes
  case resultTypes
  case resultStatuses
  /// Of CLR 2.0, AssociationType.
  case associationTypes

  /// Whether a string is one of the terms, or, where the vocabulary can be extended, starts with `ext:`.
  func contains(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    terms.contains { document.isString(node, $0) }
      || (isExtensible && document.withUTF8(of: node) { $0.count > 4 && URLSyntax.startsWith($0, "ext:") } ?? false)
  }

  /// The same of a text.
  func contains(_ text: String) -> Bool {
    terms.contains { $0.description.utf8.elementsEqual(text.utf8) }
      || (isExtensible && text.utf8.count > 4 && text.utf8.starts(with: "ext:".utf8))
  }

  /// What a rule asks for, at the end of a sentence.
  var expectation: String {
    "one of " + terms.map { "'\($0)'" }.joined(separator: ", ")
      + (isExtensible ? ", or a term that starts with 'ext:'" : "")
  }

  private var isExtensible: Bool { self != .resultStatuses && self != .associationTypes }

  private var terms: [StaticString] {
    switch self {
    case .achievementTypes: Self.achievementTypesList
    case .identifierTypes: Self.identifierTypesList
    case .alignmentTargetTypes: Self.alignmentTargetTypesList
    case .resultTypes: Self.resultTypesList
    case .resultStatuses: Self.resultStatusesList
    case .associationTypes: Self.associationTypesList
    }
  }

  private static let achievementTypesList: [StaticString] = [
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
    "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
    "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
    "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
    "SecondarySchoolDiploma",
  ]

  private static let identifierTypesList: [StaticString] = [
    "name", "sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress", "nationalIdentityNumber",
    "isbn", "issn", "lisSourcedId", "oneRosterSourcedId", "sisSourcedId", "ltiContextId", "ltiDeploymentId",
    "ltiToolId", "ltiPlatformId", "ltiUserId", "identifier",
  ]

  private static let alignmentTargetTypesList: [StaticString] = [
    "ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel",
    "CTDL",
  ]

  private static let resultTypesList: [StaticString] = [
    "GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore", "RawScore", "Result",
    "RubricCriterion", "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status",
  ]

  private static let resultStatusesList: [StaticString] = [
    "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew",
  ]

  private static let associationTypesList: [StaticString] = [
    "exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo", "precedes", "replacedBy",
  ]
}
