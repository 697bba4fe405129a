import CanonicalJSON
import Testing

@testable import Signing

@Suite struct SecretJSONTests {
  private func secret(_ text: String, _ name: StaticString) throws(KeyError) -> String? {
    let file = try SecretJSON(Array(text.utf8).span)
    guard let node = file.document.member(name, of: file.document.root) else { return nil }
    return try file.withSecret(node) { bytes throws(KeyError) in
      String(decoding: [UInt8](copying: bytes), as: UTF8.self)
    }
  }

  private func parsed(_ text: String) throws(KeyError) -> String {
    String(decoding: try SecretJSON(Array(text.utf8).span).document.bytes, as: UTF8.self)
  }

  @Test("The parser never sees a secret, wherever it stands")
  func redaction() throws {
    for text in [
      #"{"kty":"OKP","d":"SECRET","x":"abc"}"#, #"{ "d" : "SECRET" }"#, #"{"d":["SECRET","SECRET"]}"#,
      #"{"d":{"a":"SECRET"}}"#, #"{"unknown":"SECRET"}"#, #"{"kty":{"d":"SECRET"}}"#,
    ] {
      #expect(try !parsed(text).contains("SECRET"))
    }
  }

  @Test("Public members reach the parser as they are")
  func publicMembers() throws {
    let text = #"{"kty":"OKP","x":"abc","key_ops":["sign","verify"]}"#
    #expect(try parsed(text) == text)
  }

  @Test("Each secret is given back by its own member")
  func numbering() throws {
    let text = #"{"a":"first","d":"second","kty":"OKP","e2":"third"}"#
    #expect(try secret(text, "a") == "first")
    #expect(try secret(text, "d") == "second")
    #expect(try secret(text, "e2") == "third")
  }

  @Test("A public member is no secret, even if it looks like the placeholder of one")
  func lookAlike() throws {
    #expect(try secret(#"{"x":"9","d":"a"}"#, "x") == nil)
    #expect(try secret(#"{"x":"","d":"a"}"#, "x") == nil)
  }

  @Test("Byte offsets of errors are those of the file")
  func offsets() {
    let error = failure { () throws(KeyError) in _ = try SecretJSON(Array(#"{"d":"SECRET","x":tru}"#.utf8).span) }
    #expect(error?.code == .fileDamaged)
    #expect(error?.found?.contains("21") == true)
  }

  @Test(
    "Broken JSON, duplicate names, escaped names and open strings are refused",
    arguments: [
      #"{"d":"a","d":"b"}"#, #"{"\u0064":"a"}"#, #"{"d":"a"#, #"{"d":"a\"#, #"{"d"}"#, #"{"d":"a"} x"#, #"{"d":"a",}"#,
      "{", #"{"d" "a"}"#,
    ])
  func defects(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try SecretJSON(Array(text.utf8).span) } == .fileDamaged)
  }
}
