import Testing

@testable import Signing

@Suite struct PEMTests {
  private func read(_ text: String) throws(KeyError) -> [UInt8] {
    try PEMBlock(Array(text.utf8).span, check: { _ in }).contents.exposed
  }

  @Test("What is written is read, at every length")
  func roundTrip() throws {
    for count in 0..<100 {
      var text = SecretBytes()
      PEMBlock.write(bytes(count).span, label: "TEST", to: &text)
      #expect(try read(text.exposedText) == bytes(count))
      #expect(text.exposedText.split(separator: "\n").allSatisfy { $0.count <= 64 })
    }
  }

  @Test(
    "CRLF, trailing spaces and text around the block are allowed (RFC 7468 section 2)",
    arguments: [
      "-----BEGIN X-----\r\nZm9v\r\n-----END X-----\r\n", "-----BEGIN X-----  \nZm 9v \n\n-----END X-----",
      "a comment\n-----BEGIN X-----\nZm9v\n-----END X-----\nanother\n",
    ])
  func lenient(_ text: String) throws {
    #expect(try read(text) == Array("foo".utf8))
  }

  @Test(
    "Missing or different boundaries are refused",
    arguments: [
      "-----BEGIN X-----\nZm9v\n", "-----BEGIN X-----\nZm9v\n-----END Y-----",
      "-----BEGIN X-----\nZm9v\n-----END X----",
      "-----BEGIN X\nZm9v\n-----END X-----", "-----BEGIN X----\nZm9v\n-----END X-----", " -----BEGIN X-----\n",
      "-----BEGIN X-----\nZm9v -----END X-----", "-----BEGIN ", "-----BEGIN X-----", "-----BEGIN X-----\n-----END ",
    ])
  func boundaries(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try read(text) } == .fileDamaged)
  }

  @Test("Two blocks are refused")
  func twoBlocks() {
    let block = "-----BEGIN X-----\nZm9v\n-----END X-----\n"
    #expect(code { () throws(KeyError) in _ = try read(block + block) } == .severalKeys)
  }

  @Test("A body that is no base64 is refused", arguments: ["Zm9", "Zm9v=", "Proc-Type: 4,ENCRYPTED\n\nZm9v", "Zm9-"])
  func body(_ body: String) {
    let text = "-----BEGIN X-----\n\(body)\n-----END X-----\n"
    #expect(code { () throws(KeyError) in _ = try read(text) } == .encodingInvalid)
  }
}
