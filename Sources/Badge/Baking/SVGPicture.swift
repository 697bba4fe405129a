/// An SVG picture as far as badges are concerned (Open Badges 3.0, "SVG").
struct SVGPicture {
  static let namespace = "https://purl.imsglobal.org/ob/v3p0"

  private let bytes: [UInt8]
  private let content: SVGReader

  init(_ bytes: [UInt8]) throws(BakingError) {
    self.bytes = bytes
    content = try SVGReader(bytes)
  }

  // MARK: Taking out

  func badge() throws(BakingError) -> UnwrappedBadge {
    guard let element = content.credentials.first else {
      guard let badge = content.older.first else {
        throw BakingError(.badgeMissing, "no badge is baked into this SVG picture")
      }
      throw .olderOpenBadge(badge)
    }
    let offset = element.range.lowerBound
    // "There MUST be only one <openbadges:credential> tag in an SVG."
    guard content.credentials.count == 1 else {
      throw BakingError(
        .badgeRepeated, "more than one badge is baked into the picture", at: content.credentials[1].range.lowerBound)
    }
    guard element.depth == 2 else {
      throw BakingError(.badgeMisplaced, "the badge is within another element of the SVG", at: offset)
    }
    guard !element.hasMore else {
      throw BakingError(
        .badgeMalformed, "the badge's element holds something besides text (elements, comments)", at: offset)
    }
    let hasBody = !UnwrappedBadge.trimmed(element.body).isEmpty
    guard let verify = element.verify else { return try badge(element.body, in: element, isBody: true) }
    guard !hasBody else {
      throw BakingError(.badgeAmbiguous, "the badge's element has both a token and a body", at: offset)
    }
    guard UnwrappedBadge.token(in: verify) != nil else {
      throw BakingError(.badgeMalformed, "the verify attribute of the badge's element is no token", at: offset)
    }
    return try badge(verify, in: element, isBody: false)
  }

  private func badge(
    _ text: [UInt8], in element: SVGReader.Element, isBody: Bool
  ) throws(BakingError) -> UnwrappedBadge {
    var notes: Set<UnwrappedBadge.Note> = []
    if element.isLearnerRecord { notes.insert(.learnerRecord) }
    if !content.older.isEmpty { notes.insert(.olderBadgeBeside) }
    if content.hasDoctype { notes.insert(.documentType) }
    if !content.root.hasNamespace { notes.insert(.rootWithoutNamespace) }
    if !element.isFirst { notes.insert(.notDirectlyAfterRoot) }
    var badge = try UnwrappedBadge(content: text, form: .svg, notes: notes, at: element.range.lowerBound)
    if isBody {
      if badge.isToken { notes.insert(.tokenInBody) } else if element.hasPlainText { notes.insert(.notInCDATA) }
      badge = UnwrappedBadge(bytes: badge.bytes, form: .svg, isToken: badge.isToken, notes: notes)
    }
    return badge
  }

  // MARK: Putting in

  /// Refuses a picture that nothing can be baked into.
  func requireBlank(replacing: Bool) throws(BakingError) {
    if !replacing, let range = existing.first { throw .alreadyBaked(at: range.lowerBound) }
    guard !content.root.isEmpty else { throw BakingError(.svgInvalid, "the SVG has nothing in it") }
  }

  private var existing: [Range<Int>] {
    (content.credentials.map(\.range) + content.older.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The picture with the element directly after the start tag of its root. Every badge that was in it is gone.
  func baking(_ credential: [UInt8], isToken: Bool) -> [UInt8] {
    var baked: [UInt8] = []
    baked.reserveCapacity(bytes.count + credential.count + 256)
    baked += bytes[..<content.root.nameEnd]
    if content.root.openBadgesPrefix == .unbound { baked += Self.declaration.utf8 }
    baked += bytes[content.root.nameEnd..<content.root.tagEnd]
    append(credential, isToken: isToken, to: &baked)
    var at = content.root.tagEnd
    // One may be within another.
    for range in existing where range.lowerBound >= at {
      baked += bytes[at..<range.lowerBound]
      at = range.upperBound
    }
    baked += bytes[at...]
    return baked
  }

  private static let declaration = " xmlns:openbadges=\"\(namespace)\""

  private func append(_ credential: [UInt8], isToken: Bool, to baked: inout [UInt8]) {
    baked += "<openbadges:credential".utf8
    // Where the root has given the prefix to something else, as badges of Open Badges 2 do, the element takes it back.
    if content.root.openBadgesPrefix == .other { baked += Self.declaration.utf8 }
    if isToken {
      // Letters, digits, `-`, `_` and dots: nothing that XML would read otherwise.
      baked += " verify=\"".utf8
      baked += credential
      baked += "\"></openbadges:credential>".utf8
    } else {
      baked += "><![CDATA[".utf8
      Self.appendCDATA(credential, to: &baked)
      baked += "]]></openbadges:credential>".utf8
    }
  }

  /// Text within a CDATA section, which is interrupted where XML would not give it back: at `]]>`, and at carriage returns,
  /// which XML reads as line feeds (XML 1.0, section 2.11).
  ///
  /// No character of I-JSON needs more: those that XML forbids are control characters, which JSON has as escapes only, and
  /// U+FFFE and U+FFFF, which I-JSON refuses.
  private static func appendCDATA(_ text: [UInt8], to baked: inout [UInt8]) {
    for (i, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\r"): baked += "]]>&#13;<![CDATA[".utf8
      case UInt8(ascii: ">") where i >= 2 && text[i - 1] == 0x5D && text[i - 2] == 0x5D: baked += "]]><![CDATA[>".utf8
      default: baked.append(byte)
      }
    }
  }
}
