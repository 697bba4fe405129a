/// Why a check failed, could not be decided, or was not run: a stable code, one sentence, and the place.
public struct Reason: Error, Hashable, Sendable {
  public var code: Code
  /// One sentence for a person: what was found, what is asked for, and the remedy where there is one. It may hold text
  /// of the badge, so it is foreign text wherever it is shown.
  public var message: String
  /// The JSON pointer (RFC 6901) of the value at fault, from the root of the credential or of the named document.
  public var pointer: String?

  public init(_ code: Code, _ message: String, pointer: String? = nil) {
    self.code = code
    self.message = message
    self.pointer = pointer
  }
}

extension Reason {
  /// The identifiers of reasons in reports and in test vectors. They are stable.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    // format
    case inputTooLarge = "input_too_large"
    case inputUnreadable = "input_unreadable"
    case jsonInvalid = "json_invalid"
    case timeBudgetExceeded = "time_budget_exceeded"
    // pictures, by the names that ``BakingError`` has for them
    case pictureTooLarge = "picture_too_large"
    case pngInvalid = "png_invalid"
    case pngTruncated = "png_truncated"
    case pngChecksumWrong = "png_checksum_wrong"
    case pngTooManyChunks = "png_too_many_chunks"
    case svgInvalid = "svg_invalid"
    case svgEncodingNotSupported = "svg_encoding_not_supported"
    case svgDoctypeNotSupported = "svg_doctype_not_supported"
    case svgEntityNotSupported = "svg_entity_not_supported"
    case svgTooDeep = "svg_too_deep"
    case svgTooManyAttributes = "svg_too_many_attributes"
    case badgeMissing = "badge_missing"
    case olderOpenBadge = "older_open_badge"
    case badgeRepeated = "badge_repeated"
    case badgeMisplaced = "badge_misplaced"
    case badgeCompressed = "badge_compressed"
    case badgeAmbiguous = "badge_ambiguous"
    case badgeMalformed = "badge_malformed"
    case tokenMalformed = "token_malformed"
    case tokenHeaderInvalid = "token_header_invalid"
    case jwtNotSupported = "jwt_not_supported"

    // model
    case notACredential = "not_a_credential"
    case contextInvalid = "context_invalid"
    case inlineContext = "inline_context"
    case credentialTypeNotSupported = "credential_type_not_supported"
    case memberMissing = "member_missing"
    case memberInvalid = "member_invalid"
    case tooManyEntries = "too_many_entries"
    case proofMissing = "proof_missing"
    case proofInvalid = "proof_invalid"
    case previousProofInvalid = "previous_proof_invalid"
    case claimInvalid = "claim_invalid"
    case claimMissing = "claim_missing"
    case claimMismatch = "claim_mismatch"
    case claimAmbiguous = "claim_ambiguous"
    case claimsWithheld = "claims_withheld"
    case endorsementInvalid = "endorsement_invalid"
    case endorsementOfAnother = "endorsement_of_another"
    case presentationEmpty = "presentation_empty"
    case envelopeInvalid = "envelope_invalid"

    // key
    case verificationMethodInvalid = "verification_method_invalid"
    case verificationMethodUnknown = "verification_method_unknown"
    case verificationMethodNotFound = "verification_method_not_found"
    case controllerDocumentInvalid = "controller_document_invalid"
    case controllerDocumentAmbiguous = "controller_document_ambiguous"
    case controllerMismatch = "controller_mismatch"
    case relationshipMissing = "relationship_missing"
    case purposeInvalid = "purpose_invalid"
    case keyInvalid = "key_invalid"
    case keyTypeNotSupported = "key_type_not_supported"
    case keyNotTheIssuers = "key_not_the_issuers"
    case keyNotTheHolders = "key_not_the_holders"
    case keyNotAccepted = "key_not_accepted"
    case keyNotYetValid = "key_not_yet_valid"
    case keyExpired = "key_expired"
    case keyRevoked = "key_revoked"

    // signature
    case cryptosuiteNotSupported = "cryptosuite_not_supported"
    case algorithmNotAllowed = "algorithm_not_allowed"
    case algorithmNotSupported = "algorithm_not_supported"
    case algorithmMismatch = "algorithm_mismatch"
    case tokenTypeNotSupported = "token_type_not_supported"
    case audienceNotOurs = "audience_not_ours"
    case proofContextMismatch = "proof_context_mismatch"
    case contextUnknown = "context_unknown"
    case termUndefined = "term_undefined"
    case idRelative = "id_relative"
    case valueDropped = "value_dropped"
    case jsonLDInvalid = "json_ld_invalid"
    case statementHidden = "statement_hidden"
    case contextOverflow = "context_overflow"
    case contextTooDeep = "context_too_deep"
    case contextTooLarge = "context_too_large"
    case documentTooDeep = "document_too_deep"
    case datasetTooLarge = "dataset_too_large"
    case canonicalFormTooLarge = "canonical_form_too_large"
    case workBudgetExceeded = "rdfc_work_budget_exceeded"
    case proofValueInvalid = "proof_value_invalid"
    case signatureInvalid = "signature_invalid"
    case proofExpired = "proof_expired"
    case proofFromTheFuture = "proof_from_the_future"
    case previousProofFailed = "previous_proof_failed"
    case presentationNotSigned = "presentation_not_signed"
    case challengeMismatch = "challenge_mismatch"
    case domainMismatch = "domain_mismatch"
    case domainNotAsked = "domain_not_asked"

