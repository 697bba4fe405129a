import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct StatusCheckTests {
  private static let both: JSONValue = [Sample.entry(), Sample.suspension()]

  @Test func `A badge without a status cannot be revoked`() throws {
    #expect(try Sample.signedBadge().verdict()[.status].isPassed)
  }

  @Test(
    arguments: [Sample.entry(), [Sample.entry()], both, .array(Array(repeating: Sample.entry(), count: 16))]
      as [JSONValue])
  func `Without lists a badge that can be revoked is undetermined`(_ status: JSONValue) throws {
    let verdict = try Sample.badge(status: status).verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusNotChecked)
    #expect(verdict[.status].reason?.pointer?.hasPrefix("/credentialStatus") == true)
  }

  @Test func `A badge whose bits are clear is accepted, by the lists of that day`() throws {
    let badge = try Sample.badge(status: Self.both)
    let verdict = try badge.verdict(lists: [Sample.list(set: [70_000, 70_002]), Sample.suspensionList()])
    #expect(verdict.outcome == .accepted)
    #expect(verdict.statusText == "not revoked, not suspended (list of 2026-11-23, 1 day old)")
    #expect(verdict.statuses.map(\.value) == [0, 0])
    #expect(verdict.statuses.map(\.index) == ["70001", "70001"])
    #expect(verdict.statuses.map(\.list) == [Sample.listURL, Sample.suspensionURL])
    #expect(verdict.statuses.map(\.purpose) == [.revocation, .suspension])
    #expect(verdict.statuses.map(\.listValidFrom) == [Sample.listDate, Sample.listDate])
  }

  @Test func `Every entry is looked at, and revoked comes before suspended`() throws {
    let clear = [try Sample.list(), try Sample.suspensionList()]
    let set = [try Sample.list(set: [Sample.index]), try Sample.suspensionList(set: [Sample.index])]
    for status in [Self.both, [Sample.suspension(), Sample.entry()]] as [JSONValue] {
      let badge = try Sample.badge(status: status)
      #expect(badge.verdict(lists: clear).outcome == .accepted)
      #expect(badge.verdict(lists: [set[0], clear[1]]).statusCode == .revoked)
      #expect(badge.verdict(lists: [clear[0], set[1]]).statusCode == .suspended)
      #expect(badge.verdict(lists: set).statusCode == .revoked)
      #expect(badge.verdict(lists: set).outcome == .rejected)
    }
  }

  @Test func `The bit is the one of the index, at all sixteen places of two bytes`() throws {
    for index in 0..<16 {
      let badge = try Sample.badge(status: Sample.entry(index: "\(index)"))
      #expect(try badge.verdict(lists: [Sample.list(set: [index])]).statusCode == .revoked)
      let others = (0..<16).filter { $0 != index }
      #expect(try badge.verdict(lists: [Sample.list(set: others)]).outcome == .accepted)
    }
  }

  @Test func `A set bit decides whatever is unclear or wrong besides`() throws {
    let set = try Sample.list(set: [Sample.index])
    let unknown: JSONValue = ["id": "https://example.org/s", "type": "ExampleStatus"]
    let missing = Sample.entry(list: "https://example.org/status/99")
    let malformed = Sample.entry(index: "5abc")
    for other in [unknown, missing, malformed, Sample.entry(index: "131072")] {
      for status in [[other, Sample.entry()], [Sample.entry(), other]] as [JSONValue] {
        let badge = try Sample.badge(status: status)
        #expect(badge.verdict(lists: [set]).statusCode == .revoked)
        #expect(try badge.verdict(lists: [Sample.list()]).outcome != .accepted)
      }
    }
  }

  @Test(arguments: ["ExampleStatus", "CredentialStatusList2017", "RevocationBitmap2022", "bitstringStatusListEntry"])
  func `A status of an unknown type beside a clear one is undetermined`(_ type: String) throws {
    for withEntry in [false, true] {
      let other: JSONValue = ["id": "https://example.org/s", "type": .string(type)]
      let badge = try Sample.badge(status: withEntry ? [other, Sample.entry()] : other)
      let verdict = try badge.verdict(lists: [Sample.list()])
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.statusCode == .statusTypeNotSupported)
    }
  }

  @Test(
    arguments: [
      "5abc", "-1", "-0", "+5", " 5", "5 ", "5\n", "5e0", "5.0", "0x5", "1_000", "\u{665}", "\u{FF15}", "5\u{301}", "",
      "05", "00", "0100", "one",
    ])
  func `An index in another form than plain decimal digits is refused`(_ index: String) throws {
    let badge = try Sample.badge(status: Sample.entry(index: index))
    for lists in [[], [try Sample.list()]] {
      let verdict = badge.verdict(lists: lists)
      #expect(verdict.outcome == .rejected)
      #expect(verdict.statusCode == .statusEntryInvalid)
      #expect(verdict[.status].reason?.pointer == "/credentialStatus/statusListIndex")
    }
  }

  @Test(
    arguments: [
      "131072", "4294967301", "9223372036854775808", "18446744073709551615", "18446744073709551616",
      "18446744073709551621", "1" + String(repeating: "0", count: 1000),
    ])
  func `An index beyond the list is undetermined, and never wraps around`(_ index: String) throws {
    let badge = try Sample.badge(status: Sample.entry(index: index))
    let verdict = try badge.verdict(lists: [Sample.list()])
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusIndexOutOfRange)
  }

  @Test(
    arguments: [
      ("statusListIndex", 5.5), ("statusListIndex", -5), ("statusListIndex", 1e300), ("statusListIndex", nil),
      ("statusListIndex", true), ("statusListIndex", ["5"]), ("statusListCredential", "status/3"),
      ("statusListCredential", ["https://example.org/status/3"]), ("statusPurpose", ["revocation"]),
      ("statusPurpose", ""), ("statusPurpose", 1), ("statusSize", 0), ("statusSize", -1), ("statusSize", "1"),
      ("statusSize", 1.5), ("statusSize", 64), ("statusSize", 1e300), ("statusMessage", []),
      ("statusMessage", ["a", "b"]), ("statusMessage", [["status": "0x0", "message": "a"]]),
      ("statusReference", "no url"), ("id", "https://example.org/status/3"),
    ] as [(String, JSONValue)])
  func `A malformed entry is wrong in the badge itself`(_ name: String, _ value: JSONValue) throws {
    var entry = Sample.entry()
    entry[name] = value
    let verdict = try Sample.badge(status: entry).verdict(lists: [Sample.list()])
    #expect(verdict.outcome == .rejected)
    #expect(verdict.statusCode == .statusEntryInvalid)
    #expect(verdict[.status].reason?.pointer == "/credentialStatus/\(name)")
  }

  @Test func `An index that is a number is the same index as its digits`() throws {
    var entry = Sample.entry()
    entry["statusListIndex"] = .number(Double(Sample.index))
    let badge = try Sample.badge(status: entry)
    #expect(try badge.verdict(lists: [Sample.list(set: [Sample.index])]).statusCode == .revoked)
    let clear = try badge.verdict(lists: [Sample.list(set: [Sample.index - 1, Sample.index + 1])])
    #expect(clear.outcome == .accepted)
    #expect(clear.statuses.first?.index == "\(Sample.index)")
    entry["statusListIndex"] = 131_072
    #expect(try Sample.badge(status: entry).verdict(lists: [Sample.list()]).statusCode == .statusIndexOutOfRange)
  }

  @Test(arguments: ["70001.0", "7.0001e4", "70001e0", "7e4", "-0", "9007199254740994"])
  func `A number is an index where it is digits and exact`(_ number: String) throws {
    var entry = Sample.entry()
    entry["statusListIndex"] = .number(Double(number) ?? 0)
    let badge = try Sample.badge(status: entry)
    // The same numbers are hashed, whatever their spelling, so the signature holds.
    let text = String(decoding: badge.serialized(), as: UTF8.self)
    let plain = number == "-0" ? "0" : number.contains("9007") ? number : number == "7e4" ? "70000" : "70001"
    try #require(text.contains("\"statusListIndex\":\(plain)"))
    let spelled = text.replacing("\"statusListIndex\":\(plain)", with: "\"statusListIndex\":\(number)")
    let store = StatusListStore([try Sample.list().serialized()])
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
      .verify(Array(spelled.utf8), at: .noon)
    #expect(verdict[.signature].isPassed)
    #expect(verdict.statusCode == .statusEntryInvalid)
  }

  @Test func `An entry of several bits needs its messages`() throws {
    var entry = Sample.entry()
    entry["statusSize"] = 2
    #expect(try Sample.badge(status: entry).verdict(lists: [Sample.list()]).statusCode == .statusEntryInvalid)
    entry["statusMessage"] = StatusListEntry.json(["a", "b"])
    #expect(try Sample.badge(status: entry).verdict(lists: [Sample.list()]).statusCode == .statusEntryInvalid)
  }

  @Test(arguments: ["statusListIndex", "statusListCredential", "statusPurpose"])
  func `An entry without what it needs is wrong`(_ name: String) throws {
    var entry = Sample.entry()
    entry[name] = nil
    #expect(try Sample.badge(status: entry).verdict(lists: [Sample.list()]).statusCode == .statusEntryInvalid)
  }

  @Test(
    arguments: [nil, "https://example.org/1", [], 0, [nil], [["id": "https://example.org/1"]], [[]]] as [JSONValue])
  func `A status of another shape is no way round the check`(_ status: JSONValue) throws {
    var badge = try Sample.badge()
    badge["credentialStatus"] = status
    let document = try JSONDocument(badge)
    #expect(throws: Reason.self) { try CredentialModel(document) }
  }

  @Test func `Seventeen entries are too many`() throws {
    var badge = try Sample.badge()
    badge["credentialStatus"] = .array(Array(repeating: ["type": "Unknown"], count: 17))
    #expect(badge.verdict()[.model].reason?.code == .tooManyEntries)
  }

  // MARK: purposes and sizes

  @Test func `A list has to be for the purpose of the entry`() throws {
    let badge = try Sample.badge(status: Sample.entry())
    #expect(try badge.verdict(lists: [Sample.list(purpose: "suspension")]).statusCode == .statusListMismatch)
    #expect(try badge.verdict(lists: [Sample.list(purpose: ["suspension", "revocation"])]).outcome == .accepted)
    let set = try Sample.list(purpose: ["suspension", "revocation"], set: [Sample.index])
    #expect(badge.verdict(lists: [set]).statusCode == .revoked)
  }

  @Test func `A purpose that nobody knows is undetermined, set or clear`() throws {
    let badge = try Sample.badge(status: Sample.entry("audit"))
    for set in [[], [Sample.index]] {
      let verdict = try badge.verdict(lists: [Sample.list(purpose: "audit", set: set)])
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.statusCode == .statusPurposeNotSupported)
    }
  }

  @Test func `A newer badge is told and invalidates nothing`() throws {
    let badge = try Sample.badge(status: [Sample.entry(), Sample.entry("refresh", list: Sample.suspensionURL)])
    let clear = try badge.verdict(
      lists: [Sample.list(), Sample.list(Sample.suspensionURL, purpose: "refresh")])
    #expect(clear.statusText == "not revoked (list of 2026-11-23, 1 day old)")
    let set = try badge.verdict(
      lists: [Sample.list(), Sample.list(Sample.suspensionURL, purpose: "refresh", set: [Sample.index])])
    #expect(set.outcome == .accepted)
    #expect(
      set.statusText
        == "not revoked, a newer badge can be had from its refresh service (list of 2026-11-23, 1 day old)")
  }

  @Test func `A message is told by its value, and its words are for software`() throws {
    var entry = Sample.entry("message")
    entry["statusSize"] = 2
    entry["statusMessage"] = StatusListEntry.json(["pending", "accepted", "rejected", "undefined"])
    var bits = try StatusBits(statusSize: 2)
    bits.set(2, at: Sample.index)
    bits.set(3, at: Sample.index + 1)
    let list = try Sample.sign(Sample.unsignedList(purpose: "message", bits: bits))
    let verdict = try Sample.badge(status: entry).verdict(lists: [list])
    #expect(verdict.outcome == .accepted)
    #expect(verdict.statusText == "its message is 0x2 (list of 2026-11-23, 1 day old)")
    #expect(verdict.statuses.first?.message == "rejected")
  }

  @Test func `Of several bits any value but 0 revokes`() throws {
    var entry = Sample.entry()
    entry["statusSize"] = 3
    entry["statusMessage"] = StatusListEntry.json((0..<8).map { "\($0)" })
    let badge = try Sample.badge(status: entry)
    for value in 0..<8 as Range<UInt32> {
      var bits = try StatusBits(statusSize: 3)
      bits.set(7, at: Sample.index - 1)
      bits.set(value, at: Sample.index)
      bits.set(7, at: Sample.index + 1)
      let verdict = badge.verdict(lists: [try Sample.sign(Sample.unsignedList(bits: bits))])
      #expect(verdict.outcome == (value == 0 ? .accepted : .rejected))
      #expect(verdict.statuses.first?.value == value)
    }
  }

  @Test func `A list that says another size than the entry is not used`() throws {
    let list = try Sample.list { $0["credentialSubject"]?["statusSize"] = 2 }
    #expect(try Sample.badge(status: Sample.entry()).verdict(lists: [list]).statusCode == .statusListMismatch)
  }

  // MARK: the same for every worker

  @Test func `What a worker remembers changes no verdict`() throws {
    let lists = [
      try Sample.list(set: [5]), try Sample.suspensionList(set: [6]),
      try Sample.list("https://example.org/status/5", by: "other"),
    ]
    var badges: [JSONValue] = []
    for index in [4, 5, 6, 131_072] {
      badges.append(try Sample.badge(status: [Sample.entry(index: "\(index)"), Sample.suspension(index: "\(index)")]))
      badges.append(try Sample.badge(status: Sample.entry(index: "\(index)")))
      badges.append(try Sample.badge(status: Sample.entry(list: "https://example.org/status/5", index: "\(index)")))
    }
    var other = try Sample.badge(issuer: Sample.did("other"))
    other["credentialStatus"] = Sample.entry(list: "https://example.org/status/5")
    badges.append(try Sample.sign(other, by: "other"))
    other["credentialStatus"] = Sample.entry()
    badges.append(try Sample.sign(other, by: "other"))
    for k in 0..<20 {
      badges.append(try Sample.badge(status: Sample.entry(list: "https://example.org/missing/\(k)")))
    }

    let store = StatusListStore(lists.map { $0.serialized() })
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let fresh = badges.map { VerdictReport.bytes(verifier.verify($0.serialized(), at: .noon)) }
    var scratch = VerifierScratch()
    var random = SplitMix(seed: 3)
    for _ in 0..<5 {
      for k in badges.indices.shuffled(using: &random) {
        let verdict = verifier.verify(badges[k].serialized(), at: .noon, using: &scratch)
        #expect(VerdictReport.bytes(verdict) == fresh[k])
      }
    }
  }

  @Test func `A worker's storage serves several verifiers and times`() throws {
    let badge = try Sample.badge(status: Sample.entry()).serialized()
    func verifier(_ list: JSONValue) -> Verifier {
      Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: StatusListStore([list.serialized()]))
    }
    let clear = verifier(try Sample.list { $0["validUntil"] = "2026-12-01T00:00:00Z" })
    let set = verifier(try Sample.list(set: [Sample.index]))
    let later = Instant("2026-12-02T00:00:00Z" as StaticString)
    var scratch = VerifierScratch()
    for _ in 0..<3 {
      #expect(clear.verify(badge, at: .noon, using: &scratch).outcome == .accepted)
      #expect(set.verify(badge, at: .noon, using: &scratch).statusCode == .revoked)
      #expect(clear.verify(badge, at: later, using: &scratch).statusCode == .statusListExpired)
    }
  }
}
