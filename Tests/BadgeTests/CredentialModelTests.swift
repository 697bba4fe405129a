import CanonicalJSON
import Foundation
import Testing

@testable import Badge

struct CredentialModelTests {
  /// The reason why a changed badge is no credential; nil where it is one.
  static func reason(
    _ badge: JSONValue? = nil, _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> Reason? {
    var badge = try badge ?? Sample.badge()
    try change(&badge)
    let document = try JSONDocument(badge)
    do throws(Reason) {
      _ = try CredentialModel(document)
      return nil
    } catch {
      return error
    }
  }

  private func model(_ change: (inout JSONValue) throws -> Void) throws -> CredentialModel {
    var badge = try Sample.badge()
    try change(&badge)
    return try CredentialModel(JSONDocument(badge))
  }

  // MARK: contexts

  private static let base: JSONValue = "https://www.w3.org/ns/credentials/v2"
  private static let badges: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  @Test(
    arguments: [
      ([], "/@context", .contextInvalid), (nil, "/@context", .contextInvalid), (7, "/@context", .contextInvalid),
      (base, "/@context", .contextInvalid), ([:], "/@context", .contextInvalid),
      ([badges, base], "/@context/0", .contextInvalid), ([[:], base, badges], "/@context/0", .contextInvalid),
      (["https://www.w3.org/ns/credentials/v2/", badges], "/@context/0", .contextInvalid),
      (["http://www.w3.org/ns/credentials/v2", badges], "/@context/0", .contextInvalid),
      ([base, badges, 7], "/@context/2", .contextInvalid), ([base, badges, nil], "/@context/2", .contextInvalid),
      ([base, badges, "vocab"], "/@context/2", .contextInvalid), ([base, badges, []], "/@context/2", .contextInvalid),
      ([base], "/@context", .contextInvalid), ([base, "https://example.org/", badges], "/@context", .contextInvalid),
      ([base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.json"], "/@context", .contextInvalid),
      ([base, "https://purl.imsglobal.org/spec/ob/v3p0/context-4.0.0.json"], "/@context", .contextInvalid),
      ([base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.x.json"], "/@context", .contextInvalid),
      ([base, "https://purl.imsglobal.org/spec/ob/v3p0/context.json5"], "/@context", .contextInvalid),
      ([base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json#"], "/@context", .contextInvalid),
      (.array([base, badges] + Array(repeating: base, count: 15)), "/@context", .tooManyEntries),
    ] as [(JSONValue, String, Reason.Code)])
  func `The contexts are the base context, an Open Badges one, and others`(
    _ contexts: JSONValue, _ pointer: String, _ code: Reason.Code
  ) throws {
    let reason = try Self.reason { $0["@context"] = contexts }
    #expect(reason?.pointer == pointer)
    #expect(reason?.code == code)
  }

  @Test(
    arguments: [
      [base, badges], [base, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
      [base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"], [base, badges, "https://example.org/c"],
      [base, badges, ["a": "https://example.org/a"]], .array([base, badges] + Array(repeating: base, count: 14)),
    ] as [JSONValue])
  func `Sixteen contexts of URLs and objects are allowed`(_ contexts: JSONValue) throws {
    #expect(try Self.reason { $0["@context"] = contexts } == nil)
  }

  // MARK: types

  @Test(
    arguments: [
      (nil, "/type"), ([], "/type"), ("OpenBadgeCredential", "/type"), (["OpenBadgeCredential"], "/type"),
      (["VerifiableCredential", 7], "/type/1"), (["VerifiableCredential", ""], "/type/1"),
      ([["VerifiableCredential"]], "/type/0"),
      (["verifiableCredential", "OpenBadgeCredential"], "/type"), (7, "/type"), ([:], "/type"),
    ] as [(JSONValue, String)])
  func `The types are strings, with VerifiableCredential among them`(_ types: JSONValue, _ pointer: String) throws {
    #expect(try Self.reason { $0["type"] = types }?.pointer == pointer)
  }

  @Test(
    arguments: [
      ["VerifiableCredential", "OpenBadgeCredential"], ["AchievementCredential", "VerifiableCredential"],
      ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "Other"],
    ] as [JSONValue])
  func `An Open Badge is judged`(_ types: JSONValue) throws {
    #expect(try model { $0["type"] = types }.undecided == nil)
  }

  @Test(
    arguments: ["VerifiableCredential", ["VerifiableCredential"], ["VerifiableCredential", "OpenBadge"]] as [JSONValue])
  func `Another credential is undetermined`(_ types: JSONValue) throws {
    let model = try model { $0["type"] = types }
    #expect(model.undecided?.reason.code == .credentialTypeNotSupported)
    #expect(model.contextCount == 1)
  }

  // MARK: members

  @Test(arguments: ["@context", "type"])
  func `Without this member it is no credential`(_ name: String) throws {
    #expect(try Self.reason { $0[name] = nil }?.code == .notACredential)
  }

  @Test(arguments: ["id", "issuer", "validFrom", "credentialSubject"])
  func `A badge needs this member`(_ name: String) throws {
    let reason = try Self.reason { $0[name] = nil }
    #expect(reason?.code == .memberMissing)
    #expect(reason?.pointer == "")
  }

  @Test(arguments: ["badge", 7, nil, true, [[:]]] as [JSONValue])
  func `A credential is an object`(_ value: JSONValue) throws {
    #expect(try Self.reason(value)?.code == .notACredential)
  }

  @Test(arguments: ["expirationDate", "issuanceDate"])
  func `A date under its old name is not overlooked`(_ name: String) throws {
    let reason = try Self.reason { $0[name] = "2020-01-01T00:00:00Z" }
    #expect(reason?.code == .memberInvalid)
    #expect(reason?.pointer == "/\(name)")
  }

  @Test(arguments: ["validFrom", "validUntil", "awardedDate"])
  func `Every date is a dateTimeStamp, named by its pointer where it is none`(_ name: String) throws {
    #expect(try Self.reason { $0[name] = "2026-01-15T09:00:00.5+05:30" } == nil)
    for value: JSONValue in [
      "2026-01-15", "2026-02-30T00:00:00Z", "2026-01-15T09:00:00", "", 7, nil, ["2026-01-15T09:00:00Z"],
    ] {
      let reason = try Self.reason { $0[name] = value }
      #expect(reason?.code == .memberInvalid)
      #expect(reason?.pointer == "/\(name)")
    }
  }

  @Test(
    arguments: [
      ([], "/credentialSubject"), (nil, "/credentialSubject"), ("x", "/credentialSubject"), ([:], "/credentialSubject"),
      ([[:]], "/credentialSubject/0"), ([nil], "/credentialSubject/0"), (["x"], "/credentialSubject/0"),
    ] as [(JSONValue, String)])
  func `A subject makes at least one claim`(_ subject: JSONValue, _ pointer: String) throws {
    #expect(try Self.reason { $0["credentialSubject"] = subject }?.pointer == pointer)
  }

  @Test func `An Open Badge has one subject, who may stand in an array`() throws {
    #expect(try Self.reason { $0["credentialSubject"] = [try #require($0["credentialSubject"])] } == nil)
    let two = try Self.reason {
      let subject = try #require($0["credentialSubject"])
      $0["credentialSubject"] = [subject, subject]
    }
    #expect(two?.pointer == "/credentialSubject")
  }

  @Test func `A subject is somebody: it has an id or an identifier`() throws {
    let nobody = try Self.reason { $0[at: "/credentialSubject/id"] = nil }
    #expect(nobody?.code == .memberMissing)
    #expect(nobody?.pointer == "/credentialSubject")
    #expect(
      try Self.reason {
        $0[at: "/credentialSubject/id"] = nil
        $0[at: "/credentialSubject/identifier"] = []
      }?.pointer == "/credentialSubject")
    #expect(
      try Self.reason {
        $0[at: "/credentialSubject/id"] = nil
        $0[at: "/credentialSubject/identifier"] = [
          "type": "IdentityObject", "hashed": false, "identityHash": "a", "identityType": "name",
        ]
      } == nil)
  }

  @Test func `Of a credential that is no badge the subject need not be named`() throws {
    let model = try model {
      $0["type"] = ["VerifiableCredential"]
      $0["credentialSubject"] = [["a": 1], ["b": 2]]
    }
    #expect(model.undecided?.reason.code == .credentialTypeNotSupported)
  }

  @Test func `Members that no rule names are allowed`() throws {
    #expect(try Self.reason { $0["anything"] = [1, nil, ["a": true]] } == nil)
  }

  @Test func `The first rule that is broken is named with its pointer, wherever it lies`() throws {
    let vector = try #require(Vector.all.first { $0.id == "text-compact" })
    let badge = JSONValue(try JSONDocument(parsing: vector.bytes()))
    try #require(try Self.reason(badge) == nil)
    // Every string, number and object of the vocabulary, made into something that no rule allows there.
    let free: Set<String> = ["proof", "@context"]
    var places = 0
    func walk(_ value: JSONValue, _ pointer: String) throws {
      switch value {
      case .object(let members):
        for member in members where !free.contains(member.name) {
          try walk(member.value, "\(pointer)/\(member.name)")
        }
      case .array(let elements): for (k, element) in elements.enumerated() { try walk(element, "\(pointer)/\(k)") }
      default:
        let reason = try Self.reason(badge) { $0[at: pointer] = ["x": [[1]]] }
        let named = try #require(reason?.pointer, "\(pointer)")
        // Among types the set as a whole may be named.
        #expect(named == pointer || pointer.hasPrefix(named + "/"), "\(pointer)")
        places += 1
      }
    }
    try walk(badge, "")
    #expect(places > 60)
  }
}
