import Signing

/// A file `allowed_signers` of OpenSSH (ssh-keygen(1), "ALLOWED SIGNERS"): on each line principals, options, a type of key
/// and the key.
///
/// A principal that is a DID or an https URL is an issuer, and the line one of its keys. Any other principal, such as an
/// e-mail address, is the name of whoever signs with the key, and its issuer the did:key of it. `valid-after` and
/// `valid-before` become the period of the key, in UTC: OpenSSH takes a time without `Z` for a local one, and a list that
/// means something else on another machine is of no use here. Keys for certificates, and keys that `namespaces` keeps for
/// other purposes than `openbadges`, are left out.
public struct AllowedSigners: Sendable {
  public struct Entry: Sendable {
    public let id: String
    public let name: String
    public let key: AcceptedKey
  }

  public private(set) var entries: [Entry] = []
  /// What is left out, each with its line, from 1, and the reason: a sentence without its full stop.
  public private(set) var skipped: [String] = []

  /// Lines that are read, and bytes of one.
  public static let lineLimit = 100_000
  public static let lineLength = 16_384

  /// Whether bytes look like such a file more than like JSON.
  public static func isLikely(_ bytes: [UInt8]) -> Bool {
    bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } != UInt8(ascii: "{")
  }

  /// Total: a line that cannot be used is left out.
  public init(parsing bytes: [UInt8]) {
    for (k, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard k < Self.lineLimit else {
        skipped.append("line \(k + 1): no more than \(Self.lineLimit) lines are read")
        return
      }
      do throws(Skip) {
        entries += try Self.read(Array(line))
      } catch {
        if let why = error.why { skipped.append("line \(k + 1): \(why)") }
      }
    }
  }

  /// Why a line is left out; nil for one that has nothing in it.
  private struct Skip: Error {
    let why: String?
  }

  private static func read(_ line: [UInt8]) throws(Skip) -> [Entry] {
    guard line.count <= lineLength else { throw Skip(why: "it has more than \(lineLength) bytes") }
    guard let text = String(validating: line, as: UTF8.self) else { throw Skip(why: "it is not UTF-8") }
    var fields = Fields(text)
    guard let principals = fields.next(), !principals.hasPrefix("#") else { throw Skip(why: nil) }
    guard var type = fields.next() else { throw Skip(why: "it has no key") }
    var options = Options()
    if !isKeyType(type) {
      options = try Options(type)
      guard let next = fields.next() else { throw Skip(why: "it has no key") }
      type = next
    }
    guard let encoded = fields.next() else { throw Skip(why: "it has no key") }
    if options.isAuthority { throw Skip(why: "it is for certificates, which badges have not") }
    guard options.allowsBadges else { throw Skip(why: "its 'namespaces' do not include 'openbadges'") }
    let key: VerificationKey
    do throws(KeyError) {
      key = try VerificationKey(openSSHText: "\(type) \(encoded)")
    } catch {
      throw Skip(why: error.message)
    }
    if let from = options.from, let until = options.until, until <= from {
      throw Skip(why: "'valid-before' is not later than 'valid-after'")
    }
    return entries(principals, key, options)
  }

  private static func entries(_ principals: String, _ key: VerificationKey, _ options: Options) -> [Entry] {
    let accepted = AcceptedKey(key: key, from: options.from, until: options.until)
    var entries: [Entry] = []
    var names: [String] = []
    for principal in principals.split(separator: ",").map(String.init) {
      if principal.hasPrefix("did:") || principal.hasPrefix("https://"), URLSyntax.isAbsolute(principal) {
        entries.append(Entry(id: principal, name: principal, key: accepted))
      } else {
        names.append(principal)
      }
    }
    if !names.isEmpty {
      entries.append(Entry(id: identifier(of: key), name: names.joined(separator: ", "), key: accepted))
    }
    return entries
  }

  /// The did:key of a key; the did:jwk of one that has none.
  private static func identifier(of key: VerificationKey) -> String {
    key.multikey.map { "did:key:\($0)" } ?? "did:jwk:\(Base64URL.encode(Array(key.jwk.utf8).span))"
  }

  private static func isKeyType(_ text: String) -> Bool {
    text.hasPrefix("ssh-") || text.hasPrefix("ecdsa-sha2-") || text.hasPrefix("sk-")
  }

  /// Fields between spaces and tabs; within double quotes a space is no end.
  private struct Fields {
    private var rest: Substring

    init(_ text: String) {
      rest = text.hasSuffix("\r") ? text.dropLast() : Substring(text)
    }

    mutating func next() -> String? {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard !rest.isEmpty else { return nil }
      var isQuoted = false
      let end =
        rest.firstIndex { character in
          if character == "\"" { isQuoted.toggle() }
          return !isQuoted && (character == " " || character == "\t")
        } ?? rest.endIndex
      defer { rest = rest[end...] }
      let field = String(rest[..<end])
      // The principals may be quoted as a whole.
      let isWhole = field.count >= 2 && field.hasPrefix("\"") && field.hasSuffix("\"")
      return isWhole ? String(field.dropFirst().dropLast()) : field
    }
  }

  private struct Options {
    var isAuthority = false
    var allowsBadges = true
    var from: Instant?
    var until: Instant?

    init() {}

    init(_ text: String) throws(Skip) {
      var isQuoted = false
      let parts = text.split { character in
        if character == "\"" { isQuoted.toggle() }
        return !isQuoted && character == ","
      }
      for part in parts {
        let name = part.prefix { $0 != "=" }
        let value = part.dropFirst(name.count + 1).filter { $0 != "\"" }
        switch name.lowercased() {
        case "cert-authority": isAuthority = true
        case "namespaces": allowsBadges = PatternList(value).matches("openbadges")
        case "valid-after": from = try Self.time(value)
        // "valid for use at or before the specified timestamp": a period here ends before its last moment.
        case "valid-before": until = try Self.time(value).adding(seconds: 1)
        default: throw Skip(why: "the option '\(name)' is not known")
        }
      }
    }

    /// `YYYYMMDD` or `YYYYMMDDHHMM[SS]`, with or without a `Z`.
    private static func time(_ text: String) throws(Skip) -> Instant {
      let digits = text.hasSuffix("Z") ? String(text.dropLast()) : text
      guard [8, 12, 14].contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw Skip(why: "'\(text)' is no time")
      }
      let padded = Array((digits + "000000").utf8.prefix(14))
      func part(_ range: Range<Int>) -> String { String(decoding: padded[range], as: UTF8.self) }
      let form = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
      guard let instant = Instant(form) else { throw Skip(why: "'\(text)' is no time") }
      return instant
    }
  }
}

/// A comma-separated list of patterns with `*` and `?`; one behind a `!` excludes (ssh_config(5), "PATTERNS").
struct PatternList {
  private let patterns: [[Character]]

  init(_ text: String) {
    patterns = text.split(separator: ",").map(Array.init)
  }

  func matches(_ word: String) -> Bool {
    let word = Array(word)
    var found = false
    for pattern in patterns {
      if pattern.first == "!" {
        if Self.matches(Array(pattern.dropFirst()), word) { return false }
      } else if Self.matches(pattern, word) {
        found = true
      }
    }
    return found
  }

  /// One step for each pair of a character of the pattern and one of the word.
  private static func matches(_ pattern: [Character], _ word: [Character]) -> Bool {
    var reachable = [true] + Array(repeating: false, count: word.count)
    for character in pattern {
      var next = Array(repeating: false, count: word.count + 1)
      if character == "*" {
        var isOpen = false
        for i in 0...word.count {
          isOpen = isOpen || reachable[i]
          next[i] = isOpen
        }
      } else {
        for i in word.indices where reachable[i] && (character == "?" || character == word[i]) { next[i + 1] = true }
      }
      reachable = next
    }
    return reachable[word.count]
  }
}
