import Badge
import BadgeRegister
import CanonicalJSON
import Files
import GRDB
import Glibc
import Signing

/// Measures the register: how fast a roster is issued, and what a register of 1,000,000 badges costs.
///
/// The figures are of this machine and its disk. A limit that is missed is shown and fails nothing.
@main
struct RegisterBenchmark: ~Copyable {
  let folder: String
  let key: PrivateKey
  let time = Instant(seconds: 1_795_521_600)

  static func main() throws {
    var rows = 10_000
    var badges = 1_000_000
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rows": rows = arguments.popFirst().flatMap { Int($0) } ?? rows
      case "--badges": badges = arguments.popFirst().flatMap { Int($0) } ?? badges
      case "--fill":
        // A process of its own, so that its memory is not counted as the register's.
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        guard let path = arguments.first, numbers.count == 2 else { exit(2) }
        return try fill(path, numbers[0], numbers[1])
      default:
        print("usage: register-bench [--rows N] [--badges N]")
        exit(2)
      }
    }
    let benchmark = RegisterBenchmark(folder: ".build/register-bench-\(getpid())", key: try .generate())
    mkdir(".build", 0o755)
    mkdir(benchmark.folder, 0o755)
    defer { system("rm -rf '\(benchmark.folder)'") }
    try benchmark.roster(rows)
    try benchmark.large(badges)
  }

  borrowing func create(_ name: String) throws -> Register {
    let issuer = "did:key:\(key.publicKey.multikey)"
    let settings = RegisterSettings(
      issuer: issuer, publicKey: key.publicKey, listBaseURL: "https://university.example/status",
      profile: ["type": ["Profile"], "name": "Example University"], listFolder: Path("\(name)-lists"))
    return try Register.create(at: Path("\(folder)/\(name).sqlite"), settings, time: time)
  }

  // MARK: a roster

  borrowing func roster(_ rows: Int) throws {
    let register = try create("roster")
    let output = Path("\(folder)/out")
    mkdir("\(folder)/out", 0o755)
    var issued = 0
    let elapsed = try seconds {
      try register.issue(
        rows: rows, with: key, by: "bench", request: { row throws(RegisterError) in self.request(row, output) },
        issued: { _, badge in
          issued += 1
          return badge.isNew
        })
    }
    print(
      "A roster of \(rows) rows, each with its file: \(Int(Double(issued) / elapsed)) badges a second (at least 1000)")
    let again = try seconds {
      try register.issue(
        rows: rows, with: key, by: "bench", request: { row throws(RegisterError) in self.request(row, output) },
        issued: { _, badge in !badge.isNew })
    }
    print("The same once more, where nothing is left to do: \(rounded(again)) s")
    let single = try seconds {
      for row in 0..<50 { _ = try register.issue(request(rows + row, output), with: key, by: "bench") }
    }
    print("One at a time: \(rounded(single / 50 * 1000)) ms a badge")
  }

  private borrowing func request(_ row: Int, _ folder: Path) -> BadgeRequest {
    BadgeRequest(
      credential: [
        "name": "Teamwork",
        "credentialSubject": [
          "type": ["AchievementSubject"],
          "achievement": [
            "id": "https://university.example/achievements/teamwork", "type": ["Achievement"], "name": "Teamwork",
            "description": "Built something with others that none of them could have built alone.",
            "criteria": ["narrative": "Finish a project in a group of four, and explain the part of somebody else."],
          ],
        ],
      ],
      request: CredentialIssuer.Request(
        id: "urn:example:badge-\(row)",
        recipient: RecipientIdentity(type: "emailAddress", value: "person\(row)@example.org"), time: time),
      file: folder.appending(Path("\(row).json")), rowKey: Array("row \(row)".utf8))
  }

  // MARK: a large register

  borrowing func large(_ count: Int) throws {
    let register = try create("large")
    var first = request(count, Path(folder))
    first.file = nil
    let sample = try register.issue(first, with: key, by: "bench").bytes
    let lists = (count + 98_303) / 98_304
    print("\nA register of \(count) badges of \(sample.count) bytes in \(lists) lists")
    let filling = seconds {
      _ = system("'\(CommandLine.arguments[0])' --fill '\(register.path.text)' \(count) \(lists)")
    }
    print("  filled by SQL in \(rounded(filling)) s")

    var times: [Double] = []
    for number in stride(from: 7, to: count, by: max(1, count / 20)) {
      times.append(
        try seconds {
          _ = try register.change(["urn:example:n\(number)"], .revoke, reason: "bench", at: time, by: "bench")
        })
    }
    let opened = try Register(opening: register.path)
    print("  revoke: \(rounded(median(times) * 1000)) ms (at most 50, and one fsync)")
    print("  open: \(rounded(try seconds { _ = try Register(opening: register.path) } * 1000)) ms")
    let before = peakMebibytes
    let all = try seconds { _ = try register.publish(.all, with: key, at: time) }
    print(
      "  publish all lists: \(rounded(all)) s (at most 10), peak \(rounded(peakMebibytes)) MiB (at most 200; before \(rounded(before)))"
    )
    _ = try opened.change(["urn:example:n11"], .revoke, reason: nil, at: time, by: "bench")
    print(
      "  publish after one revocation: \(rounded(try seconds { _ = try opened.publish(with: key, at: time) } * 1000)) ms"
    )
    var listed = 0
    let listing = try seconds {
      try register.forEachBadge { _ in
        listed += 1
        return true
      }
    }
    print("  list \(listed): \(rounded(listing)) s, peak \(rounded(peakMebibytes)) MiB")
    let one = try seconds { try register.forEachBadge(BadgeFilter(recipient: "person77@example.org")) { _ in true } }
    print("  list one recipient: \(rounded(one * 1000)) ms")
    var issuing: [Double] = []
    for row in 0..<20 {
      let badge = request(count + 1 + row, Path(folder))
      issuing.append(try seconds { _ = try register.issue(badge, with: key, by: "bench") })
    }
    print("  issue one: \(rounded(median(issuing) * 1000)) ms")
  }

  /// Rows as the register makes them, with one and the same badge in all.
  private static func fill(_ path: String, _ count: Int, _ lists: Int) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = OFF")
      try database.execute(sql: "PRAGMA cache_size = -500000")
    }
    try queue.write { database in
      for list in 2...lists + 1 {
        try database.execute(
          sql: "INSERT INTO lists (number, length, taken) VALUES (?, 131072, 98304)", arguments: [list])
        for purpose in ["revocation", "suspension"] {
          try database.execute(
            sql: "INSERT INTO publications (list, purpose) VALUES (?, ?)", arguments: [list, purpose])
        }
      }
      // 40503 is odd, so its multiples run through all indexes of a list before one comes twice.
      try database.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
          INSERT INTO badges (id, list, position, recipient_type, recipient, achievement, title, issued_at, is_revoked,
            is_suspended, file_state, digest)
          SELECT 'urn:example:n' || i, 2 + i / 98304, (i % 98304) * 40503 % 131072, 'emailAddress',
            'person' || i || '@example.org', 'https://university.example/achievements/teamwork', 'Teamwork', 1795521600 + i,
            i % 50 = 0, i % 70 = 0, 'none', zeroblob(32) FROM n
          """, arguments: [count - 1])
      try database.execute(
        sql: """
          INSERT INTO signed (badge, bytes)
          SELECT number, (SELECT bytes FROM signed LIMIT 1) FROM badges WHERE number > 1
          """)
      try database.execute(
        sql: "INSERT INTO events (badge, kind, at, actor) SELECT number, 'issued', issued_at, 'bench' FROM badges")
      try database.execute(sql: "UPDATE lists SET taken = 98304")
    }
    try queue.close()
  }
}

private func seconds(_ work: () throws -> Void) rethrows -> Double {
  let elapsed = try ContinuousClock().measure { try work() }
  return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
}

private func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }

private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

private var peakMebibytes: Double {
  var usage = rusage()
  getrusage(0, &usage)  // RUSAGE_SELF
  return Double(usage.ru_maxrss) / 1024
}
