import Foundation
import Testing

@testable import Badge
@testable import CanonicalJSON
@testable import Signing

/// Where the tests read from.
enum Files {
  // This file is Tests/BadgeTests/Support.swift of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let vectors = package.appending(path: "Tests/TestVectors")

  /// The public conformance suites, which are no part of this repository.
  static let conformance: URL =
    if let path = ProcessInfo.processInfo.environment["BADGE_CONFORMANCE"] {
      URL(filePath: path)
    } else {
      package.deletingLastPathComponent().appending(path: "shared/conformance")
    }
  static let howToGetConformance: Comment =
    "set BADGE_CONFORMANCE to the folder that holds the public conformance suites"

  static func hasConformance(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: conformance.appending(path: path).path(percentEncoded: false))
  }

  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  static func conformance(_ path: String) throws -> [UInt8] { try bytes(conformance.appending(path: path)) }
}

extension JSONDocument {
  init(_ text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

  init(_ value: JSONValue) throws(JSONError) { try self.init(parsing: value.serialized()) }
}

extension JSONValue {
  init(_ text: String) throws(JSONError) { self.init(try JSONDocument(text)) }

  /// The value at a JSON pointer. Setting nil removes it; a new member of an object is appended.
  subscript(at pointer: String) -> JSONValue? {
    get {
      var value: JSONValue? = self
      for token in Self.tokens(pointer) { value = value?[token: token] }
      return value
    }
    set { set(newValue, at: Self.tokens(pointer)[...]) }
  }

  private mutating func set(_ value: JSONValue?, at tokens: ArraySlice<String>) {
    guard let token = tokens.first else {
      self = value ?? .null
      return
    }
    var child: JSONValue?
    if tokens.count == 1 {
      child = value
    } else {
      child = self[token: token]
      child?.set(value, at: tokens.dropFirst())
    }
    self[token: token] = child
  }

  private subscript(token token: String) -> JSONValue? {
    get {
      if case .array(let elements) = self { return Int(token).flatMap { elements.indices ~= $0 ? elements[$0] : nil } }
      return self[token]
    }
    set {
      guard case .array(var elements) = self, let index = Int(token) else {
        self[token] = newValue
        return
      }
      if let newValue { elements[index] = newValue } else { elements.remove(at: index) }
      self = .array(elements)
    }
  }

  private static func tokens(_ pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      $0.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
    }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
}

extension VerificationMethodURL {
  init?(_ text: String) { self.init(Array(text.utf8).span) }
}

extension Instant {
  /// A moment that the test wrote down itself.
  init(_ literal: StaticString) { self = Instant(literal.description)! }

  /// The moment at which the sample badges are judged.
  static let noon = Instant("2026-11-24T12:00:00Z" as StaticString)
}

extension Verdict {
  /// The first check that neither passed nor was left out.
  var decidingFinding: Finding? {
    findings.first {
      switch $0.result {
      case .failed, .unknown: true
      case .passed, .skipped: false
      }
    }
  }

  var decidingCheck: String? { decidingFinding.map { $0.check.name.description } }
  var decidingReason: Reason? { decidingFinding?.result.reason }
}

extension VerdictReport {
  /// The report of a verdict as bytes.
  static func bytes(_ verdict: Verdict, name: String = "badge.json", at time: Instant = .noon) -> [UInt8] {
    var bytes: [UInt8] = []
    VerdictReport(verdict, of: .init(name: name, sha256: nil), at: time).append(to: &bytes)
    return bytes
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
