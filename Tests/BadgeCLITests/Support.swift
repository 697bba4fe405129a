import Files
import Foundation

@testable import BadgeCLI

/// The executable that was built with these tests, run as a person or a script runs it.
struct Tool {
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "badge")

  struct Result {
    var status: Int32
    /// Whether a signal ended the process; `status` is its number then.
    var wasKilled: Bool
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs `badge` with these arguments.
  static func badge(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:], in folder: URL? = nil
  ) throws -> Result {
    try run(executable, arguments, input: input, environment: environment, in: folder)
  }

  /// Runs a line of sh in which `$BADGE` is the executable.
  static func shell(_ line: String, input: [UInt8] = [], in folder: URL? = nil) throws -> Result {
    try run(URL(filePath: "/bin/sh"), ["-c", line], input: input, environment: [:], in: folder)
  }

  private static func run(
    _ executable: URL, _ arguments: [String], input: [UInt8], environment: [String: String], in folder: URL?
  ) throws -> Result {
    let place = try TemporaryFolder()
    try place.file("input", Data(input))
    let variables = ["PATH": "/usr/bin:/bin", "BADGE": Self.executable.path].merging(environment) { $1 }
    let process = try ChildProcess(
      [executable.path] + arguments, variables, in: (folder ?? place.url).path,
      input: .file(place.url.appending(path: "input")), output: place.url.appending(path: "output"),
      errors: place.url.appending(path: "errors"))
    let status = try process.wait()
    let signal = status & 0x7F
    return Result(
      status: signal == 0 ? status >> 8 & 0xFF : signal, wasKilled: signal != 0,
      output: Array(try Data(contentsOf: place.url.appending(path: "output"))), errors: try place.text("errors"))
  }

  static func isInstalled(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program)
  }
}

/// A process whose output goes to files, since nobody empties a pipe while it runs.
///
/// Foundation's `Process` learns of an end by a socket that other processes inherit when several are started at once, so
/// that a test could wait for the end of another test's; and what it starts inherits the signals that a thread of Swift's
/// pool blocks, with which a shell waits for its children for ever.
struct ChildProcess {
  enum Input {
    case file(URL)
    /// The end of a pipe that the process reads.
    case descriptor(Int32)
  }

  private let id: pid_t

  init(
    _ arguments: [String], _ environment: [String: String], in folder: String, input: Input, output: URL, errors: URL
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .file(let file): posix_spawn_file_actions_addopen(&actions, 0, file.path, O_RDONLY, 0)
    case .descriptor(let number): posix_spawn_file_actions_adddup2(&actions, number, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let argv = (["/usr/bin/env", "-C", folder] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id: pid_t = 0
    let failure = posix_spawn(&id, "/usr/bin/env", &actions, &attributes, argv, envp)
    guard failure == 0 else { throw SystemError(failure) }
    self.id = id
  }

  /// Waits for the end.
  ///
  /// - Returns: the status as the kernel has it.
  func wait() throws -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) == -1 {
      guard errno == EINTR else { throw SystemError.last }
    }
    return status
  }

  /// Ends the process; ``wait()`` is still to be called.
  func end() { kill(id, SIGKILL) }

  /// Whether the process has ended; ``wait()`` is still to be called.
  var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
  }
}

/// Files of the repository that the tests use.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
  static let samples = root.appending(path: "keys-sample")
  static let vectors = root.appending(path: "Tests/TestVectors")

  /// The issuer of `keys-sample/alice.json`.
  static let sampleDID = "did:key:z6MkpGqPdABkrwaJ893371j9ibnkdXj8ohu73VRsFSf2j72p"
  static let otherDID = "did:key:z6MkumPz9YsgRigwX3FSL5AXfYLQP9TmgQDSAAKg9hsCVyuE"

  static func sample(_ name: String) throws -> Data { try Data(contentsOf: samples.appending(path: name)) }
}

/// A folder that is gone when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "badge-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult
  func file(_ name: String, _ data: Data, mode: Int? = nil) throws -> URL {
    let file = url.appending(path: name)
    try data.write(to: file)
    if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path) }
    return file
  }

  /// Copies a file of `keys-sample`.
  func sample(_ name: String, as newName: String? = nil) throws {
    try file(newName ?? name, Repository.sample(name), mode: 0o600)
  }

  func path(_ name: String) -> Path { Path(url.appending(path: name).path) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  /// The names of all entries, hidden ones too, in order.
  var entries: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: url.appending(path: name).path)[.posixPermissions] as? Int
  }
}

/// The code of the error that `body` throws, or nil.
func code(_ body: () throws(CommandError) -> Void) -> CommandError.Code? {
  do {
    try body()
    return nil
  } catch {
    return error.code
  }
}

/// A folder with a register of the sample issuer.
struct IssuerFolder {
  let folder: TemporaryFolder

  static let listURL = "https://university.example/status"

  /// - Parameter options: further ones for `badge init`.
  init(_ options: String = "") throws {
    folder = try TemporaryFolder()
    try folder.sample("teamwork.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let made = try badge(
      "init --name 'Example University' --status-url \(Self.listURL) --key issuer.pem --allow-sample-key \(options)")
    guard made.status == 0 else { throw Refusal(errors: made.errors) }
  }

  struct Refusal: Error {
    var errors: String
  }

  /// Runs a line of sh that starts with a command of `badge`.
  func badge(_ line: String, input: [UInt8] = []) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" \(line)", input: input, in: folder.url)
  }

  /// The same for commands that sign.
  func sign(_ line: String, input: [UInt8] = []) throws -> Tool.Result {
    try badge("\(line) --allow-sample-key", input: input)
  }

  /// Issues one badge and gives its identifier.
  @discardableResult
  func issue(_ name: String = "alice", _ options: String = "") throws -> String {
    let result = try sign(
      "issue --template teamwork.json --recipient email:\(name)@example.org --set role=Editor --set project=Bridges "
        + "-o \(name).json \(options)")
    guard result.status == 0 else { throw Refusal(errors: result.errors) }
    return try id(of: "\(name).json")
  }

  func id(of file: String) throws -> String {
    let json = try JSONSerialization.jsonObject(with: Data(folder.text(file).utf8)) as? [String: Any]
    return json?["id"] as? String ?? ""
  }

  /// Issues to people `p1`, `p2`, … with one roster, into `out`.
  func issueClass(of count: Int) throws {
    let rows = (1...count).map { "p\($0)@example.org,Editor\n" }.joined()
    try folder.file("class.csv", Data(("email,role\n" + rows).utf8))
    let result = try sign("issue --template teamwork.json --csv class.csv --set project=P -o out")
    guard result.status == 0 else { throw Refusal(errors: result.errors) }
  }

  func verify(_ file: String, _ options: String = "") throws -> Tool.Result {
    try badge("verify \(file) --issuer \(Repository.sampleDID) --status lists \(options)")
  }
}
