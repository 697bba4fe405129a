import Foundation

@testable import Signing

/// The public suites, kept outside the project: `BADGE_CONFORMANCE`, or `shared/conformance` beside the project folder.
/// Our own security vectors lie beside them.
enum Suites {
  static let conformance: URL = {
    if let path = ProcessInfo.processInfo.environment["BADGE_CONFORMANCE"] { return URL(filePath: path) }
    return packageFolder.deletingLastPathComponent().appending(path: "shared/conformance")
  }()
  static let security = conformance.deletingLastPathComponent().appending(path: "security")

  /// For `.enabled(if:)`: a fresh clone without the suites skips their tests and says why.
  static var arePresent: Bool { FileManager.default.fileExists(atPath: conformance.path) }
  static let howToGet = "set BADGE_CONFORMANCE to the folder of the public suites (see spec-notes.md)"
}

let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

func json<Value: Decodable>(_ url: URL, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(type, from: Data(contentsOf: url))
}

extension [UInt8] {
  /// Bytes from hexadecimal; test data only, so a bad digit traps.
  init(hex: String) {
    let digits = hex.utf8.map { UInt8(String(Unicode.Scalar($0)), radix: 16)! }
    precondition(digits.count.isMultiple(of: 2))
    self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  var hex: String { map { String(format: "%02x", $0) }.joined() }
}

extension PublicKey {
  init(hex: String) throws(KeyError) { self = try PublicKey([UInt8](hex: hex)) }
}

/// The error that `body` throws, or nil where it throws none.
func failure(_ body: () throws(KeyError) -> Void) -> KeyError? {
  do throws(KeyError) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The code of the error that `body` throws, or nil where it throws none.
func code(_ body: () throws(KeyError) -> Void) -> KeyError.Code? { failure(body)?.code }

/// Throw-away bytes, the same in every run.
func bytes(_ count: Int, seed: UInt8 = 1) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73) &+ seed } }

extension SecretBytes {
  init(_ bytes: [UInt8]) { self.init(copying: bytes.span) }
  init(_ text: String) { self.init(Array(text.utf8)) }

  /// A copy as an array, which only tests may make.
  var exposed: [UInt8] { withBytes { span in span.indices.map { span[$0] } } }
  var exposedText: String { String(decoding: exposed, as: UTF8.self) }
}

// Arrays where the library takes spans, because `#expect` cannot look into an expression with a span.

extension PublicKey {
  init(_ bytes: [UInt8]) throws(KeyError) { self = try PublicKey(bytes.span) }
  init(multikey: String) throws(KeyError) { self = try PublicKey(multikey: Array(multikey.utf8).span) }
  func verify(_ signature: Signature, of message: [UInt8]) -> Bool { verify(signature, of: message.span) }
}

extension PrivateKey {
  init(seed: [UInt8]) throws(KeyError) { self = try PrivateKey(seed: SecretBytes(seed)) }
  func sign(_ message: [UInt8]) throws(KeyError) -> Signature { try sign(message.span) }
}

extension Signature {
  init(_ bytes: [UInt8]) throws(KeyError) { self = try Signature(bytes.span) }
  init(multibase: String) throws(KeyError) { self = try Signature(multibase: Array(multibase.utf8).span) }
}

extension SignatureChecker {
  mutating func verify(_ signature: Signature, of message: [UInt8], by key: PublicKey) -> Bool {
    verify(signature, of: message.span, by: key)
  }
}

/// What a key file holds, as a value that `#expect` can look into.
struct ReadKey: Equatable {
  var format: KeyFileFormat
  var isPrivate: Bool
  var publicKey: VerificationKey

  init(format: KeyFileFormat, isPrivate: Bool, publicKey: VerificationKey) {
    self.format = format
    self.isPrivate = isPrivate
    self.publicKey = publicKey
  }

  init(format: KeyFileFormat, isPrivate: Bool, publicKey: PublicKey) {
    self.init(format: format, isPrivate: isPrivate, publicKey: .ed25519(publicKey))
  }
}

func readKey(_ file: [UInt8], passphrase: String? = nil) throws(KeyError) -> ReadKey {
  let file = try KeyFile(SecretBytes(file), passphrase: { passphrase.map { SecretBytes($0) } })
  return ReadKey(format: file.format, isPrivate: file.isPrivate, publicKey: file.verificationKey)
}

func readKey(_ file: String, passphrase: String? = nil) throws(KeyError) -> ReadKey {
  try readKey(Array(file.utf8), passphrase: passphrase)
}

/// The files of `keys-sample`, whose key is also known by its Multikey.
enum Samples {
  static let multikey = "z6MkpGqPdABkrwaJ893371j9ibnkdXj8ohu73VRsFSf2j72p"
  static let seed = Array("Badge sample key 1: NEVER USE IT".utf8)
  static let passphrase = "sample-passphrase"

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: packageFolder.appending(path: "keys-sample/\(name)")))
  }

  static let all: [(name: String, format: KeyFileFormat, isPrivate: Bool)] = [
    ("issuer.pkcs8.pem", .pkcs8, true), ("issuer.encrypted.pem", .encryptedPKCS8, true),
    ("issuer.jwk.json", .jwk, true), ("issuer.public.jwk.json", .jwk, false),
    ("issuer.multikey.txt", .multikey, false), ("issuer.secret.multikey.txt", .multikey, true),
    ("issuer.multikey.json", .multikey, true), ("issuer.openssh", .openSSHPrivate, true),
    ("issuer.openssh.pub", .openSSHPublic, false), ("issuer.spki.pem", .spki, false),
  ]
}

/// The `openssl` and `ssh-keygen` commands, as readers and writers that are not ours.
enum Command {
  static func isPresent(_ name: String) -> Bool { path(name) != nil }

  /// Runs a command with files in a folder of its own and gives what it printed, or nil where it failed.
  static func run(_ name: String, _ arguments: [String], in folder: URL) throws -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = path(name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: text, as: UTF8.self) : nil
  }

  /// A folder that exists while `body` runs.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "badge-signing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private static func path(_ name: String) -> URL? {
    ["/usr/bin", "/usr/local/bin", "/bin"].map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

extension VerificationKey {
  init(spki: [UInt8]) throws(KeyError) { self = try VerificationKey(spki: spki.span) }
  init(multikey: String) throws(KeyError) { self = try VerificationKey(multikey: Array(multikey.utf8).span) }
  func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool { verify(signature.span, of: message.span) }
}

extension SignatureChecker {
  mutating func verify(_ signature: [UInt8], of message: [UInt8], by key: VerificationKey) -> Bool {
    verify(signature.span, of: message.span, by: key)
  }
}

func encoded(_ bytes: [UInt8]) -> String { Base64URL.encode(bytes.span) }
func decoded(_ text: String) throws(KeyError) -> [UInt8] {
  let text = Array(text.utf8)
  return try Base64URL.decode(text.span)
}

extension SigningKey {
  func sign(_ message: [UInt8]) throws(KeyError) -> [UInt8] { try sign(message.span) }
}

extension P256PrivateKey {
  func sign(_ message: [UInt8], alteredBy fault: ([UInt8]) -> [UInt8] = { $0 }) throws(KeyError) -> [UInt8] {
    try sign(message.span, alteredBy: fault)
  }
}

extension RSAPrivateKey {
  func sign(_ message: [UInt8], alteredBy fault: ([UInt8]) -> [UInt8]) throws(KeyError) -> [UInt8] {
    try sign(message.span, alteredBy: fault)
  }
}
