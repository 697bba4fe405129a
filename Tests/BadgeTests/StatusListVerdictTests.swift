import CanonicalJSON
import Signing
import Testing

@testable import Badge

/// Threat rows H4 to H8: the list as a credential.
struct StatusListVerdictTests {
  private static let time = Instant.noon

  private func verdict(
    _ lists: JSONValue..., trust: TrustPolicy = TrustPolicy(unvouchedIssuers: .allow)
  ) throws
    -> Verdict
  {
    try Sample.badge(status: Sample.entry()).verdict(lists: lists, trust: trust)
  }

  @Test(arguments: Cryptosuite.made)
  func `A list of any suite is believed, and a changed one is not`(_ suite: Cryptosuite) throws {
    var unsigned = try Sample.unsignedList(set: [Sample.index])
    unsigned["@context"] = unsigned["@context"]?.addingContexts(of: [suite])
    let list = try Sample.sign(unsigned, suite)
    #expect(try verdict(list).statusCode == .revoked)
    var tampered = list
    tampered["credentialSubject"]?["encodedList"] = .string(try StatusBits().encoded())
    #expect(try verdict(tampered).statusCode == .statusListNotVerified)
    var more = list
    more["credentialSubject"]?["unmapped"] = 1
    #expect(try verdict(more).statusCode == .statusListNotVerified)
  }

  @Test func `A list that is past its end is not made young by hiding that`() throws {
    var unsigned = try Sample.unsignedList()
    unsigned["validUntil"] = "2026-11-24T11:00:00Z"
    var list = try Sample.sign(unsigned, .eddsaRDFC2022)
    #expect(try verdict(list).statusCode == .statusListExpired)
    list["validUntil"] = nil
    list["https://www.w3.org/2018/credentials#validUntil"] = [
      "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": "2026-11-24T11:00:00Z",
    ]
    #expect(try verdict(list).statusCode == .statusListNotVerified)
  }

  @Test func `A list that is not there leaves the badge undetermined`() throws {
    #expect(try verdict().statusCode == .statusListMissing)
    #expect(try verdict(Sample.suspensionList()).statusCode == .statusListMissing)
  }

