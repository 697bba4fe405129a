import CanonicalJSON
import Testing

@testable import Badge

@Suite struct ReportProvenanceTests {
  @Test("Everything that verdicts depend on has a member, and what was not given has none")
  func json() {
    let full = Sample.provenance { provenance in
      provenance.trust?.isSigned = true
      provenance.trust?.facts = [.init(name: "curator", label: "Curator", value: "did:key:z")]
      provenance.issuers = ["did:example:a"]
      provenance.acceptsInlineContexts = true
      provenance.recipient = RecipientIdentity("email:alice@example.org")
      provenance.hasStatusLists = true
      provenance.documents = [.init(name: "did:web:a", sha256: [0xAB])]
      provenance.contexts = [.init(name: "https://a", sha256: [0xCD])]
    }.json
    #expect(full[at: "/trust/kind"] == "signed" && full[at: "/trust/curator"] == "did:key:z")
    #expect(full[at: "/policy/issuers/0"] == "did:example:a" && full[at: "/policy/inlineContexts"] == true)
    #expect(full[at: "/policy/recipient/type"] == "emailAddress" && full[at: "/policy/statusLists"] == true)
    #expect(full[at: "/documents/0/id"] == "did:web:a" && full[at: "/documents/0/sha256"] == "ab")
    #expect(full[at: "/contexts/0/url"] == "https://a" && full[at: "/contexts/0/sha256"] == "cd")
    let bare = ReportProvenance(tool: "badge", time: .noon).json
    #expect(bare["trust"] == nil && bare["documents"] == nil && bare["contexts"] == nil)
    #expect(bare[at: "/policy/anyIssuer"] == false && bare[at: "/policy/recipient"] == nil)
  }

  @Test("Counts add up")
  func counts() {
    var counts = OutcomeCounts()
    for outcome in [Verdict.Outcome.accepted, .rejected, .rejected, .undetermined] { counts.add(outcome) }
    counts.add(counts)
    #expect(counts.total == 8 && counts.accepted == 2 && counts.rejected == 4 && counts.undetermined == 2)
  }
}
