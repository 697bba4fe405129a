import Testing

@testable import Signing

/// Rows D4 to D6 of the threat table.
@Suite struct PrivateKeyTests {
  @Test("Signing is deterministic and verifies")
  func signing() throws {
    let key = try PrivateKey(seed: bytes(32))
    let signature = try key.sign(bytes(64))
    #expect(try key.sign(bytes(64)) == signature)
    #expect(key.publicKey.verify(signature, of: bytes(64)))
  }

  @Test("Two generated keys differ, and each can sign")
  func generation() throws {
    let one = try PrivateKey.generate()
    let two = try PrivateKey.generate()
    #expect(one.publicKey != two.publicKey)
    #expect(one.publicKey.verify(try one.sign(bytes(9)), of: bytes(9)))
  }

  @Test("A seed of another length is refused", arguments: [0, 31, 33, 64])
  func seedLength(_ count: Int) {
    #expect(code { () throws(KeyError) in _ = try PrivateKey(seed: bytes(count)) } == .lengthWrong)
  }

  @Test("D5: a signature with one flipped bit does not leave the signer", arguments: [0, 31, 32, 63])
  func fault(_ index: Int) throws {
    let key = try PrivateKey(seed: bytes(32))
    let result = code { () throws(KeyError) in
      _ = try key.sign(bytes(64).span) { signature in
        var raw = signature.bytes
        raw[index] ^= 0x10
        return (try? Signature(raw)) ?? signature
      }
    }
    #expect(result == .signatureFaulty)
  }

  @Test("D5: a signature of another key does not leave the signer")
  func otherKey() throws {
    let key = try PrivateKey(seed: bytes(32))
    let other = try PrivateKey(seed: bytes(32, seed: 2)).sign(bytes(64))
    #expect(code { () throws(KeyError) in _ = try key.sign(bytes(64).span) { _ in other } } == .signatureFaulty)
  }

  @Test("D4: a recorded public half that is not the derived one is refused")
  func publicHalf() throws {
    let key = try PrivateKey(seed: bytes(32))
    let other = try PrivateKey(seed: bytes(32, seed: 2)).publicKey.bytes
    let result = code { () throws(KeyError) in try key.checkPublicHalf(other.span, at: "the test") }
    #expect(result == .publicKeyMismatch)
  }

  private final class Shared: Sendable {
    let key: PrivateKey
    init(_ key: consuming PrivateKey) { self.key = key }
  }

  @Test("D6: eight threads sign with one key and all get the same signature")
  func threads() async throws {
    let shared = Shared(try PrivateKey(seed: bytes(32)))
    let expected = try shared.key.sign(bytes(64))
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var wrong = 0
          for _ in 0..<50 where (try? shared.key.sign(bytes(64))) != expected { wrong += 1 }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
