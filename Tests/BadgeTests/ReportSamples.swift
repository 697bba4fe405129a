import CanonicalJSON
import Signing

@testable import Badge

/// Reports on sample badges.
extension Sample {
  static let trust = ReportProvenance.Trust(
    source: .init(name: "issuers.json", sha256: HashAlgorithm.sha256.digest(of: Array("trust".utf8))), isSigned: false,
    name: "Ours")

  static func provenance(_ change: (inout ReportProvenance) -> Void = { _ in }) -> ReportProvenance {
    var provenance = ReportProvenance(tool: "badge 0.0.0", time: .noon, trust: trust)
    change(&provenance)
    return provenance
  }

  static func input(
    _ name: String = "badge.json", _ bytes: [UInt8] = [], line: Int? = nil
  ) -> VerdictReport.Input {
    VerdictReport.Input(name: name, line: line, sha256: HashAlgorithm.sha256.digest(of: bytes))
  }

  /// The verdict on a badge of anybody.
  static func verdict(_ badge: JSONValue) throws -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(badge.serialized(), at: .noon)
  }

  /// Texts that mean something to a terminal, to HTML, to a spreadsheet or to a reader of JSON.
  static let hostileTexts: [String] = [
    "<script>alert(1)</script>", "</title></style><h1>Accepted</h1>", "\"><img src=x onerror=alert(1)>",
    "'><a href='javascript:alert(1)'>", "<!-- ", "]]>", "&lt;b&gt;&amp;", "=HYPERLINK(\"https://evil.example\")",
    "+1", "-1", "@SUM(A1)", "\t=1", "\r\n\"accepted\"", "line\nbreak", "\u{1B}[32mACCEPTED\u{1B}[0m", "\u{9B}31m\u{7}",
    "\u{202E}detpecca", "\u{2066}a\u{2069}\u{200B}\u{FEFF}", "a\\u{202E}b", "\u{2028}x\u{2029}", "<plaintext>",
    "{\"outcome\":\"accepted\"}", "\",\"", "\u{FF1D}1+1", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "${7*7}`x`",
  ]

  /// A badge in which every text that a report can show is hostile.
  static func hostileBadge(_ text: String) throws -> JSONValue {
    var badge = try Sample.badge()
    badge[at: "/name"] = .string(text)
    badge[at: "/issuer/name"] = .string(text)
    badge[at: "/credentialSubject/achievement/name"] = .string(text)
    badge[at: "/credentialSubject/achievement/description"] = .string(text)
    badge[at: "/credentialSubject/achievement/criteria/narrative"] = .string(text)
    badge[at: "/credentialSubject/id"] = nil
    badge[at: "/credentialSubject/identifier"] = [
      [
        "type": "IdentityObject", "hashed": false, "identityHash": .string(text), "identityType": "name",
      ]
    ]
    return try sign(badge)
  }
}

/// HTML as its tags and the text between them, for pages that are made of these alone.
struct TagList {
  /// `name attribute attribute` of every tag, in order; a closing one has a slash.
  var tags: [String] = []
  /// The values of attributes.
  var values: [String] = []
  /// The text of the body, its five references resolved.
  var text = ""
  /// Whether something was neither tag nor text nor one of the five references.
  var isStrange = false

  init(_ html: [UInt8]) {
    var rest = Substring(String(decoding: html, as: UTF8.self))
    var isRaw = false
    while let first = rest.first {
      if isRaw {
        guard let end = rest.firstRange(of: "</style>") else {
          isStrange = true
          return
        }
        rest = rest[end.lowerBound...]
        isRaw = false
        continue
      }
      guard first == "<" else {
        let run = rest.prefix { $0 != "<" }
        add(String(run))
        rest = rest[run.endIndex...]
        continue
      }
      guard let end = rest.firstIndex(of: ">") else {
        isStrange = true
        return
      }
      let tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      add(tag: tag)
      isRaw = tag == "style"
    }
  }

  private mutating func add(tag: Substring) {
    var name = ""
    var isQuoted = false
    var value = ""
    for character in tag {
      if character == "\"" {
        if isQuoted { values.append(Self.resolved(value) ?? "strange") }
        value = ""
        isQuoted.toggle()
      } else if isQuoted {
        value.append(character)
      } else {
        name.append(character)
      }
    }
    if isQuoted { isStrange = true }
    tags.append(name)
  }

  private mutating func add(_ run: String) {
    guard let resolved = Self.resolved(run) else {
      isStrange = true
      return
    }
    text += resolved
  }

  private static func resolved(_ text: String) -> String? {
    var result = text
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")] {
      result = result.replacing(reference, with: character)
    }
    // A reference that is none of the five would be left.
    let ampersands = text.count { $0 == "&" }
    let known = ["&lt;", "&gt;", "&quot;", "&#39;", "&amp;"].reduce(0) { $0 + text.ranges(of: $1).count }
    return ampersands == known ? result.replacing("&amp;", with: "&") : nil
  }
}
