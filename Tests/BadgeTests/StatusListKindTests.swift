import CanonicalJSON
import Signing
import Testing

@testable import Badge

/// Status List 2021 beside Bitstring Status List. Threat rows H1 to H5, as far as they touch the older form.
struct StatusListKindTests {
  private static let index = Sample.index

  private static func entry(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
    var entry = Sample.entry()
    entry["type"] = "StatusList2021Entry"
    change(&entry)
    return entry
  }

  /// The base64 text of a list, as the older specification has it.
  private static func encoded(_ indexes: [Int], length: Int = StatusBits.minimumLength) throws -> String {
    var bits = StatusBits(bytes: Array(repeating: 0, count: length / 8), statusSize: 1)
    for index in indexes { bits.set(1, at: index) }
    return String(bits.encoded().dropFirst())
  }

  private static func list(
    set indexes: [Int] = [], of model: DataModel = .version1, by label: String = "issuer",
    _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> JSONValue {
    try Sample.list(set: indexes, by: label) { list in
      list["type"] = ["VerifiableCredential", "StatusList2021Credential"]
      list["credentialSubject"]?["type"] = "StatusList2021"
      list["credentialSubject"]?["encodedList"] = .string(try encoded(indexes))
      if model == .version1 {
        list["@context"] = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1"]
        list["issuanceDate"] = list["validFrom"]
        list["validFrom"] = nil
      }
      try change(&list)
    }
  }

  private func verdict(_ entry: JSONValue = entry(), _ lists: JSONValue...) throws -> Verdict {
    try Sample.badge(status: entry).verdict(lists: lists)
  }

  @Test(arguments: [DataModel.version1, .version2])
  func `A list of 2021 is read, of either data model`(_ model: DataModel) throws {
    let clear = try verdict(Self.entry(), Self.list(of: model))
    #expect(clear.outcome == .accepted)
    #expect(clear.statusText == "not revoked (list of 2026-11-23, 1 day old)")
    let set = try verdict(Self.entry(), Self.list(set: [Self.index], of: model))
    #expect(set.outcome == .rejected)
    #expect(set.statusCode == .revoked)
    #expect(
      try verdict(Self.entry(), Self.list(set: [Self.index - 1, Self.index + 1], of: model)).outcome == .accepted)
  }

  @Test func `Index 0 is the most significant bit of the first byte`() throws {
    for index in 0..<16 {
      let entry = Self.entry { $0["statusListIndex"] = .string("\(index)") }
      #expect(try verdict(entry, Self.list(set: [index])).statusCode == .revoked)
      let others = (0..<16).filter { $0 != index }
      #expect(try verdict(entry, Self.list(set: others)).outcome == .accepted)
    }
  }

  @Test func `A suspension is read as a revocation is`() throws {
    let entry = Self.entry { $0["statusPurpose"] = "suspension" }
    let list = try Self.list(set: [Self.index]) { $0["credentialSubject"]?["statusPurpose"] = "suspension" }
    #expect(try verdict(entry, list).statusCode == .suspended)
    #expect(try verdict(entry, Self.list()).statusCode == .statusListMismatch)
  }

  @Test(arguments: ["refresh", "message", "other"])
  func `A purpose that 2021 does not have is undetermined`(_ purpose: String) throws {
    let entry = Self.entry { $0["statusPurpose"] = .string(purpose) }
    let list = try Self.list { $0["credentialSubject"]?["statusPurpose"] = .string(purpose) }
    #expect(try verdict(entry, list).outcome == .undetermined)
  }

  @Test func `Entry and list are of one kind`() throws {
    #expect(try verdict(Self.entry(), Sample.list()).statusCode == .statusListMismatch)
    #expect(try verdict(Sample.entry(), Self.list()).statusCode == .statusListMismatch)
    for set in [true, false] {
      let list = try Self.list(set: set ? [Self.index] : []) {
        $0["credentialSubject"]?["type"] = "BitstringStatusList"
      }
      #expect(try verdict(Self.entry(), list).statusCode == .statusListInvalid)
    }
    // What one badge was told of a list is not told to one with an entry of the other kind.
    var scratch = VerifierScratch()
    let store = StatusListStore([try Self.list().serialized()])
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    for (entry, isGood) in [(Self.entry(), true), (Sample.entry(), false), (Self.entry(), true)] {
      let badge = try Sample.badge(status: entry)
      #expect((verifier.verify(badge.serialized(), at: .noon, using: &scratch).outcome == .accepted) == isGood)
    }
  }

  @Test func `An entry of both types is one of the Recommendation's`() throws {
    let entry = Self.entry { $0["type"] = ["StatusList2021Entry", "BitstringStatusListEntry"] }
    #expect(try verdict(entry, Sample.list()).outcome == .accepted)
    #expect(try verdict(entry, Self.list()).outcome == .undetermined)
  }

