import Signing
import Testing

@Suite struct SignatureCheckerTests {
  /// Signatures by `count` keys over one message.
  private func signed(_ count: Int) throws -> [(key: PublicKey, signature: Signature)] {
    try (0..<count).map { number in
      let key = try PrivateKey(seed: bytes(32, seed: UInt8(number)))
      return (key.publicKey, try key.sign(bytes(64)))
    }
  }

  @Test("Good, bad, good: an answer does not depend on the one before")
  func sequence() throws {
    let (key, good) = try signed(1)[0]
    var raw = good.bytes
    raw[40] ^= 1
    let bad = try Signature(raw)
    var checker = SignatureChecker()
    for _ in 0..<5 {
      let answers = [
        checker.verify(good, of: bytes(64), by: key), checker.verify(bad, of: bytes(64), by: key),
        checker.verify(good, of: bytes(63), by: key), checker.verify(good, of: bytes(64), by: key),
      ]
      #expect(answers == [true, false, false, true])
    }
  }

  @Test("More keys than it remembers, in any order: same answers as the plain path")
  func eviction() throws {
    let rows = try signed(SignatureChecker.capacity + 5)
    var checker = SignatureChecker()
    var state: UInt32 = 1
    for _ in 0..<300 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let key = rows[Int(state >> 16) % rows.count].key
      let signature = rows[Int(state >> 8) % rows.count].signature
      let answer = checker.verify(signature, of: bytes(64), by: key)
      #expect(answer == key.verify(signature, of: bytes(64)))
    }
  }

  @Test("More keys of P-256 than it remembers, among Ed25519 keys: same answers as the plain path")
  func evictionOfOthers() throws {
    var rows: [(key: VerificationKey, signature: [UInt8])] = try signed(3).map {
      (.ed25519($0.key), $0.signature.bytes)
    }
    for _ in 0..<SignatureChecker.capacity + 3 {
      let key = SigningKey.p256(try P256PrivateKey.generate())
      rows.append((key.publicKey, try key.sign(bytes(64))))
    }
    var checker = SignatureChecker()
    var state: UInt32 = 1
    for _ in 0..<200 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let key = rows[Int(state >> 16) % rows.count].key
      let signature = rows[Int(state >> 8) % rows.count].signature
      let answer = checker.verify(signature, of: bytes(64), by: key)
      #expect(answer == key.verify(signature, of: bytes(64)))
    }
    for row in rows {
      let holds = checker.verify(row.signature, of: bytes(64), by: row.key)
      #expect(holds)
    }
  }

  @Test("A key for which OpenSSL finds no point verifies nothing, and the next key is not harmed")
  func noPoint() throws {
    let (key, good) = try signed(1)[0]
    let none = try PublicKey(hex: "0200000000000000000000000000000000000000000000000000000000000000")
    var checker = SignatureChecker()
    for _ in 0..<3 {
      let answers = [checker.verify(good, of: bytes(64), by: none), checker.verify(good, of: bytes(64), by: key)]
      #expect(answers == [false, true])
    }
  }

  @Test("Eight workers with a checker each are never wrong")
  func workers() async throws {
    let rows = try signed(3)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for worker in 0..<8 {
        group.addTask {
          var checker = SignatureChecker()
          var wrong = 0
          for round in 0..<100 {
            let key = rows[(round + worker) % 3].key
            let index = (round * 7 + worker) % 3
            let isGood = checker.verify(rows[index].signature, of: bytes(64), by: key)
            if isGood != (rows[index].key == key) { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
