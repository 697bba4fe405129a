import CanonicalJSON

/// A badge of Open Badges 1 or 2, as far as a first look tells what it is. None of it is verified.
///
/// Open Badges 2.0, "Baking": the text is an assertion, the address of one, or one that is signed as a JSON Web Signature;
/// in an SVG the latter two are the attribute `verify`.
struct OlderBadge: Hashable {
  /// Where it stands in the picture.
  var range: Range<Int>
  /// The text of the chunk or of the attribute; empty where that cannot be read as it stands.
  var text: [UInt8] = []
  /// The text in an element.
  var body: [UInt8] = []

  /// The longest address that is told.
  private static let addressLimit = 200

  /// What it is, in half a sentence; addresses are foreign text.
  var words: String {
    let text = self.text[UnwrappedBadge.trimmed(self.text)]
    let body = self.body[UnwrappedBadge.trimmed(self.body)]
    if UnwrappedBadge.token(in: Array(text)) != nil {
      return "a badge of Open Badges 1 or 2, signed as a JSON Web Signature"
    }
    if text.starts(with: "https://".utf8) || text.starts(with: "http://".utf8),
      let address = String(validating: text.prefix(Self.addressLimit), as: UTF8.self)
    {
      return
        "a badge of Open Badges 1 or 2, hosted by its issuer at \(address)\(text.count > Self.addressLimit ? "…" : "")"
    }
    return Self.words(ofAssertion: Array(body.isEmpty ? text : body))
  }

  /// Contexts tell the versions apart; Open Badges 1.0 had none.
  private static func words(ofAssertion bytes: [UInt8]) -> String {
    guard let document = try? JSONDocument(parsing: bytes), document.kind(of: document.root) == .object else {
      return "a badge of Open Badges 1 or 2"
    }
    guard let context = document.member("@context", of: document.root) else { return "an assertion of Open Badges 1.0" }
    switch document.text(at: context) {
    case "https://w3id.org/openbadges/v1": return "an assertion of Open Badges 1.1"
    case "https://w3id.org/openbadges/v2": return "an assertion of Open Badges 2.0"
    default: return "a badge of Open Badges 1 or 2"
    }
  }
}

extension BakingError {
  static func olderOpenBadge(_ badge: OlderBadge) -> BakingError {
    BakingError(
      .olderOpenBadge,
      "this is \(badge.words); such badges have other rules: ask its issuer for an Open Badges 3.0 credential",
      at: badge.range.lowerBound)
  }
}
