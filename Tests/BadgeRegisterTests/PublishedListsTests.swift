import Badge
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct PublishedListsTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice")
    try office.publish()
  }

  /// What is found where a list by the register's key has this description.
  private func content(
    _ description: String?, _ change: (inout StatusListIssuer.Request) -> Void = { _ in }
  ) throws
    -> PublishedLists.Content
  {
    var request = StatusListIssuer.Request(
      url: "\(Sample.baseURL)/1-revocation.json", purposes: [.revocation], bits: try StatusBits(), time: office.time,
      description: description)
    change(&request)
    let bytes = try StatusListIssuer().issue(request, with: Sample.key())
    try Data(bytes).write(to: office.url.appending(path: "lists/1-revocation.json"))
    return try PublishedLists(office.register).verifiedContent(1, .revocation, StatusListIssuer()).content
  }

  private func edition(_ description: String?) throws -> Int? {
    if case .list(let edition, _, _) = try content(description) { edition } else { nil }
  }

  @Test("An edition is a number without any other form")
  func editions() throws {
    #expect(try edition("Edition 1") == 1)
    #expect(try edition("Edition 9007199254740993") == 9_007_199_254_740_993)
    for text in [
      nil, "", "Edition", "Edition ", "Edition 0", "Edition -1", "Edition +1", "Edition 01", "Edition 1 ", "edition 1",
      "Edition 1e3", "Edition 99999999999999999999", "Edition ١",
    ] {
      #expect(try edition(text) == nil, "\(text ?? "none")")
    }
  }

  @Test("A list for another URL or another purpose is none of ours, whoever signed it")
  func others() throws {
    let changes: [(inout StatusListIssuer.Request) -> Void] = [
      { $0.url = "\(Sample.baseURL)/2-revocation.json" }, { $0.url = "https://other.example/1-revocation.json" },
      { $0.purposes = [.suspension] }, { $0.purposes = [.revocation, .suspension] },
    ]
    for change in changes {
      guard case .foreign = try content("Edition 1", change) else {
        Issue.record("taken for one of ours")
        continue
      }
    }
  }

  @Test("Numbers are those of files that have the names of lists")
  func numbers() throws {
    for name in ["3-suspension.json", "03-revocation.json", "0-revocation.json", "x-revocation.json", "4-message.json"]
    {
      try office.write("{}", to: "lists/\(name)")
    }
    #expect(try PublishedLists(office.register).numbers() == [1, 3])
  }
}