    // issuer
    case issuerNotTrusted = "issuer_not_trusted"
    case trustBundleExpired = "trust_bundle_expired"
    case trustBundleStale = "trust_bundle_stale"

    // a trust bundle, before anything is verified with it
    case trustBundleInvalid = "trust_bundle_invalid"
    case trustCuratorNotPinned = "trust_curator_not_pinned"
    case trustBundleRolledBack = "trust_bundle_rolled_back"
    case trustBundleContradictory = "trust_bundle_contradictory"
    case trustStateInvalid = "trust_state_invalid"

    // dates
    case notYetValid = "not_yet_valid"
    case expired = "expired"

    // status
    case revoked = "revoked"
    case suspended = "suspended"
    case statusEntryInvalid = "status_entry_invalid"
    case statusNotChecked = "status_not_checked"
    case statusTypeNotSupported = "status_type_not_supported"
    case statusPurposeNotSupported = "status_purpose_not_supported"
    case statusListMissing = "status_list_missing"
    case statusListAmbiguous = "status_list_ambiguous"
    case statusListUnreadable = "status_list_unreadable"
    case statusListInvalid = "status_list_invalid"
    case statusListEncodingNotSupported = "status_list_encoding_not_supported"
    case statusListTooLarge = "status_list_too_large"
    case statusListTooShort = "status_list_too_short"
    case statusListNotVerified = "status_list_not_verified"
    case statusListNotSigned = "status_list_not_signed"
    case statusListNotTheIssuers = "status_list_not_the_issuers"
    case statusListMismatch = "status_list_mismatch"
    case statusListNotYetValid = "status_list_not_yet_valid"
    case statusListExpired = "status_list_expired"
    case statusListStale = "status_list_stale"
    case statusListRolledBack = "status_list_rolled_back"
    case statusListContradictory = "status_list_contradictory"
    case statusBitOrderUnclear = "status_bit_order_unclear"
    case statusStateInvalid = "status_state_invalid"
    case statusIndexOutOfRange = "status_index_out_of_range"

    // recipient
    case recipientMismatch = "recipient_mismatch"
    case recipientNotNamed = "recipient_not_named"
    case recipientHashNotSupported = "recipient_hash_not_supported"
    case recipientNotAsked = "recipient_not_asked"
    case holderMismatch = "holder_mismatch"
    case recipientNotTheHolder = "recipient_not_the_holder"
    case holderNotProven = "holder_not_proven"

    // receipt
    case notAReceipt = "not_a_receipt"
    case reportMismatch = "report_mismatch"
    case signerNotNamed = "signer_not_named"
    case signerMismatch = "signer_mismatch"

    // not run
    case earlierCheckFailed = "earlier_check_failed"
  }
}

extension Reason.Code {
  /// The problem type (RFC 9457) that a W3C specification defines for this reason, where one does.
  public var problemType: StaticString? {
    switch self {
    // Verifiable Credentials Data Model 2.0, section 7.2 "Problem Details".
    case .jsonInvalid, .pngInvalid, .pngTruncated, .pngChecksumWrong, .svgInvalid, .badgeMalformed,
      .tokenMalformed, .tokenHeaderInvalid:
      "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"
    case .signatureInvalid, .proofValueInvalid, .proofMissing, .algorithmNotAllowed, .algorithmMismatch:
      "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
    case .notACredential, .contextInvalid, .memberMissing, .memberInvalid, .tooManyEntries,
      .claimInvalid, .claimMissing, .claimMismatch, .claimAmbiguous, .endorsementInvalid, .envelopeInvalid:
      "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
    case .notYetValid, .expired: "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"
    // Verifiable Credential Data Integrity 1.0, section 4.7 "Processing Errors".
    case .domainMismatch: "https://w3id.org/security#INVALID_DOMAIN_ERROR"
    case .challengeMismatch: "https://w3id.org/security#INVALID_CHALLENGE_ERROR"
    case .proofInvalid, .previousProofInvalid, .previousProofFailed, .proofContextMismatch, .proofExpired,
      .proofFromTheFuture, .termUndefined, .idRelative, .valueDropped, .jsonLDInvalid,
      .statementHidden:
      "https://w3id.org/security#PROOF_VERIFICATION_ERROR"
    // Controlled Identifiers 1.0, section 3.5 "Processing Errors".
    case .verificationMethodInvalid: "https://w3id.org/security#INVALID_VERIFICATION_METHOD_URL"
    case .controllerDocumentInvalid, .controllerDocumentAmbiguous:
      "https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"
    case .controllerMismatch, .verificationMethodNotFound, .keyInvalid, .keyExpired, .keyRevoked:
      "https://w3id.org/security#INVALID_VERIFICATION_METHOD"
    case .relationshipMissing, .purposeInvalid:
      "https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"
    // Bitstring Status List 1.0, section 3 names the first two, which VCDM 2.0 defines, and section 3.5 the others.
    case .statusEntryInvalid: "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
    case .statusIndexOutOfRange: "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"
    case .statusListMissing, .statusListAmbiguous, .statusListUnreadable:
      "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
    case .statusListInvalid, .statusListEncodingNotSupported, .statusListTooLarge, .statusListNotVerified,
      .statusListNotSigned, .statusBitOrderUnclear,
      .statusListNotTheIssuers, .statusListMismatch, .statusListNotYetValid, .statusListExpired, .statusListStale,
      .statusListRolledBack, .statusListContradictory:
      "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"
    case .statusListTooShort: "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR"
    default: nil
    }
  }
}
