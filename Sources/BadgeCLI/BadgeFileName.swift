import Badge
import Files

/// The file of a badge where the command line names none.
enum BadgeFileName {
  /// Bytes before the ending; every file system takes these.
  private static let limit = 100

  /// `alice.json` for `email:alice@example.org`: a plain name in the current folder, never a path, never hidden, never
  /// one that a command would take for an option.
  static func path(for recipient: RecipientIdentity, _ form: IssueForm = .json) -> Path {
    let local =
      recipient.type == "emailAddress"
      ? recipient.value.utf8.lastIndex(of: UInt8(ascii: "@")).map { recipient.value[..<$0] } ?? recipient.value[...]
      : recipient.value[...]
    return plain(local, form)
  }

  /// `2f4b6f0e-….json` for `urn:uuid:2f4b6f0e-…`.
  static func path(forID id: String, _ form: IssueForm = .json) -> Path {
    plain(id.hasPrefix("urn:uuid:") ? id.dropFirst(9) : id[...], form)
  }

  private static func plain(_ text: Substring, _ form: IssueForm) -> Path {
    let kept = text.utf8.prefix(limit).map { isKept($0) ? $0 : UInt8(ascii: "-") }
      .drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    return Path((kept.isEmpty ? Array("badge".utf8) : Array(kept)) + Array(form.ending.utf8))
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26 || [0x2D, 0x2E, 0x5F].contains(byte)
  }
}
