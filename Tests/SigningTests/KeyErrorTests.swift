import Testing

@testable import Signing

@Suite struct KeyErrorTests {
  @Test("The codes are the published ones: a changed code breaks scripts")
  func codes() {
    #expect(
      KeyError.Code.allCases.map(\.rawValue) == [
        "encoding_invalid", "multibase_not_supported", "text_too_long", "length_wrong", "key_type_not_supported",
        "codec_unknown", "public_key_not_canonical", "public_key_small_order", "key_size_not_supported",
        "public_key_invalid", "public_key_mismatch",
        "private_key_exposed", "wrong_half", "key_use_not_allowed", "member_invalid", "file_too_large",
        "format_unknown", "file_damaged", "several_keys", "passphrase_needed", "passphrase_wrong", "passphrase_empty",
        "encryption_not_supported", "signature_faulty", "openssl_failed",
      ])
  }

  @Test("The description is one sentence with place, values and remedy")
  func description() {
    let error = KeyError(.lengthWrong, at: "the signature", expected: "64 bytes", found: "63", hint: "look again")
    #expect(error.description == "the signature has the wrong length: expected 64 bytes, found 63; look again.")
    #expect(error.message == "the signature has the wrong length: expected 64 bytes, found 63")
  }

  @Test("Quoted foreign text is printable ASCII of at most 64 bytes and three dots")
  func quoting() {
    let hostile: [UInt8] = [0x1b, 0x5b, 0x41, 0x0a, 0xe2, 0x80, 0xae]
    #expect(KeyError.quote(hostile.span) == "?[A????")
    #expect(KeyError.quote([UInt8](repeating: 0x61, count: 65).span) == String(repeating: "a", count: 64) + "...")
  }
}
