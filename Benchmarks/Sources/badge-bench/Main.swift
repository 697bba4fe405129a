import Badge
import CanonicalJSON
import Glibc
import Signing

/// Measures Badge beside OpenSSL and prints a table. The figures are ratios, so that machines can be compared; a limit
/// that is missed is shown and fails nothing, since a busy machine misses any.
@main
struct Benchmark: ~Copyable {
  /// The `badge` executable that is measured as a whole process.
  var badge = ".build/release/badge"
  /// Whether 100,000 files in a folder are measured too.
  var measuresFiles = false
  let badges: SampleBadges
  let folder: String

  static func main() async throws {
    var benchmark = try Benchmark(badges: SampleBadges(), folder: ".build/bench-\(getpid())")
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--badge": benchmark.badge = arguments.popFirst() ?? benchmark.badge
      case "--files": benchmark.measuresFiles = true
      case "--lines":
        // For a profiler: the badges, and the arguments that verify them.
        guard let path = arguments.popFirst() else { continue }
        _ = try benchmark.writeLines(to: path)
        return print(benchmark.batch(path, 1).joined(separator: " "))
      case "--status-lines":
        guard let path = arguments.popFirst() else { continue }
        _ = try benchmark.writeLines(to: path + "/badges.jsonl", withStatus: true)
        let lists = try benchmark.writeLists(below: path)
        return print((benchmark.batch(path + "/badges.jsonl", 1) + lists).joined(separator: " "))
      case "--stage":
        // For a profiler that counts instructions: one stage so many times, of an ordinary badge or the large one.
        guard let stage = arguments.popFirst().flatMap({ Stage(rawValue: $0) }),
          let rounds = arguments.popFirst().flatMap({ Int($0) })
        else { continue }
        var runner = try arguments.first == "large" ? benchmark.recordStages() : benchmark.stages()
        for _ in 0..<rounds { runner.run(stage) }
        return
      default:
        print(
          "usage: badge-bench [--badge PATH] [--files] [--lines FILE] [--status-lines FOLDER] [--stage NAME ROUNDS [large]]"
        )
        exit(2)
      }
    }
    mkdir(".build", 0o755)
    mkdir(benchmark.folder, 0o755)
    defer { removeFolder(benchmark.folder) }
    try await benchmark.run()
  }

  /// Whole processes first: this one has to stay small while it measures the memory of others.
  borrowing func run() async throws {
    var load = 0.0
    getloadavg(&load, 1)
    let floor = Floor()
    let one = compare({ floor.verify() }, { consumed &+= 1 }).first
    print("The floor, OpenSSL's verification of another signature each time: \(Table.decimal(one * 1e6)) µs.")
    let same = Floor(signatures: 1)
    let over = compare({ same.verify() }, { floor.verify() }).ratio
    print("Over one and the same signature it takes \(Table.decimal(over)) of that.")
    print("\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, load \(Table.decimal(load)) at the start.")
    try coldStart()
    try wholeLine(floor, .eddsaJCS2022, withStatus: false)
    try wholeLine(floor, .eddsaJCS2022, withStatus: true)
    try wholeLine(floor, .eddsaRDFC2022, withStatus: true)
    if measuresFiles { try files() }
    try oneBadge(floor)
    try oneStatus()
    try tokensAndPictures(floor)
    try reversedNames()
    try await inProcess(floor, .eddsaJCS2022, withStatus: false)
    try await inProcess(floor, .eddsaJCS2022, withStatus: true)
    try await inProcess(floor, .eddsaRDFC2022, withStatus: true)
    try await inProcess(floor, .eddsaRDFC2022, withStatus: true, isOdd: true)
    try linkedData(floor)
    try largeRecords(floor)
  }

  // MARK: in this process

  borrowing func oneBadge(_ floor: Floor) throws {
    let bytes = try badges.large()
    let document = try JSONDocument(parsing: bytes)
    Table.heading("One badge of \(bytes.count) bytes, beside one verification by OpenSSL")
    let parse = compare({ consumed &+= parsed(bytes).count(of: document.root) }, floor.verify)
    Table.row("parse", parse.ratio, "×", note: microseconds(parse.first))
    let both = compare({ consumed &+= parsed(bytes).canonicalBytes().count }, floor.verify)
    Table.row("parse and canonicalise (RFC 8785)", both.ratio, "×", .atMost(0.15), note: microseconds(both.first))
    let digest = compare({ consumed &+= HashAlgorithm.sha256.digest(of: bytes).count }, floor.verify)
    Table.row("SHA-256", digest.ratio, "×", note: microseconds(digest.first))

    let verifier = Verifier(trust: TrustPolicy(issuers: [badges.did]))
    let time = SampleBadges.moment
    let verdict = verifier.verify(bytes, at: time)
    precondition(verdict.outcome == .accepted, "the benchmark's own badge is not accepted: \(verdict.findings)")
    let fresh = compare({ consumed &+= verifier.verify(bytes, at: time).findings.count }, floor.verify)
    Table.row("verify, from bytes to verdict", fresh.ratio, "×", note: microseconds(fresh.first))
    var scratch = VerifierScratch()
    let reused = compare(
      { consumed &+= verifier.verify(bytes, at: time, using: &scratch).findings.count }, floor.verify)
    Table.row("the same with a worker's storage", reused.ratio, "×", note: microseconds(reused.first))
  }

  /// What two status entries cost, lists and all, beside the same badge without.
  borrowing func oneStatus() throws {
    Table.heading("One badge with entries for revocation and suspension, beside the same badge without")
    let (without, with) = (try badges.line(1), try badges.lineWithStatus(1))
    let store = StatusListStore(try badges.lists().map(\.bytes))
    let verifier = Verifier(trust: TrustPolicy(issuers: [badges.did]), statusLists: store)
    let time = SampleBadges.moment
    var scratch = VerifierScratch()
    let verdict = verifier.verify(with, at: time, using: &scratch)
    precondition(verdict.outcome == .accepted, "the benchmark's own badge is not accepted: \(verdict.findings)")
    let result = compare(
      { consumed &+= verifier.verify(with, at: time, using: &scratch).findings.count },
      { consumed &+= verifier.verify(without, at: time, using: &scratch).findings.count })
    Table.row(
      "verify", result.ratio, "×",
      note: "\(microseconds(result.first - result.second)) more, \(with.count - without.count) bytes among them")
  }

  /// Badges of a course as tokens, beside OpenSSL's verification; and in pictures, beside the same in JSON.
  borrowing func tokensAndPictures(_ floor: Floor) throws {
    let verifier = Verifier(trust: TrustPolicy(issuers: [badges.did]))
    let time = SampleBadges.moment
    let numbers = 0..<512
    let tokens = try numbers.map { try badges.token($0) }
    let json = try numbers.map { try badges.line($0) }
    let frame = Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>"#.utf8)
    // A picture of one grey pixel.
    let pixel: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
      0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 13, 0x49, 0x44, 0x41, 0x54, 0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF,
      0x00, 0x80, 0x00, 0x82, 0x00, 0x81, 0xC3, 0x6E, 0x25, 0xE0, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60,
      0x82,
    ]
    let pngs = try json.map { try BadgePicture.bake($0, into: pixel) }
    let svgs = try json.map { try BadgePicture.bake($0, into: frame) }
    var scratch = VerifierScratch()
    func verify(_ inputs: [[UInt8]], _ next: inout Int) {
      let verdict = verifier.verify(inputs[next], at: time, using: &scratch)
      precondition(verdict.outcome == .accepted, "the benchmark's own badge is not accepted: \(verdict.findings)")
      next = next + 1 == inputs.count ? 0 : next + 1
    }
    Table.heading("Badges of a course as tokens of \(tokens[0].count) bytes and in pictures, one worker")
    var (i, j) = (0, 0)
    let token = compare(floor.verify, { verify(tokens, &i) })
    Table.row("tokens", token.ratio, "of the floor", .atLeast(0.85), note: microseconds(token.second))
    for (name, pictures) in [("PNG", pngs), ("SVG", svgs)] {
      let picture = compare({ verify(pictures, &i) }, { verify(json, &j) })
      Table.row("\(name), beside the same in JSON", picture.ratio, "×", .atMost(1.1), note: microseconds(picture.first))
    }
  }

  borrowing func reversedNames() throws {
    let names = (0..<50_000).map { "n\(100_000 + $0)" }
    func object(_ names: some Sequence<String>) -> [UInt8] {
      Array(("{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}").utf8)
    }
    let (inOrder, reversed) = (object(names), object(names.reversed()))
    let result = compare(
      rounds: 31, { consumed &+= parsed(reversed).canonicalBytes().count },
      { consumed &+= parsed(inOrder).canonicalBytes().count })
    Table.heading("An object of \(reversed.count / 1000) KB with 50,000 names")
    Table.row(
      "reversed, beside the same in order", result.ratio, "×", .atMost(3),
      note: "\(milliseconds(result.first)) and \(milliseconds(result.second))")
  }

  // MARK: linked data

  borrowing func stages() throws -> StageRunner {
    let verifier = Verifier(
      trust: TrustPolicy(issuers: [badges.did]), statusLists: StatusListStore(try badges.lists().map(\.bytes)))
    return try StageRunner(
      badges.lineWithStatus(0, .eddsaRDFC2022),
      classLines: (1...64).map { try badges.lineWithStatus($0, .eddsaRDFC2022) },
      oddLines: (0..<64).map { try badges.oddLine($0, .eddsaRDFC2022) }, verifier: verifier)
  }

  borrowing func recordStages(times: Int = 1) throws -> StageRunner {
    try StageRunner(badges.record(times: times), verifier: Verifier(trust: TrustPolicy(issuers: [badges.did])))
  }

  /// What each step of `eddsa-rdfc-2022` costs. `Benchmarks/instructions.sh` counts instructions of the same steps.
  borrowing func linkedData(_ floor: Floor) throws {
    var runner = try stages()
    Table.heading(
      "One badge of \(try badges.lineWithStatus(0, .eddsaRDFC2022).count) bytes with status, \(runner.statements) statements,"
        + " by eddsa-rdfc-2022, beside one verification by OpenSSL")
    for stage in Stage.allCases where runner.has(stage) {
      let result = compare({ runner.run(stage) }, floor.verify)
      Table.row(stage.rawValue, result.ratio, "×", note: microseconds(result.first))
    }
  }

  /// The cost of a statement must not grow with their number.
  borrowing func largeRecords(_ floor: Floor) throws {
    Table.heading(
      "Records with 20 alignments, 5 results and 3 endorsements, and multiples of that: linked data for each statement")
    var first: Double?
    for times in [1, 2, 4] {
      var runner = try recordStages(times: times)
      let statements = runner.statements
      // Not the whole line: that remembers a text that it sees again.
      let result = compare(
        rounds: 51, { for stage in [Stage.expand, .canonicalize] { runner.run(stage) } }, floor.verify)
      let each = result.first / Double(statements)
      Table.row(
        "\(statements) statements", each / (first ?? each), "of the first", times == 1 ? .none : .atMost(1.3),
        note: "\(Table.decimal(each * 1e9)) ns, \(microseconds(result.first)) in all")
      first = first ?? each
    }
  }

  // MARK: batches

  /// The library's batch without reading files or writing reports.
  ///
  /// - Parameter isOdd: whether badges near each other differ in shape, so that none can take over another's.
  borrowing func inProcess(
    _ floor: Floor, _ suite: Cryptosuite, withStatus: Bool, isOdd: Bool = false
  ) async throws {
    let what = withStatus ? "20,000 badges and four status lists" : "20,000 badges"
    let shapes = isOdd ? ", sixteen shapes in turn" : ""
    Table.heading(
      "\(what) by \(suite.rawValue)\(shapes), through BatchRunner in this process, beside 20,000 verifications on one core"
    )
    var lines: [[UInt8]] = []
    for number in 0..<20_000 {
      if isOdd {
        lines.append(try badges.oddLine(number, suite))
      } else {
        lines.append(try withStatus ? badges.lineWithStatus(number, suite) : badges.line(number, suite))
      }
    }
    let store = withStatus ? StatusListStore(try badges.lists().map(\.bytes)) : nil
    let verifier = Verifier(trust: TrustPolicy(issuers: [badges.did]), statusLists: store)
    let time = SampleBadges.moment
    for (workers, least) in Self.limits(suite) {
      var ratios: [Double] = []
      for _ in 0..<5 {
        let before = floor.time(2000).clock
        let start = ContinuousClock.now
        let end = await BatchRunner.run(Lines(lines: lines[...]), workers: workers, into: Count()) {
          (lines, scratch) -> Int in
          lines.count { verifier.verify($0, at: time, using: &scratch).outcome == .accepted }
        }
        let elapsed = inSeconds(ContinuousClock.now - start)
        precondition(end.accepted == lines.count)
        let after = floor.time(2000).clock
        ratios.append(5 * (before + after) / elapsed)
      }
      Table.row("\(workers) worker\(workers == 1 ? "" : "s")", median(ratios), "of the floor", .atLeast(least))
    }
  }

  /// What a batch has to reach, by the number of workers.
  private static func limits(_ suite: Cryptosuite) -> [(workers: Int, least: Double)] {
    suite == .eddsaJCS2022 ? [(1, 0.9), (2, 1.75)] : [(1, 0.6), (2, 1.15)]
  }

  private struct Lines: BatchSource {
    var lines: ArraySlice<[UInt8]>
    mutating func next() -> ArraySlice<[UInt8]>? {
      defer { lines = lines.dropFirst(64) }
      return lines.isEmpty ? nil : lines.prefix(64)
    }
  }

  private struct Count: BatchSink {
    var accepted = 0
    mutating func write(_ result: Int) -> Bool {
      accepted += result
      return true
    }
  }

  // MARK: whole processes

  borrowing func coldStart() throws {
    let badgeFile = folder + "/badge.json"
    try write(badges.large(), to: badgeFile)
    let message = [UInt8](repeating: 0x5A, count: 64)
    try write(message, to: folder + "/message")
    try write(badges.sign(message), to: folder + "/signature")
    try write(Array(badges.publicKeyPEM.utf8), to: folder + "/key.pem")
    let ours = ["verify", badgeFile, "--issuer", badges.did, "--at", SampleBadges.time]
    let theirs = [
      "pkeyutl", "-verify", "-pubin", "-inkey", folder + "/key.pem", "-rawin", "-in", folder + "/message", "-sigfile",
      folder + "/signature",
    ]
    Table.heading("The whole process `badge verify` of one badge")
    guard let openssl = Subprocess.find("openssl") else {
      Table.row("cold start", "not measured: there is no openssl command")
      return
    }
    try write(badges.large(.eddsaRDFC2022), to: folder + "/linked.json")
    let linked = ["verify", folder + "/linked.json"] + ours.dropFirst(2)
    var times: (ours: [Double], linked: [Double], theirs: [Double]) = ([], [], [])
    var peak = (ours: 0.0, linked: 0.0)
    for _ in 0..<101 {
      let a = Subprocess(badge, ours)
      let b = Subprocess(openssl, theirs)
      let c = Subprocess(badge, linked)
      precondition(
        a.status == 0 && b.status == 0 && c.status == 0,
        "badge ended with \(a.status) and \(c.status), openssl with \(b.status)")
      times.ours.append(a.seconds)
      times.theirs.append(b.seconds)
      times.linked.append(c.seconds)
      peak = (max(peak.ours, a.peakMebibytes), max(peak.linked, c.peakMebibytes))
    }
    let (a, b) = (median(times.ours), median(times.theirs))
    Table.row(
      "beside `openssl pkeyutl -verify`", a / b, "×", .atMost(3), note: "\(milliseconds(a)) and \(milliseconds(b))")
    Table.row("peak memory", peak.ours, "MiB", .atMost(30), note: ownMemory)
    let c = median(times.linked)
    Table.row("eddsa-rdfc-2022 beside eddsa-jcs-2022", c / a, "×", .atMost(1.5), note: milliseconds(c))
    Table.row("peak memory by eddsa-rdfc-2022", peak.linked, "MiB", .atMost(30))
  }

  borrowing func wholeLine(_ floor: Floor, _ suite: Cryptosuite, withStatus: Bool) throws {
    let file = folder + "/badges.jsonl"
    let size = try writeLines(to: file, suite, withStatus: withStatus)
    let status = withStatus ? try writeLists(below: folder) : []
    let lists = withStatus ? ", and four status lists" : ""
    Table.heading(
      "The whole process `badge verify` of 20,000 badges by \(suite.rawValue), \(size / 20_000) bytes on each line\(lists)"
    )
    for (jobs, least) in Self.limits(suite) {
      var ratios: [Double] = []
      var processorRatios: [Double] = []
      var peak = 0.0
      for _ in 0..<5 {
        let before = floor.time(2000)
        let run = Subprocess(badge, batch(file, jobs) + status)
        precondition(run.status == 0, "badge ended with \(run.status)")
        let after = floor.time(2000)
        ratios.append(5 * (before.clock + after.clock) / run.seconds)
        processorRatios.append(5 * (before.processor + after.processor) / run.cpuSeconds)
        peak = max(peak, run.peakMebibytes)
      }
      Table.row(
        "--jobs \(jobs)", median(ratios), "of the floor", .atLeast(least),
        note: "for each second of processor time \(Table.decimal(median(processorRatios))); \(Table.decimal(peak)) MiB")
    }
  }

  borrowing func files() throws {
    let badgeFolder = folder + "/files"
    mkdir(badgeFolder, 0o755)
    var number = 0
    for _ in 0..<100_000 {
      try write(badges.line(number), to: "\(badgeFolder)/\(number).json")
      number += 1
    }
    Table.heading("The whole process `badge verify` of a folder of 100,000 files")
    for jobs in [1, 2] {
      let run = Subprocess(badge, batch(badgeFolder, jobs), output: "\(folder)/verdicts-\(jobs)")
      precondition(run.status == 0, "badge ended with \(run.status)")
      Table.row(
        "--jobs \(jobs): peak memory", run.peakMebibytes, "MiB", .atMost(100),
        note: "\(Table.decimal(run.seconds)) s, \(ownMemory)")
    }
    let isSame =
      Subprocess(
        Subprocess.find("cmp") ?? "/usr/bin/cmp", ["\(folder)/verdicts-1", "\(folder)/verdicts-2"]
      ).status == 0
    Table.row("the two outputs", isSame ? "are the same bytes  ok" : "DIFFER")
  }

  private borrowing func batch(_ path: String, _ jobs: Int) -> [String] {
    [
      "verify", path, "--issuer", badges.did, "--at", SampleBadges.time, "--format", "jsonl", "--jobs", String(jobs),
    ]
  }

  // MARK: files

  /// The folder of status lists, as an option of the command.
  private borrowing func writeLists(below folder: String) throws -> [String] {
    mkdir(folder + "/lists", 0o755)
    for list in try badges.lists() { try write(list.bytes, to: "\(folder)/lists/\(list.name)") }
    return ["--status", folder + "/lists"]
  }

  private borrowing func writeLines(
    to path: String, _ suite: Cryptosuite = .eddsaJCS2022, withStatus: Bool = false
  ) throws -> Int {
    guard let file = fopen(path, "w") else { throw CannotWrite(path: path) }
    defer { fclose(file) }
    var size = 0
    for number in 0..<20_000 {
      let badge = withStatus ? try badges.lineWithStatus(number, suite) : try badges.line(number, suite)
      let line = badge + [UInt8(ascii: "\n")]
      fwrite(line, 1, line.count, file)
      size += line.count
    }
    return size
  }

  private borrowing func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw CannotWrite(path: path) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private struct CannotWrite: Error { let path: String }

  private var ownMemory: String { "(this process: \(Table.decimal(Subprocess.ownPeakMebibytes)) MiB)" }
}

private func parsed(_ bytes: [UInt8]) -> JSONDocument {
  guard let document = try? JSONDocument(parsing: bytes) else { preconditionFailure("this is JSON") }
  return document
}

private func removeFolder(_ path: String) {
  _ = Subprocess(Subprocess.find("rm") ?? "/bin/rm", ["-rf", path])
}

private func microseconds(_ seconds: Double) -> String { "\(Table.decimal(seconds * 1e6)) µs" }
private func milliseconds(_ seconds: Double) -> String { "\(Table.decimal(seconds * 1e3)) ms" }
