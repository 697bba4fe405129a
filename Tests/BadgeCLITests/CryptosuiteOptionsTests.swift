import Foundation
import Testing

@testable import BadgeCLI

@Suite struct CryptosuiteOptionsTests {
  let office: IssuerFolder

  init() throws { office = try IssuerFolder() }

  private func proofs(_ file: String) throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: Data(office.folder.text(file).utf8)) as? [String: Any]
    let proofs = json?["proof"] as? [[String: Any]] ?? (json?["proof"] as? [String: Any]).map { [$0] } ?? []
    return proofs.map { $0["cryptosuite"] as? String ?? $0["type"] as? String ?? "" }
  }

  @Test("Badges and lists are signed with eddsa-rdfc-2022 unless another suite is named")
  func standard() throws {
    try office.issue()
    #expect(try proofs("alice.json") == ["eddsa-rdfc-2022"])
    #expect(try proofs("lists/1-revocation.json") == ["eddsa-rdfc-2022"])
    #expect(try office.verify("alice.json").text.contains("passed  signature  eddsa-rdfc-2022"))
  }

  @Test(
    "Suites are named one by one, and every proof holds",
    arguments: [
      ["eddsa-jcs-2022"], ["Ed25519Signature2020"], ["eddsa-rdfc-2022", "eddsa-jcs-2022"],
      ["eddsa-jcs-2022", "Ed25519Signature2020", "eddsa-rdfc-2022"],
    ])
  func named(_ suites: [String]) throws {
    let options = suites.map { "--cryptosuite \($0)" }.joined(separator: " ")
    try office.issue("alice", options)
    #expect(try proofs("alice.json") == suites)
    let result = try office.verify("alice.json")
    #expect(result.status == 0, "\(result.text)")
    if suites.count > 1 {
      for (k, suite) in suites.enumerated() {
        #expect(
          result.text.contains("proof \(k + 1) of \(suites.count): \(suite), key passed, signature passed"),
          "\(result.text)")
      }
    }
  }

  @Test("A class, and the lists, are signed with the suites that are named")
  func classAndLists() throws {
    try office.folder.file("class.csv", Data("email,role\na@example.org,Editor\n".utf8))
    let result = try office.sign(
      "issue --template teamwork.json --csv class.csv --set project=P -o out --no-publish "
        + "--cryptosuite eddsa-jcs-2022 --cryptosuite eddsa-rdfc-2022")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try proofs("out/a@example.org.json") == ["eddsa-jcs-2022", "eddsa-rdfc-2022"])
    #expect(try office.sign("status publish --cryptosuite eddsa-jcs-2022").status == 0)
    #expect(try proofs("lists/1-revocation.json") == ["eddsa-jcs-2022"])
    let revoked = try office.sign("revoke out/a@example.org.json --reason R --cryptosuite Ed25519Signature2020")
    #expect(revoked.status == 0, "\(revoked.errors)")
    #expect(try proofs("lists/1-revocation.json") == ["Ed25519Signature2020"])
    #expect(try office.badge("status show lists/1-revocation.json").status == 0)
  }

  @Test("A name that is none is refused with the three that are, and one name twice is a mistake")
  func unknown() throws {
    for name in ["eddsa-2022", "EDDSA-RDFC-2022", "", "ecdsa-rdfc-2019"] {
      for command in ["issue", "status publish", "revoke x --reason y", "suspend x --reason y", "doctor"] {
        let result = try office.badge("\(command) --cryptosuite '\(name)'")
        #expect(result.status == 2 && result.output.isEmpty)
        for suite in ["eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020"] {
          #expect(result.errors.contains(suite), "\(command): \(result.errors)")
        }
      }
    }
    let twice = try office.badge("status publish --cryptosuite eddsa-jcs-2022 --cryptosuite eddsa-jcs-2022")
    #expect(twice.status == 2 && twice.errors.contains("twice"))
  }

  // MARK: terms

  private func template(_ change: (String, String)) throws {
    let text = String(decoding: try Repository.sample("teamwork.json"), as: UTF8.self)
    #expect(text.contains(change.0))
    try office.folder.file("odd.json", Data(text.replacing(change.0, with: change.1).utf8))
  }

  private static let issue =
    "issue --template odd.json --recipient email:a@example.org --set role=R --set project=P -o a.json"

  @Test("A member that no context defines is told with its place and a hint, and nothing is issued")
  func undefinedTerm() throws {
    try template(("\"criteria\":", "\"foo\": 1, \"criteria\":"))
    for line in [
      Self.issue, Self.issue + " --no-register --key issuer.pem",
      "issue --template odd.json --csv class.csv --set project=P -o out",
    ] {
      try office.folder.file("class.csv", Data("email,role\na@example.org,E\nb@example.org,E\n".utf8))
      let result = try office.sign(line)
      #expect(result.status == 1 && result.output.isEmpty, "\(line): \(result.errors)")
      #expect(result.errors.contains("/credentialSubject/achievement/foo"), "\(result.errors)")
      #expect(result.errors.contains("(term_undefined)") && result.errors.contains("--context URL=FILE"))
    }
    #expect(try !office.folder.entries.contains("a.json"))
    // The other suite covers every member as it stands.
    #expect(try office.sign(Self.issue + " --cryptosuite eddsa-jcs-2022").status == 0)
  }

  @Test("With a context that defines it the member is signed, and verifies where the context is given")
  func definedTerm() throws {
    try template(("\"criteria\":", "\"foo\": 1, \"criteria\":"))
    let text = try office.folder.text("odd.json")
    let contexts = """
      {"@context": ["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://u.example/v1"],
      """
    try office.folder.file("odd.json", Data((contexts + text.drop { $0 != "{" }.dropFirst()).utf8))
    try office.folder.file("c.json", Data(#"{"@context":{"foo":"https://u.example/foo"}}"#.utf8))
    let missing = try office.sign(Self.issue)
    #expect(missing.status != 0 && missing.errors.contains("https://u.example/v1"), "\(missing.errors)")
    let issued = try office.sign(Self.issue + " --context https://u.example/v1=c.json")
    #expect(issued.status == 0, "\(issued.errors)")
    let given = try office.verify("a.json", "--context https://u.example/v1=c.json")
    #expect(given.status == 0, "\(given.text)")
    let digest = try Tool.shell("sha256sum < c.json | cut -c 1-64", in: office.folder.url).text.dropLast()
    #expect(given.text.contains(digest), "\(given.text)")
    let unknown = try office.verify("a.json")
    #expect(unknown.status == 3 && unknown.text.contains("[context_unknown]"), "\(unknown.text)")
    #expect(unknown.text.contains("--context URL=FILE"))
    // A context with other words is another document.
    try office.folder.file("d.json", Data(#"{"@context":{"foo":"https://u.example/bar"}}"#.utf8))
    let other = try office.verify("a.json", "--context https://u.example/v1=d.json")
    #expect(other.status == 1 && other.text.contains("[signature_invalid]"), "\(other.text)")
  }
}
