import CanonicalJSON
import Testing

@testable import Badge

struct VocabularyTests {
  private func contains(_ vocabulary: Vocabulary, _ value: JSONValue) throws -> Bool {
    let document = try JSONDocument(value)
    return vocabulary.contains(document.root, in: document)
  }

  @Test(
    arguments: [
      (.achievementTypes, ["Badge", "MicroCredential", "ext:x"]),
      (.identifierTypes, ["emailAddress", "name", "ext:did"]),
      (.alignmentTargetTypes, ["CTDL", "ceasn:Competency"]), (.resultTypes, ["Percent", "ext:Grade"]),
      (.resultStatuses, ["Completed", "Withdrew"]),
    ] as [(Vocabulary, [String])])
  func `A term of the vocabulary is one`(_ vocabulary: Vocabulary, _ terms: [String]) throws {
    for term in terms { #expect(try contains(vocabulary, .string(term)), "\(term)") }
  }

  @Test(
    arguments: [
      .achievementTypes, .identifierTypes, .alignmentTargetTypes, .resultTypes, .resultStatuses,
    ] as [Vocabulary])
  func `Nothing else is one`(_ vocabulary: Vocabulary) throws {
    for value: JSONValue in ["", "ext:", "ext", "Ext:x", "badge", "Badge ", 7, nil, [], ["Badge"], [:]] {
      #expect(try !contains(vocabulary, value), "\(value)")
    }
  }

  @Test func `The statuses of results are the only closed vocabulary`() throws {
    #expect(try !contains(.resultStatuses, "ext:x"))
    #expect(Vocabulary.resultStatuses.expectation.contains("ext:") == false)
    #expect(Vocabulary.resultTypes.expectation.hasSuffix("or a term that starts with 'ext:'"))
  }
}
