import CanonicalJSON
import Testing

@testable import Badge

/// The revocation list of 1EdTech, which nobody signs. Threat rows H3 to H5.
struct RevokedCredentialsTests {
  private static let url = "https://example.org/revocations"
  private static let id = "urn:uuid:11111111-2222-4333-8444-555555555555"
  private static let entry: JSONValue = ["id": .string(url), "type": "1EdTechRevocationList"]
  private static let retrieved = Instant("2026-11-22T12:00:00Z" as StaticString)

  private static func list(
    _ entries: JSONValue, named name: String = "revokedCredential", id: String? = url
  ) throws -> JSONValue {
    var list: JSONValue = ["issuer": .string(try Sample.did())]
    if let id { list["id"] = .string(id) }
    list[name] = entries
    return list
  }

  private static func revoked(_ id: String = id, _ revoked: JSONValue? = nil) -> JSONValue {
    var entry: JSONValue = ["id": .string(id), "revocationReason": "Issued in error."]
    if let revoked { entry["revoked"] = revoked }
    return entry
  }

  /// The verdict on a badge with the entry, by a list that was fetched from its URL.
  private func verdict(
    _ list: JSONValue, status: JSONValue = entry, trust: TrustPolicy = TrustPolicy(unvouchedIssuers: .allow),
    at date: Instant? = retrieved, _ change: (inout JSONValue) -> Void = { _ in }
  ) throws -> Verdict {
    var badge = try Sample.badge()
    badge["credentialStatus"] = status
    change(&badge)
    let store = StatusListStore { url in
      url == Array(Self.url.utf8) ? .retrieved(list.serialized(), at: date) : .missing
    }
    // Signed by hand: what is malformed is signed by nobody else.
    badge["proof"] = try Sample.prove(badge, Sample.options(badge))
    return Verifier(trust: trust, statusLists: store).verify(badge.serialized(), at: .noon)
  }

  @Test func `A badge that is not in a list fetched from its URL is accepted, and one that is in it is revoked`() throws
  {
    let clear = try verdict(Self.list([]))
    #expect(clear.outcome == .accepted)
    #expect(clear.statusText == "not revoked (list fetched on 2026-11-22, 2 days old)")
    #expect(clear.statuses.first?.value == 0)
    #expect(clear.statuses.first?.index == nil)
    #expect(clear.statuses.first?.listRetrieved == Self.retrieved)
    #expect(try verdict(Self.list([Self.revoked("urn:uuid:other")])).outcome == .accepted)
    let revoked = try verdict(Self.list([Self.revoked("urn:uuid:other"), Self.revoked()]))
    #expect(revoked.outcome == .rejected)
    #expect(revoked.statusCode == .revoked)
    #expect(revoked[.status].reason?.pointer == "/credentialStatus")
  }

  @Test func `A badge that an earlier list had revoked is not good again`() throws {
    let before = StatusListSnapshot(
      content: try Self.list([Self.revoked()]).serialized(), retrieved: Instant("2026-11-01T00:00:00Z" as StaticString))
    let now = StatusListSnapshot(content: try Self.list([]).serialized(), retrieved: Self.retrieved)
    var badge = try Sample.badge()
    badge["credentialStatus"] = Self.entry
    badge["proof"] = try Sample.prove(badge, Sample.options(badge))
    for (snapshots, code) in [
      ([before, now], Reason.Code.statusListContradictory), ([now], nil), ([before], .revoked),
    ] {
      let store = StatusListStore { url in url == Array(Self.url.utf8) ? .snapshots(snapshots) : .missing }
      let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
      #expect(verifier.verify(badge.serialized(), at: .noon).statusCode == code)
    }
  }

  @Test(arguments: ["revokedCredential", "revokedCredentials"])
  func `Both names of the member are read, with an array or one object`(_ name: String) throws {
    for entries in [[Self.revoked()], Self.revoked()] as [JSONValue] {
      #expect(try verdict(Self.list(entries, named: name)).statusCode == .revoked)
    }
    // One name cannot hide what stands under the other.
    for (empty, full) in [
      ("revokedCredential", "revokedCredentials"), ("revokedCredentials", "revokedCredential"),
    ] {
      var list = try Self.list([], named: empty)
      list[full] = [Self.revoked()]
      #expect(try verdict(list).statusCode == .revoked)
    }
  }

