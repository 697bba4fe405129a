import Badge
import CanonicalJSON
import Files
import Foundation
import GRDB
import Signing
import Testing

@testable import BadgeRegister

/// Throw-away keys. A key is named by a label, whose SHA-256 is its seed.
enum Sample {
  static func key(_ label: String = "issuer") throws -> PrivateKey {
    let seed = HashAlgorithm.sha256.digest(of: Array("register tests: \(label)".utf8))
    return try PrivateKey(seed: SecretBytes(copying: seed.span))
  }

  static func did(_ label: String = "issuer") throws -> String { "did:key:\(try key(label).publicKey.multikey)" }

  static let baseURL = "https://university.example/status"
  static let time = Instant("2026-11-24T12:00:00Z")!

  static func settings(_ label: String = "issuer") throws -> RegisterSettings {
    RegisterSettings(
      issuer: try did(label), publicKey: try key(label).publicKey, listBaseURL: baseURL,
      profile: ["type": ["Profile"], "name": "Example University"])
  }

  /// A filled template.
  static func credential(_ name: String = "Teamwork") -> JSONValue {
    [
      "name": .string(name),
      "credentialSubject": [
        "type": ["AchievementSubject"],
        "achievement": [
          "id": "https://university.example/achievements/teamwork", "type": ["Achievement"], "name": "Teamwork",
          "description": "Works well with others.", "criteria": ["narrative": "Finish a project in a group of four."],
        ],
      ],
    ]
  }

  /// The identifier of a person's badge.
  static func id(_ name: String) -> String {
    "urn:example:"
      + name.utf8.map {
        $0 > 0x20 && $0 < 0x7F && ![0x22, 0x27, 0x3C, 0x3E].contains($0) ? Character(UnicodeScalar($0)) : "-"
      }
  }

  static func request(
    _ name: String, file: Path? = nil, replacesFile: Bool = false, hasRowKey: Bool = false, at time: Instant = time
  ) -> BadgeRequest {
    BadgeRequest(
      credential: credential(),
      request: CredentialIssuer.Request(
        id: id(name), recipient: RecipientIdentity(type: "emailAddress", value: "\(name)@example.org"),
        time: time),
      file: file, replacesFile: replacesFile, template: [UInt8](repeating: 7, count: 32),
      rowKey: hasRowKey ? Array("row \(name)".utf8) : nil)
  }
}

/// A register in a folder that is gone when the test ends.
final class Office {
  let url: URL
  let register: Register
  let time = Sample.time
  let clerk = "clerk"

  init(_ settings: RegisterSettings? = nil) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "badge-register-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    register = try Register.create(
      at: Path(url.path).appending(Register.defaultName), settings ?? Sample.settings(), time: time)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The register once more, as another process has it.
  func open(_ access: Register.Access = .readWrite) throws -> Register {
    try Register(opening: register.path, access)
  }

  func path(_ name: String) -> Path { Path(url.appending(path: name).path) }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appending(path: name))) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  /// The names of all entries of a folder, hidden ones too, in order, but for those of the register itself.
  func entries(_ folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path).sorted()
      .filter { !$0.hasPrefix("badge-register.sqlite") && $0 != "lists" }
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: url.appending(path: name).path)[.posixPermissions] as? Int
  }

  @discardableResult
  func issue(_ names: String..., file: Bool = false) throws -> [BadgeRecord] {
    let key = try Sample.key()
    return try names.map { name in
      try register.issue(Sample.request(name, file: file ? path("\(name).json") : nil), with: key, by: clerk).record
    }
  }

  @discardableResult
  func change(_ action: StatusAction, _ names: String..., reason: String? = nil) throws -> [StatusChange] {
    try register.change(names.map(Sample.id), action, reason: reason, at: time, by: clerk)
  }

  @discardableResult
  func publish(_ scope: PublishScope = .due, at time: Instant? = nil) throws -> [PublishedList] {
    try register.publish(scope, with: Sample.key(), at: time ?? self.time)
  }

  /// A published list, verified.
  func bits(_ list: Int = 1, _ purpose: ListRecord.Purpose = .revocation) throws -> StatusBits {
    let bytes = try bytes("lists/\(list)-\(purpose.rawValue).json")
    return try #require(StatusListIssuer().verdict(on: bytes).bits)
  }

  func edition(_ list: Int = 1, _ purpose: ListRecord.Purpose = .revocation) throws -> String? {
    try StatusListCredential(parsing: bytes("lists/\(list)-\(purpose.rawValue).json")).description
  }

  /// Runs statements past all rules.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: url.appending(path: "badge-register.sqlite").path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}

/// The code of the error that `body` throws, or nil.
func code(_ body: () throws -> Void) throws -> RegisterError.Code? {
  do {
    try body()
    return nil
  } catch let error as RegisterError {
    return error.code
  }
}
