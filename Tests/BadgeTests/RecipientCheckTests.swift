import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct RecipientCheckTests {
  private static let mail = RecipientIdentity(type: "emailAddress", value: "alice@example.org")

  private func result(
    _ identifier: JSONValue?, id: JSONValue? = nil, _ recipient: RecipientIdentity? = mail
  ) throws -> Finding.Result {
    var badge = try Sample.badge()
    badge[at: "/credentialSubject/identifier"] = identifier
    if let id {
      badge[at: "/credentialSubject/id"] = id
    } else if identifier != nil {
      badge[at: "/credentialSubject"]?["id"] = nil
    }
    return RecipientCheck.run(try CredentialModel(JSONDocument(badge)), recipient)
  }

  private func identity(
    _ value: String, type: String = "emailAddress", hashed: Bool = false, salt: String? = nil
  )
    -> JSONValue
  {
    var identity: JSONValue = [
      "type": "IdentityObject", "hashed": .bool(hashed), "identityHash": .string(value), "identityType": .string(type),
    ]
    identity["salt"] = salt.map { .string($0) }
    return identity
  }

  private func sha256(_ text: String) -> String {
    "sha256$" + Hexadecimal.string(HashAlgorithm.sha256.digest(of: Array(text.utf8)))
  }

  // MARK: the argument

  @Test(arguments: [
    ("email:alice@example.org", "emailAddress", "alice@example.org"), ("id:did:key:z6Mk", "id", "did:key:z6Mk"),
    ("did:key:z6Mk", "id", "did:key:z6Mk"), ("studentId:7", "studentId", "7"), ("name:a:b", "name", "a:b"),
    ("ext:studentNumber:4:2", "ext:studentNumber", "4:2"),
  ])
  func `A recipient is read from type and value`(_ text: String, _ type: String, _ value: String) {
    #expect(RecipientIdentity(text) == RecipientIdentity(type: type, value: value))
  }

  @Test(arguments: ["", "email", ":", "email:", ":alice@example.org", "ext:", "ext:a", "ext::a", "ext:a:"])
  func `Half a recipient is none`(_ text: String) {
    #expect(RecipientIdentity(text) == nil)
  }

  @Test(arguments: ["email:a", "id:urn:x:1", "did:key:z6Mk", "sourcedId:7", "ext:no:7"])
  func `A badge can be issued to what Open Badges knows`(_ text: String) throws {
    #expect(try #require(RecipientIdentity(text)).problem == nil)
  }

  @Test(arguments: ["shoeSize:42", "Email:a", "id:relative", "id:a b", "did:x"])
  func `And to nothing else`(_ text: String) throws {
    #expect(try #require(RecipientIdentity(text)).problem != nil)
  }

  // MARK: the check

  @Test func `Where nobody is asked about, the check is left out`() throws {
    #expect(try result(identity("x"), nil).reason?.code == .recipientNotAsked)
    #expect(try Sample.signedBadge().verdict().outcome == .accepted)
  }

  @Test func `A plain identity is compared, an address without regard to ASCII case`() throws {
    #expect(try result([identity("alice@example.org")]).isPassed)
    #expect(try result(identity("Alice@Example.ORG")).isPassed)
    #expect(try result([identity("bob@example.org"), identity("alice@example.org")]).isPassed)
    #expect(try result(identity("bob@example.org")).reason?.code == .recipientMismatch)
    let name = RecipientIdentity(type: "userName", value: "alice")
    #expect(try result(identity("Alice", type: "userName"), name).reason?.code == .recipientMismatch)
  }

  @Test func `A hashed identity is compared with the salt behind the value`() throws {
    #expect(try result(identity(sha256("alice@example.orgsalt"), hashed: true, salt: "salt")).isPassed)
    #expect(try result(identity(sha256("alice@example.org"), hashed: true)).isPassed)
    let md5 = "md5$fbf7c6aec1d4280b7c2704c1c0478bd6"
    #expect(try result(identity(md5, hashed: true)).isPassed)
    #expect(
      try result(identity(sha256("saltalice@example.org"), hashed: true, salt: "salt")).reason?.code
        == .recipientMismatch)
    #expect(try result(identity(sha256("bob@example.org"), hashed: true)).reason?.code == .recipientMismatch)
  }

  @Test func `An address in capitals is hashed in lower case too`() throws {
    let capitals = RecipientIdentity(type: "emailAddress", value: "Alice@Example.org")
    #expect(try result(identity(sha256("alice@example.org"), hashed: true), capitals).isPassed)
    #expect(try result(identity(sha256("Alice@Example.org"), hashed: true), capitals).isPassed)
  }

  @Test(arguments: ["sha512$00", "SHA256$00", "$00", "bcrypt$2a$10$"])
  func `A hash of another algorithm is undetermined`(_ hash: String) throws {
    #expect(try result(identity(hash, hashed: true)).reason?.code == .recipientHashNotSupported)
    // Another identity may decide all the same.
    #expect(try result([identity(hash, hashed: true), identity("alice@example.org")]).isPassed)
  }

  @Test(arguments: ["alice@example.org", "fbf7c6aec1d4280b7c2704c1c0478bd6"])
  func `A hashed identity without an algorithm is nobody`(_ hash: String) throws {
    #expect(try result(identity(hash, hashed: true)).reason?.code == .recipientMismatch)
  }

  @Test func `A badge that names no identity of the type is undetermined`() throws {
    #expect(try result(identity("alice@example.org", type: "userName")).reason?.code == .recipientNotNamed)
    #expect(try result(nil).reason?.code == .recipientNotNamed)
  }

  @Test func `The identifier of the subject is compared byte for byte`() throws {
    let id = RecipientIdentity(type: "id", value: "did:example:alice")
    #expect(try result(nil, id: "did:example:alice", id).isPassed)
    #expect(try result(nil, id: "did:example:Alice", id).reason?.code == .recipientMismatch)
    #expect(try result(identity("x"), id).reason?.code == .recipientNotNamed)
    let nfd = RecipientIdentity(type: "id", value: "urn:x:cafe\u{301}")
    #expect(try result(nil, id: "urn:x:caf\u{e9}", nfd).reason?.code == .recipientMismatch)
  }

  @Test func `A mailto identifier names the address`() throws {
    #expect(try result(nil, id: "mailto:alice@example.org").isPassed)
    #expect(try result(nil, id: "mailto:bob@example.org").reason?.code == .recipientNotNamed)
  }

  @Test func `A badge awarded to somebody else is rejected`() throws {
    var badge = try Sample.badge()
    badge[at: "/credentialSubject/identifier"] = [identity("bob@example.org")]
    let verdict = try Sample.sign(badge).verdict(recipient: Self.mail)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.recipient].reason?.pointer == "/credentialSubject")
  }
}
