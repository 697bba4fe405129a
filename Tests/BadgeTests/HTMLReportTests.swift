import CanonicalJSON
import Foundation
import Testing

@testable import Badge

@Suite struct HTMLReportTests {
  private static func page(
    _ badges: [JSONValue], _ provenance: ReportProvenance = Sample.provenance()
  ) throws -> [UInt8] {
    var report = HTMLReport(provenance)
    for (k, badge) in badges.enumerated() {
      let bytes = badge.serialized()
      let input = Sample.input("badge-\(k).json", bytes)
      _ = report.append(HTMLReport.entry(try Sample.verdict(badge), of: input, provenance))
    }
    return report.page()
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("A badge with a hostile text in every place has the tags of one without", arguments: Sample.hostileTexts)
  func hostileTexts(hostile: String) throws {
    let plain = TagList(try Self.page([Sample.hostileBadge("Teamwork")]))
    let page = TagList(try Self.page([Sample.hostileBadge(hostile)]))
    #expect(!page.isStrange && !plain.isStrange)
    #expect(page.tags == plain.tags)
    #expect(page.values == plain.values)
    // The title, in the heading and in the table, as everybody sees it.
    #expect(page.text.ranges(of: VisibleText.quote(hostile, columns: 2000)).count >= 3)
  }

  @Test("Names of files, of a trust file and of a recipient are as foreign as a badge", arguments: Sample.hostileTexts)
  func hostileProvenance(hostile: String) throws {
    func page(_ text: String) throws -> TagList {
      let provenance = Sample.provenance { provenance in
        provenance.tool = text
        provenance.trust?.name = text
        provenance.trust?.source.name = text
        provenance.trust?.facts = [.init(name: "curator", label: text, value: text)]
        provenance.issuers = [text]
        provenance.recipient = RecipientIdentity("name:\(text)")
        provenance.documents = [.init(name: text, sha256: [1])]
        provenance.contexts = [.init(name: text, sha256: [1])]
      }
      var report = HTMLReport(provenance)
      let input = VerdictReport.Input(name: text, line: 7, sha256: nil)
      _ = report.append(HTMLReport.entry(.unreadable(text), of: input, provenance))
      return TagList(report.page())
    }
    let hostilePage = try page(hostile)
    let plain = try page("Teamwork")
    #expect(!hostilePage.isStrange && hostilePage.tags == plain.tags && hostilePage.values == plain.values)
  }

  @Test("A page is made of few kinds of elements, and none of them does anything")
  func elements() throws {
    let badges = [try Sample.signedBadge(), try Sample.hostileBadge("x"), ["a": "b"]]
    let page = TagList(try Self.page(badges))
    let names = Set(page.tags.map { $0.split(separator: " ")[0].replacing("/", with: "") })
    #expect(
      names == [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "section", "p",
        "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "span", "a", "br",
      ])
    for value in page.values { #expect(!value.lowercased().contains("javascript") && !value.contains("://")) }
    // Every element that has an end has it, in order.
    var open: [Substring] = []
    for tag in page.tags where !tag.hasPrefix("!") {
      let name = tag.split(separator: " ")[0]
      if ["meta", "br"].contains(name) { continue }
      guard name.hasPrefix("/") else {
        open.append(name)
        continue
      }
      let last = open.popLast()
      #expect(last == name.dropFirst())
    }
    #expect(open.isEmpty)
  }

  @Test("One h1, and no heading skips a level", arguments: [0, 1, 3])
  func headings(count: Int) throws {
    let page = TagList(try Self.page(Array(repeating: try Sample.signedBadge(), count: count)))
    let levels = page.tags.filter { $0.hasPrefix("h") && $0.dropFirst().first?.isNumber == true }.compactMap {
      Int($0.dropFirst().prefix(1))
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (a, b) in zip(levels, levels.dropFirst()) { #expect(b <= a + 1) }
  }

  @Test("The same input gives the same bytes, and each part of it is told")
  func deterministic() throws {
    let badge = try Sample.signedBadge()
    let provenance = Sample.provenance { $0.hasStatusLists = true }
    let page = try Self.page([badge], provenance)
    let again = try Self.page([badge], provenance)
    #expect(page == again)
    let text = TagList(page).text
    for fact in [
      "badge 0.0.0", "2026-11-24T12:00:00Z", "issuers.json", "Ours", Hexadecimal.string(Sample.trust.source.sha256),
      "badge-0.json", Hexadecimal.string(try #require(Sample.input("", badge.serialized()).sha256)),
      try Sample.did(), try Sample.method(), "eddsa-jcs-2022", "Teamwork",
    ] {
      #expect(text.contains(fact), "\(fact)")
    }
  }

  @Test("A name that nobody vouches for is marked, and the first line says so; a vouched one is not")
  func claimedName() throws {
    let badge = try Sample.signedBadge()
    let page = TagList(try Self.page([badge])).text
    #expect(page.contains("Accepted Every check ran and passed. Nobody vouches for the name of the issuer."))
    #expect(page.contains("claims to be Example University; nobody vouches for it"))
    #expect(page.contains(try Sample.did()))

    let file = try TrustFile(name: nil, issuers: [TrustedIssuer(id: Sample.did(), name: "The University")])
    let verdict = Verifier(trust: TrustPolicy(trustFile: file)).verify(badge.serialized(), at: .noon)
    var report = HTMLReport(Sample.provenance())
    _ = report.append(HTMLReport.entry(verdict, of: Sample.input(), Sample.provenance()))
    let vouched = TagList(report.page()).text
    #expect(vouched.contains("The University (the name in the trust file)") && !vouched.contains("obody vouches"))
    #expect(vouched.contains(try Sample.did()))
  }

  @Test("An issuer that is not trusted is told in the first line, and nothing is a yes")
  func untrusted() throws {
    let verdict = Verifier(trust: TrustPolicy()).verify(try Sample.signedBadge().serialized(), at: .noon)
    var report = HTMLReport(Sample.provenance())
    _ = report.append(HTMLReport.entry(verdict, of: Sample.input(), Sample.provenance()))
    let text = TagList(report.page()).text
    #expect(text.contains("Undetermined: issuer not trusted"))
    #expect(!text.contains("Every check ran and passed. Nobody"))
  }

  @Test("Nothing of a badge is shown whose signature does not hold")
  func nothingBelieved() throws {
    var badge = try Sample.signedBadge()
    badge[at: "/credentialSubject/achievement/name"] = "Mastery of everything"
    let text = TagList(try Self.page([badge])).text
    #expect(text.contains("Rejected: signature invalid"))
    #expect(!text.contains("Mastery") && !text.contains("Example University"))
  }

  @Test("One badge signed in two ways makes one report but for what tells the ways apart")
  func sameInEveryForm() throws {
    let pages = try [Cryptosuite.eddsaJCS2022, .eddsaRDFC2022].map { suite in
      let badge = try Sample.sign(Sample.badge(), suite)
      let provenance = Sample.provenance()
      let entry = HTMLReport.entry(
        try Sample.verdict(badge), of: .init(name: "badge", sha256: nil), provenance)
      return Self.text(entry.heading.bytes + entry.summary.bytes + entry.body.bytes)
        .replacing(", with https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json of 2026-06", with: "")
        .replacing(#/<tr><th scope="row">Context</th>.*\n/#, with: "").replacing(suite.rawValue, with: "SUITE")
    }
    #expect(pages[0] == pages[1])
    #expect(pages[0].contains("Teamwork") && pages[0].contains("SUITE"))
  }

  @Test(
    "What is inside a badge is told by itself, and its texts are as foreign", arguments: Sample.hostileTexts.prefix(5))
  func nested(text: String) throws {
    func page(_ text: String) throws -> TagList {
      var badge = try Sample.badge()
      badge[at: "/credentialSubject/achievement/endorsement"] = [
        try Sample.endorsement(of: Sample.achievementID) { $0[at: "/issuer/name"] = .string(text) },
        try Sample.endorsement(of: "https://example.org/other"),
      ]
      return TagList(try Self.page([Sample.sign(badge)]))
    }
    let hostile = try page(text)
    let plain = try page("Example Alliance")
    #expect(!hostile.isStrange && hostile.tags == plain.tags && hostile.values == plain.values)
    #expect(hostile.text.contains("claims to be \(VisibleText.quote(text, columns: 200)); nobody vouches for it"))
    #expect(plain.text.contains("Endorsement 1 of 2") && plain.text.contains("Endorsement 2 of 2"))
    #expect(plain.text.contains("/credentialSubject/achievement/endorsement/1"))
    #expect(plain.text.contains(try Sample.did("endorser")))
    // The badge is what it is without them.
    #expect(plain.text.contains("Accepted Every check ran and passed."))
  }

  @Test("The documents of a badge's key stand with its signature, and of many a page lists some")
  func documents() throws {
    let badge = try Sample.signedBadge()
    let provenance = Sample.provenance { provenance in
      provenance.documents = (100..<300).map {
        .init(name: "did:web:university-\($0).example", sha256: [UInt8($0 - 100)])
      }
      provenance.documents.append(.init(name: (try? Sample.did()) ?? "", sha256: [0xFE, 0xDC]))
    }
    let text = TagList(try Self.page([badge], provenance)).text
    #expect(text.contains("Document with the key") && text.contains("SHA-256 fedc"))
    #expect(text.contains("university-163.example") && !text.contains("university-164.example"))
    #expect(text.contains("and 137 more"))
  }

  @Test("Of a token the page tells the algorithm, the type and the key as it names it")
  func token() throws {
    let header = try Self.page([Sample.signedBadge()])
    #expect(!TagList(header).text.contains("JSON Web Token"))
    let verdict = try TokenSample.token().verdict()
    var report = HTMLReport(Sample.provenance())
    _ = report.append(HTMLReport.entry(verdict, of: Sample.input(), Sample.provenance()))
    let text = TagList(report.page()).text
    #expect(verdict.outcome == .accepted)
    #expect(text.contains("EdDSA, as a JSON Web Token") && text.contains("Key as the token names it"))
  }

  @Test("One badge in four forms is told in the same words")
  func sameFacts() throws {
    let jcs = try Sample.signedBadge().serialized()
    let picture = try BadgePicture.bake(jcs, into: DefaultPicture.svg(achievement: "A", issuer: "B"), replacing: false)
    let forms = [
      jcs, try Sample.sign(Sample.badge(), .eddsaRDFC2022).serialized(), Array(try TokenSample.token().utf8),
      picture,
    ]
    let facts = forms.map { bytes in
      let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(bytes, at: .noon)
      #expect(verdict.outcome == .accepted)
      let entry = HTMLReport.entry(verdict, of: .init(name: "badge", sha256: nil), Sample.provenance())
      let text = Self.text(entry.heading.bytes + entry.summary.bytes + entry.body.bytes)
      return text[..<(text.firstRange(of: "<h3>Checks</h3>")?.lowerBound ?? text.startIndex)]
    }
    #expect(facts[0].contains("Teamwork") && facts[0].contains("did:example:alice"))
    for fact in facts { #expect(fact == facts[0]) }
  }

  @Test("A page that would be too large takes no further badge, and says so")
  func limit() throws {
    let provenance = Sample.provenance()
    let badge = try Sample.sign(
      {
        var badge = try Sample.badge()
        badge["proof"] = nil
        return badge
      }())
    let entry = HTMLReport.entry(try Sample.verdict(badge), of: Sample.input(), provenance)
    var report = HTMLReport(provenance)
    var count = 0
    while report.append(entry) { count += 1 }
    #expect(count > 1000 && count * entry.count <= HTMLReport.limit && (count + 1) * entry.count > HTMLReport.limit)
    #expect(!report.isComplete)
  }
}
