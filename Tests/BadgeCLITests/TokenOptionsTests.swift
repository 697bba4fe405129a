import Foundation
import Testing

@testable import BadgeCLI

/// `badge issue --format jwt`.
@Suite struct TokenOptionsTests {
  private static let line =
    "issue --template teamwork.json --recipient email:alice@example.org --set role=Editor --set project=Bridges"

  @Test("Without a register, with the key's own name")
  func alone() throws {
    let folder = try TemporaryFolder()
    try folder.sample("teamwork.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let issue = "\"$BADGE\" \(Self.line) --allow-sample-key --key issuer.pem --format jwt"
    let result = try Tool.shell(issue, in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.hasPrefix("issued alice.jwt: Teamwork, awarded to alice@example.org\n"))
    #expect(try folder.text("alice.jwt").split(separator: ".").count == 3)
    let verified = try Tool.shell("\"$BADGE\" verify alice.jwt --any-issuer", in: folder.url)
    #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
    #expect(verified.text.contains("JSON Web Token, EdDSA"))
    let inspected = try Tool.shell("\"$BADGE\" inspect alice.jwt", in: folder.url)
    #expect(inspected.status == 0 && inspected.text.contains("the token's, EdDSA"))
    for options in ["--cryptosuite eddsa-jcs-2022", "--proof-expires 2090-01-01"] {
      #expect(try Tool.shell("\(issue) \(options) -o b.jwt", in: folder.url).status == 2)
    }
    let json = try Tool.shell(
      "\"$BADGE\" \(Self.line) --allow-sample-key --key issuer.pem --token-key issuer.pem -o c.json", in: folder.url)
    #expect(json.status == 2)
  }

  @Test("A register records tokens, and revokes, shows and exports them")
  func register() throws {
    let issuer = try IssuerFolder()
    let result = try issuer.sign("\(Self.line) --format jwt")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try issuer.verify("alice.jwt").status == 0)
    #expect(try issuer.badge("show alice.jwt").text.contains("state        active"))
    #expect(try issuer.sign("revoke alice.jwt --reason mistake").status == 0)
    #expect(try issuer.verify("alice.jwt").status == 1)
    try FileManager.default.removeItem(at: issuer.folder.url.appending(path: "alice.jwt"))
    let out = issuer.folder.url.appending(path: "out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
    let exported = try issuer.badge("export --all -o out")
    #expect(exported.status == 0, "\(exported.errors)")
    #expect(try issuer.folder.text("out/alice.jwt").hasPrefix("eyJ"))
  }

  @Test("A class gets a token each, named so, and a second run gives nothing twice")
  func roster() throws {
    let issuer = try IssuerFolder()
    _ = try issuer.folder.file("class.csv", Data("email,role\na@example.org,Editor\nb@example.org,Author\n".utf8))
    let line = "issue --template teamwork.json --csv class.csv --set project=Bridges --format jwt -o out"
    let first = try issuer.sign(line)
    #expect(first.status == 0, "\(first.errors)")
    for name in ["a@example.org.jwt", "b@example.org.jwt"] { #expect(try issuer.verify("out/\(name)").status == 0) }
    let again = try issuer.sign(line)
    #expect(again.status == 0 && again.errors.contains("2 had been issued before"), "\(again.errors)")
    let json = try issuer.sign(
      line.replacingOccurrences(of: "--format jwt ", with: "").replacing("-o out", with: "-o json"))
    #expect(json.status == 0 && json.errors.contains("issued 2 badges"), "\(json.errors)")
    #expect(try issuer.sign(line + " --name-pattern '{{row}}.json'").status == 2)
  }
}
