/// What stands where in an SVG picture (XML 1.0, Namespaces in XML 1.0), read by Expat.
///
/// Nothing outside the picture is opened, and no entity is expanded but the five that XML has.
struct SVGReader {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The start tag of the root, by byte offsets.
  struct Root {
    /// Behind the name in the start tag, where an attribute can be put.
    var nameEnd = 0
    /// Behind the start tag.
    var tagEnd = 0
    /// Whether the tag ends in `/>`.
    var isEmpty = false
    var hasNamespace = false
    /// The namespace that the prefix `openbadges` stands for, if any.
    var openBadgesPrefix: Prefix = .unbound
  }

  enum Prefix {
    case unbound, openBadges3, other
  }

  /// An element that carries a badge.
  struct Element {
    /// From the start of the start tag to the end of the end tag.
    var range: Range<Int>
    /// 2 for a child of the root.
    var depth: Int
    var isLearnerRecord: Bool
    /// Whether nothing but white space is before it in the root.
    var isFirst: Bool
    /// The value of the attribute `verify`.
    var verify: [UInt8]?
    /// The text in it.
    var body: [UInt8] = []
    /// Whether text other than white space stands outside CDATA.
    var hasPlainText = false
    /// Whether it holds anything but text.
    var hasMore = false
  }

  var root = Root()
  var credentials: [Element] = []
  /// Badges of Open Badges 1 and 2.
  var older: [OlderBadge] = []
  var hasDoctype = false

  init(_ bytes: [UInt8]) throws(BakingError) {
    guard !Self.isUTF16(bytes), Self.isUTF8(bytes) else {
      throw BakingError(.svgEncodingNotSupported, "the SVG is not in UTF-8")
    }
    // Expanding the names of attributes costs the length of the namespace each time, also within one tag, before anybody
    // is asked: the limits are looked at in a pass that knows no namespaces.
    let limits = LimitPass(isASCII: bytes.allSatisfy { $0 < 0x80 })
    try Expat.run(limits, over: bytes, namespaces: false)
    let content = ContentPass()
    try Expat.run(content, over: bytes, namespaces: true)
    root = content.root
    credentials = content.credentials
    older = content.older
    hasDoctype = limits.hasDoctype
  }

  /// Whether bytes are UTF-16 by a byte order mark or a null byte in what has to be `<` and a character of ASCII.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    let (first, second) = (bytes[0], bytes[1])
    return first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE || first == 0x3C && second == 0
      || first == 0 && second == 0x3C
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    return (try? UTF8Span(validating: span)) != nil
  }
}

/// The limits, and what of XML is refused.
private final class LimitPass: XMLPass {
  private let isASCII: Bool
  private(set) var hasDoctype = false

  init(isASCII: Bool) { self.isASCII = isASCII }

  override func start(_ name: XMLName, _ attributes: XMLAttributes, tag: Range<Int>, in bytes: Span<UInt8>) {
    if depth > BadgePicture.depthLimit {
      refuse(
        .svgTooDeep, "elements of the SVG are nested deeper than \(BadgePicture.depthLimit)", at: tag.lowerBound)
    }
    var count = 0
    for (name, value) in attributes {
      count += 1
      let isLong =
        name.hasPrefix("xmlns") && value.isLonger(than: BadgePicture.namespaceLimit)
      guard count <= BadgePicture.attributeLimit, !isLong else {
        return refuse(
          .svgTooManyAttributes,
          "an element of the SVG has more than \(BadgePicture.attributeLimit) attributes, or a namespace of more than "
            + "\(BadgePicture.namespaceLimit) bytes", at: tag.lowerBound)
      }
    }
    checkReferences(in: tag, of: bytes)
  }

  /// In attributes Expat leaves out an entity that it does not know where a document type declaration names a file.
  private func checkReferences(in tag: Range<Int>, of bytes: Span<UInt8>) {
    for i in tag where bytes[i] == UInt8(ascii: "&") {
      let rest = bytes.extracting(i + 1..<tag.upperBound)
      guard ["#", "amp;", "lt;", "gt;", "quot;", "apos;"].contains(where: { starts(rest, with: $0) }) else {
        return refuse(.svgEntityNotSupported, "the SVG uses an entity of its own", at: i)
      }
    }
  }

  private func starts(_ span: Span<UInt8>, with literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard span.count >= count else { return false }
    // SAFETY: the pointer of a literal, which lives for ever, read within its length.
    return (0..<count).allSatisfy { unsafe span[$0] == literal.utf8Start[$0] }
  }