  @Test func `An entry that says false revokes nothing, unless another one does`() throws {
    #expect(try verdict(Self.list([Self.revoked(Self.id, true)])).statusCode == .revoked)
    #expect(try verdict(Self.list([Self.revoked(Self.id, false)])).outcome == .accepted)
    for entries in [[Self.revoked(), Self.revoked(Self.id, false)], [Self.revoked(Self.id, false), Self.revoked()]] {
      #expect(try verdict(Self.list(.array(entries))).statusCode == .revoked)
    }
  }

  @Test(
    arguments: [
      ["text"], [[:]], [["id": 5]], [["id": "urn:a", "revoked": "true"]], [["id": "urn:a", "revoked": nil]],
      [["id": "urn:a", "revoked": 1]], "text", 5, nil, true,
    ] as [JSONValue])
  func `A malformed list is not believed`(_ entries: JSONValue) throws {
    let verdict = try verdict(Self.list(entries))
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListInvalid)
  }

  @Test func `A list that nobody vouches for is not believed, whether it has the badge or not`() throws {
    for entries in [[], [Self.revoked()]] as [JSONValue] {
      let list = try Self.list(entries)
      let badge = try Sample.badge(status: Self.entry)
      let verdict = badge.verdict(lists: [list])
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.statusCode == .statusListNotSigned)
    }
  }

  @Test func `The list is by the badge's issuer, or by one that the trust file names for its lists`() throws {
    var list = try Self.list([])
    list["issuer"] = .string(try Sample.did("other"))
    let verdict = try verdict(list)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListNotTheIssuers)
    list["issuer"] = nil
    #expect(try self.verdict(list).statusCode == .statusListInvalid)
    list["issuer"] = ["id": .string(try Sample.did()), "type": "Profile"]
    #expect(try self.verdict(list).outcome == .accepted)
  }

  @Test func `Entry and list are of one kind`() throws {
    var bits = Sample.entry()
    bits["statusListCredential"] = .string(Self.url)
    #expect(try verdict(Self.list([]), status: bits).statusCode == .statusListMismatch)
    #expect(try verdict(Sample.list(Self.url)).statusCode == .statusListMismatch)
  }

  @Test func `A badge without an identifier cannot have such a status`() throws {
    let verdict = try verdict(Self.list([])) { $0["id"] = nil }
    #expect(verdict.outcome == .rejected)
  }

  @Test(arguments: [nil, "revocations", 5, ["https://example.org/revocations"]] as [JSONValue])
  func `An entry without the URL of its list is malformed`(_ id: JSONValue) throws {
    var entry = Self.entry
    entry["id"] = id == nil ? nil : id
    let verdict = try verdict(Self.list([]), status: entry)
    #expect(verdict.outcome == .rejected)
  }

  @Test func `The other name that a list has for itself is told`() throws {
    let verdict = try verdict(Self.list([], id: "https://example.org/v2/revocations"))
    #expect(verdict.outcome == .accepted)
    #expect(verdict.statuses.first?.listID == "https://example.org/v2/revocations")
    #expect(
      verdict.statusText?.hasSuffix(
        "; the list fetched from 'https://example.org/revocations' calls itself 'https://example.org/v2/revocations'")
        ?? false)
    #expect(try self.verdict(Self.list([], id: nil)).outcome == .accepted)
  }

  @Test func `Where the age of lists is limited, the time of fetching counts, and one without is refused`() throws {
    let limits = StatusListLimits(refuseAge: 3 * 86400)
    let issuer = try TrustedIssuer(id: Sample.did(), name: "Example University", statusList: limits)
    let trust = TrustPolicy(trustFile: try TrustFile(name: "t", issuers: [issuer]))
    #expect(try verdict(Self.list([]), trust: trust).outcome == .accepted)
    let old = Instant("2026-11-20T12:00:00Z" as StaticString)
    #expect(try verdict(Self.list([]), trust: trust, at: old).statusCode == .statusListStale)
    #expect(try verdict(Self.list([]), trust: trust, at: nil).statusCode == .statusListStale)
  }

  @Test func `A set bit of another entry decides beside it, in any order`() throws {
    let suspended = try Sample.list(Self.url + "/bits", set: [Sample.index])
    let clear = try Self.list([])
    for status in [
      [Self.entry, Sample.entry(list: Self.url + "/bits")], [Sample.entry(list: Self.url + "/bits"), Self.entry],
    ] as [JSONValue] {
      let store = StatusListStore { url in
        url == Array(Self.url.utf8)
          ? .retrieved(clear.serialized(), at: nil) : .retrieved(suspended.serialized(), at: nil)
      }
      let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
      #expect(verifier.verify(try Sample.badge(status: status).serialized(), at: .noon).statusCode == .revoked)
    }
  }

  @Test func `What is no such list is left to others`() throws {
    for text in [#"{"a":"revokedCredential"}"#, #"{"revokedCredential":[],"credentialSubject":{}}"#, "[]", "{", ""] {
      #expect(try RevokedCredentials(parsing: Array(text.utf8)) == nil)
    }
  }
}

