/// Addresses that somebody typed into a table.
enum EmailAddress {
  /// What speaks against an address: slips that no server would ever deliver to. Which addresses exist nobody can tell.
  ///
  /// RFC 5321 (sections 4.1.2 and 4.5.3.1) without its quoted local parts and addresses of machines, and with the
  /// characters beyond ASCII of RFC 6531.
  static func problem(_ text: String) -> String? {
    guard !text.unicodeScalars.contains(where: isInvisible) else {
      return "has a space or a character that cannot be seen"
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return parts.count < 2 ? "has no @" : "has more than one @" }
    guard !parts[0].isEmpty else { return "has nothing before the @" }
    guard parts[0].count <= 64, text.utf8.count <= 254 else { return "is too long" }
    guard parts[0].allSatisfy(canStand), hasNoEmptyPart(parts[0]) else { return "is misspelt before the @" }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1 else { return "has no domain such as example.org behind the @" }
    guard labels.allSatisfy(isLabel) else { return "is misspelt behind the @" }
    return nil
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse, .unassigned:
      true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// atext of RFC 5322 (section 3.2.3), the dot, and every byte of other characters.
  private static func canStand(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
  }

  private static func hasNoEmptyPart(_ local: Substring.UTF8View.SubSequence) -> Bool {
    local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  private static func isLabel(_ label: Substring.UTF8View.SubSequence) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return !label.isEmpty && label.count <= 63 && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { $0 >= 0x80 || isLetterOrDigit($0) || $0 == hyphen }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 < 26
  }
}
