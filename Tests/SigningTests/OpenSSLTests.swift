import Testing

@testable import Signing

@Suite struct OpenSSLTests {
  @Test("Only the result 1 is success", arguments: [0, -1, -2, 2, CInt.max, CInt.min])
  func onlyOne(_ result: CInt) {
    #expect(!OpenSSL.succeeded(result))
    #expect(code { () throws(KeyError) in try OpenSSL.require(result, "the test") } == .opensslFailed)
  }

  @Test("The result 1 is success")
  func one() {
    #expect(OpenSSL.succeeded(1))
    #expect(code { () throws(KeyError) in try OpenSSL.require(1, "the test") } == nil)
  }

  @Test("A failure leaves no error behind that a later one could be taken for")
  func emptyQueue() throws {
    // A bad signature makes OpenSSL queue an error.
    let key = try PrivateKey(seed: bytes(32))
    #expect(try !key.publicKey.verify(Signature([UInt8](repeating: 0xff, count: 64)), of: bytes(3)))
    #expect(OpenSSL.failure("the test").found == nil)
  }
}
