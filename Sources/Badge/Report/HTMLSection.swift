/// The part of a page that is about one badge.
struct HTMLSection {
  let verdict: Verdict
  let input: VerdictReport.Input
  let provenance: ReportProvenance

  private var file: String { input.line.map { "\(input.name), line \($0)" } ?? input.name }

  // MARK: the list of all badges

  var heading: Markup {
    var markup = Markup()
    markup.foreign(verdict.authentic?.title ?? input.name, columns: 300)
    if verdict.authentic?.title == nil, let line = input.line {
      markup.raw(", line ")
      markup.number(line)
    }
    return markup
  }

  /// What stands behind the heading: to whom, by whom, and why not.
  var summary: Markup {
    var markup = Markup()
    if let presentation = verdict.presentation {
      markup.raw(", ")
      append(countOf: presentation, to: &markup)
    } else if let credential = verdict.authentic {
      markup.raw(", ")
      append(recipientOf: credential, verb: true, to: &markup)
      markup.raw(", by ")
      append(issuerOf: credential, to: &markup)
      markup.raw("<br>")
      markup.foreign(file)
    }
    if let reason = verdict.decidingReason {
      markup.raw("<br>")
      markup.text(reason.code.words)
    }
    return markup
  }

  // MARK: the section

  var body: Markup {
    var page = Markup()
    appendOutcome(to: &page)
    appendFacts(to: &page)
    appendChecks(to: &page)
    appendProofs(to: &page)
    appendStatuses(to: &page)
    appendNested(to: &page)
    return page
  }

  private func appendOutcome(to page: inout Markup) {
    page.raw("<p class=\"outcome ")
    page.raw(verdict.outcome.name)
    page.raw("\"><strong>")
    page.raw(verdict.outcome.word)
    if let reason = verdict.decidingReason {
      page.raw(": ")
      page.text(reason.code.words)
    }
    page.raw("</strong> ")
    if let reason = verdict.decidingReason {
      page.foreign(reason.message.capitalizedStart)
      page.raw(". ")
    }
    switch verdict.outcome {
    case .accepted: page.raw("Every check ran and passed.")
    case .rejected: page.raw("Do not rely on this badge.")
    case .undetermined: page.raw("This is not a yes.")
    }
    // Whoever reads no further has to know that the name is only a claim.
    if verdict.presentation == nil, verdict.authentic != nil, verdict.vouchedIssuerName == nil {
      page.raw(" Nobody vouches for the name of the issuer.")
    }
    page.raw("</p>\n")
  }

  private func appendFacts(to page: inout Markup) {
    page.raw("<table class=\"facts\">\n<caption>The badge</caption>\n<tbody>\n")
    page.row("File") { $0.foreign(file) }
    page.row("SHA-256 of the file") { markup in
      if let digest = input.sha256 {
        markup.identifier(Hexadecimal.string(digest))
      } else {
        markup.raw("it was not read")
      }
    }
    if let presentation = verdict.presentation {
      append(presentation, to: &page)
    } else if let credential = verdict.authentic {
      page.row("Achievement") { markup in
        if let title = credential.title { markup.foreign(title) } else { markup.raw("without a name") }
      }
      page.row("Awarded to") { append(recipientOf: credential, verb: false, to: &$0) }
      page.row("Issuer") { append(issuerOf: credential, to: &$0) }
      page.row("Issuer’s identifier") { $0.identifier(credential.issuer) }
      page.row("Valid") { markup in
        if let from = credential.validFrom {
          markup.raw("from ")
          markup.text(from.description)
        }
        if let until = credential.validUntil {
          markup.raw(" to ")
          markup.text(until.description)
        } else {
          markup.raw(", no end date")
        }
      }
      if let id = credential.id { page.row("Badge’s identifier") { $0.identifier(id) } }
    } else {
      page.row("Contents") {
        $0.raw("not shown: nothing in a badge is believed unless its signature was found to be the issuer’s")
      }
    }
    page.raw("</tbody>\n</table>\n")
  }

  private func append(countOf presentation: PresentationReport, to markup: inout Markup) {
    markup.raw("a presentation of ")
    markup.number(presentation.count)
    markup.raw(presentation.count == 1 ? " badge" : " badges")
  }

  private func append(_ presentation: PresentationReport, to page: inout Markup) {
    page.row("Contents") { append(countOf: presentation, to: &$0) }
    page.row("Presented by") { markup in
      guard let holder = presentation.holder else { return markup.raw("nobody who is named") }
      markup.identifier(holder)
      markup.raw(presentation.isAuthentic ? ", who signed it" : ", which is only claimed: nobody’s signature proves it")
    }
    if let challenge = presentation.challenge { page.row("Challenge") { $0.identifier(challenge) } }
    for domain in presentation.domains { page.row("Made for") { $0.identifier(domain) } }
  }

