import Badge
import CanonicalJSON
import Signing

/// Badges of the size and shape that issuers hand out, the same in every run.
struct SampleBadges: ~Copyable {
  /// The moment at which they are verified.
  static let time = "2026-11-24T12:00:00Z"
  static let moment = Instant(seconds: 1_795_521_600)
  private let key: PrivateKey
  private let issued = Instant("2026-09-01T08:00:00Z")

  init() throws {
    var seed = SecretBytes(capacity: 32)
    for byte in "Badge benchmark key: NEVER USE IT".utf8.prefix(32) { seed.append(byte) }
    key = try PrivateKey(seed: seed)
  }

  var did: String { "did:key:\(key.publicKey.multikey)" }
  var publicKeyPEM: String { key.publicKey.spkiPEM }

  func sign(_ message: [UInt8]) throws -> [UInt8] { try key.sign(message.span).bytes }

  /// One of 3.7 KB: 109 values and 85 member names.
  func large(_ suite: Cryptosuite = .eddsaJCS2022) throws -> [UInt8] {
    try signed(credential(0, isLarge: true), suite)
  }

  /// One of about 3 KB, each number another.
  func line(_ number: Int, _ suite: Cryptosuite = .eddsaJCS2022) throws -> [UInt8] {
    try signed(credential(number, isLarge: false), suite)
  }

  /// The same badge as a token.
  func token(_ number: Int) throws -> [UInt8] {
    let credential = credential(number, isLarge: false)
    let request = CredentialIssuer.Request(id: "", time: issued ?? Self.moment)
    return try CredentialIssuer().issueToken(credential, request, with: key)
  }

  /// One whose shape is shared with no other of the next sixteen: by how many tags and alignments it has.
  func oddLine(_ number: Int, _ suite: Cryptosuite) throws -> [UInt8] {
    var credential = credentialWithStatus(number)
    guard var subject = credential["credentialSubject"], var achievement = subject["achievement"] else { return [] }
    achievement["tag"] = .array((0...number % 4).map { .string("tag \($0)") })
    achievement["alignment"] = .array(
      (0...number % 16 / 4).map { number in
        [
          "type": ["Alignment"], "targetName": .string("Competence \(number)"),
          "targetUrl": .string("https://skills.example.com/\(number)"),
        ]
      })
    subject["achievement"] = achievement
    credential["credentialSubject"] = subject
    return try signed(credential, suite)
  }

  /// One with 20 alignments, 5 results and 3 endorsements, or so many times that.
  func record(times: Int = 1) throws -> [UInt8] {
    var credential = credential(0, isLarge: true)
    guard var subject = credential["credentialSubject"], var achievement = subject["achievement"] else { return [] }
    achievement["alignment"] = .array(
      (0..<20 * times).map { number in
        [
          "type": ["Alignment"], "targetName": .string("Competence \(number)"),
          "targetUrl": .string("https://skills.example.com/\(number)"), "targetFramework": "Example Skills",
          "targetDescription": .string("What is asked of those who have competence \(number)."),
          "targetCode": .string("C-\(number)"),
        ]
      })
    subject["achievement"] = achievement
    subject["result"] = .array(
      (0..<5 * times).map { number in
        [
          "type": ["Result"], "resultDescription": "urn:uuid:6d1c9bd2-5a1c-4d0e-9f1a-2d3c4b5a6978",
          "value": .string(String(60 + number)),
        ]
      })
    credential["credentialSubject"] = subject
    credential["endorsement"] = .array(try (0..<3 * times).map { try endorsement($0) })
    return try signed(credential, .eddsaRDFC2022)
  }

  private func endorsement(_ number: Int) throws -> JSONValue {
    let credential: JSONValue = [
      "@context": Self.contexts,
      "id": .string("urn:uuid:9a5cb6f0-0c1e-4b1a-8f52-00000000000\(number % 10)\(number)"),
      "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Endorsement",
      "issuer": ["id": .string(did), "type": ["Profile"], "name": "Example Association of Schools"],
      "validFrom": "2026-09-01T08:00:00Z",
      "credentialSubject": [
        "id": "https://college.example.org/achievements/first-aid-2", "type": ["EndorsementSubject"],
        "endorsementComment": .string("Well taught, says examiner \(number)."),
      ],
    ]
    let options = ProofOptions(didKey: key.publicKey, cryptosuite: .eddsaRDFC2022, created: issued)
    return try DataIntegritySigner.sign(credential, options: options, with: key)
  }

  /// The same with entries for revocation and suspension, in one of two pairs of lists.
  func lineWithStatus(_ number: Int, _ suite: Cryptosuite = .eddsaJCS2022) throws -> [UInt8] {
    try signed(credentialWithStatus(number), suite)
  }

  private func credentialWithStatus(_ number: Int) -> JSONValue {
    var credential = credential(number, isLarge: false)
    credential["credentialStatus"] = .array(
      ["revocation", "suspension"].map { purpose in
        [
          "type": "BitstringStatusListEntry", "statusPurpose": .string(purpose),
          "statusListIndex": .string(String(Self.index(number))),
          "statusListCredential": .string(Self.listURL(purpose, number % 2)),
        ]
      })
    return credential
  }

