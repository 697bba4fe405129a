import Signing
import Testing

@testable import BadgeCLI

@Suite struct PassphraseTests {
  @Test(
    "Characters are counted, not bytes",
    arguments: [("hunter2", true), ("hunter22", false), ("ßßßßßßß", true), ("ßßßßßßßß", false), ("", true)])
  func weakness(_ text: String, _ isWeak: Bool) {
    #expect((PassphraseSource.weakness(of: SecretBytes(copying: Array(text.utf8).span)) != nil) == isWeak)
  }
}
