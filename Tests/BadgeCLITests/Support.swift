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
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "BADGE": Self.executable.path].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: place.file("input", Data(input)))
    // Files, since nobody empties a pipe while the process runs.
    let (output, errors) = try (place.file("output", Data()), place.file("errors", Data()))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: Array(try Data(contentsOf: output)), errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  static func isInstalled(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program)
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
