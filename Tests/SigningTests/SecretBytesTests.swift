import Testing

@testable import Signing

@Suite struct SecretBytesTests {
  @Test("Appending beyond the capacity keeps what was there")
  func growth() {
    var secret = SecretBytes(capacity: 1)
    for byte in bytes(1000) { secret.append(byte) }
    #expect(secret.exposed == bytes(1000))
  }

  @Test("Spans, texts and filled room are appended in order")
  func appending() {
    var secret = SecretBytes()
    secret.append([1, 2, 3].span)
    secret.append(ascii: "ab")
    secret.append(addingCapacity: 100) { output in output.append(9) }
    secret.append([UInt8]().span)
    #expect(secret.exposed == [1, 2, 3, 0x61, 0x62, 9])
  }

  @Test("Equality looks at every byte and at the length")
  func equality() {
    func areEqual(_ a: String, _ b: String) -> Bool { SecretBytes(a) == SecretBytes(b) }
    #expect(areEqual("abc", "abc"))
    #expect(areEqual("", ""))
    #expect(!areEqual("abc", "abd"))
    #expect(!areEqual("abc", "ab"))
  }

  @Test("Truncating wipes what is removed")
  func truncating() {
    var secret = SecretBytes([1, 2, 3, 4])
    secret.truncate(to: 2)
    #expect(secret.exposed == [1, 2])
    secret.append(addingCapacity: 2) { output in
      // What was removed is not to be read any more, not even by whoever fills the room again.
      output.withUnsafeMutableBufferPointer { buffer, _ in #expect(buffer[0] == 0 && buffer[1] == 0) }
    }
    #expect(secret.count == 2)
  }
}
