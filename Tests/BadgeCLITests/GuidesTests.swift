import Foundation
import Testing

@testable import BadgeCLI

/// `Scripts/check-guides.sh`, as `make docs` runs it.
@Suite struct GuidesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ badge: String) throws -> Tool.Result {
    try Tool.shell("BADGE=\(badge) TMPDIR=$PWD sh '\(Repository.root.path)/Scripts/check-guides.sh'", in: folder.url)
  }

  @Test("Every command of the guides ends as its guide says, and leaves nothing")
  func whole() throws {
    let result = try check("\"$BADGE\"")
    #expect(result.status == 0, "\(result.text)\(result.errors)")
    for guide in ["issuer", "employer", "pipeline"] { #expect(result.text.contains("docs/guide-\(guide).md: ")) }
    #expect(try folder.entries == [])
  }

  @Test("A command that ends otherwise is told")
  func failing() throws {
    // `false` fails at once; `true` takes a rejected badge for a good one.
    for badge in ["/bin/false", "/bin/true"] {
      let result = try check(badge)
      #expect(result.status == 1 && result.text.contains("was expected"))
    }
    #expect(try check("/missing/badge").status == 2)
    #expect(try folder.entries == [])
  }
}
