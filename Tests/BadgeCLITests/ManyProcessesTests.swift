import Foundation
import Testing

@testable import BadgeCLI

/// Two clerks, and six more, at one register.
@Suite struct ManyProcessesTests {
  private static let processes = 8
  /// 8 × 500 with BADGE_TEST_LONG.
  private static let count = ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] == nil ? 50 : 500

  let issuer: IssuerFolder

  init() throws { issuer = try IssuerFolder() }

  /// Runs a line of sh once for each process, all at the same time, with its number in `$n`.
  private func everywhere(_ line: String) throws {
    let result = try Tool.shell(
      """
      for n in $(seq \(Self.processes)); do
        ( \(line) ) 2> errors.$n & ids="$ids $!"
      done
      for id in $ids; do wait $id || { cat errors.*; exit 1; }; done
      """, in: issuer.folder.url)
    #expect(result.status == 0, "\(result.text)")
  }

  @Test("Everybody who issues or revokes at once has their indexes for themselves, and no revocation is lost")
  func together() throws {
    for process in 1...Self.processes {
      let rows = (1...Self.count).map { "p\(process)-\($0)@example.org,Editor\n" }.joined()
      try issuer.folder.file("class\(process).csv", Data(("email,role\n" + rows).utf8))
    }
    try everywhere(
      "\"$BADGE\" issue --template teamwork.json --csv class$n.csv --set project=P -o out$n --allow-sample-key")
    let all = Self.processes * Self.count
    #expect(try issuer.badge("list --count").text == "\(all)\n")
    var indexes: Set<String> = []
    for process in 1...Self.processes {
      let table = try CSVText(parsing: Array(issuer.folder.text("out\(process)/result.csv").utf8)).records.dropFirst()
      for record in table { indexes.insert(record.cells[3] + "/" + record.cells[4]) }
    }
    #expect(indexes.count == all)
    let verdict = try issuer.verify("--quiet out*")
    #expect(verdict.status == 0, "\(verdict.text.suffix(1000))\(verdict.errors)")

    // Each process revokes half of its class, badge by badge in lots, so that publishing meets publishing.
    let half = Self.count / 2
    try everywhere(
      """
      tail -n +2 out$n/result.csv | head -n \(half) | cut -d, -f2 | split -l \(max(half / 5, 1)) - ids$n.
      for lot in ids$n.*; do
        "$BADGE" revoke - --reason "Lot of $n" --by "Clerk $n" --allow-sample-key < $lot || exit 1
      done
      """)
    #expect(try issuer.badge("list --state revoked --count").text == "\(half * Self.processes)\n")
    let lines = try issuer.badge(
      "verify --format jsonl --issuer \(Repository.sampleDID) --status lists out* > verdicts; "
        + "grep -c '\"outcome\":\"rejected\"' verdicts; grep -c '\"code\":\"revoked\"' verdicts; "
        + "grep -c '\"outcome\":\"accepted\"' verdicts")
    let revoked = half * Self.processes
    #expect(lines.text == "\(revoked)\n\(revoked)\n\(all - revoked)\n", "\(lines.text)\(lines.errors)")
    #expect(try issuer.badge("doctor").status == 0)
  }

  @Test("One roster that is run twice at once issues nobody twice")
  func sameRoster() throws {
    let rows = (1...Self.count).map { "p\($0)@example.org,Editor\n" }.joined()
    try issuer.folder.file("class.csv", Data(("email,role\n" + rows).utf8))
    // Who comes second may find files of the first one, and says so; repeated, it finds everything done.
    let line = "\"$BADGE\" issue --template teamwork.json --csv class.csv --set project=P -o out --allow-sample-key"
    _ = try Tool.shell("\(line) & \(line) & wait", in: issuer.folder.url)
    #expect(try Tool.shell(line, in: issuer.folder.url).errors.contains("issued 0 badges"))
    #expect(try issuer.badge("list --count").text == "\(Self.count)\n")
    #expect(try issuer.verify("--quiet out").status == 0)
  }
}
