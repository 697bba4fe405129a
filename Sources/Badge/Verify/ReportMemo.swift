import CanonicalJSON

/// The parts of the last report that the next one mostly shares: the time, and each finding.
struct ReportMemo: Sendable {
  struct Fragment: Sendable {
    var result: Finding.Result
    /// The finding as JSON, with what stands before it in the array.
    var bytes: [UInt8]
  }

  /// `,"at":"…"`.
  private(set) var time: [UInt8] = []
  /// One for each finding of the verdict, in order.
  private(set) var findings: [Fragment] = []
  /// Bytes of all parts.
  private(set) var count = 0
  private var instant: Instant?

  /// Makes the parts those of a verdict; what is the same as before is not written again.
  mutating func write(_ verdict: [Finding], at instant: Instant) {
    if instant != self.instant {
      self.instant = instant
      time = [UInt8](capacity: Instant.longest + 8) { ReportText.append(#","at":""#, instant, to: &$0) }
    }
    if findings.count != verdict.count { findings.removeAll() }
    count = time.count
    for (k, finding) in verdict.enumerated() {
      // A finding stands in the place of its check, so the result tells all.
      if k == findings.count {
        findings.append(Fragment(result: finding.result, bytes: Self.fragment(finding, isFirst: k == 0)))
      } else if !findings[k].result.isWritten(as: finding.result) {
        findings[k] = Fragment(result: finding.result, bytes: Self.fragment(finding, isFirst: k == 0))
      }
      count += findings[k].bytes.count
    }
  }

  private static func fragment(_ finding: Finding, isFirst: Bool) -> [UInt8] {
    var texts = 0
    switch finding.result {
    case .passed(let message): texts = message.utf8.count
    case .failed(let reason), .unknown(let reason), .skipped(let reason):
      texts = reason.message.utf8.count + (reason.pointer?.utf8.count ?? 0)
    }
    // Names, brackets, quotes, codes and problem types: no finding has 320 bytes of them.
    return [UInt8](capacity: 6 * texts + 320) { bytes in
      JSONText.append(isFirst ? #","findings":["# : ",", to: &bytes)
      append(finding, to: &bytes)
    }
  }

  private static func append(_ finding: Finding, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(finding.check.fragment, to: &bytes)
    switch finding.result {
    case .passed(let message): ReportText.append(#""passed","message":"#, message, to: &bytes)
    case .failed(let reason): append(#""failed""#, reason, to: &bytes)
    case .unknown(let reason): append(#""unknown""#, reason, to: &bytes)
    case .skipped(let reason): append(#""skipped""#, reason, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ result: StaticString, _ reason: Reason, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(result, to: &bytes)
    ReportText.append(#","code":"#, reason.code.rawValue, to: &bytes)
    ReportText.append(#","message":"#, reason.message, to: &bytes)
    if let pointer = reason.pointer { ReportText.append(#","pointer":"#, pointer, to: &bytes) }
    if let type = reason.code.problemType {
      JSONText.append(#","type":""#, to: &bytes)
      JSONText.append(type, to: &bytes)
      JSONText.append(#"""#, to: &bytes)
    }
  }
}

extension Finding.Result {
  /// Whether both are the same, byte for byte. Swift takes texts for equal that Unicode calls equivalent.
  fileprivate func isWritten(as other: Finding.Result) -> Bool {
    switch (self, other) {
    case (.passed(let a), .passed(let b)): ReportText.isSame(a, b)
    case (.failed(let a), .failed(let b)), (.unknown(let a), .unknown(let b)), (.skipped(let a), .skipped(let b)):
      a.code == b.code && ReportText.isSame(a.message, b.message) && ReportText.isSame(a.pointer ?? "", b.pointer ?? "")
        && (a.pointer == nil) == (b.pointer == nil)
    default: false
    }
  }
}

/// Texts and times in a report.
enum ReportText {
  static func append(_ fragment: StaticString, _ text: String, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(fragment, to: &bytes)
    var text = text
    let isASCII = text.withUTF8 { utf8 in
      let utf8 = unsafe Span(_unsafeElements: utf8)
      guard Self.isASCII(utf8) else { return false }
      JSONText.append(utf8, to: &bytes)
      return true
    }
    guard !isASCII else { return }
    text = Self.interchangeable(text)
    text.withUTF8 { JSONText.append(unsafe Span(_unsafeElements: $0), to: &bytes) }
  }

  /// Appends a number from 0 on.
  static func append(_ number: Int, to bytes: inout OutputSpan<UInt8>) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Whether two texts are the same bytes.
  static func isSame(_ a: String, _ b: String) -> Bool {
    // A text that was kept is mostly the very same one. Its two words are all that a string is.
    if unsafe unsafeBitCast(a, to: SIMD2<UInt64>.self) == unsafeBitCast(b, to: SIMD2<UInt64>.self) { return true }
    var (a, b) = (a, b)
    return a.withUTF8 { a in
      b.withUTF8 { b in unsafe Span(_unsafeElements: a).isSame(as: Span(_unsafeElements: b)) }
    }
  }

  private static func isASCII(_ text: Span<UInt8>) -> Bool {
    var bits: UInt64 = 0
    var i = 0
    while i &+ 8 <= text.count {
      // Inside the text: i + 8 <= count was just checked.
      bits |= unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      i &+= 8
    }
    while i < text.count {
      bits |= UInt64(text[i])
      i &+= 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }

  /// A text of the badge is I-JSON already; names of files and arguments may hold the noncharacters of Unicode, which
  /// would make the report a text that strict readers refuse (RFC 7493 section 2.1).
  private static func interchangeable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { kept.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar) }
    return String(kept)
  }

  static func append(_ fragment: StaticString, _ instant: Instant, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(fragment, to: &bytes)
    instant.append(to: &bytes)
    JSONText.append(#"""#, to: &bytes)
  }
}

extension Check {
  fileprivate var fragment: StaticString {
    switch self {
    case .format: #"{"check":"format","result":"#
    case .model: #"{"check":"model","result":"#
    case .key: #"{"check":"key","result":"#
    case .signature: #"{"check":"signature","result":"#
    case .issuer: #"{"check":"issuer","result":"#
    case .dates: #"{"check":"dates","result":"#
    case .status: #"{"check":"status","result":"#
    case .recipient: #"{"check":"recipient","result":"#
    }
  }
}
