/// A report on badges as one page that can be filed: no script, nothing from outside of it, readable on paper, on a phone
/// and by a screen reader.
///
/// The same verdicts, inputs and provenance give the same bytes. The page tells what was found (one section for each
/// badge), and with what (``ReportProvenance``). It is held in memory until it ends, so its size is limited; what is
/// larger is for ``CSVReport`` and ``JSONReport``.
public struct HTMLReport: Sendable {
  /// Bytes of all sections. No browser opens a larger page with pleasure: these are some 10,000 badges.
  public static let limit = 64 << 20

  /// What the page has on one badge. It is made where the badge was verified, on any thread.
  public struct Entry: Sendable {
    let outcome: Verdict.Outcome
    /// What the badge is called: its title, once that is proven to be the issuer's, or else its file.
    let heading: Markup
    /// The cell of the list of all badges, behind the heading.
    let summary: Markup
    let body: Markup

    var count: Int { heading.bytes.count + summary.bytes.count + body.bytes.count }
  }

  private let provenance: ReportProvenance
  private var entries: [Entry] = []
  private var bytes = 0
  /// Whether everything that was given had room.
  public private(set) var isComplete = true

  public init(_ provenance: ReportProvenance) {
    self.provenance = provenance
  }

  /// What the page has on one badge.
  public static func entry(
    _ verdict: Verdict, of input: VerdictReport.Input, _ provenance: ReportProvenance
  ) -> Entry {
    let section = HTMLSection(verdict: verdict, input: input, provenance: provenance)
    return Entry(
      outcome: verdict.outcome, heading: section.heading, summary: section.summary, body: section.body)
  }

  /// Adds a badge, in the order of the page.
  ///
  /// - Returns: whether there was room; after a badge that had none, none is added.
  public mutating func append(_ entry: Entry) -> Bool {
    isComplete = isComplete && bytes + entry.count <= Self.limit
    guard isComplete else { return false }
    bytes += entry.count
    entries.append(entry)
    return true
  }

  /// The page, UTF-8.
  public func page() -> [UInt8] {
    var page = Markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    page.text(ReportStyle.policy)
    page.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.raw("<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
    page.raw(title)
    page.raw("</title>\n<style>")
    page.raw(ReportStyle.sheet)
    page.raw("</style>\n</head>\n<body>\n<main>\n<h1>Badge verification report</h1>\n")
    if entries.count != 1 { appendSummary(to: &page) }
    for (number, entry) in entries.enumerated() { append(entry, number + 1, to: &page) }
    page.append(HTMLProvenance.section(provenance, counts))
    page.raw("</main>\n</body>\n</html>\n")
    return page.bytes
  }

  private var counts: OutcomeCounts {
    var counts = OutcomeCounts()
    for entry in entries { counts.add(entry.outcome) }
    return counts
  }

  /// No text of a badge: a title stands alone in a list of windows.
  private var title: StaticString {
    guard entries.count == 1 else { return "Badge verification report" }
    switch entries[0].outcome {
    case .accepted: return "Accepted – badge verification report"
    case .rejected: return "Rejected – badge verification report"
    case .undetermined: return "Undetermined – badge verification report"
    }
  }

  private func append(_ entry: Entry, _ number: Int, to page: inout Markup) {
    page.raw("<section class=\"badge\" id=\"badge-")
    page.number(number)
    page.raw("\" aria-labelledby=\"name-")
    page.number(number)
    page.raw("\">\n<h2 id=\"name-")
    page.number(number)
    page.raw("\">")
    if entries.count > 1 {
      page.number(number)
      page.raw(". ")
    }
    page.append(entry.heading)
    page.raw("</h2>\n")
    page.append(entry.body)
    page.raw("</section>\n")
  }

  private func appendSummary(to page: inout Markup) {
    let counts = counts
    page.raw("<section>\n<h2>All badges</h2>\n<p>")
    page.number(counts.total)
    page.raw(counts.total == 1 ? " badge: " : " badges: ")
    page.number(counts.accepted)
    page.raw(" accepted, ")
    page.number(counts.rejected)
    page.raw(" rejected, ")
    page.number(counts.undetermined)
    page.raw(" undetermined.</p>\n")
    if !entries.isEmpty {
      page.raw("<table>\n<caption>The badges in the order in which they were given</caption>\n<thead><tr>")
      page.raw("<th scope=\"col\" class=\"word\">No.</th><th scope=\"col\" class=\"word\">Outcome</th>")
      page.raw("<th scope=\"col\">Badge</th></tr></thead>\n<tbody>\n")
      for (index, entry) in entries.enumerated() {
        page.raw("<tr><td class=\"word\">")
        page.number(index + 1)
        page.raw("</td><td class=\"word\"><span class=\"")
        page.raw(entry.outcome.name)
        page.raw("\">")
        page.raw(entry.outcome.word)
        page.raw("</span></td><td><a href=\"#badge-")
        page.number(index + 1)
        page.raw("\">")
        page.append(entry.heading)
        page.raw("</a>")
        page.append(entry.summary)
        page.raw("</td></tr>\n")
      }
      page.raw("</tbody>\n</table>\n")
    }
    page.raw("</section>\n")
  }
}

extension Verdict.Outcome {
  /// The outcome as the first word of a sentence.
  var word: StaticString {
    switch self {
    case .accepted: "Accepted"
    case .rejected: "Rejected"
    case .undetermined: "Undetermined"
    }
  }
}