  @Test func `A list without a signature, or with another's, is not believed`() throws {
    let unsigned = try Sample.unsignedList()
    #expect(try verdict(unsigned).statusCode == .statusListInvalid)
    // Signed by another key than its issuer's.
    #expect(try verdict(Sample.sign(unsigned, by: "other")).statusCode == .statusListNotVerified)
    var tampered = try Sample.list(set: [Sample.index])
    tampered["credentialSubject"]?["encodedList"] = .string(try StatusBits().encoded())
    let verdict = try verdict(tampered)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListNotVerified)
  }

  @Test func `A list by another issuer is used only where the trust file names that issuer for it`() throws {
    let list = try Sample.list(by: "other")
    #expect(try verdict(list).statusCode == .statusListNotTheIssuers)
    func policy(_ issuers: [String]) throws -> TrustPolicy {
      let entry = TrustedIssuer(
        id: try Sample.did(), name: "Example University", statusList: StatusListLimits(issuers: issuers))
      return TrustPolicy(trustFile: try TrustFile(name: nil, issuers: [entry]))
    }
    #expect(try verdict(list, trust: policy([Sample.did("third")])).statusCode == .statusListNotTheIssuers)
    #expect(try verdict(list, trust: policy([Sample.did("third"), Sample.did("other")])).outcome == .accepted)
    let set = try Sample.list(set: [Sample.index], by: "other")
    #expect(try verdict(set, trust: policy([Sample.did("other")])).statusCode == .revoked)
  }

  @Test func `A proof of a suite that is not known says nothing`() throws {
    let list = try Sample.list()
    var proof = list["proof"] ?? nil
    proof["cryptosuite"] = "ecdsa-jcs-2019"
    var other = list
    other["proof"] = proof
    #expect(try verdict(other).statusCode == .statusListNotVerified)
    // All have to hold, also those that cannot be checked here.
    #expect(try verdict(list.adding(proof)).statusCode == .statusListNotVerified)
  }

  @Test func `A list with two proofs that hold is believed, also where one is somebody else's`() throws {
    let list = try Sample.list()
    #expect(try verdict(Sample.sign(list, method: Sample.method())).outcome == .accepted)
    #expect(try verdict(Sample.sign(list, by: "other")).outcome == .accepted)
    let unknown = try Sample.sign(list, by: "other", method: "did:web:status.example#key-1")
    #expect(try verdict(unknown).statusCode == .statusListNotVerified)
  }

  @Test func `A list with a proof that does not hold is not believed for the sake of another one`() throws {
    let list = try Sample.list()
    var broken = list["proof"] ?? nil
    broken["created"] = "2026-01-15T09:00:01Z"
    for proofs in [[broken], [broken, list["proof"] ?? nil], [list["proof"] ?? nil, broken]] {
      var changed = list
      changed["proof"] = .array(proofs)
      #expect(try verdict(changed).statusCode == .statusListNotVerified)
    }
  }

  @Test(
    arguments: [
      ("/type", ["VerifiableCredential"]), ("/type", ["BitstringStatusListCredential"]),
      ("/type", "BitstringStatusListCredential"), ("/@context", ["https://www.w3.org/2018/credentials/v1"]),
      ("/credentialSubject", []), ("/credentialSubject", nil), ("/credentialSubject/type", "StatusList2021"),
      ("/credentialSubject/statusPurpose", []), ("/credentialSubject/statusPurpose", 1),
      ("/credentialSubject/statusPurpose", ["revocation", 1]), ("/credentialSubject/ttl", -1),
      ("/credentialSubject/ttl", "300"), ("/credentialSubject/statusSize", 0),
      ("/credentialSubject/encodedList", 0), ("/credentialSubject/encodedList", ["u"]),
    ] as [(String, JSONValue)])
  func `A list of another shape is none`(_ pointer: String, _ value: JSONValue) throws {
    // Signed by hand, where a credential of this shape would not be signed.
    var unsigned = try Sample.unsignedList()
    unsigned[at: pointer] = value
    var list = unsigned
    list["proof"] = try Sample.prove(unsigned, Sample.options(unsigned))
    let verdict = try verdict(list)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListInvalid)
  }

  @Test func `Two subjects do not say which is the list`() throws {
    let subject = try Sample.unsignedList()["credentialSubject"] ?? nil
    let one = try Sample.list { $0["credentialSubject"] = [subject] }
    #expect(try verdict(one).outcome == .accepted)
    let two = try Sample.list { $0["credentialSubject"] = [subject, subject] }
    #expect(try verdict(two).statusCode == .statusListInvalid)
  }

  @Test func `A list is read only from base64 of gzip, with the header of multibase or without`() throws {
    let zeros = try StatusBits().encoded()
    for (text, code) in [
      ("z" + String(zeros.dropFirst()), Reason.Code.statusListEncodingNotSupported), ("u", .statusListInvalid),
      (String(zeros.dropLast(8)), .statusListInvalid), (zeros + "AAAA", .statusListInvalid),
    ] {
      let list = try Sample.list { $0["credentialSubject"]?["encodedList"] = .string(text) }
      #expect(try verdict(list).statusCode == code)
    }
    let bare = try Sample.list { $0["credentialSubject"]?["encodedList"] = .string(String(zeros.dropFirst())) }
    #expect(try verdict(bare).outcome == .accepted)
  }

  @Test func `A list that would expand to a gibibyte is refused at 16 MiB`() throws {
    let zeros = [UInt8](repeating: 0, count: 16 << 20)
    let member = Gzip.compress(zeros.span)
    let bomb = Array(repeatElement(member, count: 64).joined())
    let list = try Sample.list { $0["credentialSubject"]?["encodedList"] = .string("u" + Base64URL.encode(bomb.span)) }
    #expect(try verdict(list).statusCode == .statusListTooLarge)
  }

  @Test func `A text of nothing but values is not read as a list`() throws {
    let values = "[" + String(repeating: "0,", count: 1_100_000) + "0]"
    let list = #"{"id":"https://example.org/status/3","x":"# + values + "}"
    #expect(StatusListStore.identifier(of: Array(list.utf8)) == nil)
    let store = StatusListStore { _ in .found(Array(list.utf8)) }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let verdict = try verifier.verify(Sample.badge(status: Sample.entry()).serialized(), at: .noon)
    #expect(verdict.statusCode == .statusListTooLarge)
  }

  @Test func `A list of 131,064 entries is too short, one of 131,072 is not`() throws {
    func list(_ bytes: Int) throws -> JSONValue {
      try Sample.sign(Sample.unsignedList(bits: StatusBits(bytes: Array(repeating: 0, count: bytes), statusSize: 1)))
    }
    #expect(try verdict(list(16_383)).statusCode == .statusListTooShort)
    #expect(try verdict(list(16_384)).outcome == .accepted)
    #expect(try verdict(list(0)).statusCode == .statusListTooShort)
  }

  @Test func `A shorter list is used where that is allowed for all or for its issuer`() throws {
    let badge = try Sample.badge(status: Sample.entry())
    let list = try Sample.sign(
      Sample.unsignedList(bits: StatusBits(bytes: Array(repeating: 0, count: 12_500), statusSize: 1)))
    func policy(_ minimum: Int?) throws -> TrustPolicy {
      let entry = TrustedIssuer(
        id: try Sample.did(), name: "Example University", statusList: StatusListLimits(minimumLength: minimum))
      return TrustPolicy(trustFile: try TrustFile(name: nil, issuers: [entry]))
    }
    #expect(badge.verdict(lists: [list]).statusCode == .statusListTooShort)
    #expect(badge.verdict(lists: [list], minimumLength: 100_000).outcome == .accepted)
    #expect(badge.verdict(lists: [list], minimumLength: 100_001).statusCode == .statusListTooShort)
    #expect(try badge.verdict(lists: [list], trust: policy(100_000)).outcome == .accepted)
    #expect(try badge.verdict(lists: [list], trust: policy(nil)).statusCode == .statusListTooShort)
    // What is said of one issuer goes before what is said of all.
    #expect(
      try badge.verdict(lists: [list], trust: policy(200_000), minimumLength: 1).statusCode == .statusListTooShort)
  }

  @Test func `The least number counts entries, not bits`() throws {
    var entry = Sample.entry(index: "0")
    entry["statusSize"] = 2
    entry["statusMessage"] = StatusListEntry.json(["a", "b", "c", "d"])
    func verdict(_ bytes: Int) throws -> Verdict {
      let bits = StatusBits(bytes: Array(repeating: 0, count: bytes), statusSize: 2)
      return try Sample.badge(status: entry).verdict(lists: [Sample.sign(Sample.unsignedList(bits: bits))])
    }
    #expect(try verdict(32_768).outcome == .accepted)
    #expect(try verdict(32_767).statusCode == .statusListTooShort)
  }

  @Test func `A list under another identifier is not the one that was asked for`() throws {
    let list = try Sample.list("https://example.org/status/9")
    let store = StatusListStore { _ in .found(list.serialized()) }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let verdict = try verifier.verify(Sample.badge(status: Sample.entry()).serialized(), at: .noon)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListMismatch)
  }

  @Test func `A list without an identifier is the one that it was found as`() throws {
    let list = try Sample.list { $0["id"] = nil }
    let store = StatusListStore { _ in .found(list.serialized()) }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    #expect(try verifier.verify(Sample.badge(status: Sample.entry()).serialized(), at: .noon).outcome == .accepted)
  }

  @Test func `A list holds from its first to its last moment`() throws {
    func verdict(from: String?, until: String?) throws -> Verdict {
      try self.verdict(
        Sample.list {
          $0["validFrom"] = from.map { .string($0) }
          $0["validUntil"] = until.map { .string($0) }
        })
    }
    #expect(try verdict(from: "2026-11-24T12:00:00Z", until: "2026-11-24T12:00:00Z").outcome == .accepted)
    #expect(try verdict(from: "2026-11-24T12:00:01Z", until: nil).statusCode == .statusListNotYetValid)
    #expect(try verdict(from: nil, until: "2026-11-24T11:59:59Z").statusCode == .statusListExpired)
    #expect(try verdict(from: "2026-11-26T12:00:00Z", until: "2026-11-25T12:00:00Z").statusCode == .statusListInvalid)
    let undated = try verdict(from: nil, until: nil)
    #expect(undated.statusText == "not revoked (list without a date)")
  }

  @Test func `A proof of the list that has expired holds no longer`() throws {
    let list = try Sample.sign(Sample.unsignedList()) { $0.expires = Instant.noon.adding(seconds: -1) }
    #expect(try verdict(list).statusCode == .statusListNotVerified)
  }

  @Test func `The trust file says when a list is old and when too old`() throws {
    func verdict(
      warnAge: Int? = nil, refuseAge: Int? = nil, from: JSONValue? = "2026-11-23T08:00:00Z"
    ) throws -> Verdict {
      let limits = StatusListLimits(warnAge: warnAge, refuseAge: refuseAge)
      let entry = TrustedIssuer(id: try Sample.did(), name: "Example University", statusList: limits)
      return try self.verdict(
        Sample.list { $0["validFrom"] = from },
        trust: TrustPolicy(trustFile: TrustFile(name: nil, issuers: [entry])))
    }
    // 28 hours at noon of the next day.
    let age = 28 * 3600
    #expect(try verdict(warnAge: age).statusText == "not revoked (list of 2026-11-23, 1 day old)")
    let old = try verdict(warnAge: age - 1)
    #expect(old.outcome == .accepted)
    #expect(old.statusText == "not revoked (list of 2026-11-23, 1 day old, older than the trust file asks for)")
    #expect(try verdict(refuseAge: age).outcome == .accepted)
    #expect(try verdict(refuseAge: age - 1).statusCode == .statusListStale)
    #expect(try verdict(refuseAge: age, from: nil).statusCode == .statusListStale)
  }

  @Test func `A time to live that has passed is told and refuses nothing`() throws {
    let list = try Sample.list { $0["credentialSubject"]?["ttl"] = 3_600_000 }
    #expect(
      try verdict(list).statusText == "not revoked (list of 2026-11-23, 1 day old, due to be fetched anew)")
    for ttl in [100_800_000, 1e300] as [JSONValue] {
      let fresh = try Sample.list { $0["credentialSubject"]?["ttl"] = ttl }
      #expect(try verdict(fresh).statusText == "not revoked (list of 2026-11-23, 1 day old)")
    }
  }

  @Test func `The status of a list itself is not followed`() throws {
    let itself = try Sample.list { $0["credentialStatus"] = Sample.entry(index: "5") }
    #expect(try verdict(itself).outcome == .accepted)
    let missing = try Sample.list { $0["credentialStatus"] = Sample.entry(list: "https://example.org/99") }
    #expect(try verdict(missing).outcome == .accepted)
    let set = try Sample.list(set: [5]) { $0["credentialStatus"] = Sample.entry(index: "5") }
    #expect(try verdict(set).outcome == .accepted)
  }

  @Test func `A list's own report names each check`() throws {
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    let good = verifier.verifyStatusList(try Sample.list(set: [1, 2]).serialized(), at: .noon)
    #expect(good.isVerified)
    #expect(good.findings.map(\.check) == StatusListVerdict.checks)
    #expect(good.bits?.setCount == 2)
    let late = verifier.verifyStatusList(
      try Sample.list { $0["validUntil"] = "2026-11-24T00:00:00Z" }.serialized(), at: .noon)
    #expect(!late.isVerified)
    #expect(late.findings.first { $0.check == .dates }?.result.reason?.code == .expired)
    #expect(late.bits != nil)
    let none = verifier.verifyStatusList(Array("[]".utf8), at: .noon)
    #expect(none.list == nil)
    #expect(none.findings.count == StatusListVerdict.checks.count)
  }
}
