import LinkedData
import Testing

@testable import Badge

struct LinkedDataReasonTests {
  @Test(
    arguments: [
      (.loadingRemoteContextFailed, .contextUnknown), (.propertyUndefined, .termUndefined),
      (.propertyBlankNode, .termUndefined), (.typeUndefined, .termUndefined), (.idRelative, .idRelative),
      (.valueDropped, .valueDropped), (.directionDropped, .valueDropped),
      (.protectedTermRedefinition, .jsonLDInvalid), (.inlineContext, .jsonLDInvalid),
      (.invalidRemoteContext, .jsonLDInvalid), (.iriInvalid, .jsonLDInvalid), (.contextOverflow, .contextOverflow),
      (.contextTooDeep, .contextTooDeep), (.contextTooLarge, .contextTooLarge), (.documentTooDeep, .documentTooDeep),
      (.datasetTooLarge, .datasetTooLarge), (.canonicalFormTooLarge, .canonicalFormTooLarge),
      (.workBudgetExceeded, .workBudgetExceeded),
    ] as [(LinkedDataError.Code, Reason.Code)])
  func `Each kind of error has its code, and keeps its pointer`(_ code: LinkedDataError.Code, _ reason: Reason.Code) {
    let made = Reason(LinkedDataError(code, pointer: "/a/0"))
    #expect(made.code == reason)
    #expect(made.pointer == "/a/0")
    #expect(!made.message.isEmpty)
  }

  @Test func `Limits are told apart from defects`() {
    for code in LinkedDataError.Code.allCases {
      let made = Reason(LinkedDataError(code)).code
      let isLimit = [
        "context_overflow", "context_too_deep", "context_too_large", "document_too_deep", "dataset_too_large",
        "canonical_form_too_large", "rdfc_work_budget_exceeded",
      ].contains(code.rawValue)
      #expect(made.isLimit == isLimit, "\(code)")
      if isLimit { #expect(made.rawValue == code.rawValue) }
    }
  }

  @Test func `An unknown context is named, with what to do`() {
    let reason = Reason(LinkedDataError(.loadingRemoteContextFailed, value: "https://example.org/c"))
    #expect(
      reason.message
        == "the context 'https://example.org/c' is not known here, and nothing is fetched; give its file with --context URL=FILE"
    )
  }

  @Test func `The specification's code stands in the text of an error of JSON-LD`() {
    let reason = Reason(LinkedDataError(.protectedTermRedefinition, value: "name"))
    #expect(reason.message == "JSON-LD: protected term redefinition (protected_term_redefinition): 'name'")
  }

  @Test func `A long text of the badge is cut`() {
    let reason = Reason(LinkedDataError(.iriInvalid, value: String(repeating: "x", count: 1 << 20)))
    #expect(reason.message.utf8.count < 400)
  }
}
