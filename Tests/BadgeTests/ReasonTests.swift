import Testing

@testable import Badge

struct ReasonTests {
  @Test(arguments: Reason.Code.allCases)
  func `A code is a word in lower case with underscores`(_ code: Reason.Code) {
    #expect(code.rawValue.wholeMatch(of: /[a-z]+[0-9]?(_[a-z0-9]+)*/) != nil)
  }

  @Test func `No two reasons have one code`() {
    #expect(Set(Reason.Code.allCases.map(\.rawValue)).count == Reason.Code.allCases.count)
  }

  @Test(
    arguments: [
      (.jsonInvalid, "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"),
      (.signatureInvalid, "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"),
      (.memberMissing, "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"),
      (.expired, "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"),
      (.proofExpired, "https://w3id.org/security#PROOF_VERIFICATION_ERROR"),
      (.verificationMethodInvalid, "https://w3id.org/security#INVALID_VERIFICATION_METHOD_URL"),
      (.controllerDocumentInvalid, "https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"),
      (.controllerMismatch, "https://w3id.org/security#INVALID_VERIFICATION_METHOD"),
      (.relationshipMissing, "https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"),
      (.statusListMissing, "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"),
      (.statusListNotVerified, "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"),
      (.statusListTooShort, "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR"),
      (.statusIndexOutOfRange, "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"),
      (.statusEntryInvalid, "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"),
    ] as [(Reason.Code, String)])
  func `A reason carries the problem type that W3C defines`(_ code: Reason.Code, _ type: String) {
    #expect(code.problemType?.description == type)
  }

  @Test(
    arguments: [.issuerNotTrusted, .statusNotChecked, .cryptosuiteNotSupported, .recipientMismatch] as [Reason.Code])
  func `A reason that no specification knows has no problem type`(_ code: Reason.Code) {
    #expect(code.problemType == nil)
  }

  @Test(arguments: Reason.Code.allCases)
  func `A problem type is of one of the W3C's vocabularies`(_ code: Reason.Code) {
    let type = code.problemType?.description ?? "https://w3id.org/security#NONE_ERROR"
    let vocabularies = [
      "https://www.w3.org/TR/vc-data-model#", "https://w3id.org/security#",
      "https://www.w3.org/ns/credentials/status-list#",
    ]
    let vocabulary = vocabularies.first { type.hasPrefix($0) }
    #expect(type.dropFirst(vocabulary?.count ?? 0).wholeMatch(of: #/[A-Z]+(_[A-Z]+)+/#) != nil)
  }
}
