import Files
import Testing

@testable import BadgeCLI

@Suite struct LinkedDataInputTests {
  @Test(
    "Names say more than contents, and contents are told by their first character",
    arguments: [
      ("a.nq", "{}", .nquads), ("a.NQuads", "{}", .nquads), ("a.json", "<urn:a>", .jsonld),
      ("a.jsonld", "_:a", .jsonld), ("-", " \n\t{}", .jsonld), ("-", "[]", .jsonld), ("-", "", .jsonld),
      ("-", " \r\n", .jsonld), ("-", "\n <urn:a>", .nquads), ("-", "_:a", .nquads), ("-", "# x", .nquads),
      ("nq", "7", .jsonld), ("-", "\u{FEFF}<urn:a>", .jsonld),
    ] as [(String, String, LinkedDataInput.Form)])
  func forms(_ name: String, _ text: String, _ form: LinkedDataInput.Form) {
    #expect(LinkedDataInput.Form(of: Path(name), Array(text.utf8)) == form)
  }
}
