import Testing

@testable import LinkedData

/// What the reader makes of a text is tested with `NQuads`; here, that no text makes it trap or run on.
@Suite struct NQuadsReaderTests {
  static let sample =
    #"_:a.b <urn:\u0061> "c\n\U0001F303"@en-GB <urn:g> . # d"# + "\r\n<urn:é> <urn:p> \"\\uFFFE\"^^<urn:t>.\n"

  @Test func `Every beginning of a document is read or refused`() {
    let bytes = Array(Self.sample.utf8)
    let isRead = (0...bytes.count).filter { (try? NQuads.read(Array(bytes[..<$0]))) != nil }
    // Nothing, the first statement from its full stop to the end of its line, the second one without and with its end.
    let expected = [0] + Array(50...56) + [bytes.count - 1, bytes.count]
    #expect(isRead == expected)
  }

  @Test func `Every byte in every place is read or refused`() {
    let bytes = Array(Self.sample.utf8)
    var count = 0
    for place in bytes.indices {
      for byte in stride(from: UInt8(0), to: 255, by: 3) {
        var changed = bytes
        changed[place] = byte
        guard let dataset = try? NQuads.read(changed) else { continue }
        count += 1
        #expect((try? NQuads.read(NQuads.write(dataset)).quads.count) == dataset.quads.count)
      }
    }
    #expect(count > 0)
  }
}
