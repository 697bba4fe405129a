import CanonicalJSON

/// A report on badges as one JSON object: with what they were verified, the verdicts in the order of the input, and how
/// many came out how.
///
/// ```json
/// {"type":"BadgeReport","version":1,"tool":"badge 0.1.0","at":"2026-11-24T12:00:00Z",
///  "trust":{"file":"issuers.json","sha256":"…","kind":"local"},"policy":{"anyIssuer":false,"statusLists":true},
///  "badges":[
///   {"input":"alice.json","sha256":"…","outcome":"accepted",…}
///  ],
///  "counts":{"accepted":1,"rejected":0,"undetermined":0}}
/// ```
///
/// The elements of `badges` are those of ``VerdictReport``. The text can be written as the verdicts come.
public struct JSONReport: Sendable {
  private let provenance: ReportProvenance
  private var isEmpty = true

  public init(_ provenance: ReportProvenance) {
    self.provenance = provenance
  }

  /// What stands before the first badge.
  public var head: [UInt8] {
    var value: JSONValue = ["type": "BadgeReport", "version": 1]
    if case .object(let members) = provenance.json {
      for member in members { value[member.name] = member.value }
    }
    var bytes = value.serialized()
    // The object goes on.
    bytes.removeLast()
    return bytes + Array(",\n\"badges\":[".utf8)
  }

  /// Appends one badge, a verdict report of one line.
  public mutating func append(_ verdict: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes += Array((isEmpty ? "\n" : ",\n").utf8)
    isEmpty = false
    unsafe verdict.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// What stands behind the last badge.
  public func tail(_ counts: OutcomeCounts) -> [UInt8] {
    Array((isEmpty ? "],\n\"counts\":" : "\n],\n\"counts\":").utf8) + counts.json.serialized() + Array("}\n".utf8)
  }
}
