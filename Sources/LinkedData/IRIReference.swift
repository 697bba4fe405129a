/// An IRI or a relative reference in its parts, as ranges of its bytes (RFC 3986, section 3, by the expression of
/// appendix B; RFC 3987, section 6.5 has its further characters treated as unreserved ones).
struct IRIReference {
  /// Without the colon; nil where there is none that the grammar allows.
  private(set) var scheme: Range<Int>?
  /// Without the two slashes.
  private(set) var authority: Range<Int>?
  private(set) var path: Range<Int>
  /// Without the question mark.
  private(set) var query: Range<Int>?
  /// Without the number sign.
  private(set) var fragment: Range<Int>?

  init(_ text: Span<UInt8>) {
    var at = 0
    if let colon = Self.schemeEnd(text) {
      scheme = 0..<colon
      at = colon + 1
    }
    let slash = UInt8(ascii: "/")
    if at + 1 < text.count, text[at] == slash, text[at + 1] == slash {
      let start = at + 2
      at = Self.index(of: "/?#", in: text, from: start)
      authority = start..<at
    }
    let start = at
    at = Self.index(of: "?#", in: text, from: start)
    path = start..<at
    if at < text.count, text[at] == UInt8(ascii: "?") {
      let start = at + 1
      at = Self.index(of: "#", in: text, from: start)
      query = start..<at
    }
    if at < text.count { fragment = at + 1..<text.count }
  }

  /// Whether a text starts with a scheme: `ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) ":"`. The form of an IRI, whatever
  /// follows.
  static func hasScheme(_ text: Span<UInt8>) -> Bool { schemeEnd(text) != nil }

  /// Whether a text starts with a scheme and `//`.
  static func hasAuthority(_ text: Span<UInt8>) -> Bool {
    guard let colon = schemeEnd(text), colon + 2 < text.count else { return false }
    return text[colon + 1] == UInt8(ascii: "/") && text[colon + 2] == UInt8(ascii: "/")
  }

  /// Whether a text can stand as an IRI in a dataset: what ``IRISyntax/isAbsolute(_:)`` asks for, and one number sign at
  /// most, which the grammar of RFC 3987 puts before the fragment and nowhere else.
  static func isWellFormed(_ text: Span<UInt8>) -> Bool {
    guard IRISyntax.isAbsolute(text) else { return false }
    var hasFragment = false
    for at in text.indices where text[at] == UInt8(ascii: "#") {
      if hasFragment { return false }
      hasFragment = true
    }
    return true
  }

  /// Where the colon behind the scheme stands.
  private static func schemeEnd(_ text: Span<UInt8>) -> Int? {
    guard let first = text.isEmpty ? nil : text[0], first.isLetter else { return nil }
    for at in text.indices {
      switch text[at] {
      case UInt8(ascii: ":"): return at
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
      case let byte where byte.isLetter || byte.isDigit: continue
      default: return nil
      }
    }
    return nil
  }

  private static func index(of set: StaticString, in text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count {
      let byte = text[at]
      if set.withUTF8Buffer({ unsafe $0.contains(byte) }) { return at }
      at += 1
    }
    return at
  }
}

// MARK: - Resolution

extension IRIReference {
  /// Appends what a reference means against a base (RFC 3986, section 5.2, the strict variant; no normalisation).
  static func resolve(_ reference: Span<UInt8>, against base: Span<UInt8>, into output: inout [UInt8]) {
    let r = IRIReference(reference)
    if let scheme = r.scheme {
      append(reference, scheme, to: &output)
      output.append(UInt8(ascii: ":"))
      appendAuthority(reference, r.authority, to: &output)
      appendWithoutDots(reference, r.path, to: &output)
      append(reference, "?", r.query, to: &output)
    } else {
      let b = IRIReference(base)
      if let scheme = b.scheme {
        append(base, scheme, to: &output)
        output.append(UInt8(ascii: ":"))
      }
      if r.authority != nil {
        appendAuthority(reference, r.authority, to: &output)
        appendWithoutDots(reference, r.path, to: &output)
        append(reference, "?", r.query, to: &output)
      } else {
        appendAuthority(base, b.authority, to: &output)
        if r.path.isEmpty {
          append(base, b.path, to: &output)
          if r.query != nil {
            append(reference, "?", r.query, to: &output)
          } else {
            append(base, "?", b.query, to: &output)
          }
        } else {
          if reference[r.path.lowerBound] == UInt8(ascii: "/") {
            appendWithoutDots(reference, r.path, to: &output)
          } else {
            var merged = directory(of: b, in: base)
            append(reference, r.path, to: &merged)
            let path = merged.span
            appendWithoutDots(path, path.indices, to: &output)
          }
          append(reference, "?", r.query, to: &output)
        }
      }
    }
    append(reference, "#", r.fragment, to: &output)
  }

  /// The base's path up to its last slash (section 5.2.3).
  private static func directory(of base: IRIReference, in text: Span<UInt8>) -> [UInt8] {
    var directory: [UInt8] = []
    if base.authority != nil, base.path.isEmpty { return [UInt8(ascii: "/")] }
    var end = base.path.upperBound
    while end > base.path.lowerBound, text[end - 1] != UInt8(ascii: "/") { end -= 1 }
    append(text, base.path.lowerBound..<end, to: &directory)
    return directory
  }

  /// Appends a path without its dot segments (section 5.2.4).
  private static func appendWithoutDots(_ text: Span<UInt8>, _ path: Range<Int>, to output: inout [UInt8]) {
    let slash = UInt8(ascii: "/")
    let start = output.count
    let end = path.upperBound
    var at = path.lowerBound
    // A segment goes from a slash, or from the start, up to the next slash.
    while at < end {
      let hasSlash = text[at] == slash
      let from = hasSlash ? at + 1 : at
      var to = from
      while to < end, text[to] != slash { to += 1 }
      let dots = Self.dots(text, from..<to)
      if dots == 0 {
        append(text, at..<to, to: &output)
      } else {
        if dots == 2, hasSlash {
          while output.count > start, output.removeLast() != slash {}
        }
        // "/." and "/.." at the end leave their slash; before more it is the next segment's.
        if hasSlash, to == end { output.append(slash) }
        // "./" and "../" at the start go with their slash.
        if !hasSlash, to < end { to += 1 }
        // What follows such a start has no slash of its own.
      }
      at = to
    }
  }

  /// 1 for `.`, 2 for `..`, 0 for any other segment.
  private static func dots(_ text: Span<UInt8>, _ segment: Range<Int>) -> Int {
    guard segment.count == 1 || segment.count == 2 else { return 0 }
    for at in segment where text[at] != UInt8(ascii: ".") { return 0 }
    return segment.count
  }

  private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
    for at in range { output.append(text[at]) }
  }

  private static func append(
    _ text: Span<UInt8>, _ mark: Unicode.Scalar, _ range: Range<Int>?, to output: inout [UInt8]
  ) {
    guard let range else { return }
    output.append(UInt8(ascii: mark))
    append(text, range, to: &output)
  }

  private static func appendAuthority(_ text: Span<UInt8>, _ range: Range<Int>?, to output: inout [UInt8]) {
    guard range != nil else { return }
    output.append(UInt8(ascii: "/"))
    append(text, "/", range, to: &output)
  }
}
