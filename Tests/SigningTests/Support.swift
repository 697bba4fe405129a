import Foundation
import Signing

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

/// The code of the error that `body` throws, or nil where it throws none.
func code(_ body: () throws(KeyError) -> Void) -> KeyError.Code? {
  do {
    try body()
    return nil
  } catch {
    return error.code
  }
}

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
