import CanonicalJSON

/// A context that is part of the program: a published one, as this project's own table of what its terms mean.
///
/// All that is here is constant data. A table is read when its context is first used.
struct BundledContext: Sendable {
  let url: StaticString
  /// Where the publisher changed what is at the URL: the month from which on it was this. Otherwise empty.
  var edition: StaticString = ""
  /// The SHA-256 of the official file that the table says the same as, in hexadecimal digits.
  let sha256: StaticString
  /// How many terms it defines, those of scoped contexts included.
  let terms: Int
  /// In the notation of ``ContextTable``. Editions of one URL share it.
  let table: StaticString

  /// The same under another URL.
  func named(_ url: StaticString) -> BundledContext {
    BundledContext(url: url, edition: edition, sha256: sha256, terms: terms, table: table)
  }

  func read() throws(ContextTableError) -> ContextTable {
    try ContextTable(
      table.withSpan { [UInt8](copying: $0) }, edition: edition.withSpan { [UInt8](copying: $0) })
  }

  /// The context as a document.
  ///
  /// - Throws: ``ContextTableError``; for no table that is here, which the tests see to.
  func document() throws(ContextTableError) -> JSONDocument {
    var writer = ContextTableWriter(try read())
    let json = try writer.write()
    do { return try JSONDocument(parsing: json) } catch { throw ContextTableError(offset: 0) }
  }

  /// All of them. Editions of one URL stand together, newest first.
  static let all: [BundledContext] = [
    .credentialsV2, .openBadges303June2026, .openBadges303November2025, .openBadges303March2024,
    .openBadges303January2024, .credentialsV1, .openBadges302, .openBadges301, .openBadges300,
    // Under this URL it is in badges of before the specification was final.
    .openBadges300.named("https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld"),
    .dataIntegrityV2, .dataIntegrityV1, .ed25519Signature2020, .multikeyV1, .statusV1, .statusList2021, .jwkV1,
    .didV1, .cidV1, .cidV1.named("https://www.w3.org/ns/did/v1.1"), .ed25519Signature2018, .jws2020, .securityV1,
    .securityV2, .revocationList2020, .openBadgesExtensions, .accessibilityExtension, .applyLinkExtension,
    .geoCoordinatesExtension, .licenseExtension, .clr201, .clr200, .openBadgesV2, .jffPlugfest1, .citizenshipV4RC1,
    .examplesV2, .examplesV1, .odrl, .undefinedTermsV2,
  ]

  /// The place in ``all`` of the newest edition at a URL, compared byte for byte; nil where there is none.
  static func number(of url: Span<UInt8>) -> Int? {
    for at in all.indices where all[at].url.withSpan({ $0.isSame(as: url) }) { return at }
    return nil
  }

  static func number(of url: String) -> Int? {
    var url = url
    return url.withUTF8 { unsafe number(of: Span(_unsafeElements: $0)) }
  }
}

extension [UInt8] {
  init(copying span: Span<UInt8>) {
    self.init()
    append(addingCapacity: span.count) { JSONText.append(written: span, to: &$0) }
  }

  /// In lower-case hexadecimal digits.
  var hexadecimal: String {
    var digits: [UInt8] = []
    for byte in self {
      for half in [byte >> 4, byte & 15] { digits.append(half < 10 ? half + 0x30 : half + 0x57) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension StaticString {
  func withSpan<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    // The text of a literal stays where it is as long as the program runs.
    let buffer = unsafe UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    return try body(unsafe Span(_unsafeElements: buffer))
  }
}
