import CanonicalJSON
import LinkedData

extension Reason {
  /// Why the linked data of a credential could not be had. Whatever would be left out of it is not signed, and an error.
  init(_ error: LinkedDataError) {
    let code = Code(error.code)
    var message: String
    switch code {
    case .contextUnknown:
      message =
        "the context '\(Self.shortened(error.value ?? ""))' is not known here, and nothing is fetched; "
        + "give its file with --context URL=FILE"
    case .jsonLDInvalid: message = "\(error.explanation) (\(error.code.rawValue))"
    default: message = error.explanation
    }
    if let value = error.value, code != .contextUnknown { message += ": '\(Self.shortened(value))'" }
    self.init(code, message, pointer: error.pointer)
  }

  /// The first characters of a text of the badge, which may have megabytes.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 200 ? text : String(text.prefix(200)) + "…"
  }
}

extension Reason.Code {
  fileprivate init(_ code: LinkedDataError.Code) {
    switch code {
    case .loadingRemoteContextFailed: self = .contextUnknown
    case .propertyUndefined, .propertyBlankNode, .typeUndefined: self = .termUndefined
    case .idRelative: self = .idRelative
    case .valueDropped, .directionDropped: self = .valueDropped
    case .contextOverflow: self = .contextOverflow
    case .contextTooDeep: self = .contextTooDeep
    case .contextTooLarge: self = .contextTooLarge
    case .documentTooDeep: self = .documentTooDeep
    case .datasetTooLarge: self = .datasetTooLarge
    case .canonicalFormTooLarge: self = .canonicalFormTooLarge
    case .workBudgetExceeded: self = .workBudgetExceeded
    default: self = .jsonLDInvalid
    }
  }

  /// Whether a limit was met, so that trying again in another way would meet it too.
  var isLimit: Bool {
    switch self {
    case .timeBudgetExceeded, .contextOverflow, .contextTooDeep, .contextTooLarge, .documentTooDeep, .datasetTooLarge,
      .canonicalFormTooLarge, .workBudgetExceeded:
      true
    default: false
    }
  }
}
