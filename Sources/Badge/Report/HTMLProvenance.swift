/// The last section of a page: with what the badges were verified, and what the words mean.
enum HTMLProvenance {
  /// Documents that are listed by name: a folder may hold thousands.
  private static let listed = 64

  static func section(_ provenance: ReportProvenance, _ counts: OutcomeCounts) -> Markup {
    var page = Markup("<section>\n<h2>How this was verified</h2>\n<table class=\"facts\">\n")
    page.raw("<caption>What the verdicts depend on, besides the badges</caption>\n<tbody>\n")
    page.row("Verified by") { $0.text(provenance.tool) }
    page.row("As of") { $0.text(provenance.time.description) }
    page.row("Issuers accepted") { append(issuers: provenance, to: &$0) }
    page.row("Trust file") { append(trust: provenance.trust, to: &$0) }
    if let trust = provenance.trust {
      page.row("SHA-256 of the trust file") { $0.identifier(Hexadecimal.string(trust.source.sha256)) }
      for fact in trust.facts {
        page.raw("<tr><th scope=\"row\">")
        page.text(fact.label)
        page.raw("</th><td>")
        page.foreign(fact.value)
        page.raw("</td></tr>\n")
      }
    }
    page.row("Recipient asked for") { markup in
      guard let recipient = provenance.recipient else { return markup.raw("nobody in particular") }
      markup.foreign(recipient.value)
      markup.raw(" (")
      markup.text(recipient.type)
      markup.raw(")")
    }
    page.row("Status lists") { markup in
      markup.raw(
        provenance.hasStatusLists
          ? "those that were given; the ones that were used stand with each badge, with their SHA-256"
          : "none were given")
    }
    if provenance.acceptsInlineContexts {
      page.row("Contexts in badges") { $0.raw("accepted, by an option of whoever verified") }
    }
    append("Documents with keys", provenance.documents, to: &page)
    append("Contexts given", provenance.contexts, to: &page)
    page.raw("</tbody>\n</table>\n")
    appendMeaning(to: &page)
    page.raw("</section>\n")
    return page
  }

  private static func append(issuers provenance: ReportProvenance, to markup: inout Markup) {
    guard provenance.issuers.isEmpty else {
      markup.raw("only ")
      for (k, issuer) in provenance.issuers.enumerated() {
        if k > 0 { markup.raw(", ") }
        markup.identifier(issuer)
      }
      return
    }
    switch (provenance.acceptsAnyIssuer, provenance.trust == nil) {
    case (true, _): markup.raw("every issuer that proves to hold its key, whoever it is")
    case (false, false): markup.raw("those in the trust file")
    case (false, true): markup.raw("none")
    }
  }

  private static func append(trust: ReportProvenance.Trust?, to markup: inout Markup) {
    guard let trust else { return markup.raw("none was given") }
    if let name = trust.name {
      markup.foreign(name)
      markup.raw(", ")
    }
    markup.foreign(trust.source.name)
    markup.raw(trust.isSigned ? " (a trust bundle, signed by its curator)" : " (a local file, not signed)")
  }

  private static func append(_ name: StaticString, _ sources: [ReportProvenance.Source], to page: inout Markup) {
    guard !sources.isEmpty else { return }
    page.row(name) { markup in
      for (k, source) in sources.prefix(listed).enumerated() {
        if k > 0 { markup.raw("<br>") }
        markup.identifier(source.name)
        markup.raw(", SHA-256 ")
        markup.identifier(Hexadecimal.string(source.sha256))
      }
      guard sources.count > listed else { return }
      markup.raw("<br>and ")
      markup.number(sources.count - listed)
      markup.raw(" more; those that a badge needed stand with its signature")
    }
  }

  private static func appendMeaning(to page: inout Markup) {
    page.raw("<table class=\"facts\">\n<caption>What the outcomes mean</caption>\n<tbody>\n")
    page.row("Accepted") { $0.raw("Every check ran and passed. Only this is a yes.") }
    page.row("Rejected") {
      $0.raw("Something is wrong with the badge: changed, forged, expired, taken back, malformed, not this person’s.")
    }
    page.row("Undetermined") {
      $0.raw("Nothing is known to be wrong, and something that is needed to decide is missing. This is not a yes.")
    }
    page.raw("</tbody>\n</table>\n<p class=\"note\">The badges were verified without any network. ")
    page.raw(
      "The SHA-256 of a file identifies it: whoever has the same files can repeat the verification, as of the same ")
    page.raw("time, and gets the same report.</p>\n")
  }
}
