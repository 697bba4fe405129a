/// A picture for a badge that has none: a medal with the achievement's name, and a ribbon with the issuer's.
public enum DefaultPicture {
  /// The most characters of a name that are shown; what is longer ends in an ellipsis.
  public static let nameLimit = 300

  /// An SVG picture of 512 by 512 units, ready for ``BadgePicture/bake(_:into:replacing:)``.
  ///
  /// The same names give the same bytes, on every machine. The picture has no script and names nothing outside of itself;
  /// a title and a description say what it shows. Names may be in any script, of any length and hold anything: what would
  /// change the text around it (control characters, bidirectional controls) is left out.
  /// - Parameters:
  ///   - achievement: the achievement's name.
  ///   - issuer: the issuer's name.
  public static func svg(achievement: String, issuer: String) -> [UInt8] {
    let achievement = PictureName(achievement)
    let issuer = PictureName(issuer)
    let colors = Colors(for: issuer.text)
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img" \
      aria-labelledby="badge-title badge-desc">
      <title id="badge-title">\(achievement.isEmpty ? "Open Badge" : achievement.escaped)</title>
      <desc id="badge-desc">\(issuer.isEmpty ? "Open Badge" : "Open Badge, issued by \(issuer.escaped)")</desc>
      <g aria-hidden="true">

      """
    svg += medal(colors)
    let name = TextLines(
      achievement.text, sizes: Array(stride(from: 46, through: 16, by: -2)), mostLines: 6, width: chord)
    svg += text(name, middle: nameMiddle, color: colors.dark, isRightToLeft: achievement.isRightToLeft)
    svg += ribbon(colors)
    let line = TextLines(issuer.text, sizes: [30, 28, 26, 24, 22, 20, 18, 16, 14], mostLines: 3) { _, count, size in
      count * size * 6 / 5 <= 66 ? 392 : 0
    }
    svg += text(line, middle: 416, color: "#ffffff", isRightToLeft: issuer.isRightToLeft)
    svg += "</g>\n</svg>\n"
    return Array(svg.utf8)
  }

  // MARK: The text

  /// The line about which the name stands, and the middle of the disc.
  private static let nameMiddle = 232
  private static let disc = (x: 256, y: 214, radius: 158)

  /// How wide a line of the name may be so that it stays within the disc, at its upper and at its lower edge.
  private static func chord(_ line: Int, _ count: Int, _ size: Int) -> Int {
    let leading = size * 6 / 5
    let top = nameMiddle - count * leading / 2 + line * leading
    let bottom = top + leading
    // Below the star, above the ribbon.
    guard top >= 116, bottom <= 356 else { return 0 }
    let distance = Double(max(abs(top - disc.y), abs(bottom - disc.y)))
    let radius = Double(disc.radius - 10)
    return distance < radius ? Int(2 * (radius * radius - distance * distance).squareRoot()) : 0
  }

  private static func text(_ lines: TextLines, middle: Int, color: String, isRightToLeft: Bool) -> String {
    var svg = """
      <g font-family="'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-weight="700" \
      text-anchor="middle" fill="\(color)" font-size="\(lines.size)"\(isRightToLeft ? " direction=\"rtl\"" : "")>

      """
    let top = middle - lines.lines.count * lines.leading / 2
    for (i, line) in lines.lines.enumerated() {
      // A line's letters stand on about four fifths of its height.
      let base = top + i * lines.leading + lines.leading * 4 / 5 - lines.size / 20
      svg += "<text x=\"256\" y=\"\(base)\">\(PictureName.escape(line))</text>\n"
    }
    return svg + "</g>\n"
  }

  // MARK: The picture

  private static func medal(_ colors: Colors) -> String {
    var svg = """
      <path fill="\(colors.deep)" d="M150 330 96 500l56-20 36 30 62-150zM362 330l54 170-56-20-36 30-62-150z"/>
      <g fill="\(colors.dark)">

      """
    for angle in stride(from: 0, to: 360, by: 15) {
      svg += "<circle cx=\"256\" cy=\"26\" r=\"25\" transform=\"rotate(\(angle) 256 214)\"/>\n"
    }
    return svg + """
      <circle cx="256" cy="214" r="190"/>
      </g>
      <circle cx="256" cy="214" r="172" fill="\(colors.bright)"/>
      <circle cx="256" cy="214" r="163" fill="#ffffff"/>
      <circle cx="256" cy="214" r="154" fill="none" stroke="\(colors.bright)" stroke-width="2"/>
      <path fill="\(colors.bright)" d="m256 70 7.9 15.1 16.8 2.8-11.9 12.2 2.5 16.9-15.3-7.5-15.3 7.5 2.5-16.9-11.9-12.2 \
      16.8-2.8z"/>

      """
  }

  private static func ribbon(_ colors: Colors) -> String {
    """
    <path fill="\(colors.deep)" d="M44 392H4l22 38-22 38h76v-14zM468 392h40l-22 38 22 38h-76v-14z"/>
    <path fill="\(colors.dark)" d="M36 376h440v80H36z"/>
    <path fill="none" stroke="\(colors.bright)" stroke-width="2" d="M36 383h440M36 449h440"/>

    """
  }
}

/// Colours of one kind. White on the dark ones, and they on white, have a contrast of at least 7 to 1 (WCAG 2.2, 1.4.6).
private struct Colors {
  var dark: String
  var deep: String
  var bright: String

  private static let all = [
    Colors(dark: "#16395f", deep: "#0d2440", bright: "#e0a526"),
    Colors(dark: "#6a1f3d", deep: "#451026", bright: "#d9a441"),
    Colors(dark: "#1c5040", deep: "#10332a", bright: "#e3b23c"),
    Colors(dark: "#4a2b76", deep: "#2f1850", bright: "#e2a93b"),
    Colors(dark: "#75300f", deep: "#4d1d06", bright: "#e8b04a"),
    Colors(dark: "#0e4c5e", deep: "#07313d", bright: "#e5ad33"),
    Colors(dark: "#363b46", deep: "#22262e", bright: "#dba83a"),
    Colors(dark: "#5c3d05", deep: "#3c2702", bright: "#e4b13f"),
  ]

  /// An issuer's badges look alike.
  init(for issuer: String) {
    // FNV-1a: any even spread will do.
    var hash: UInt32 = 2_166_136_261
    for byte in issuer.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    self = Self.all[Int(hash % UInt32(Self.all.count))]
  }

  private init(dark: String, deep: String, bright: String) {
    self.dark = dark
    self.deep = deep
    self.bright = bright
  }
}
