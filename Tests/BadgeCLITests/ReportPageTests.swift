import Badge
import CanonicalJSON
import Foundation
import Signing
import Testing

private let hasBrowser = Tool.isInstalled("python3") && Tool.isInstalled("chromium")

/// Reports as a browser shows them: `Tests/Browser/check_report.py` says what is asked.
@Suite(.enabled(if: hasBrowser, "needs python3 and chromium, which apt installs"), .serialized)
struct ReportPageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ arguments: String) throws -> Tool.Result {
    try Tool.shell("python3 '\(Repository.root.path)/Tests/Browser/check_report.py' \(arguments)", in: folder.url)
  }

  private static let hostileNames = [
    "<script>alert(1)</script>", "</style><img src=https://evil.example/x onerror=alert(1)>",
    "\"'><a href=javascript:alert(1)>",
    "&lt;b&gt;", String(repeating: "W", count: 300), "שלום עולם", "日本語のバッジ",
  ]

  /// Badges with these names, by a key of the tests.
  private func writeBadges() throws {
    let key = try PrivateKey(seed: SecretBytes(copying: HashAlgorithm.sha256.digest(of: Array("page".utf8)).span))
    let template = try CredentialTemplate(parsing: Array(try Repository.sample("teamwork.json")))
    for (k, name) in Self.hostileNames.enumerated() {
      var badge = try template.filled(with: ["role": name, "project": name])
      guard var subject = badge["credentialSubject"], var achievement = subject["achievement"] else { continue }
      achievement["name"] = .string(name)
      subject["achievement"] = achievement
      badge["credentialSubject"] = subject
      let time = try #require(Instant("2026-11-24T12:00:00Z"))
      let bytes = try CredentialIssuer().issue(
        badge, .init(id: "urn:uuid:\(k)", recipient: RecipientIdentity("name:\(name)"), time: time), with: key)
      try folder.file("badge-\(k).json", Data(bytes))
    }
    try folder.file("<img src=x>.json", Data("{}".utf8))
  }

  @Test(
    "No request, no script, nothing on the console, one order of headings, enough contrast, at 360 and 1,280 pixels")
  func pages() throws {
    try writeBadges()
    try folder.sample("alice.json")
    #expect(
      try Tool.shell(
        "\"$BADGE\" verify . --any-issuer --at 2026-11-24T12:00:00Z --report html -o many.html -q; "
          + "\"$BADGE\" verify alice.json --at 2026-11-24T12:00:00Z --report html -o one.html -q; "
          + "\"$BADGE\" verify badge-0.json --any-issuer --at 2020-01-01 --report html -o early.html -q",
        in: folder.url
      ).status == 1)
    let names = Self.hostileNames.map { "--text '\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    let many = try check("many.html \(names) --text '<img src=x>.json' --text 'Accepted' --text 'Rejected'")
    #expect(many.status == 0, "\(many.text)\(many.errors)")
    let others = try check("one.html early.html --text 'Badge verification report'")
    #expect(others.status == 0, "\(others.text)\(others.errors)")
  }

  @Test(
    "The check finds what it looks for",
    arguments: [
      ("<h2>", "<h4>"), ("</main>", "<img src='https://evil.example/x'></main>"),
      ("</main>", "<script>alert(1)</script></main>"), ("</main>", "<p style='color:#fff'>white</p></main>"),
      ("--muted: #4b535d", "--muted: #bbbbbb"), ("<caption>", "<span>"), ("scope=\"row\"", ""),
      ("overflow-wrap: anywhere", "white-space: pre"),
    ])
  func negative(old: String, new: String) throws {
    try folder.sample("alice.json")
    _ = try Tool.shell("\"$BADGE\" verify alice.json --any-issuer --report html -o page.html -q", in: folder.url)
    let page = try folder.text("page.html")
    let changed = page.replacing(old, with: new)
    #expect(changed != page)
    try folder.file("changed.html", Data(changed.utf8))
    // Styles that the policy does not know are not used, which is a defect by itself; so the policy goes along.
    let open = changed.replacing(#/<meta http-equiv[^>]*>/#, with: "")
    try folder.file("open.html", Data(open.utf8))
    let result = try check("changed.html open.html")
    #expect(result.status == 1 && result.text.contains(" at 360 pixels"), "\(result.text)\(result.errors)")
  }
}
