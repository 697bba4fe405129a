import Foundation
import Signing
import Testing

@Suite struct PublicKeyTests {
  static let p = "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"

  @Test("A key of 32 bytes keeps its bytes")
  func bytesRoundTrip() throws {
    let hex = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    #expect(try PublicKey(hex: hex).bytes.hex == hex)
  }

  @Test("A key of another length is refused", arguments: [0, 1, 31, 33, 64])
  func length(_ count: Int) {
    #expect(code { () throws(KeyError) in _ = try PublicKey(bytes(count)) } == .lengthWrong)
  }

  @Test(
    "y >= p is refused, with either sign",
    arguments: [
      p, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
  func notReduced(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try PublicKey(hex: hex) } == .publicKeyNotCanonical)
  }

  @Test(
    "x = 0 with a set sign is refused",
    arguments: [
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
  func negativeZero(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try PublicKey(hex: hex) } == .publicKeyNotCanonical)
  }

  @Test(
    "The eight points of small order are refused",
    arguments: [
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ])
  func smallOrder(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try PublicKey(hex: hex) } == .publicKeySmallOrder)
  }

  @Test("The largest y below p with no small order is a key: p - 2")
  func largestEncoding() throws {
    _ = try PublicKey(hex: "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
  }

  @Test("A y that belongs to no point verifies nothing")
  func noPoint() throws {
    let key = try PublicKey(hex: "0200000000000000000000000000000000000000000000000000000000000000")
    let identity = try Signature([UInt8](hex: "01" + String(repeating: "00", count: 63)))
    #expect(!key.verify(identity, of: bytes(5)))
  }

  @Test("One changed bit in message, signature or key makes the signature invalid")
  func oneBit() throws {
    let privateKey = try PrivateKey(seed: bytes(32))
    let message = bytes(64)
    let signature = try privateKey.sign(message)
    let key = privateKey.publicKey
    #expect(key.verify(signature, of: message))
    for bit in 0..<512 {
      var changed = message
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(!key.verify(signature, of: changed))
      var broken = signature.bytes
      broken[bit / 8] ^= 1 << (bit % 8)
      #expect(try !key.verify(Signature(broken), of: message))
      guard bit < 256 else { continue }
      var other = key.bytes
      other[bit / 8] ^= 1 << (bit % 8)
      if let other = try? PublicKey(other) { #expect(!other.verify(signature, of: message)) }
    }
  }

  @Test("S + L, the other form of a valid signature, is refused (RFC 8032 section 5.1.7)")
  func malleable() throws {
    let privateKey = try PrivateKey(seed: bytes(32))
    var raw = try privateKey.sign(bytes(3)).bytes
    let order = [UInt8](hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var carry = 0
    for index in 0..<32 {
      carry += Int(raw[32 + index]) + Int(order[index])
      raw[32 + index] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(try !privateKey.publicKey.verify(Signature(raw), of: bytes(3)))
  }

  @Test("An empty message can be signed and verified")
  func emptyMessage() throws {
    let privateKey = try PrivateKey(seed: bytes(32))
    let none: [UInt8] = []
    let signature = try privateKey.sign(none)
    #expect(privateKey.publicKey.verify(signature, of: none))
    #expect(!privateKey.publicKey.verify(signature, of: [0]))
  }

  @Test("Eight threads verify by one key at once and none is wrong")
  func threads() async throws {
    let privateKey = try PrivateKey(seed: bytes(32))
    let key = privateKey.publicKey
    let good = try privateKey.sign(bytes(64))
    let bad = try privateKey.sign(bytes(64, seed: 9))
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var wrong = 0
          for _ in 0..<100 {
            let message = bytes(64)
            if !key.verify(good, of: message) { wrong += 1 }
            if key.verify(bad, of: message) { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
