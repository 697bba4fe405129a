import CanonicalJSON

/// The kinds of status lists that are read: a bit for each credential, in a list that is a credential itself.
///
/// Status List 2021 is what became Bitstring Status List: its lists have one bit for each entry, no multibase header, and
/// only the purposes `revocation` and `suspension`.
enum StatusListKind: CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// Bitstring Status List 1.0.
  case bitstring
  /// Status List 2021, a draft of the W3C's Credentials Community Group.
  case statusList2021

  /// Nil for an entry of another type. An entry of both types is one of the Recommendation's.
  init?(entry types: JSONDocument.Node, in document: JSONDocument) {
    if document.contains(Self.bitstring.entryType, in: types) {
      self = .bitstring
    } else if document.contains(Self.statusList2021.entryType, in: types) {
      self = .statusList2021
    } else {
      return nil
    }
  }

  /// The type of an entry in `credentialStatus`.
  var entryType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusListEntry"
    case .statusList2021: "StatusList2021Entry"
    }
  }

  /// The type of the credential that holds a list.
  var credentialType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusListCredential"
    case .statusList2021: "StatusList2021Credential"
    }
  }

  /// The type of the list itself.
  var listType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusList"
    case .statusList2021: "StatusList2021"
    }
  }

  /// What a report says of a list.
  var title: String {
    switch self {
    case .bitstring: "a Bitstring Status List"
    case .statusList2021: "a status list of Status List 2021"
    }
  }
}
