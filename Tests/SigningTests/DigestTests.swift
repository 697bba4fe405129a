import Signing
import Testing

@Suite struct DigestTests {
  @Test(
    "FIPS 180-4 examples: abc",
    arguments: [
      (HashAlgorithm.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        .sha384,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
      ),
      (
        .sha512,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      ),
    ])
  func abc(_ algorithm: HashAlgorithm, _ digest: String) {
    #expect(algorithm.digest(of: Array("abc".utf8)).hex == digest)
    #expect(algorithm.digestLength * 2 == digest.count)
  }

  @Test("The digest of nothing")
  func empty() {
    #expect(
      HashAlgorithm.sha256.digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("Appending keeps what the array holds, and two digests stand side by side")
  func appending() {
    var output: [UInt8] = [7]
    HashAlgorithm.sha256.append(of: [1].span, to: &output)
    HashAlgorithm.sha256.append(of: [2].span, to: &output)
    #expect(output == [7] + HashAlgorithm.sha256.digest(of: [1]) + HashAlgorithm.sha256.digest(of: [2]))
  }

  @Test("A digester gives the same digests, one after the other", arguments: HashAlgorithm.allCases)
  func digester(_ algorithm: HashAlgorithm) {
    var digester = Digester(algorithm)
    var output: [UInt8] = [7]
    var expected: [UInt8] = [7]
    for length in [0, 1, 63, 64, 65, 3000, 0, 5] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 31 + length) }
      digester.append(of: bytes.span, to: &output)
      expected += algorithm.digest(of: bytes)
    }
    #expect(output == expected)
  }

  @Test("RFC 1321 examples: MD5, for hashed identities alone")
  func md5() {
    #expect(LegacyDigest.md5(of: Array("abc".utf8).span)?.hex == "900150983cd24fb0d6963f7d28e17f72")
    #expect(LegacyDigest.md5(of: [UInt8]().span)?.hex == "d41d8cd98f00b204e9800998ecf8427e")
  }
}