  /// The four lists, with the name of a file for each; a few hundred entries are set, of badges that are not verified.
  func lists() throws -> [(name: String, bytes: [UInt8])] {
    var bits = try StatusBits()
    for number in 20_000..<20_300 { bits.set(1, at: Self.index(number)) }
    var lists: [(name: String, bytes: [UInt8])] = []
    for purpose in [StatusPurpose.revocation, .suspension] {
      for pair in 0..<2 {
        let request = StatusListIssuer.Request(
          url: Self.listURL(purpose.name, pair), purposes: [purpose], bits: bits,
          time: Self.moment.adding(seconds: -86_400))
        lists.append(("\(purpose.name)-\(pair).json", try StatusListIssuer().issue(request, with: key)))
      }
    }
    return lists
  }

  /// Spread over the list, and another one for each badge.
  private static func index(_ number: Int) -> Int { number * 7919 % StatusBits.minimumLength }

  private static func listURL(_ purpose: String, _ pair: Int) -> String {
    "https://college.example.org/status/\(purpose)/\(pair)"
  }

  private func signed(_ credential: JSONValue, _ suite: Cryptosuite) throws -> [UInt8] {
    let options = ProofOptions(didKey: key.publicKey, cryptosuite: suite, created: issued)
    return try DataIntegritySigner.sign(credential, options: options, with: key).serialized()
  }

  private func credential(_ number: Int, isLarge: Bool) -> JSONValue {
    let school = "https://college.example.org"
    var achievement: JSONValue = [
      "id": .string("\(school)/achievements/first-aid-2"), "type": ["Achievement"],
      "achievementType": "MicroCredential", "name": "First Aid, Second Level",
      "description": .string(Self.description),
      "criteria": [
        "id": .string("\(school)/achievements/first-aid-2/criteria"),
        "narrative": .string(Self.narrative),
      ],
      "image": [
        "id": .string("\(school)/achievements/first-aid-2.png"), "type": "Image", "caption": "A white cross on green",
      ],
      "tag": ["first aid", "safety", "health", "teamwork"], "humanCode": "FA-2", "fieldOfStudy": "Health",
      "inLanguage": "en", "version": "2026.1",
      "alignment": [
        [
          "type": ["Alignment"], "targetName": "Emergency response", "targetUrl": "https://skills.example.com/er-2",
          "targetDescription": "Acts in emergencies without being told to", "targetFramework": "Example Skills",
          "targetCode": "ER-2",
        ],
        [
          "type": ["Alignment"], "targetName": "Communication", "targetUrl": "https://skills.example.com/com-1",
          "targetFramework": "Example Skills", "targetCode": "COM-1",
        ],
      ],
      "resultDescription": [
        [
          "id": "urn:uuid:6d1c9bd2-5a1c-4d0e-9f1a-2d3c4b5a6978", "type": ["ResultDescription"],
          "name": "Points in the written test", "resultType": "RawScore", "valueMax": "80", "valueMin": "0",
        ]
      ],
    ]
    if !isLarge {
      achievement["alignment"] = nil
      achievement["fieldOfStudy"] = nil
    }
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    var credential: JSONValue = [
      "@context": Self.contexts,
      "id": .string("urn:uuid:0f8fad5b-d9cb-469f-a165-\(padded)"),
      "type": ["VerifiableCredential", "OpenBadgeCredential"],
      "name": "First Aid, Second Level — École de secourisme",
      "issuer": [
        "id": .string(did), "type": ["Profile"], "name": "Example College of Health — Département des premiers secours",
        "url": .string(school), "email": "office@college.example.org", "phone": "+1-555-0100",
        "image": ["id": .string("\(school)/logo.png"), "type": "Image", "caption": "The college's seal"],
      ],
      "validFrom": "2026-09-01T08:00:00Z", "validUntil": "2031-09-01T08:00:00Z",
      "credentialSubject": [
        "id": .string("urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-\(padded)"), "type": ["AchievementSubject"],
        "activityEndDate": "2026-08-30T18:00:00Z", "creditsEarned": 3.5,
        "identifier": [
          [
            "type": "IdentityObject", "hashed": true,
            "identityHash": .string(
              "sha256$" + String(repeating: "0", count: max(0, 64 - digits.count)) + digits),
            "identityType": "emailAddress", "salt": "a-salt-for-the-benchmark",
          ]
        ],
        "achievement": achievement,
        "result": [
          [
            "type": ["Result"], "resultDescription": "urn:uuid:6d1c9bd2-5a1c-4d0e-9f1a-2d3c4b5a6978",
            "value": .string(String(60 + number % 21)),
          ]
        ],
      ],
    ]
    if isLarge {
      credential["@context"] = Self.contextsWithExtensions
      credential["evidence"] = [
        [
          "id": .string("\(school)/evidence/4711"), "type": ["Evidence"], "name": "Assessment sheet",
          "narrative": "Two acted casualties, both stable at hand-over.", "genre": "Assessment",
        ]
      ]
      credential["credentialSchema"] = [
        [
          "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
          "type": "1EdTechJsonSchemaValidator2019",
        ]
      ]
    }
    return credential
  }

  private static let contexts: JSONValue = [
    "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  ]

  /// The type of the schema is defined in the last.
  private static let contextsWithExtensions: JSONValue = [
    "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
  ]

  private static let description = """
    Holders can take charge at the scene of an accident: they judge the danger, call for help, keep an airway open, stop \
    heavy bleeding and hand over to the ambulance. The text has "quotes", a tab\there, and letters like é and ß.
    """

  private static let narrative = """
    1. Attend twelve evenings.
    2. Pass the written test with at least sixty of eighty points.
    3. Treat two acted casualties in front of two examiners who have not taught the course.
    """
}
