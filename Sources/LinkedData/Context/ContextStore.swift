public import CanonicalJSON
import Signing

/// The contexts that documents may name: a closed table from URL to document. What is not in it does not exist; nothing
/// is ever fetched.
///
/// A value, and without storage that changes: any number of threads may use one.
public struct ContextStore: Sendable {
  private struct Entry: Sendable {
    let url: [UInt8]
    let document: JSONDocument
    /// Of the bytes that were given, where they were.
    let sha256: [UInt8]?
  }

  private let hasBundled: Bool
  /// The editions that were chosen, as places in ``BundledContext/all``.
  private var chosen: [Int] = []
  private var entries: [Entry] = []
  /// The URLs of `entries`, by bytes: as `String`s two could be equal that are not the same.
  private var urls = TextTable()

  /// A store with nothing in it.
  public init() { hasBundled = false }

  private init(bundled: Void) { hasBundled = true }

  /// The contexts that are part of the program, of each the newest edition. To have it costs nothing: a context is read
  /// when it is used.
  public static let bundled = ContextStore(bundled: ())

  /// How many URLs it knows.
  public var count: Int {
    guard hasBundled else { return entries.count }
    return Self.bundledURLs.count + entries.count
  }

  /// The URLs of the contexts that are part of the program, sorted.
  public static var bundledURLs: [String] {
    var urls: [String] = []
    for context in BundledContext.all where urls.last != context.url.description {
      urls.append(context.url.description)
    }
    return urls.sorted()
  }

  /// Puts a context document under a URL, in the place of what was put there before. Whether it is a context shows when
  /// it is used (`invalid_remote_context`). What is bundled at the URL stays: see ``add(_:at:)``.
  public mutating func set(_ document: JSONDocument, at url: String) {
    set(Entry(url: [UInt8](url.utf8), document: document, sha256: nil))
  }

  /// Adds a context of the caller's, a JSON text. The same bytes twice are one.
  ///
  /// - Throws: `context_conflict` where there is another one at the URL; what is bundled cannot be replaced, only
  ///   confirmed: with the bytes of the official file of one of its editions that one is chosen. `invalid_remote_context`
  ///   where the text is no strict JSON, or no object with a `@context`.
  public mutating func add(_ bytes: [UInt8], at url: String) throws(LinkedDataError) {
    let sha256 = HashAlgorithm.sha256.digest(of: bytes)
    if hasBundled, let number = BundledContext.number(of: url) {
      let same = Self.places(from: number).first { BundledContext.all[$0].sha256.description == sha256.hexadecimal }
      guard let same else { throw LinkedDataError(.contextConflict, value: url) }
      choose(same)
      return
    }
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch {
      throw LinkedDataError(.invalidRemoteContext, value: url)
    }
    guard document.member("@context", of: document.root) != nil else {
      throw LinkedDataError(.invalidRemoteContext, value: url)
    }
    if let number = place(of: url) {
      guard entries[number].document.bytes == bytes else { throw LinkedDataError(.contextConflict, value: url) }
    }
    set(Entry(url: [UInt8](url.utf8), document: document, sha256: sha256))
  }

  public func contains(_ url: String) -> Bool {
    hasBundled && BundledContext.number(of: url) != nil || place(of: url) != nil
  }

  /// The SHA-256, 32 bytes, of what was added at a URL; nil where nothing was, and for what is bundled.
  public func sha256(of url: String) -> [UInt8]? {
    place(of: url).flatMap { entries[$0].sha256 }
  }

  private mutating func set(_ entry: Entry) {
    if let number = place(of: entry.url.span) {
      entries[number] = entry
    } else {
      urls.append(entry.url.span)
      _ = urls.keep(urls.seed.hash(entry.url.span))
      entries.append(entry)
    }
  }

  /// The place of a URL among those that were added.
  private func place(of url: Span<UInt8>) -> Int? {
    entries.isEmpty ? nil : urls.find(url, urls.seed.hash(url))
  }

  private func place(of url: String) -> Int? {
    var url = url
    return url.withUTF8 { unsafe place(of: Span(_unsafeElements: $0)) }
  }
}

// MARK: - Editions

/// One of several contexts that a publisher had at one URL, one after the other.
public struct ContextEdition: Hashable, Sendable {
  public let url: String
  /// The month from which on it was this one, as `2024-01`.
  public let name: String
  /// The SHA-256 of the official file, in hexadecimal digits.
  public let officialSHA256: String
}

extension ContextStore {
  /// The editions of the bundled context at a URL, newest first; none where there is only one.
  public func editions(of url: String) -> [ContextEdition] {
    guard hasBundled, let number = BundledContext.number(of: url) else { return [] }
    let places = Self.places(from: number)
    return places.count == 1 ? [] : places.map { Self.edition($0) }
  }

  /// The edition of a URL that this store holds; nil where there is only one.
  public func edition(of url: String) -> ContextEdition? {
    guard hasBundled, let number = BundledContext.number(of: url), Self.places(from: number).count > 1 else {
      return nil
    }
    return Self.edition(current(number))
  }

  /// The SHA-256, in hexadecimal digits, of the official file that the bundled context at a URL says the same as.
  public func officialSHA256(of url: String) -> String? {
    guard hasBundled, let number = BundledContext.number(of: url) else { return nil }
    return BundledContext.all[current(number)].sha256.description
  }

  /// The same store with another edition at its URL.
  public func choosing(_ edition: ContextEdition) -> ContextStore {
    var store = self
    if hasBundled, let number = BundledContext.number(of: edition.url) {
      for place in Self.places(from: number) where Self.edition(place) == edition { store.choose(place) }
    }
    return store
  }

  private mutating func choose(_ place: Int) {
    chosen.removeAll { Self.isSameURL($0, place) }
    chosen.append(place)
  }

  /// The places of all editions, where the first one's is known.
  private static func places(from first: Int) -> Range<Int> {
    var end = first + 1
    while end < BundledContext.all.count, isSameURL(first, end) { end += 1 }
    return first..<end
  }

  private static func isSameURL(_ a: Int, _ b: Int) -> Bool {
    BundledContext.all[a].url.withSpan { a in BundledContext.all[b].url.withSpan { $0.isSame(as: a) } }
  }

  private static func edition(_ place: Int) -> ContextEdition {
    let context = BundledContext.all[place]
    return ContextEdition(
      url: context.url.description, name: context.edition.description, officialSHA256: context.sha256.description)
  }
}

// MARK: - For the processor

extension ContextStore {
  /// One more than the highest number of a context.
  var numberCount: Int { (hasBundled ? BundledContext.all.count : 0) + entries.count }

  func number(of url: Span<UInt8>) -> Int? {
    if hasBundled, let number = BundledContext.number(of: url) { return current(number) }
    return place(of: url).map { $0 + (hasBundled ? BundledContext.all.count : 0) }
  }

  /// The table of a bundled context.
  func table(_ number: Int) -> ContextTable? {
    guard hasBundled, number < BundledContext.all.count else { return nil }
    // A table that is none is a context that is none: fail closed.
    do throws(ContextTableError) { return try BundledContext.all[number].read() } catch { return nil }
  }

  func document(_ number: Int) -> JSONDocument {
    guard hasBundled else { return entries[number].document }
    guard number < BundledContext.all.count else { return entries[number - BundledContext.all.count].document }
    // A table that is none is a context that is none: fail closed.
    do throws(ContextTableError) { return try BundledContext.all[number].document() } catch { return .null }
  }

  /// The place of the edition that is in use, where the first one's is known.
  private func current(_ number: Int) -> Int {
    chosen.first { Self.isSameURL($0, number) } ?? number
  }
}
