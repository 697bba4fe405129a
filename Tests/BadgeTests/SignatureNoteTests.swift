import Testing

@testable import Badge

struct SignatureNoteTests {
  private let newest = ContextUse(url: "https://a.example/c", edition: "2026-06", sha256: nil)
  private let given = ContextUse(url: "https://b.example/c", edition: nil, sha256: [0xAB, 0x01])

  @Test func `The note names the suite, and what its context was`() {
    var memo = SignatureNoteMemo()
    #expect(memo.text(.published(.eddsaRDFC2022), [], nil) == "eddsa-rdfc-2022")
    #expect(
      memo.text(.published(.ed25519Signature2020), [newest, given], nil)
        == "Ed25519Signature2020, with https://a.example/c of 2026-06, with the given https://b.example/c, SHA-256 ab01"
    )
    #expect(
      memo.text(.published(.eddsaJCS2022), [], 2) == "eddsa-jcs-2022, over the first 2 contexts and no further ones")
    #expect(memo.text(.draftOfEdDSARDFC2022, [], nil) == "eddsa-2022, a draft's name of eddsa-rdfc-2022")
  }

  @Test func `A kept note is used for the same facts alone`() {
    var kept = SignatureNoteMemo()
    for name in [CryptosuiteName.published(.eddsaRDFC2022), .draftOfEdDSARDFC2022, .published(.eddsaJCS2022)] {
      for uses in [[], [newest], [newest, given], [given]] {
        for count in [nil, 1, 2] as [Int?] {
          var fresh = SignatureNoteMemo()
          #expect(kept.text(name, uses, count) == fresh.text(name, uses, count))
        }
      }
    }
  }
}