  override func declaration(encoding: XMLName?, at offset: Int) {
    guard let encoding = encoding else { return }
    let isUTF8 = ["utf-8", "utf8"].contains { encoding.isEqual($0, ignoringCase: true) }
    // These agree with UTF-8 as long as nothing beyond ASCII occurs.
    let isLikeASCII = ["us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"].contains {
      encoding.isEqual($0, ignoringCase: true)
    }
    guard isUTF8 || isLikeASCII && isASCII else {
      return refuse(
        .svgEncodingNotSupported, "the SVG declares another encoding than UTF-8: save it as UTF-8", at: offset)
    }
  }

  override func doctype(hasSubset: Bool, at offset: Int) {
    hasDoctype = true
    if hasSubset {
      refuse(
        .svgDoctypeNotSupported,
        "the SVG has a document type declaration with declarations of its own: save it without",
        at: offset)
    }
  }
}

/// The root and the badges in it.
private final class ContentPass: XMLPass {
  private(set) var root = SVGReader.Root()
  private(set) var credentials: [SVGReader.Element] = []
  private(set) var older: [OlderBadge] = []

  /// Whether an element, or text other than white space, was in the root.
  private var rootHasContent = false
  private var prefix = SVGReader.Prefix.unbound
  /// Where in `credentials` the elements are that have not ended.
  private var open: [Int] = []
  /// The depth and place in `older` of those that have not ended.
  private var openOlder: [(depth: Int, index: Int)] = []
  private var isInCDATA = false

  override func namespace(prefix: XMLName?, name: XMLName?) {
    guard depth == 0, let prefix, prefix.isEqual("openbadges") else { return }
    self.prefix = name?.isEqual("https://purl.imsglobal.org/ob/v3p0") == true ? .openBadges3 : .other
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes, tag: Range<Int>, in bytes: Span<UInt8>) {
    if depth == 1 { return startRoot(name, tag: tag, in: bytes) }
    if let index = open.last { credentials[index].hasMore = true }
    let isLearnerRecord = name.isEqual("https://purl.imsglobal.org/clr/v2p0\ncredential")
    let isCredential = name.isEqual("https://purl.imsglobal.org/ob/v3p0\ncredential")
    if isLearnerRecord || isCredential {
      open.append(credentials.count)
      credentials.append(
        .init(
          range: tag, depth: depth, isLearnerRecord: isLearnerRecord, isFirst: !rootHasContent,
          verify: attributes.value(of: "verify")))
    } else if name.isEqual("http://openbadges.org\nassertion") {
      openOlder.append((depth, older.count))
      older.append(OlderBadge(range: tag, text: attributes.value(of: "verify") ?? []))
    }
    rootHasContent = true
  }

  private func startRoot(_ name: XMLName, tag: Range<Int>, in bytes: Span<UInt8>) {
    root.hasNamespace = name.isEqual("http://www.w3.org/2000/svg\nsvg")
    guard root.hasNamespace || name.isEqual("svg") else {
      return refuse(.svgInvalid, "this is XML, but no SVG: its root is not svg", at: tag.lowerBound)
    }
    root.tagEnd = tag.upperBound
    root.isEmpty = tag.count >= 2 && bytes[tag.upperBound - 2] == UInt8(ascii: "/")
    var end = tag.lowerBound + 1
    while end < tag.upperBound, !UnwrappedBadge.isWhiteSpace(bytes[end]), bytes[end] != UInt8(ascii: ">"),
      bytes[end] != UInt8(ascii: "/")
    {
      end += 1
    }
    root.nameEnd = end
    root.openBadgesPrefix = prefix
  }

  override func end(tag: Range<Int>) {
    if let index = open.last, credentials[index].depth == depth {
      credentials[index].range = credentials[index].range.lowerBound..<tag.upperBound
      open.removeLast()
    }
    if let last = openOlder.last, last.depth == depth {
      older[last.index].range = older[last.index].range.lowerBound..<tag.upperBound
      openOlder.removeLast()
    }
  }

  override func text(_ text: Span<UInt8>) {
    // In nested elements text belongs to the inner one; the outer one is refused for having it.
    guard let index = open.last else {
      if let index = openOlder.last?.index { older[index].body.append(text) }
      if depth == 1, !rootHasContent { rootHasContent = !isWhiteSpace(text) }
      return
    }
    credentials[index].body.append(text)
    if !isInCDATA, !credentials[index].hasPlainText { credentials[index].hasPlainText = !isWhiteSpace(text) }
  }

  override func cdata(starts: Bool) { isInCDATA = starts }

  /// A comment or a processing instruction.
  override func other() {
    if let index = open.last { credentials[index].hasMore = true }
  }

  private func isWhiteSpace(_ text: Span<UInt8>) -> Bool {
    text.indices.allSatisfy { UnwrappedBadge.isWhiteSpace(text[$0]) }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: Span<UInt8>) {
    append(addingCapacity: text.count) { output in
      for i in text.indices { output.append(text[i]) }
    }
  }
}