  @Test func `The list is base64 of either alphabet, with padding or without, or multibase`() throws {
    // Many bits make all characters likely.
    let indexes = (0..<3000).map { $0 * 43 % 131_072 }.filter { $0 != Self.index }
    let url = try Self.encoded(indexes)
    #expect(url.contains("-") && url.contains("_"))
    let standard = url.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - url.utf8.count % 4) % 4)
    func outcome(_ text: String) throws -> Verdict.Outcome {
      let list = try Self.list { $0["credentialSubject"]?["encodedList"] = .string(text) }
      return try verdict(Self.entry(), list).outcome
    }
    for text in [url, url + padding, standard, standard + padding, "u" + url] {
      #expect(try outcome(text) == .accepted, "\(text.prefix(8))")
    }
    let mixed = url.replacing("-", with: "+")
    for text in [mixed, "u" + standard, "u" + url + "=", url + "====", url + "=", "=" + url, " " + url, url + "\n", ""]
    {
      if text == url + padding { continue }
      #expect(try outcome(text) == .undetermined, "\(text.prefix(8))")
    }
  }

  @Test func `A list that is short, unsigned, another's, expired or not yet valid is not believed`() throws {
    let short = try Self.list { list in
      list["credentialSubject"]?["encodedList"] = .string(try Self.encoded([], length: 131_064))
    }
    #expect(try verdict(Self.entry(), short).statusCode == .statusListTooShort)
    var unsigned = try Self.list()
    unsigned["proof"] = nil
    #expect(try verdict(Self.entry(), unsigned).statusCode == .statusListInvalid)
    #expect(try verdict(Self.entry(), Self.list(by: "other")).statusCode == .statusListNotTheIssuers)
    let expired = try Self.list { $0["expirationDate"] = "2026-11-24T00:00:00Z" }
    #expect(try verdict(Self.entry(), expired).statusCode == .statusListExpired)
    let future = try Self.list { $0["issuanceDate"] = "2026-11-25T00:00:00Z" }
    #expect(try verdict(Self.entry(), future).statusCode == .statusListNotYetValid)
    // The examples have no issuanceDate, the data model demands it.
    var dateless = try Self.list()
    dateless["proof"] = nil
    dateless["issuanceDate"] = nil
    dateless["issued"] = "2026-11-23T08:00:00Z"
    dateless = dateless.adding(try Sample.prove(dateless, Sample.options(dateless)))
    #expect(try verdict(Self.entry(), dateless).statusCode == .statusListInvalid)
  }

  @Test(arguments: ["5abc", "-1", " 5", "5e0", "+5", "\u{665}", "05"])
  func `An index is decimal digits`(_ index: String) throws {
    let entry = Self.entry { $0["statusListIndex"] = .string(index) }
    #expect(try verdict(entry, Self.list()).statusCode == .statusEntryInvalid)
  }

  @Test func `An index beyond the list, of any length, is undetermined`() throws {
    for index in ["131072", "4294967301", "18446744073709551621"] {
      let entry = Self.entry { $0["statusListIndex"] = .string(index) }
      #expect(try verdict(entry, Self.list()).statusCode == .statusIndexOutOfRange)
    }
  }

  @Test func `A set bit of either kind decides, whatever stands beside it`() throws {
    let unknown: JSONValue = ["id": "https://example.org/s", "type": "CredentialStatusList2017"]
    let set = try Self.list(set: [Self.index])
    for status in [[unknown, Self.entry()], [Self.entry(), unknown]] as [JSONValue] {
      #expect(try Sample.badge(status: status).verdict(lists: [set]).statusCode == .revoked)
      let clear = try Sample.badge(status: status).verdict(lists: [Self.list()])
      #expect(clear.statusCode == .statusTypeNotSupported)
      #expect(clear[.status].reason?.message.contains("CredentialStatusList2017") ?? false)
    }
  }

  @Test func `The verdict on a list by itself says its kind`() throws {
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    let verdict = verifier.verifyStatusList(try Self.list(set: [1, 2]).serialized(), at: .noon)
    #expect(verdict.isVerified)
    #expect(verdict.bits?.setCount == 2)
    #expect(verdict.findings[1].result == .passed("a status list of Status List 2021"))
    #expect(verdict.list?.validFrom == Sample.listDate)
  }
}

/// Revocation List 2020, the oldest of the three. Threat rows H1 to H5.
struct RevocationList2020Tests {
  private static let url = "https://example.org/status/5"

