import Foundation
import Testing

@testable import BadgeCLI

/// `Scripts/demo.sh`, as `make demo` runs it.
@Suite struct DemoTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func demo(_ badge: String) throws -> Tool.Result {
    try Tool.shell("BADGE=\(badge) TMPDIR=$PWD sh '\(Repository.root.path)/Scripts/demo.sh'", in: folder.url)
  }

  @Test("The demo shows what it runs, ends well, and leaves nothing")
  func whole() throws {
    let result = try demo("\"$BADGE\"")
    #expect(result.status == 0, "\(result.errors)")
    for command in [
      "init", "issue", "trust add", "verify", "revoke", "suspend", "unsuspend", "list", "show", "backup", "inspect",
    ] {
      #expect(result.text.contains("\n$ badge \(command)"))
    }
    for outcome in [
      "ACCEPTED  alice.json", "REJECTED  bob.json", "REJECTED  tampered.json", "UNDETERMINED  alice.json", "expired:",
      "[revoked]", "[suspended]", "revoked by Dean: Copied from somebody else",
    ] {
      #expect(result.text.contains(outcome))
    }
    #expect(try folder.entries == [])
  }

  @Test("An exit status that is not the expected one ends the demo, and is told")
  func failing() throws {
    // `false` fails at once; `true` takes a rejected badge for a good one.
    for badge in ["/bin/false", "/bin/true"] {
      let result = try demo(badge)
      #expect(result.status == 1)
      #expect(result.errors.contains("DEMO FAILED"))
    }
    #expect(try demo("/missing/badge").status == 2)
    #expect(try folder.entries == [])
  }
}
