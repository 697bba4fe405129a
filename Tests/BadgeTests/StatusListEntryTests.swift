import CanonicalJSON
import Testing

@testable import Badge

struct StatusListEntryTests {
  @Test func `An entry has its type, purpose, list and index, the index as text`() {
    let entry = StatusListEntry(purpose: .revocation, statusListCredential: Sample.listURL, statusListIndex: 94567)
    #expect(
      entry.json == [
        "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "94567",
        "statusListCredential": .string(Sample.listURL),
      ])
  }

  @Test(arguments: [(0, 1), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4)])
  func `An entry has as many bits as its messages need`(_ messages: Int, _ size: Int) {
    let entry = StatusListEntry(
      purpose: .message, statusListCredential: Sample.listURL, statusListIndex: 0,
      messages: (0..<messages).map { "\($0)" })
    #expect(entry.statusSize == size)
    #expect(entry.json["statusSize"] == (size > 1 ? .number(Double(size)) : nil))
  }

  @Test func `Every value has a message, if only to say that it has none`() {
    let entry = StatusListEntry(
      purpose: .message, statusListCredential: Sample.listURL, statusListIndex: 0, messages: ["a", "b", "c"])
    #expect(
      entry.json["statusMessage"] == [
        ["status": "0x0", "message": "a"], ["status": "0x1", "message": "b"], ["status": "0x2", "message": "c"],
        ["status": "0x3", "message": "undefined"],
      ])
  }

  @Test func `A badge is issued with the entries that it was given`() throws {
    let entries = [
      StatusListEntry(purpose: .revocation, statusListCredential: Sample.listURL, statusListIndex: 5),
      StatusListEntry(purpose: .suspension, statusListCredential: Sample.listURL + "s", statusListIndex: 5),
    ]
    var template = try Sample.badge()
    template["id"] = nil
    for count in 0...2 {
      let request = CredentialIssuer.Request(
        id: "urn:uuid:1", time: .noon, statusEntries: Array(entries.prefix(count)))
      let bytes = try CredentialIssuer().issue(template, request, with: Sample.key())
      let status = JSONValue(try JSONDocument(parsing: bytes))["credentialStatus"]
      let expected = [nil, entries[0].json, .array(entries.map(\.json))] as [JSONValue?]
      #expect(status == expected[count])
    }
  }

  @Test func `A template with a status of its own gets no second one`() throws {
    var template = try Sample.badge()
    let entry = StatusListEntry(purpose: .revocation, statusListCredential: Sample.listURL, statusListIndex: 5)
    template["credentialStatus"] = entry.json
    let request = CredentialIssuer.Request(id: "urn:uuid:1", time: .noon, statusEntries: [entry])
    let error = #expect(throws: IssueError.self) { try CredentialIssuer().issue(template, request, with: Sample.key()) }
    #expect(error?.code == .templateInvalid)
  }
}
