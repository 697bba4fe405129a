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
    let measured = Measured(text)
    for breaking in [false, true] {
      // Half of the sizes are for breaking words: small letters are harder to read than a word in two lines.
      for size in breaking ? sizes.suffix((sizes.count + 1) / 2) : sizes[...] {
        for count in 1...mostLines {
          let widths = (0..<count).map { width($0, count, size) * 1000 / size }
          // Lines are counted from the middle: fewer than were planned would stand too high.
          guard let filling = measured.fill(widths, breaking: breaking), !filling.isCut, filling.lines.count == count
          else {
            continue
          }
          self.init(lines: measured.text(filling), size: size)
          return
        }
      }
    }
    let size = sizes[sizes.count - 1]
    let widths = (0..<mostLines).map { width($0, mostLines, size) * 1000 / size }
    self.init(lines: measured.fill(widths, breaking: true).map(measured.text) ?? [], size: size)
  }

  private init(lines: [String], size: Int) {
    self.lines = lines
    self.size = size
  }
}

/// A text's letters with their widths, and where its lines may break.
private struct Measured {
  private var letters: [Character] = []
  private var widths: [Int] = []
  private var pieces: [Piece] = []

  /// What is not parted unless it has to be: a word, or one letter of a script without spaces.
  private struct Piece {
    var letters: Range<Int>
    var width: Int
    /// The width of the space before it.
    var gap: Int
  }

  /// Lines as ranges of letters.
  struct Filling {
    var lines: [Range<Int>] = []
    /// Whether there was more.
    var isCut = false
  }

  init(_ text: String) {
    var start = 0
    for letter in text {
      if letter == " " || letters.count > start && Self.mayBreak(between: letters[letters.count - 1], and: letter) {
        finish(&start)
      }
      letters.append(letter)
      widths.append(letter.estimatedWidth)
      if letter == " " { start = letters.count }
    }
    finish(&start)
  }

  private mutating func finish(_ start: inout Int) {
    guard start < letters.count else { return }
    let hasSpace = start > 0 && letters[start - 1] == " "
    pieces.append(
      Piece(
        letters: start..<letters.count, width: widths[start...].reduce(0, +), gap: hasSpace ? widths[start - 1] : 0))
    start = letters.count
  }

  /// Between letters of Chinese, Japanese and the like, but not before what closes or after what opens; after a hyphen.
  private static func mayBreak(between a: Character, and b: Character) -> Bool {
    if a == "-" || a == "/" || a == "\u{2013}" || a == "\u{2014}" { return b.isLetter }
    guard a.isWide || b.isWide else { return false }
    return !noLineStarts.contains(b) && !noLineEnds.contains(a)
  }

  private static let noLineStarts = Set<Character>(
    "、。，．・：；？！）」』】〉》〕］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%’”»")
  private static let noLineEnds = Set<Character>("（「『【〈《〔［｛([{‘“«")

  /// Fills lines of the given widths, as much as goes into each; nil if a word had to be broken and may not be.
  ///
  /// A letter that is wider than a line gets one of its own.
  func fill(_ room: [Int], breaking: Bool) -> Filling? {
    var filling = Filling()
    var line: Range<Int>?
    var used = 0
    for piece in pieces {
      if let begun = line {
        if used + piece.gap + piece.width <= room[filling.lines.count] {
          line = begun.lowerBound..<piece.letters.upperBound
          used += piece.gap + piece.width
          continue
        }
        filling.lines.append(begun)
        line = nil
        used = 0
        if filling.lines.count == room.count { return cut(filling) }
      }
      guard piece.width > room[filling.lines.count] else {
        line = piece.letters
        used = piece.width
        continue
      }
      guard breaking else { return nil }
      var begin = piece.letters.lowerBound
      for i in piece.letters {
        if used + widths[i] > room[filling.lines.count], i > begin {
          filling.lines.append(begin..<i)
          begin = i
          used = 0
          if filling.lines.count == room.count { return cut(filling) }
        }
        used += widths[i]
      }
      line = begin..<piece.letters.upperBound
    }
    if let line { filling.lines.append(line) }
    return filling
  }

  private func cut(_ filling: Filling) -> Filling {
    var filling = filling
    filling.isCut = true
    return filling
  }

  /// The lines as text, with an ellipsis in the place of letters at the end of the last one if there was more.
  func text(_ filling: Filling) -> [String] {
    var lines = filling.lines.map { String(letters[$0]) }
    guard filling.isCut, let last = filling.lines.last else { return lines }
    var end = last.upperBound
    var freed = 0
    while end > last.lowerBound, freed < Character("…").estimatedWidth {
      end -= 1
      freed += widths[end]
    }
    while end > last.lowerBound, letters[end - 1] == " " { end -= 1 }
    lines[lines.count - 1] = String(letters[last.lowerBound..<end]) + "…"
    return lines
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
