import CanonicalJSON
import LinkedData
import Testing

@testable import Badge

struct IssuerScratchTests {
  @Test func `A proof that was refused leaves nothing for the next`() throws {
    let scratch = IssuerScratch(.bundled)
    let badge = try Sample.badge()
    var undefined = badge
    undefined["unmapped"] = 1
    let options = ProofOptions(verificationMethod: try Sample.method(), created: .noon)
    let key = try Sample.key()
    let first = try scratch.sign(badge, options, with: key)
    do throws(IssueError) {
      _ = try scratch.sign(undefined, options, with: key)
      Issue.record("a term without a meaning was signed")
    } catch {
      #expect(error.pointer == "/unmapped")
    }
    #expect(try scratch.sign(badge, options, with: key) == first)
    let document = try JSONDocument(undefined)
    do throws(Reason) {
      try scratch.checkLinkedData(document)
      Issue.record("a term without a meaning passed")
    } catch {
      #expect(error.code == .termUndefined)
    }
  }
}
