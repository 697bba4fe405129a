import Testing

@testable import BadgeCLI

@Suite struct RegisterOptionsTests {
  @Test("The user's name is the one of the system's list")
  func names() {
    let list = Array("root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\n\nodd\n:x:7:\n".utf8)
    #expect(UserName.name(of: 0, in: list) == "root")
    #expect(UserName.name(of: 1000, in: list) == "alice")
    #expect(UserName.name(of: 100, in: list) == nil)
    #expect(UserName.name(of: 7, in: list) == nil)
    #expect(!UserName.current.isEmpty)
  }

  @Test(
    "Without a register, and with one that is none, a command says so",
    arguments: [
      ("list", 2, "usage"), ("list --register missing", 4, "register_missing"),
      ("list --register issuer.pem", 4, "register_foreign"), ("show urn:x:1", 2, "usage"),
      ("revoke urn:x:1 --reason x", 2, "usage"), ("doctor", 2, "usage"), ("backup x", 2, "usage"),
      ("status publish", 2, "usage"), ("export --all -o .", 2, "usage"),
    ])
  func none(_ line: String, _ status: Int, _ code: String) throws {
    let folder = try TemporaryFolder()
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let result = try Tool.shell("\"$BADGE\" \(line)", in: folder.url)
    #expect(result.status == Int32(status) && result.errors.contains("(\(code))"), "\(result.errors)")
    #expect(result.errors.contains("hint: ") && result.output.isEmpty)
    #expect(try folder.entries == ["issuer.pem"])
  }
}
