import Foundation
import Testing

/// The public conformance suites, which are not part of this repository.
enum Conformance {
  /// Shown for a suite that is skipped.
  static let howToGet: Comment = "set BADGE_CONFORMANCE to the folder that holds the public conformance suites"

  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["BADGE_CONFORMANCE"] { return URL(fileURLWithPath: path) }
    // This file is Tests/LinkedDataTests/Conformance.swift of the package.
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared/conformance")
  }()

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  /// The names in a folder, sorted; none where the folder is absent.
  static func names(in path: String) -> [String] {
    let all = try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path)
    return (all ?? []).sorted()
  }
}
