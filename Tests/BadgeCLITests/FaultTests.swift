import Foundation
import Testing

@testable import BadgeCLI

/// Kills commands, and lets the disk fail under them, at every Nth write, fsync, rename and the like.
///
/// After each round: no index is lost or given twice, no file is half, every list verifies and says of each badge that was
/// revoked before that it is; then `badge doctor --mend` heals and the command, repeated, finishes. 60 rounds, and all of
/// them with BADGE_TEST_LONG.
@Suite(.enabled(if: Tool.isInstalled("strace"), "needs strace"))
struct FaultTests {
  enum Operation: String, CaseIterable, Sendable {
    case issue, roster, revoke, suspend, publish, mend

    /// The command, which can be repeated where it did not come to its end.
    var line: String {
      switch self {
      case .issue:
        "issue --template teamwork.json --recipient email:new@example.org --set role=R --set project=P -o new.json"
      case .roster: "issue --template teamwork.json --csv more.csv --set project=P -o more"
      case .revoke: "revoke out/p2@example.org.json --reason Fraud"
      case .suspend: "suspend out/p3@example.org.json --reason Review"
      case .publish: "status publish --all"
      case .mend: "doctor --mend"
      }
    }

    /// Badges in the end.
    var badges: Int { self == .issue ? 5 : self == .roster ? 9 : 4 }
    var revoked: Set<String> { self == .revoke ? ["p1@example.org", "p2@example.org"] : ["p1@example.org"] }
    var suspended: Set<String> { self == .suspend ? ["p3@example.org"] : [] }
  }

  /// One call that fails, or does not come back.
  struct Fault: CustomStringConvertible, Sendable {
    var call: String
    var effect: String
    var number: Int
    var isLasting = false

    var description: String { "\(call):\(effect):when=\(number)\(isLasting ? "+" : "")" }
  }

  private static let calls = [
    "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2", "unlink", "unlinkat",
  ]
  private static let isLong = ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] != nil
  private static let rounds = 60

  @Test(
    "After a kill or a failed call nothing is lost, doubled or half, and a second run finishes",
    arguments: Operation.allCases)
  func everyCall(_ operation: Operation) throws {
    let base = try Self.base(operation)
    var faults = try Self.faults(of: operation, base)
    // With six commands that is more than 500 in all.
    #expect(faults.count >= 84, "\(faults.count)")
    if !Self.isLong {
      let share = Self.rounds / Operation.allCases.count
      // Spread over all, and others in the next run.
      let step = faults.count / share
      let start = Int.random(in: 0..<step)
      faults = (0..<share).map { faults[start + $0 * step] }
    }
    for fault in faults {
      try Round(operation, fault, base).run()
    }
  }

  /// A register with four badges, of which the first is revoked, and all published.
  private static func base(_ operation: Operation) throws -> IssuerFolder {
    let issuer = try IssuerFolder()
    try issuer.issueClass(of: 4)
    try issuer.folder.file(
      "more.csv", Data(("email,role\n" + (1...5).map { "q\($0)@example.org,R\n" }.joined()).utf8))
    let revoked = try issuer.sign("revoke out/p1@example.org.json --reason x")
    #expect(revoked.status == 0)
    guard operation == .mend else { return issuer }
    // Something to mend: a list that is gone, and leftovers.
    try FileManager.default.removeItem(at: issuer.folder.url.appending(path: "lists/1-suspension.json"))
    try issuer.folder.file("lists/.badge-1abc.tmp", Data("half".utf8))
    return issuer
  }

  /// Every call that the command makes, each with every fault.
  private static func faults(of operation: Operation, _ base: IssuerFolder) throws -> [Fault] {
    let place = try TemporaryFolder()
    let trace = try Tool.shell(
      "cp -a '\(base.folder.url.path)' w && cd w && strace -f -o ../trace -e trace=\(calls.joined(separator: ",")) "
        + "\"$BADGE\" \(operation.line) --allow-sample-key", in: place.url)
    #expect(trace.status == 0, "\(trace.errors)")
    var counts: [String: Int] = [:]
    for line in try place.text("trace").split(separator: "\n") {
      let call = line.drop { $0 != " " }.drop { $0 == " " }.prefix { $0 != "(" }
      counts[String(call), default: 0] += 1
    }
    var faults: [Fault] = []
    for call in calls {
      guard let count = counts[call] else { continue }
      for number in 1...count {
        faults.append(Fault(call: call, effect: "signal=SIGKILL", number: number))
        for error in ["EIO", "ENOSPC"] {
          faults.append(Fault(call: call, effect: "error=\(error)", number: number))
          if number % 4 == 1 {
            faults.append(Fault(call: call, effect: "error=\(error)", number: number, isLasting: true))
          }
        }
      }
    }
    return faults
  }
}

/// One fault, and what has to hold after it.
private struct Round {
  let operation: FaultTests.Operation
  let fault: FaultTests.Fault
  let place: TemporaryFolder
  let url: URL

  init(_ operation: FaultTests.Operation, _ fault: FaultTests.Fault, _ base: IssuerFolder) throws {
    self.operation = operation
    self.fault = fault
    place = try TemporaryFolder()
    url = place.url.appending(path: "w")
    // The register knows the files of its badges by their whole names: those of the copy.
    let copied = try Tool.shell("cp -a '\(base.folder.url.path)' w", in: place.url)
    #expect(copied.status == 0)
  }

  private var name: Comment { "\(operation.rawValue) with \(fault)" }

  private func badge(_ line: String) throws -> Tool.Result { try Tool.shell("\"$BADGE\" \(line)", in: url) }

