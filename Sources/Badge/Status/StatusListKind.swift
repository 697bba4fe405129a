import CanonicalJSON

/// The kinds of status lists that are read.
///
/// Three are a bit for each credential, in a list that is a credential itself. Status List 2021 is what became Bitstring
/// Status List: its lists have one bit for each entry, no multibase header, and only the purposes `revocation` and
/// `suspension`. Revocation List 2020 came before it, with the purpose of its name alone. The fourth, of 1EdTech, is a
/// list of the identifiers of credentials, without a signature.
enum StatusListKind: CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// Bitstring Status List 1.0.
  case bitstring
  /// Status List 2021, a draft of the W3C's Credentials Community Group.
  case statusList2021
  /// Revocation List 2020, a draft of the same group.
  case revocationList2020
  /// 1EdTech Revocation List Status Method 1.0.
  case revokedCredentials

  /// The kinds whose lists are credentials.
  static let credentials: [StatusListKind] = [.bitstring, .statusList2021, .revocationList2020]

  /// Nil for an entry of another type. An entry of several of these types is one of the first in the order of the cases:
  /// of the Recommendation's, where that is among them.
  init?(entry types: JSONDocument.Node, in document: JSONDocument) {
    for kind in Self.allCases where document.contains(kind.entryType, in: types) {
      self = kind
      return
    }
    return nil
  }

  /// The type of an entry in `credentialStatus`.
  var entryType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusListEntry"
    case .statusList2021: "StatusList2021Entry"
    case .revocationList2020: "RevocationList2020Status"
    case .revokedCredentials: "1EdTechRevocationList"
    }
  }

  /// The type of the credential that holds a list; of a list that is none, what it is called.
  var credentialType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusListCredential"
    case .statusList2021: "StatusList2021Credential"
    case .revocationList2020: "RevocationList2020Credential"
    case .revokedCredentials: "1EdTech revocation list"
    }
  }

  /// The type of the list itself; of a list that has none, its one member.
  var listType: StaticString {
    switch self {
    case .bitstring: "BitstringStatusList"
    case .statusList2021: "StatusList2021"
    case .revocationList2020: "RevocationList2020"
    case .revokedCredentials: "revokedCredential"
    }
  }

  /// Whether entries and lists say what they are for.
  var hasPurpose: Bool { self == .bitstring || self == .statusList2021 }

  /// What a report says of a list.
  var title: String {
    switch self {
    case .bitstring: "a Bitstring Status List"
    case .statusList2021: "a status list of Status List 2021"
    case .revocationList2020: "a revocation list of Revocation List 2020"
    case .revokedCredentials: "a revocation list of 1EdTech"
    }
  }
}
