/// A report on badges as a table (RFC 4180): a line of names, then a line for each badge, ended by CR LF.
///
/// Every cell is quoted. Text of badges is shown as ``VisibleText`` has it, so that no cell holds a line break; a cell
/// that a spreadsheet would take for a formula gets an apostrophe before it.
public struct CSVReport: Sendable {
  /// The names of the columns. New ones come last.
  public static let columns: [String] =
    ["input", "line", "sha256", "outcome", "code", "message", "title", "recipient", "issuer", "issuer_name"]
    + ["issuer_name_is", "credential_id", "valid_from", "valid_until"]
    + Check.allCases.map { "check_\($0.name)" }
    + ["status_lists_sha256", "at", "tool", "trust_file", "trust_file_sha256"]

  private let provenance: ReportProvenance

  public init(_ provenance: ReportProvenance) {
    self.provenance = provenance
  }

  /// The line of names.
  public var head: [UInt8] {
    var bytes: [UInt8] = []
    Self.append(Self.columns, to: &bytes)
    return bytes
  }

  /// Appends the line of one badge.
  public func append(_ verdict: Verdict, of input: VerdictReport.Input, to bytes: inout [UInt8]) {
    let credential = verdict.authentic
    let reason = verdict.decidingReason
    var cells = [
      input.name, input.line.map(String.init) ?? "", input.sha256.map(Hexadecimal.string) ?? "",
      verdict.outcome.rawValue, reason?.code.rawValue ?? "", reason?.message ?? "", credential?.title ?? "",
      credential?.recipient ?? "", credential?.issuer ?? "",
    ]
    cells.append(verdict.vouchedIssuerName ?? credential?.claimedIssuerName ?? "")
    cells.append(credential == nil ? "" : verdict.vouchedIssuerName == nil ? "claimed" : "vouched")
    cells.append(credential?.id ?? "")
    cells.append(credential?.validFrom?.description ?? "")
    cells.append(credential?.validUntil?.description ?? "")
    cells += verdict.findings.map { $0.result.name.description }
    cells.append(verdict.statuses.compactMap { $0.listSHA256.map(Hexadecimal.string) }.joined(separator: " "))
    cells.append(provenance.time.description)
    cells.append(provenance.tool)
    cells.append(provenance.trust?.source.name ?? "")
    cells.append(provenance.trust.map { Hexadecimal.string($0.source.sha256) } ?? "")
    Self.append(cells, to: &bytes)
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (k, cell) in cells.enumerated() {
      bytes.append(UInt8(ascii: k == 0 ? "\"" : ","))
      if k > 0 { bytes.append(UInt8(ascii: "\"")) }
      let text = VisibleText.quote(cell, columns: Markup.columns)
      if startsFormula(text) { bytes.append(UInt8(ascii: "'")) }
      for byte in text.utf8 {
        bytes.append(byte)
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  /// What spreadsheets begin a formula with; some take the wide forms of East Asian keyboards for the same.
  private static func startsFormula(_ text: String) -> Bool {
    // Tabulators and carriage returns, which also do, are escapes by now; what follows a space is looked at as well.
    guard let first = text.unicodeScalars.first(where: { $0.properties.generalCategory != .spaceSeparator }) else {
      return false
    }
    return "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{2212}".unicodeScalars.contains(first)
  }
}
