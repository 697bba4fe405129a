import Badge
import Files

/// The file of a badge where the command line names none.
enum BadgeFileName {
  /// Bytes before the ending; every file system takes these.
  private static let limit = 100

  /// `alice.json` for `email:alice@example.org`: a plain name in the current folder, never a path, never hidden, never
  /// one that a command would take for an option.
  static func path(for recipient: RecipientIdentity, in form: BadgeForm = .json) -> Path {
    let local =
      recipient.type == "emailAddress"
      ? recipient.value.utf8.lastIndex(of: UInt8(ascii: "@")).map { recipient.value[..<$0] } ?? recipient.value[...]
      : recipient.value[...]
    return plain(local, form)
  }

  /// `2f4b6f0e-….json` for `urn:uuid:2f4b6f0e-…`.
  static func path(forID id: String, in form: BadgeForm = .json) -> Path {
    plain(id.hasPrefix("urn:uuid:") ? id.dropFirst(9) : id[...], form)
  }

  /// `alice.png` for the badge in `applications/alice.json`, which is to be a picture.
  static func path(for badge: Path, in form: BadgeForm) -> Path {
    guard !badge.isStandardStream, let name = badge.split?.name.bytes else { return plain("badge", form) }
    let stem = name.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name[...]
    return Path((stem.isEmpty ? Array("badge".utf8)[...] : stem) + Array(form.ending.utf8))
  }

  private static func plain(_ text: Substring, _ form: BadgeForm) -> Path {
    let kept = text.utf8.prefix(limit).map { isKept($0) ? $0 : UInt8(ascii: "-") }
      .drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    return Path((kept.isEmpty ? Array("badge".utf8) : Array(kept)) + Array(form.ending.utf8))
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26 || [0x2D, 0x2E, 0x5F].contains(byte)
  }
}

extension BadgeForm {
  /// What the name of a file of this form ends in.
  var ending: String { "." + rawValue }

  /// The form that the ending of a name promises; nil where it promises none.
  init?(endingOf name: Path) {
    let form = Self.allCases.first { form in
      let ending = form.ending.utf8
      return name.bytes.count >= ending.count
        && name.bytes.suffix(ending.count).elementsEqual(ending) { $0 | 0x20 == $1 | 0x20 }
    }
    guard let form else { return nil }
    self = form
  }

  /// Refuses a name that promises another form.
  ///
  /// - Throws: ``CommandError`` with `usage`.
  func check(_ name: Path) throws(CommandError) {
    guard let promised = BadgeForm(endingOf: name), promised != self else { return }
    throw CommandError(
      .usage, "\(name) ends in \(promised.ending), and what it is to hold is \(words)",
      hint: "let it end in \(ending)", status: .usage)
  }

  /// The form as it stands in a sentence.
  var words: String {
    switch self {
    case .json: "JSON"
    case .jwt: "a JSON Web Token"
    case .png: "a PNG picture"
    case .svg: "an SVG picture"
    }
  }
}
