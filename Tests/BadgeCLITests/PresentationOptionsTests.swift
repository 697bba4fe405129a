import Foundation
import Testing

@testable import BadgeCLI

@Suite struct PresentationOptionsTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("alice.json")
    let badge = try folder.text("alice.json")
    let parcel =
      #"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"verifiableCredential":["#
      + badge + "]}"
    try folder.file("parcel.json", Data(parcel.utf8))
    try folder.file("bad.json", Data(parcel.replacing("Editor", with: "Director").utf8))
  }

  @Test(
    "A parcel of badges is taken where that is allowed, and a badge where nobody asks for its holder",
    arguments: [
      ("parcel.json", 3, "presentation_not_signed"), ("parcel.json --allow-unsigned-presentations", 0, ""),
      ("parcel.json --challenge 4711", 3, "presentation_not_signed"),
      ("bad.json --allow-unsigned-presentations", 1, "signature_invalid"), ("alice.json", 0, ""),
      ("alice.json --challenge 4711", 3, "holder_not_proven"),
      ("alice.json --domain hr.example", 3, "holder_not_proven"),
      ("alice.json --holder did:key:x", 3, "holder_not_proven"),
      ("alice.json --allow-unsigned-presentations", 0, ""),
    ])
  func outcomes(_ line: String, _ status: Int, _ code: String) throws {
    let result = try Tool.shell("\"$BADGE\" verify --any-issuer \(line)", in: folder.url)
    #expect(result.status == Int32(status), "\(result.text)")
    #expect(result.text.contains("[\(code)]") || code.isEmpty, "\(result.text)")
    let json = try Tool.shell("\"$BADGE\" verify --any-issuer --format json \(line)", in: folder.url)
    #expect(json.text.contains("\"\(code)\"") || code.isEmpty)
  }

  @Test("The text has a line for each badge of a presentation")
  func text() throws {
    let result = try Tool.shell(
      "\"$BADGE\" verify --any-issuer --allow-unsigned-presentations parcel.json", in: folder.url)
    #expect(result.text.contains("presentation of 1 badge by nobody who proves it"))
    #expect(result.text.contains("\n  credential   ACCEPTED  /verifiableCredential/0   "))
  }

  @Test(
    "What contradicts itself, or is empty, is wrong usage",
    arguments: [
      "--challenge ''", "--domain ''", "--holder ''", "--allow-unsigned-presentations --challenge 4711",
      "--allow-unsigned-presentations --holder did:key:x",
    ])
  func usage(_ options: String) throws {
    #expect(try Tool.shell("\"$BADGE\" verify --any-issuer alice.json \(options)", in: folder.url).status == 2)
  }
}
