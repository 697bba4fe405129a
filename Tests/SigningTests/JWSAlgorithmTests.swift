import Signing
import Testing

@Suite struct JWSAlgorithmTests {
  private func algorithm(_ name: String) -> JWSAlgorithm? { JWSAlgorithm(name: Array(name.utf8).span) }

  @Test("Three names are known, and Ed25519 as the later name of EdDSA")
  func names() {
    #expect(JWSAlgorithm.allCases.map { algorithm($0.rawValue) } == JWSAlgorithm.allCases)
    #expect(algorithm("Ed25519") == .edDSA)
  }

  @Test(
    "Any other name is none, in whatever case",
    arguments: [
      "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "ES384", "ES256K", "PS256", "RS384", "RS1", "eddsa",
      "EDDSA",
      "es256", "Es256", "rs256", "ES256 ", " ES256", "ES256\0", "Ed448", "RSA-OAEP",
    ])
  func others(_ name: String) {
    #expect(algorithm(name) == nil)
  }
}
