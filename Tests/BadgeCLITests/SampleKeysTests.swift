import Foundation
import Signing
import Testing

@testable import BadgeCLI

@Suite struct SampleKeysTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../keys-sample")
    .standardizedFileURL

  @Test("Every plain key file of keys-sample is known, and needs no protection")
  func known() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let keys = names.filter { $0.hasPrefix("issuer.") || $0.hasPrefix("other.") }.filter { !$0.contains("encrypted") }
    #expect(keys.count > 5)
    for name in keys {
      let result = try Tool.badge("key", "show", name, "--format", "json", in: Self.folder)
      #expect(result.text.contains("\"sample\": true"), "\(name)")
    }
  }

  @Test("Another key is no sample")
  func unknown() throws {
    #expect(!SampleKeys.contains(try PrivateKey.generate().publicKey))
  }
}
