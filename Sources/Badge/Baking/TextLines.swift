/// Text laid out in lines of given widths, for pictures.
///
/// No font is asked: nobody knows which one a reader's machine has. Widths are estimates for bold letters without serifs,
/// rather too wide than too narrow, in thousandths of the font's size.
struct TextLines: Hashable {
  var lines: [String]
  /// The size of the font, in the units of the widths.
  var size: Int
  /// The units from one line to the next.
  var leading: Int { size * 6 / 5 }

  /// Lays out text as large as it fits: first without breaking words, then with, and at last cut off with an ellipsis.
  ///
  /// - Parameters:
  ///   - sizes: of fonts, the largest first; not empty.
  ///   - mostLines: at least 1.
  ///   - width: the width of a line, by its number, of how many there are, and the size of the font.
  init(
    _ text: String, sizes: [Int], mostLines: Int, width: (_ line: Int, _ count: Int, _ size: Int) -> Int
  ) {
    let pieces = Self.pieces(text)
    for breaking in [false, true] {
      // Half of the sizes are for breaking words: small letters are harder to read than a word in two lines.
      for size in breaking ? sizes.suffix((sizes.count + 1) / 2) : sizes[...] {
        for count in 1...mostLines {
          let widths = (0..<count).map { width($0, count, size) * 1000 / size }
          if let lines = Self.fill(pieces, widths, breaking: breaking, cutting: false) {
            self.init(lines: lines, size: size)
            return
          }
        }
      }
    }
    let size = sizes[sizes.count - 1]
    let widths = (0..<mostLines).map { width($0, mostLines, size) * 1000 / size }
    self.init(lines: Self.fill(pieces, widths, breaking: true, cutting: true) ?? [], size: size)
  }

  private init(lines: [String], size: Int) {
    self.lines = lines
    self.size = size
  }

  // MARK: Filling

  /// What is not parted: letters of a word, or one letter of a script without spaces.
  private struct Piece {
    var letters: [Character] = []
    var widths: [Int] = []
    var hasSpaceBefore = false
    var width: Int { widths.reduce(0, +) }

    mutating func append(_ letter: Character) {
      letters.append(letter)
      widths.append(letter.estimatedWidth)
    }
  }

  private static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var current = Piece()
    func finish() {
      if !current.letters.isEmpty { pieces.append(current) }
      current = Piece()
    }
    for letter in text {
      if letter == " " {
        finish()
        current.hasSpaceBefore = true
      } else {
        if let last = current.letters.last, mayBreak(between: last, and: letter) { finish() }
        current.append(letter)
      }
    }
    finish()
    return pieces
  }

  /// Between letters of Chinese, Japanese and the like, but not before what closes or after what opens; after a hyphen.
  private static func mayBreak(between a: Character, and b: Character) -> Bool {
    if a == "-" || a == "/" || a == "\u{2013}" || a == "\u{2014}" { return b.isLetter }
    guard a.isWide || b.isWide else { return false }
    return !noLineStarts.contains(b) && !noLineEnds.contains(a)
  }

  private static let noLineStarts: Set<Character> = Set("、。，．・：；？！）」』】〉》〕］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%’”»")
  private static let noLineEnds: Set<Character> = Set("（「『【〈《〔［｛([{‘“«")

  /// The lines, or nil if the text does not fit.
  private static func fill(_ pieces: [Piece], _ widths: [Int], breaking: Bool, cutting: Bool) -> [String]? {
    var lines: [String] = []
    var line: [Character] = []
    var used = 0
    let space = Character(" ").estimatedWidth
    /// Whether there is a further line.
    func next() -> Bool {
      lines.append(String(line))
      line = []
      used = 0
      return lines.count < widths.count
    }
    func cut() -> [String]? {
      guard cutting, var last = lines.popLast() else { return nil }
      var room = widths[lines.count] - last.reduce(0) { $0 + $1.estimatedWidth }
      while room < Character("…").estimatedWidth, let letter = last.popLast() { room += letter.estimatedWidth }
      while last.last == " " { last.removeLast() }
      return lines + [last + "…"]
    }
    for piece in pieces {
      let gap = piece.hasSpaceBefore && !line.isEmpty ? space : 0
      if used + gap + piece.width <= widths[lines.count] {
        if gap > 0 { line.append(" ") }
        line += piece.letters
        used += gap + piece.width
        continue
      }
      if !line.isEmpty, !next() { return cut() }
      for (letter, width) in zip(piece.letters, piece.widths) {
        if used + width > widths[lines.count] {
          guard breaking else { return nil }
          // A letter wider than a line gets one of its own.
          if !line.isEmpty, !next() { return cut() }
        }
        line.append(letter)
        used += width
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    // Lines are counted from the middle: fewer than were planned would stand too high.
    return cutting || lines.count == widths.count ? lines : nil
  }
}

extension Character {
  /// About how wide a letter is, in thousandths of the font's size.
  fileprivate var estimatedWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if isWide { return first.value >= 0x1F000 ? 1350 : 1050 }
    guard first.isASCII else {
      return unicodeScalars.reduce(0) { sum, scalar in
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: sum
        case .spacingMark: sum + 400
        default: sum + 850
        }
      }
    }
    switch first {
    case "i", "j", "l", "'", ".", ",", ":", ";", "!", "|", "I": return 400
    case " ": return 330
    case "f", "t", "r", "(", ")", "[", "]", "/", "-": return 520
    case "m", "W", "M", "@", "%": return 1100
    case "w": return 960
    case "A"..."Z", "&", "#", "+", "=", "~", "<", ">": return 860
    default: return 730
    }
  }

  /// A letter as wide as it is high (Unicode Standard Annex 11, by blocks), and one between which lines may break.
  fileprivate var isWide: Bool {
    guard let first = unicodeScalars.first else { return false }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default:
      // Emoji of older blocks, and what a variation selector makes one.
      return first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
    }
  }
}
