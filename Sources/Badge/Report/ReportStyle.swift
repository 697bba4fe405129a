import Signing

/// How a report looks: one style sheet in the page itself, which the page's policy names by its digest, so that no other
/// style and no script can be in it.
enum ReportStyle {
  /// Colours are in custom properties, in a light and a dark set; each text has at least the contrast of WCAG 2.2, 1.4.3
  /// (AA) on what lies under it, which the tests compute. No outcome is told by its colour alone.
  ///
  /// Every text can be broken anywhere, so that no identifier widens a page beyond a phone. Print is always light.
  static let sheet: StaticString = """

    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1b1f24; --muted: #4b535d; --line: #b9c0c8; --shade: #f0f3f6; --link: #0a4d8c;
      --good: #0b5427; --good-paper: #e6f4ea; --bad: #8a1c13; --bad-paper: #fdeceb; --open: #624000; --open-paper: #fff3d6;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181c; --ink: #eaeef2; --muted: #b4bdc7; --line: #56606b; --shade: #20262c; --link: #8cc4ff;
        --good: #9be3b4; --good-paper: #10301c; --bad: #ffb4ab; --bad-paper: #43150f; --open: #f5d28a; --open-paper: #3a2a05;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    }
    main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
    h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; margin: 2rem 0 .75rem; }
    h1 { font-size: 1.625rem; margin-top: .5rem; }
    h2 { font-size: 1.375rem; }
    h3 { font-size: 1.125rem; }
    p { margin: 0 0 1rem; overflow-wrap: anywhere; }
    .note { color: var(--muted); }
    a { color: var(--link); }
    a:focus-visible { outline: .1875rem solid var(--link); outline-offset: .125rem; }
    table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; }
    caption { text-align: left; color: var(--muted); padding: 0 0 .25rem; }
    th, td { text-align: left; vertical-align: top; padding: .4rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
    thead th { background: var(--shade); }
    th { font-weight: 600; overflow-wrap: normal; }
    .facts th { width: 11rem; }
    .word { white-space: nowrap; width: 1%; }
    .id { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .875em; }
    .outcome { border-left: .5rem solid; padding: .75rem 1rem; }
    .outcome strong { font-size: 1.25rem; display: block; }
    .accepted { color: var(--good); background: var(--good-paper); }
    .rejected { color: var(--bad); background: var(--bad-paper); }
    .undetermined { color: var(--open); background: var(--open-paper); }
    .passed { color: var(--good); }
    .failed { color: var(--bad); font-weight: 600; }
    .unknown { color: var(--open); font-weight: 600; }
    .skipped { color: var(--muted); }
    @media (max-width: 30rem) {
      main { padding: .5rem; }
      th, td { padding: .35rem .25rem; }
      .facts th { width: 7rem; }
      .outcome { padding: .5rem .75rem; }
    }
    @media print {
      @page { margin: 15mm; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      a { color: inherit; text-decoration: none; }
      h1, h2, h3, caption { break-after: avoid; }
      tr, .outcome { break-inside: avoid; }
      thead { display: table-header-group; }
      section + section.badge { break-before: page; }
      .outcome, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """

  /// What the page allows itself (Content Security Policy 3): nothing but the one style sheet.
  static let policy = "default-src 'none'; style-src '\(digest)'; base-uri 'none'; form-action 'none'"

  /// `sha256-…` in ordinary base64 with its padding, as section 2.3.1 of that policy has it.
  private static let digest: String = {
    let bytes = sheet.withUTF8Buffer { buffer in unsafe Array(buffer) }
    let text = Base64URL.encode(HashAlgorithm.sha256.digest(of: bytes).span)
    return "sha256-" + text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : String($0) }.joined() + "="
  }()
}
