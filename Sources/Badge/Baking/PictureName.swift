/// A name as it is shown in a picture: one line, without what is not to be seen, and not too long.
struct PictureName: Hashable {
  let text: String

  /// The most scalars of one character: a letter under a tower of marks is none.
  private static let scalarLimit = 16

  init(_ name: String) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var inCharacter = 0
    var isCut = false
    for character in name {
      inCharacter = 0
      var hasText = false
      for scalar in character.unicodeScalars where inCharacter < Self.scalarLimit {
        inCharacter += 1
        switch Self.kind(of: scalar) {
        case .shown:
          scalars.append(scalar)
          hasText = true
        case .space:
          if let last = scalars.last, last != " " { scalars.append(" ") }
        case .leftOut: break
        }
      }
      if hasText { count += 1 }
      if count > DefaultPicture.nameLimit {
        isCut = true
        break
      }
    }
    var text = String(scalars)
    if isCut { text.removeLast() }
    while text.last == " " { text.removeLast() }
    self.text = isCut ? text + "…" : text
  }

  var isEmpty: Bool { text.isEmpty }

  private enum Kind { case shown, space, leftOut }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    case .control: return scalar.properties.isWhitespace ? .space : .leftOut
    case .surrogate: return .leftOut
    case .format:
      // Joiners shape letters and put emoji together, tags make flags. Directions and invisible characters are left out.
      switch scalar.value {
      case 0x200C, 0x200D, 0xE0020...0xE007F: return .shown
      case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: return .shown
      default: return .leftOut
      }
    default: return scalar.properties.isNoncharacterCodePoint ? .leftOut : .shown
    }
  }

  // MARK: Text in XML

  var escaped: String { Self.escape(text) }

  static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  // MARK: Direction

  /// Whether the first letter that has a direction is written from right to left (Unicode Standard Annex 9, rule P2, by
  /// blocks).
  var isRightToLeft: Bool {
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return true
      default: return false
      }
    }
    return false
  }
}
