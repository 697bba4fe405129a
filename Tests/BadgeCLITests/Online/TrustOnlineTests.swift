import Badge
import CanonicalJSON
import Foundation
import LinkedData
import Signing
import Testing

@testable import BadgeCLI

private let canServe =
  Tool.isInstalled("python3") && Tool.isInstalled("openssl") && dlopen("libcurl.so.4", RTLD_LAZY) != nil

/// `badge trust update --online` against a web server of this machine. Without Python there is none, and
/// without libcurl nothing to test.
@Suite(.enabled(if: canServe), .timeLimit(.minutes(10))) struct TrustOnlineTests {
  let web: WebServer

  init() throws { web = try WebServer() }

  private var did: String { "did:web:localhost%3A\(web.port)" }
  private var listURL: String { "https://localhost:\(web.port)/status/1" }
  private static let online = "--online --allow-private-addresses --ca-file ca.pem"

  private func badge(_ line: String) throws -> Tool.Result { try web.badge(line) }

  private func expect(
    _ line: String, _ status: Int32, _ words: String..., place: SourceLocation = #_sourceLocation
  )
    throws
  {
    let result = try badge(line)
    // Texts for people are wrapped; a word may stand in another line.
    let text = (result.text + result.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(result.status == status, "badge \(line): \(text)", sourceLocation: place)
    for word in words { #expect(text.contains(word), "badge \(line): \(text)", sourceLocation: place) }
  }

  // MARK: samples

  private static let day: Int64 = 86400
  private let now = TimeArgument.now

  private func daysAgo(_ days: Int64) -> Instant { now.adding(seconds: -days * Self.day) }

  private func key(_ name: String) throws -> PrivateKey {
    let file = Array(try Repository.sample("\(name).pkcs8.pem"))
    return try KeyFile(SecretBytes(copying: file.span)).privateKey()
  }

  /// A DID document with these keys, named by their samples.
  private func document(_ keys: [String], revoked: [String: Instant] = [:]) throws -> [UInt8] {
    var methods: [JSONValue] = []
    for name in keys {
      var method: JSONValue = [
        "id": .string("\(did)#\(name)"), "type": "Multikey", "controller": .string(did),
        "publicKeyMultibase": .string(try key(name).publicKey.multikey),
      ]
      method["revoked"] = revoked[name].map { .string($0.description) }
      methods.append(method)
    }
    let value: JSONValue = [
      "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(did), "verificationMethod": .array(methods),
      "assertionMethod": .array(keys.map { .string("\(did)#\($0)") }),
    ]
    return value.serialized(.pretty)
  }

  private func store(_ keys: [String]) throws -> ControllerDocumentStore {
    var store = ControllerDocumentStore()
    let json = try JSONDocument(parsing: try document(keys))
    store.insert(try ControllerDocument(json, at: json.root))
    return store
  }

  /// A badge that the key of a sample signed at a time, with its place in the list.
  private func badge(signedBy name: String, at time: Instant) throws -> [UInt8] {
    let issuer = CredentialIssuer(verificationMethod: "\(did)#\(name)", documents: try store([name]))
    let template = try CredentialTemplate(parsing: Array(Repository.sample("teamwork.json")))
    let entry = StatusListEntry(purpose: .revocation, statusListCredential: listURL, statusListIndex: 7)
    return try issuer.issue(
      template.filled(with: ["role": "Editor", "project": "Bridges"]),
      CredentialIssuer.Request(
        id: "urn:uuid:00000000-0000-4000-8000-000000000001",
        recipient: RecipientIdentity(type: "emailAddress", value: "alice@example.org"), time: time,
        statusEntries: [entry]), with: key(name))
  }

  /// The list of a time, with the badge's bit.
  private func list(signedBy name: String, from time: Instant, revoked: Bool) throws -> [UInt8] {
    var bits = try StatusBits()
    if revoked { bits.set(1, at: 7) }
    let issuer = StatusListIssuer(verificationMethod: "\(did)#\(name)", documents: try store([name]))
    return try issuer.issue(
      StatusListIssuer.Request(url: listURL, purposes: [.revocation], bits: bits, time: time), with: key(name))
  }

  // MARK: the whole

  @Test("A badge of a did:web issuer is verified offline, by a key since replaced and the lists of their time")
  func whole() throws {
    try web.folder.file("a.json", Data(try badge(signedBy: "issuer", at: daysAgo(60))))
    try web.folder.sample("other.pkcs8.pem", as: "curator.pem")
    let curator = Repository.otherDID
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(40), revoked: false))

    try expect("trust init --trust t --name unis", 0, "made t")
    try expect("trust add --trust t --name University '\(did)' --status-list \(listURL)", 0, "added University")
    try expect("verify a.json --trust t", 3, "verification_method_unknown")
    try expect("trust update --trust t --force \(Self.online)", 0, "+ document of did:web", "+ snapshot of https")
    try expect("trust export --trust t --key curator.pem --allow-sample-key --valid-for 90d -o b1", 0, "version 1")
    try expect("verify a.json --trust b1 --curator \(curator)", 0, "ACCEPTED", "not revoked")

    // The issuer replaces its key, and revokes the badge.
    try web.waitForNextSecond()
    try web.serve("/.well-known/did.json", try document(["other"]))
    try web.serve("/status/1", try list(signedBy: "other", from: daysAgo(7), revoked: true))
    try expect("trust update --trust t --force \(Self.online)", 0, "+ document of did:web", "+ snapshot of https")
    try expect("trust export --trust t --key curator.pem --allow-sample-key --valid-for 90d -o b2", 0, "version 2")
    web.stop()

    let pinned = "--curator \(curator)"
    try expect("verify a.json --trust b2 \(pinned)", 1, "the issuer revoked the badge, for good")
    let then = daysAgo(30).date
    try expect(
      "verify a.json --trust b2 \(pinned) --at \(then)", 0, "ACCEPTED", "the issuer's",
      "not revoked (list of \(daysAgo(40).date)", "; revoked later, by the list of \(daysAgo(7).date)")
    try expect(
      "verify a.json --trust b1 \(pinned) --at \(now.adding(seconds: 365 * Self.day).date)", 3, "trust_bundle_expired",
      "hint: its curator makes a newer one")
    try expect("verify a.json --trust b2 \(pinned) --trust-state s --at \(then)", 0)
    try expect("verify a.json --trust b1 \(pinned) --trust-state s", 4, "trust_bundle_rolled_back")
    try expect("verify a.json --trust b2 \(pinned) --trust-state s --at \(then)", 0)
    try expect("verify a.json --trust b2", 3, "trust_curator_not_pinned")

    // What the replaced key signs from now on is nothing.
    try web.waitForNextSecond()
    try web.folder.file("late.json", Data(try badge(signedBy: "issuer", at: TimeArgument.now)))
    try expect("verify late.json --trust b2 \(pinned)", 1, "key_expired")
  }

  @Test(
    "Only trust update --online has sockets, and only it has libcurl in its memory",
    .enabled(if: Tool.isInstalled("strace")))
  func silence() throws {
    try web.folder.file("a.json", Data(try badge(signedBy: "issuer", at: daysAgo(1))))
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(1), revoked: false))
    try expect("trust add --trust t --name University '\(did)' --status-list \(listURL)", 0)
    func trace(_ line: String) throws -> (calls: String, status: Int32) {
      let result = try Tool.shell(
        "strace -f -qq -e trace=socket,connect,openat -o calls \"$BADGE\" \(line)", in: web.folder.url)
      return (try web.folder.text("calls"), result.status)
    }
    let update = try trace("trust update --trust t --force \(Self.online)")
    #expect(update.status == 0 && update.calls.contains("socket(AF_INET") && update.calls.contains("libcurl"))
    let asked = try web.log()
    for line in ["verify a.json --trust t", "trust show --trust t", "trust update --trust t --force --status ."] {
      let offline = try trace(line)
      #expect(!offline.calls.contains("socket(") && !offline.calls.contains("connect("), "\(line)")
      #expect(!offline.calls.contains("libcurl"), "\(line)")
    }
    #expect(try trace("verify a.json --trust t").status == 0)
    // What was asked for follows from the trust file.
    #expect(asked == ["/.well-known/did.json", "/status/1"])
    #expect(try web.log() == asked)
  }

  @Test("The keys of an https issuer are taken from its profile, or from the key set of its host")
  func profiles() throws {
    let issuer = "https://localhost:\(web.port)/issuer"
    let jwk =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k1\",\"x\":\"\(Base64URL.encode(try key("issuer").publicKey.bytes.span))\"}"
    try web.serve("/issuer", Array("{\"id\":\"\(issuer)\",\"type\":\"Profile\",\"name\":\"U\"}".utf8))
    try web.serve("/.well-known/jwks.json", Array("{\"keys\":[\(jwk)]}".utf8))
    try expect("trust add --trust t --name U \(issuer)", 0)
    try expect("trust update --trust t --force \(Self.online)", 0, "+ document of")
    #expect(try web.log() == ["/issuer", "/.well-known/jwks.json"])
    #expect(try web.folder.text("t").contains("\(issuer)#k1"))
    let profile = """
      {"id":"\(issuer)","type":"Profile","verificationMethod":[{"id":"\(issuer)#k2","type":"JsonWebKey",
      "controller":"\(issuer)","publicKeyJwk":\(jwk)}],"assertionMethod":["\(issuer)#k2"]}
      """
    try web.serve("/issuer", Array(profile.utf8))
    try web.waitForNextSecond()
    try expect("trust update --trust t --force \(Self.online)", 0, "+ document of")
    #expect(try web.log().count == 3)
    #expect(try web.folder.text("t").contains("\(issuer)#k2"))
  }

  // MARK: refusals

  @Test("A private address, a foreign certificate and http are not asked, and the old file stays")
  func unasked() throws {
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try expect("trust add --trust t --name U '\(did)' --status-list http://localhost:\(web.port)/x", 0)
    let before = try web.folder.text("t")
    try expect("trust update --trust t --online -o n --ca-file ca.pem", 4, "not one of the public Internet")
    try expect(
      "trust update --trust t --online -o n --force --allow-private-addresses", 4, "certificate", "no https URL")
    #expect(try web.log().isEmpty)
    #expect(try web.folder.text("t") == before)
    #expect(try web.folder.text("n").contains("documents") == false)
    try expect("trust update --trust t --online -o n \(Self.online)", 4, "(file_exists)")
    try expect("trust update --trust t --online", 2, "--output")
    try expect("trust update --trust t --force", 2, "--online")
  }

  @Test("Redirects are followed five times, and never away from https")
  func redirects() throws {
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(1), revoked: false))
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    let base = "https://localhost:\(web.port)"
    let cases: [(path: String, status: Int32, words: String)] = [
      ("/to/status/1", 0, "+ snapshot"), ("/to/to/to/to/to/status/1", 0, "+ snapshot"),
      ("/to/to/to/to/to/to/status/1", 4, "more than 5 redirects"), ("/http", 4, "redirects to what is no https URL"),
      ("/file", 4, "redirects to what is no https URL"), ("/userinfo", 4, "redirects to what is no https URL"),
      ("/loop", 4, "more than 5 redirects"), ("/missing", 4, "HTTP 404"), ("/error", 4, "HTTP 500"),
    ]
    for (k, item) in cases.enumerated() {
      try expect("trust add --trust t\(k) --name U '\(did)' --status-list '\(base)\(item.path)'", 0)
      // A list under another URL than its own says whose it is; here only the way to it matters.
      let result = try badge("trust update --trust t\(k) --force \(Self.online)")
      #expect(result.status == item.status, "\(item.path): \(result.errors)")
      #expect((result.text + result.errors).contains(item.words), "\(item.path): \(result.text) \(result.errors)")
    }
  }

  @Test("An answer that is too large, too slow, or no JSON leaves what is there")
  func hostileHosts() throws {
    let base = "https://localhost:\(web.port)"
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try web.serve("/text", Array("not a list".utf8))
    try web.serve("/bytes", [0xFF, 0xFE])
    for (path, words) in [
      ("/large", "has more than 8388608 bytes"), ("/endless", "has more than 8388608 bytes"),
      ("/slow", "did not answer within 2 seconds"), ("/drip", "did not answer within 2 seconds"),
      ("/text", "is not taken"), ("/bytes", "is not UTF-8"), ("/close", "cannot be reached"),
    ] {
      _ = try? FileManager.default.removeItem(at: web.folder.url.appending(path: "t"))
      try expect("trust add --trust t --name U '\(did)' --status-list \(base)\(path)", 0)
      try expect("trust update --trust t --force --timeout 2 \(Self.online)", 4, words, "+ document of")
      #expect(try web.folder.text("t").contains("\"snapshots\": []"), "\(path)")
    }
  }

  @Test("A list that is older than the one that is there is not taken, nor one of another's key")
  func oldLists() throws {
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(2), revoked: true))
    try expect("trust add --trust t --name U '\(did)' --status-list \(listURL)", 0)
    try expect("trust update --trust t --force \(Self.online)", 0)
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(3), revoked: false))
    try expect("trust update --trust t --force \(Self.online)", 4, "older than the one of")
    try web.serve("/status/1", try list(signedBy: "other", from: daysAgo(1), revoked: false))
    try expect("trust update --trust t --force \(Self.online)", 4, "is not taken")
    #expect(try web.folder.text("t").components(separatedBy: "\"sha256\"").count == 2)
  }

  @Test("A document for another identifier, or one that is a set of secrets, is not taken")
  func foreignDocuments() throws {
    try expect("trust add --trust t --name U '\(did)'", 0)
    try web.serve("/.well-known/did.json", Array("{\"id\":\"did:web:other.example\"}".utf8))
    try expect("trust update --trust t --force \(Self.online)", 4, "the document is for 'did:web:other.example'")
    try web.serve("/.well-known/did.json", Array("{\"id\":\"\(did)\",\"id\":\"\(did)\"}".utf8))
    try expect("trust update --trust t --force \(Self.online)", 4, "is not JSON")
    #expect(try !web.folder.text("t").contains("documents"))
  }

  @Test("A key that the issuer's document calls revoked stops all that it signed")
  func revokedKey() throws {
    try web.folder.file("a.json", Data(try badge(signedBy: "issuer", at: daysAgo(60))))
    try web.serve("/status/1", try list(signedBy: "issuer", from: daysAgo(40), revoked: false))
    try web.serve("/.well-known/did.json", try document(["issuer"]))
    try expect("trust add --trust t --name U '\(did)' --status-list \(listURL)", 0)
    try expect("trust update --trust t --force \(Self.online)", 0)
    try expect("verify a.json --trust t", 0)
    try web.waitForNextSecond()
    try web.serve("/.well-known/did.json", try document(["other", "issuer"], revoked: ["issuer": daysAgo(5)]))
    try web.serve("/status/1", try list(signedBy: "other", from: daysAgo(4), revoked: false))
    try expect("trust update --trust t --force \(Self.online)", 0)
    try expect("verify a.json --trust t", 1, "key_revoked")
    try expect("verify a.json --trust t --at \(daysAgo(4).date)", 1, "key_revoked")
  }
}
