import CanonicalJSON

/// The Verifiable Credentials Data Models whose rules are known, told apart by the first context (VCDM 2.0 section 4.3,
/// VCDM 1.1 section 4.1).
enum DataModel: Sendable {
  /// Recommendation of 2021, whose context is also that of version 1.0 of 2019.
  case version1
  /// Recommendation of 2025.
  case version2

  /// Nil where a context is the base context of neither.
  init?(_ context: JSONDocument.Node, in document: JSONDocument) {
    if document.isString(context, DataModel.version2.context) {
      self = .version2
    } else if document.isString(context, DataModel.version1.context) {
      self = .version1
    } else {
      return nil
    }
  }

  /// The URL of the base context.
  var context: StaticString {
    switch self {
    case .version1: "https://www.w3.org/2018/credentials/v1"
    case .version2: "https://www.w3.org/ns/credentials/v2"
    }
  }

  /// What a report says of a good Open Badge.
  var openBadge: String {
    switch self {
    case .version1: "Open Badges 3.0 on data model 1.1"
    case .version2: "Open Badges 3.0"
    }
  }
}