  private static func entry(
    index: JSONValue = .string("\(Sample.index)"), _ change: (inout JSONValue) -> Void = { _ in }
  ) -> JSONValue {
    var entry: JSONValue = [
      "id": .string(url + "#\(Sample.index)"), "type": "RevocationList2020Status", "revocationListIndex": index,
      "revocationListCredential": .string(url),
    ]
    change(&entry)
    return entry
  }

  private static func list(
    set indexes: [Int] = [], by label: String = "issuer", _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> JSONValue {
    try Sample.list(url, set: indexes, by: label) { list in
      var bits = try StatusBits()
      for index in indexes { bits.set(1, at: index) }
      list["@context"] = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc-revocation-list-2020/v1"]
      list["type"] = ["VerifiableCredential", "RevocationList2020Credential"]
      list["issuanceDate"] = list["validFrom"]
      list["validFrom"] = nil
      list["credentialSubject"] = [
        "id": .string(url + "#list"), "type": "RevocationList2020",
        "encodedList": .string(String(bits.encoded().dropFirst())),
      ]
      try change(&list)
    }
  }

  private func verdict(_ entry: JSONValue = entry(), _ lists: JSONValue...) throws -> Verdict {
    try Sample.badge(status: entry).verdict(lists: lists)
  }

  @Test(arguments: [.string("\(Sample.index)"), .number(Double(Sample.index))] as [JSONValue])
  func `A list of 2020 is read, by an index that is a string or a number`(_ index: JSONValue) throws {
    let clear = try verdict(Self.entry(index: index), Self.list())
    #expect(clear.outcome == .accepted)
    #expect(clear.statusText == "not revoked (list of 2026-11-23, 1 day old)")
    #expect(clear.statuses.first?.purpose == .revocation)
    #expect(clear.statuses.first?.index == "\(Sample.index)")
    let set = try verdict(Self.entry(index: index), Self.list(set: [Sample.index]))
    #expect(set.outcome == .rejected)
    #expect(set.statusCode == .revoked)
  }

  @Test func `A linked-data proof covers a list of 2020 as well`() throws {
    var list = try Self.list()
    list["proof"] = nil
    list["@context"] = [
      "https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc-revocation-list-2020/v1",
      "https://w3id.org/security/data-integrity/v2",
    ]
    #expect(try verdict(Self.entry(), Sample.sign(list, .eddsaRDFC2022)).outcome == .accepted)
  }

  @Test func `Where bits from the right would revoke the badge, nobody can say, and other neighbours do not matter`()
    throws
  {
    for index in 0..<16 {
      let mirror = index / 8 * 8 + 7 - index % 8
      let others = (0..<16).filter { $0 != index && $0 != mirror }
      let entry = Self.entry(index: .string("\(index)"))
      #expect(try verdict(entry, Self.list(set: others)).outcome == .accepted)
      #expect(try verdict(entry, Self.list(set: [index])).statusCode == .revoked)
      let mirrored = try verdict(entry, Self.list(set: [mirror]))
      #expect(mirrored.outcome == .undetermined)
      #expect(mirrored.statusCode == .statusBitOrderUnclear)
    }
  }

  @Test(
    arguments: [
      ("revocationListIndex", "5abc"), ("revocationListIndex", nil), ("revocationListIndex", 1.5),
      ("revocationListCredential", nil), ("revocationListCredential", "status/5"),
      ("id", "https://example.org/status/5"),
    ] as [(String, JSONValue)])
  func `A malformed entry is wrong in the badge itself`(_ name: String, _ value: JSONValue) throws {
    let verdict = try verdict(Self.entry { $0[name] = value }, Self.list())
    #expect(verdict.outcome == .rejected)
    #expect(verdict.statusCode == .statusEntryInvalid)
    #expect(verdict[.status].reason?.pointer == "/credentialStatus/\(name)")
  }

  @Test func `The list is the issuer's, signed, long enough, of its kind, and has the URL`() throws {
    #expect(try verdict(Self.entry(), Self.list(by: "other")).statusCode == .statusListNotTheIssuers)
    var unsigned = try Self.list()
    unsigned["proof"] = nil
    #expect(try verdict(Self.entry(), unsigned).statusCode == .statusListInvalid)
    let short = try Self.list { list in
      let bits = StatusBits(bytes: Array(repeating: 0, count: 16_383), statusSize: 1)
      list["credentialSubject"]?["encodedList"] = .string(bits.encoded())
    }
    #expect(try verdict(Self.entry(), short).statusCode == .statusListTooShort)
    #expect(try verdict(Self.entry(), Sample.list(Self.url)).statusCode == .statusListMismatch)
    let other = try Self.list { $0["id"] = "https://example.org/status/6" }
    let store = StatusListStore { _ in .found(other.serialized()) }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let badge = try Sample.badge(status: Self.entry()).serialized()
    #expect(verifier.verify(badge, at: .noon).statusCode == .statusListMismatch)
  }
}