  private func append(recipientOf credential: AuthenticCredential, verb: Bool, to markup: inout Markup) {
    guard let recipient = credential.recipient else { return markup.raw("somebody who is named by a hash only") }
    if verb { markup.raw("awarded to ") }
    markup.foreign(recipient)
  }

  /// A name that nobody vouches for is marked as what it is.
  private func append(issuerOf credential: AuthenticCredential, to markup: inout Markup) {
    if let name = verdict.vouchedIssuerName {
      markup.foreign(name)
      markup.raw(" (the name in the trust file)")
    } else if let name = credential.claimedIssuerName {
      markup.raw("claims to be ")
      markup.foreign(name)
      markup.raw("; nobody vouches for it")
    } else {
      markup.identifier(credential.issuer)
      markup.raw(" (without a name)")
    }
  }

  // MARK: the checks

  private func appendChecks(to page: inout Markup) {
    page.raw("<h3>Checks</h3>\n<table>\n<caption>Every check, in the order in which it ran</caption>\n<thead><tr>")
    page.raw("<th scope=\"col\" class=\"word\">Check</th><th scope=\"col\" class=\"word\">Result</th>")
    page.raw("<th scope=\"col\">What was found</th></tr></thead>\n<tbody>\n")
    for finding in verdict.findings {
      page.raw("<tr><th scope=\"row\" class=\"word\">")
      page.raw(finding.check.name)
      page.raw("</th><td class=\"word\"><span class=\"")
      page.raw(finding.result.name)
      page.raw("\">")
      page.raw(finding.result.name)
      page.raw("</span></td><td>")
      append(finding.result, to: &page)
      page.raw("</td></tr>\n")
    }
    page.raw("</tbody>\n</table>\n")
  }

  private func append(_ result: Finding.Result, to page: inout Markup) {
    if case .passed(let message) = result { return page.foreign(message) }
    guard let reason = result.reason else { return }
    page.foreign(reason.message)
    guard reason.code != .earlierCheckFailed else { return }
    if let pointer = reason.pointer, !pointer.isEmpty {
      page.raw(" (at ")
      page.identifier(pointer)
      page.raw(")")
    }
    page.raw(" <span class=\"id\">[")
    page.text(reason.code.rawValue)
    page.raw("]</span>")
  }

  // MARK: what the checks looked at

  private func appendProofs(to page: inout Markup) {
    for (number, proof) in verdict.proofs.enumerated() {
      if number == 0 { page.raw(verdict.proofs.count == 1 ? "<h3>Signature</h3>\n" : "<h3>Signatures</h3>\n") }
      page.raw("<table class=\"facts\">\n<caption>Signature ")
      page.number(number + 1)
      page.raw(" of ")
      page.number(verdict.proofs.count)
      if proof.isOthers { page.raw(", by somebody else than the issuer: it says nothing about the badge") }
      page.raw("</caption>\n<tbody>\n")
      page.row("Made with") { markup in
        markup.foreign(proof.cryptosuite)
        guard let token = proof.token else { return }
        markup.raw(", as a JSON Web Token")
        if let type = token.type {
          markup.raw(" of the type ")
          markup.identifier(type)
        }
      }
      if let id = proof.token?.keyID { page.row("Key as the token names it") { $0.identifier(id) } }
      if let method = proof.verificationMethod {
        page.row("Key") { $0.identifier(method) }
        appendDocuments(of: method, to: &page)
      }
      if let created = proof.created { page.row("Made at") { $0.text(created.description) } }
      page.row("Key known") { append(proof.key, to: &$0, named: true) }
      page.row("Signature holds") { append(proof.signature, to: &$0, named: true) }
      for use in proof.contexts {
        page.row("Context") { markup in
          markup.identifier(use.url)
          if let edition = use.edition {
            markup.raw(", the edition of ")
            markup.text(edition)
          }
          if let sha256 = use.sha256 {
            markup.raw(", SHA-256 ")
            markup.identifier(Hexadecimal.string(sha256))
          }
        }
      }
      page.raw("</tbody>\n</table>\n")
    }
  }

  /// The documents that were given for whoever has the key.
  private func appendDocuments(of method: String, to page: inout Markup) {
    let id = method.utf8.prefix { $0 != UInt8(ascii: "#") }
    for document in provenance.documents where document.name.utf8.elementsEqual(id) {
      page.row("Document with the key") { markup in
        markup.identifier(document.name)
        markup.raw(", SHA-256 ")
        markup.identifier(Hexadecimal.string(document.sha256))
      }
    }
  }

  private func append(_ result: Finding.Result, to page: inout Markup, named: Bool) {
    page.raw("<span class=\"")
    page.raw(result.name)
    page.raw("\">")
    page.raw(result.name)
    page.raw("</span>: ")
    append(result, to: &page)
  }