/// A list under another URL than its own. Threat row H5.
struct RetrievedListTests {
  private static let other = "https://example.org/status/v2/3"

  private func verdict(_ lookup: @escaping @Sendable ([UInt8]) -> StatusListStore.Lookup) throws -> Verdict {
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: StatusListStore(find: lookup))
    return verifier.verify(try Sample.badge(status: Sample.entry()).serialized(), at: .noon)
  }

  @Test func `A signed list with another id is used where somebody vouches for the URL, and told`() throws {
    let list = try Sample.list { $0["id"] = .string(Self.other) }.serialized()
    let found = try verdict { _ in .found(list) }
    #expect(found.outcome == .undetermined)
    #expect(found.statusCode == .statusListMismatch)
    let retrieved = try verdict { _ in .retrieved(list, at: nil) }
    #expect(retrieved.outcome == .accepted)
    #expect(retrieved.statuses.first?.listID == Self.other)
    #expect(retrieved.statusText?.contains("calls itself '\(Self.other)'") ?? false)
    let report = VerdictReport(retrieved, of: .init(name: "a", sha256: nil), at: .noon)
    #expect(String(decoding: report.pretty(), as: UTF8.self).contains("\"listId\": \"\(Self.other)\""))
    let set = try Sample.list(set: [Sample.index]) { $0["id"] = .string(Self.other) }.serialized()
    #expect(try verdict { _ in .retrieved(set, at: nil) }.statusCode == .revoked)
  }

  @Test func `Vouching for the URL makes no list another's, and no forged one good`() throws {
    let others = try Sample.list(by: "other") { $0["id"] = .string(Self.other) }.serialized()
    #expect(try verdict { _ in .retrieved(others, at: nil) }.statusCode == .statusListNotTheIssuers)
    var forged = try Sample.list(set: [Sample.index])
    forged["credentialSubject"]?["encodedList"] = .string(try StatusBits().encoded())
    let bytes = forged.serialized()
    #expect(try verdict { _ in .retrieved(bytes, at: nil) }.statusCode == .statusListNotVerified)
    let suspension = try Sample.suspensionList().serialized()
    #expect(try verdict { _ in .retrieved(suspension, at: nil) }.statusCode == .statusListMismatch)
  }

  @Test func `A list's own date counts before that of its fetching`() throws {
    let list = try Sample.list().serialized()
    let verdict = try verdict { _ in .retrieved(list, at: .noon) }
    #expect(verdict.statusText == "not revoked (list of 2026-11-23, 1 day old)")
    #expect(verdict.statuses.first?.listRetrieved == .noon)
    #expect(verdict.statuses.first?.listID == nil)
  }
}