  func run() throws {
    let result = try Tool.shell(
      "strace -f --seccomp-bpf -o /dev/null -e trace=\(fault.call) -e inject=\(fault) "
        + "\"$BADGE\" \(operation.line) --allow-sample-key", in: url)
    if fault.effect.hasPrefix("error"), result.status != 0, !result.wasKilled {
      #expect(result.status == 4 || result.status == 1, "\(name): \(result.errors)")
      // What cannot be written cannot be said either.
      if fault.call != "write", operation != .mend { #expect(result.errors.contains("error: "), "\(name)") }
    }
    try checkWhatStands()
    // Who says that all is done has done all.
    if result.status == 0 { try checkEnd("said to be done") }
    let mended = try badge("doctor --mend --allow-sample-key")
    #expect(mended.status == 0, "\(name): \(mended.text)\(mended.errors)")
    if try operation != .issue || count() < operation.badges {
      let again = try badge("\(operation.line) --allow-sample-key")
      #expect(again.status == 0, "\(name): \(again.errors)")
    }
    try checkEnd("mended and repeated")
    let well = try badge("doctor")
    #expect(well.status == 0, "\(name): \(well.text)\(well.errors)")
  }

  /// Right after the fault, before anybody mends anything.
  private func checkWhatStands() throws {
    let badges = try list()
    #expect((4...operation.badges).contains(badges.count), "\(name)")
    // The lists are whole, and nobody who was revoked before is good again.
    let lists = try names("lists").filter { $0 != "index.json" && $0.hasSuffix(".json") }
    #expect(lists.count == 2 || operation == .mend, "\(name): \(lists)")
    for list in lists {
      let shown = try badge("status show lists/\(list)")
      #expect(shown.status == 0, "\(name): \(list): \(shown.text)\(shown.errors)")
    }
    let verdicts = try verify(["out", "more", "new.json"].filter(exists))
    #expect(verdicts["p1@example.org"]?.contains("revoked") == true, "\(name): \(verdicts)")
    // The register that is mended lacks a list.
    let allowed: Set = operation == .mend ? ["status_list_unreadable"] : ["revoked", "suspended"]
    for (person, codes) in verdicts where person != "p1@example.org" {
      #expect(
        codes.allSatisfy { allowed.contains($0) },
        "\(name): \(person): \(codes)")
    }
  }

  /// Everything is as if there had been no fault.
  private func checkEnd(_ when: String) throws {
    let badges = try list()
    #expect(badges.count == operation.badges, "\(name), \(when)")
    #expect(Set(badges.map(\.person)).count == badges.count, "\(name), \(when): somebody has two badges")
    let export = try Tool.shell("rm -rf all; mkdir all; \"$BADGE\" export --all -o all", in: url)
    #expect(export.status == 0, "\(name), \(when): \(export.errors)")
    for badge in badges {
      let state =
        operation.revoked.contains(badge.person)
        ? "revoked" : operation.suspended.contains(badge.person) ? "suspended" : "active"
      #expect(badge.state == state, "\(name), \(when)")
    }
    let verdicts = try verify(["all"])
    for (person, codes) in verdicts {
      let expected: Set<String> =
        operation.revoked.contains(person) ? ["revoked"] : operation.suspended.contains(person) ? ["suspended"] : []
      #expect(codes == expected, "\(name), \(when): \(person)")
    }
    #expect(verdicts.count == operation.badges, "\(name), \(when)")
    let expected =
      operation == .issue ? ["new.json"] : operation == .roster ? (1...5).map { "more/q\($0)@example.org.json" } : []
    for file in expected {
      #expect(exists(file), "\(name), \(when): \(file) is missing")
    }
    if operation == .roster { #expect(try names("more").contains("result.csv"), "\(name), \(when)") }
    for folder in [".", "lists", "more"] where when != "said to be done" {
      let left = try names(folder).filter { $0.hasPrefix(".badge-") }
      #expect(left.isEmpty, "\(name), \(when): \(left) in \(folder)")
    }
  }

  // MARK: looking

  private struct Listed {
    var person: String
    var state: String
  }

  /// The badges of the register; every index has to be there once.
  private func list() throws -> [Listed] {
    let result = try badge("list --format csv")
    #expect(result.status == 0, "\(name): \(result.errors)")
    let table = try CSVText(parsing: result.output).records.dropFirst()
    let places = table.map { $0.cells[8] + "/" + $0.cells[9] }
    #expect(Set(places).count == places.count, "\(name): an index was given twice")
    return table.map { Listed(person: $0.cells[5], state: $0.cells[1]) }
  }

  private func count() throws -> Int { try list().count }

  private func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: file).path)
  }

  private func names(_ folder: String) throws -> [String] {
    guard exists(folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)
  }

  /// The codes of what speaks against each badge, by its recipient. A file that is no whole badge has no recipient.
  private func verify(_ paths: [String]) throws -> [String: Set<String>] {
    let result = try badge(
      "verify \(paths.joined(separator: " ")) --issuer \(Repository.sampleDID) --status lists --format jsonl")
    var verdicts: [String: Set<String>] = [:]
    for line in result.text.split(separator: "\n") {
      let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let findings = json?["findings"] as? [[String: Any]] ?? []
      let bad = findings.filter { ["failed", "unknown"].contains($0["result"] as? String) }
      let codes = Set(bad.map { $0["code"] as? String ?? "?" })
      #expect((json?["outcome"] as? String == "accepted") == codes.isEmpty, "\(name): \(line)")
      let person = (json?["credential"] as? [String: Any])?["recipient"] as? String ?? "nobody"
      #expect(verdicts.updateValue(codes, forKey: person) == nil, "\(name): \(line)")
    }
    return verdicts
  }
}
