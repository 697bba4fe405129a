import Foundation
import Testing

@testable import BadgeCLI

private let folder: URL = {
  let named = ProcessInfo.processInfo.environment["BADGE_CONFORMANCE"].map { URL(filePath: $0) }
  return (named ?? Repository.root.appending(path: "../shared/conformance"))
    .appending(path: "vc-data-model-2.0/input")
}()

/// Paths in the folder.
private let inputs: [String] = {
  guard let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) else {
    return []
  }
  return names.filter { $0.hasSuffix(".json") }.sorted()
}()

/// The inputs of the W3C's test suite for the Verifiable Credentials Data Model 2.0 (`tests/input` of
/// w3c/vc-data-model-2.0-test-suite), as `badge lint` judges them. They are not part of this repository.
///
/// The suite hands them to issuers: who signs adds the issuer, which most of them lack. It puts dates in the place of the
/// words "PAST DATE" and "FUTURE DATE", and so is done here. The names say what has to come out.
@Suite(
  .enabled(if: !inputs.isEmpty, "the folder vc-data-model-2.0/input of BADGE_CONFORMANCE is missing"))
struct SuiteLintTests {
  private static func isGood(_ name: String) -> Bool? {
    if name.contains("-fail") { return false }
    return name.hasSuffix("-ok.json") ? true : nil
  }

  @Test("The suite is whole")
  func count() {
    #expect(inputs.count >= 112)
    #expect(inputs.count { Self.isGood($0) == false } >= 50)
  }

  @Test("An input comes out as its name says", arguments: inputs)
  func input(_ name: String) throws {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .replacing("PAST DATE", with: "2020-01-01T00:00:00Z").replacing("FUTURE DATE", with: "2120-01-01T00:00:00Z")
    let result = try Tool.badge("lint", "-", input: Array(text.utf8))
    guard let isGood = Self.isGood(name) else {
      // Self-asserted credentials without a proof: what their presentation's proof would say is not known.
      #expect(result.status == 0 && result.text.contains("4.13.4"), "\(name) \(result.text)")
      return
    }
    #expect(result.status == (isGood ? 0 : 1), "\(name) \(result.text)")
  }
}
