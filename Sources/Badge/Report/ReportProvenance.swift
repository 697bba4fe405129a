public import CanonicalJSON

/// What a report was made with, as far as it is the same for all badges in it: enough to make the same report again.
///
/// What differs from badge to badge (its own digest, the status lists that were looked into) is with the badge.
public struct ReportProvenance: Sendable {
  /// Something that was given to the verifier, by name and by the digest of its bytes.
  public struct Source: Hashable, Sendable {
    /// An identifier, a URL, or the name of a file.
    public var name: String
    public var sha256: [UInt8]

    public init(name: String, sha256: [UInt8]) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// The trust file.
  public struct Trust: Hashable, Sendable {
    /// The file as it was named, and the digest of its bytes.
    public var source: Source
    /// Whether a curator signed it; a local file says only what its owner wrote.
    public var isSigned: Bool
    /// What it calls itself.
    public var name: String?
    /// What else it says of itself, by the names that reports have for it: `curator`, `version`, `validUntil`.
    public var facts: [Fact]

    public init(source: Source, isSigned: Bool, name: String?, facts: [Fact] = []) {
      self.source = source
      self.isSigned = isSigned
      self.name = name
      self.facts = facts
    }
  }

  /// One thing that a trust file says of itself.
  public struct Fact: Hashable, Sendable {
    /// A name of letters.
    public var name: String
    /// The name in words.
    public var label: String
    public var value: String

    public init(name: String, label: String, value: String) {
      self.name = name
      self.label = label
      self.value = value
    }
  }

  /// Name and version of the program.
  public var tool: String
  /// The time as of which the badges were judged.
  public var time: Instant
  /// Nil where there was none.
  public var trust: Trust?
  /// Where not empty, these issuers and no others are accepted.
  public var issuers: [String] = []
  /// Whether issuers are accepted that nobody vouches for.
  public var acceptsAnyIssuer = false
  /// Whether badges are accepted that define names of their own.
  public var acceptsInlineContexts = false
  /// The person that was asked about.
  public var recipient: RecipientIdentity?
  /// Whether there were status lists to look into.
  public var hasStatusLists = false
  /// DID and controller documents that were given.
  public var documents: [Source] = []
  /// Contexts that were given, or that the trust file has. Those of the program itself follow from its version.
  public var contexts: [Source] = []

  public init(tool: String, time: Instant, trust: Trust? = nil) {
    self.tool = tool
    self.time = time
    self.trust = trust
  }
}

extension ReportProvenance {
  /// The head of a JSON report, and what a receipt repeats: an object without the badges.
  public var json: JSONValue {
    var value: JSONValue = ["tool": .string(tool), "at": .string(time.description)]
    if let trust {
      var object: JSONValue = [
        "file": .string(trust.source.name), "sha256": .string(Hexadecimal.string(trust.source.sha256)),
        "kind": trust.isSigned ? "signed" : "local",
      ]
      object["name"] = trust.name.map { .string($0) }
      for fact in trust.facts { object[fact.name] = .string(fact.value) }
      value["trust"] = object
    }
    var policy: JSONValue = ["anyIssuer": .bool(acceptsAnyIssuer)]
    if !issuers.isEmpty { policy["issuers"] = .array(issuers.map { .string($0) }) }
    if acceptsInlineContexts { policy["inlineContexts"] = true }
    policy["statusLists"] = .bool(hasStatusLists)
    if let recipient {
      policy["recipient"] = ["type": .string(recipient.type), "value": .string(recipient.value)]
    }
    value["policy"] = policy
    if !documents.isEmpty { value["documents"] = .array(documents.map { $0.json("id") }) }
    if !contexts.isEmpty { value["contexts"] = .array(contexts.map { $0.json("url") }) }
    return value
  }
}

extension ReportProvenance.Source {
  fileprivate func json(_ name: String) -> JSONValue {
    var value: JSONValue = [:]
    value[name] = .string(self.name)
    value["sha256"] = .string(Hexadecimal.string(sha256))
    return value
  }
}

/// How many badges came out how.
public struct OutcomeCounts: Hashable, Sendable {
  public private(set) var accepted = 0
  public private(set) var rejected = 0
  public private(set) var undetermined = 0

  public init() {}

  public var total: Int { accepted + rejected + undetermined }

  public mutating func add(_ outcome: Verdict.Outcome) {
    switch outcome {
    case .accepted: accepted += 1
    case .rejected: rejected += 1
    case .undetermined: undetermined += 1
    }
  }

  public mutating func add(_ other: OutcomeCounts) {
    accepted += other.accepted
    rejected += other.rejected
    undetermined += other.undetermined
  }

  var json: JSONValue {
    [
      "accepted": .number(Double(accepted)), "rejected": .number(Double(rejected)),
      "undetermined": .number(Double(undetermined)),
    ]
  }
}