  private func appendStatuses(to page: inout Markup) {
    guard !verdict.statuses.isEmpty else { return }
    page.raw("<h3>Status lists</h3>\n")
    for (number, status) in verdict.statuses.enumerated() {
      page.raw("<table class=\"facts\">\n<caption>Entry ")
      page.number(number + 1)
      page.raw(" of ")
      page.number(verdict.statuses.count)
      page.raw("</caption>\n<tbody>\n")
      page.row("Purpose") { $0.foreign(status.purpose.name) }
      page.row("List") { $0.identifier(status.list) }
      if let index = status.index { page.row("Place in the list") { $0.identifier(index) } }
      page.row("Value") { markup in
        if let value = status.value {
          markup.number(Int(value))
        } else {
          markup.raw("not known")
        }
      }
      if let date = status.listValidFrom { page.row("List valid from") { $0.text(date.description) } }
      if let date = status.listRetrieved { page.row("List fetched at") { $0.text(date.description) } }
      if let id = status.listID { page.row("List calls itself") { $0.identifier(id) } }
      if let digest = status.listSHA256 {
        page.row("SHA-256 of the list") { $0.identifier(Hexadecimal.string(digest)) }
      }
      page.raw("</tbody>\n</table>\n")
    }
  }
}

extension HTMLSection {
  /// What is inside of the badge, or of the presentation, each with a verdict of its own.
  private func appendNested(to page: inout Markup) {
    guard verdict.nestedCount > 0 else { return }
    page.raw(
      verdict.presentation == nil
        ? "<h3>Inside this badge</h3>\n<p class=\"note\">Each was verified by itself, and makes the badge no better.</p>\n"
        : "<h3>Badges in this presentation</h3>\n")
    for (number, nested) in verdict.nested.enumerated() { append(nested, number + 1, to: &page) }
    if verdict.nestedCount > verdict.nested.count {
      page.raw("<p class=\"note\">")
      page.number(verdict.nestedCount - verdict.nested.count)
      page.raw(" more were not looked at.</p>\n")
    }
  }

  private func append(_ nested: NestedVerdict, _ number: Int, to page: inout Markup) {
    let inner = nested.verdict
    page.raw("<table class=\"facts\">\n<caption>")
    switch nested.kind {
    case .endorsement: page.raw("Endorsement ")
    case .credential: page.raw("Badge ")
    }
    page.number(number)
    page.raw(" of ")
    page.number(verdict.nestedCount)
    page.raw("</caption>\n<tbody>\n")
    page.row("Outcome") { markup in
      markup.raw("<span class=\"")
      markup.raw(inner.outcome.name)
      markup.raw("\">")
      markup.raw(inner.outcome.word)
      markup.raw("</span>")
      guard let reason = inner.decidingReason else { return }
      markup.raw(": ")
      markup.text(reason.code.words)
      markup.raw(". ")
      markup.foreign(reason.message.capitalizedStart)
    }
    page.row("Place") { $0.identifier(nested.pointer) }
    if let credential = inner.authentic {
      if let title = credential.title { page.row("Name") { $0.foreign(title) } }
      page.row("Issuer") {
        HTMLSection(verdict: inner, input: input, provenance: provenance).append(issuerOf: credential, to: &$0)
      }
      page.row("Issuer’s identifier") { $0.identifier(credential.issuer) }
      if nested.kind == .credential, let recipient = credential.recipient {
        page.row("Awarded to") { $0.foreign(recipient) }
      }
    }
    for proof in inner.proofs {
      if let method = proof.verificationMethod { page.row("Key") { $0.identifier(method) } }
    }
    page.row("Checks") { markup in
      for (k, finding) in inner.findings.enumerated() {
        if k > 0 { markup.raw(", ") }
        markup.raw(finding.check.name)
        markup.raw(" ")
        markup.raw(finding.result.name)
      }
    }
    page.raw("</tbody>\n</table>\n")
  }
}

extension Verdict {
  /// What the outcome comes from: the first thing that is wrong, or else the first that could not be decided.
  public var decidingReason: Reason? {
    let failed = findings.first { if case .failed = $0.result { true } else { false } }
    let unknown = findings.first { if case .unknown = $0.result { true } else { false } }
    return (failed ?? unknown)?.result.reason
  }
}

extension Reason.Code {
  /// The code in words.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}

extension String {
  /// The text with a capital letter at its start, where that is a letter of ours.
  fileprivate var capitalizedStart: String {
    guard let first = unicodeScalars.first, ("a"..."z").contains(first) else { return self }
    return first.properties.uppercaseMapping + unicodeScalars.dropFirst().map(String.init).joined()
  }
}
