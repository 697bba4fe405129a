import Testing

@testable import Signing

@Suite struct MultikeyTests {
  // The key pair of the W3C EdDSA test vectors.
  private static let publicText = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
  private static let secretText = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"

  private func secret(_ text: String) throws(KeyError) -> PublicKey {
    try PrivateKey(secretMultikey: Array(text.utf8).span).publicKey
  }

  private func text(_ codec: [UInt8], _ count: Int) -> String { Multibase.base58((codec + bytes(count)).span) }

  @Test("The public and the secret text are one key, and both are written as they were read")
  func pair() throws {
    let key = try PublicKey(multikey: Self.publicText)
    let secret = try PrivateKey(secretMultikey: Array(Self.secretText.utf8).span)
    #expect(secret.publicKey == key)
    #expect(key.multikey == Self.publicText)
    #expect(secret.secretMultikey().exposedText == Self.secretText)
  }

  @Test(
    "F3: a known codec of another key is refused by name",
    arguments: [
      ([0xec, 0x01], "X25519 (for encryption)"), ([0xe7, 0x01], "secp256k1"), ([0x80, 0x24], "P-256"),
      ([0x81, 0x24], "P-384"), ([0x82, 0x24], "P-521"), ([0x85, 0x24], "RSA"), ([0xeb, 0x01], "BLS12-381"),
      ([0x83, 0x24], "Ed448"), ([0x82, 0x26], "X25519 (for encryption)"),
    ] as [([UInt8], String)])
  func otherCodecs(_ codec: [UInt8], _ name: String) {
    let text = text(codec, 32)
    let asPublic = failure { () throws(KeyError) in _ = try PublicKey(multikey: text) }
    let asSecret = failure { () throws(KeyError) in _ = try secret(text) }
    for error in [asPublic, asSecret] {
      #expect(error?.code == .keyTypeNotSupported)
      #expect(error?.found == name)
    }
  }

  @Test(
    "F3: an unknown, overlong or missing codec is refused",
    arguments: [[], [0xed], [0x01, 0xed], [0xed, 0x81], [0x00, 0x00], [0xff, 0xff], [0xed, 0x00]] as [[UInt8]])
  func unknownCodec(_ codec: [UInt8]) {
    let text = text(codec, codec.count < 2 ? 0 : 32)
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: text) } == .codecUnknown)
  }

  @Test("F3: another length than 32 bytes behind the codec is refused", arguments: [0, 31, 33, 64])
  func length(_ count: Int) {
    let publicText = text([0xed, 0x01], count)
    let secretText = text([0x80, 0x26], count)
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: publicText) } == .lengthWrong)
    #expect(code { () throws(KeyError) in _ = try secret(secretText) } == .lengthWrong)
  }

  @Test(
    "A secret where a public key may stand is called exposed, and a public key where a secret must stand is not read")
  func halves() {
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: Self.secretText) } == .privateKeyExposed)
    #expect(code { () throws(KeyError) in _ = try secret(Self.publicText) } == .wrongHalf)
  }

  @Test("The same bytes in base64url are refused: Ed25519 keys are written in base58-btc")
  func base64url() throws {
    let text = "u" + Base64URL.encode(([0xed, 0x01] + bytes(32)).span)
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: text) } == .multibaseNotSupported)
  }

  @Test("White space around the text is refused", arguments: [" " + publicText, publicText + "\n", publicText + " "])
  func whiteSpace(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: text) } != nil)
  }

  @Test("A key of small order is refused in this form too")
  func smallOrder() {
    let text = Multibase.base58(([0xed, 0x01] + [UInt8](repeating: 0, count: 32)).span)
    #expect(code { () throws(KeyError) in _ = try PublicKey(multikey: text) } == .publicKeySmallOrder)
  }
}
