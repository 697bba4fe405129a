/// `^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`, the part of BCP 47 that the Open Badges schema takes.
enum LanguageCode {
  static func isOne(_ text: Span<UInt8>) -> Bool {
    var i = 0
    while i < text.count, isLower(text[i]) { i += 1 }
    guard (2...4).contains(i) else { return false }
    // script: -Hant
    if i + 5 <= text.count, text[i] == UInt8(ascii: "-"), isUpper(text[i + 1]), isLower(text[i + 2]),
      isLower(text[i + 3]), isLower(text[i + 4])
    {
      i += 5
    }
    guard i < text.count else { return true }
    // region: -TW or -419
    guard text[i] == UInt8(ascii: "-") else { return false }
    let region = text.extracting(droppingFirst: i + 1)
    switch region.count {
    case 2: return isUpper(region[0]) && isUpper(region[1])
    case 3: return region.indices.allSatisfy { region[$0] &- 0x30 <= 9 }
    default: return false
    }
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
