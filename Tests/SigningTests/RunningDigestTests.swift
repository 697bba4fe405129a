import Testing

@testable import Signing

@Suite struct RunningDigestTests {
  @Test("Pieces have the digest of the whole, however they are cut", arguments: [0, 1, 63, 64, 65, 1000])
  func pieces(count: Int) {
    let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var digest = RunningDigest()
    digest.append(Array(whole[..<count]).span)
    digest.append(Array(whole[count...]).span)
    #expect(digest.digest() == HashAlgorithm.sha256.digest(of: whole))
  }

  @Test("Nothing has the digest of nothing")
  func nothing() { #expect(RunningDigest().digest() == HashAlgorithm.sha256.digest(of: [])) }
}
