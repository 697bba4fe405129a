import CanonicalJSON
import Signing

/// What VCDM 2.0 section 5.3 asks of `relatedResource` beside the shape of its members: each resource has a digest, and one
/// entry. Nothing is fetched. The only resources that a verifier makes use of are contexts, and the digests of those whose
/// bytes a Recommendation fixes are compared.
enum RelatedResources {
  static func check(
    _ resources: JSONDocument.Node?, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    guard let resources else { return }
    let entries = document.kind(of: resources) == .array ? Array(document.elements(of: resources)) : [resources]
    var ids = Set<[UInt8]>()
    for entry in entries where document.kind(of: entry) == .object {
      guard document.member("digestSRI", of: entry) != nil || document.member("digestMultibase", of: entry) != nil
      else {
        try memo.refuse(
          Reason(
            .memberMissing, "a related resource needs 'digestSRI' or 'digestMultibase' (VCDM 2.0, 5.3)",
            pointer: document.pointer(to: entry)))
        continue
      }
      guard let id = document.member("id", of: entry), let text = document.text(at: id) else { continue }
      if !ids.insert(Array(text.utf8)).inserted {
        try memo.refuse(
          Reason(
            .memberInvalid, "two related resources have one 'id' (VCDM 2.0, 5.3)", pointer: document.pointer(to: id)))
      }
      guard let context = PublishedContext.all.first(where: { document.isString(id, $0.url) }) else { continue }
      try check(entry, of: context, document, &memo)
    }
  }

  private static func check(
    _ entry: JSONDocument.Node, of context: PublishedContext, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    for digest in texts(document.member("digestSRI", of: entry), document) {
      guard let isRight = context.holds(sri: document.text(at: digest) ?? ""), !isRight else { continue }
      try memo.refuse(mismatch(digest, context, document))
    }
    for digest in texts(document.member("digestMultibase", of: entry), document) {
      guard let isRight = context.holds(multibase: document.text(at: digest) ?? ""), !isRight else { continue }
      try memo.refuse(mismatch(digest, context, document))
    }
  }

  private static func mismatch(
    _ digest: JSONDocument.Node, _ context: PublishedContext, _ document: JSONDocument
  ) -> Reason {
    Reason(
      .memberInvalid,
      "this is not the digest of '\(context.url)', as its Recommendation has it" + ModelText.found(digest, in: document)
        + " (VCDM 2.0, 5.3)", pointer: document.pointer(to: digest))
  }

  /// "One or more cryptographic digests".
  private static func texts(_ node: JSONDocument.Node?, _ document: JSONDocument) -> [JSONDocument.Node] {
    guard let node else { return [] }
    return document.kind(of: node) == .array
      ? Array(document.elements(of: node).prefix(CredentialModel.entryLimit)) : [node]
  }
}

/// A context whose bytes are fixed: the Recommendation that defines it prints their digest. SHA-256, SHA-384 and SHA-512
/// are of those bytes, as base64url without padding.
private struct PublishedContext: Sendable {
  let url: StaticString
  let sha256: StaticString
  let sha384: StaticString
  let sha512: StaticString

  /// Whether a hash expression (Subresource Integrity, section 3.5) is of the context; nil where it cannot be told.
  func holds(sri text: String) -> Bool? {
    // An expression may have options behind it, and the strongest of several counts; several are not told apart here.
    guard !text.contains(where: { $0.isWhitespace || $0 == "?" }),
      let dash = text.utf8.firstIndex(of: UInt8(ascii: "-"))
    else { return nil }
    let digest = base64url(String(text[text.utf8.index(after: dash)...]))
    switch text[..<dash] {
    case "sha256": return digest.utf8.elementsEqual(sha256.description.utf8)
    case "sha384": return digest.utf8.elementsEqual(sha384.description.utf8)
    case "sha512": return digest.utf8.elementsEqual(sha512.description.utf8)
    default: return nil
    }
  }

  /// Both alphabets are found, with padding and without.
  private func base64url(_ text: String) -> String {
    var text = text.replacing("+", with: "-").replacing("/", with: "_")
    while text.hasSuffix("=") { text.removeLast() }
    return text
  }

  /// Whether a multibase text is of the context: a multihash, or the bare digest as VCDM 2.0 has it in its examples; nil
  /// where that cannot be told.
  func holds(multibase text: String) -> Bool? {
    guard let bytes = Self.decode(text) else { return nil }
    // Multihash: the code of the function, the length, the digest.
    switch (bytes.count, bytes.first) {
    case (34, 0x12) where bytes[1] == 32, (50, 0x20) where bytes[1] == 48, (66, 0x13) where bytes[1] == 64:
      return holds(digest: Array(bytes.dropFirst(2)))
    case (32, _), (48, _), (64, _): return holds(digest: bytes)
    default: return nil
    }
  }

  private func holds(digest: [UInt8]) -> Bool {
    let own =
      switch digest.count {
      case 32: sha256
      case 48: sha384
      default: sha512
      }
    return Base64URL.encode(digest.span).utf8.elementsEqual(own.description.utf8)
  }

  private static func decode(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    let isBase58 = bytes.first == UInt8(ascii: "z")
    guard bytes.count <= 200, isBase58 || bytes.first == UInt8(ascii: "u") else { return nil }
    let text = bytes.span
    do throws(KeyError) {
      if isBase58 { return try Multibase.decode(text) }
      let rest = text.extracting(droppingFirst: 1)
      return try Base64URL.decode(rest)
    } catch {
      return nil
    }
  }

  static let all: [PublishedContext] = [
    PublishedContext(
      url: "https://www.w3.org/ns/credentials/v2", sha256: "WZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ",
      sha384: "l_HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4_Tje8YyzYBM8IhqjHWiWpr8-ZbYU",
      sha512: "XVVFK9Lc-KKfWikEc-skKxxft31OaPGgqoe6pNuiaUhS1l7GPUisBKmdlW-fcVO5QG-E0tBMdIabAsI5odgTBQ"),
    PublishedContext(
      url: "https://www.w3.org/2018/credentials/v1", sha256: "q03dmlMXWIB6eaW0UFENYa6NFH6rlmzJogDAcJWwzcw",
      sha384: "gsOz6rhjdUu_0rnxfY1tufYRafMBy_CwXh_EvrX1xR3U0uiIwnT0nD-7JAj2H67R",
      sha512: "U2pAs5DdqUqeORlsAAkPYmaOgYT-PIwCxKIshWZuaL9uhdPcfy26hbK2Lvldl94kEyVo2FBNtD8snILS6IQY0g"),
    PublishedContext(
      url: "https://www.w3.org/ns/credentials/status/v1", sha256: "_aWt01MjHmpohKRrEubHVGQoGQDLNIKE2cNg9iOB2fc",
      sha384: "rA74E4M-vWZrYXCmHFrazG19L1oEDRbCko6EFNT6B_ZNcDEwIeAr9Pl73RI-2ahO",
      sha512: "_yynZnuZA3O0axJTXmuN6OricBQyeHFa2TWxWSFlIeUUyxzNhRdBCiQpUn4k2PyW-I-Lc0iHomAubuB7g7Zv7Q"),
    PublishedContext(
      url: "https://w3id.org/security/data-integrity/v2", sha256: "Z_IebjOmwU5cz9L8eGX3R0-3GgSvfpQTbLOZ36yK6PQ",
      sha384: "DuLXYmcX-LB81Em1JdXitx_icgn8meUwieAWndKUTXk_7qRSb8YLucyhzZZRI5H2",
      sha512: "Oc16mkBHt0uFJGQP41Yz6B6ChtFL27fnfQ4I2FCwDWo1sBhdXeNcR5uu2yOheYnZ9iislVMf3XnAxaD2Mtn6lQ"),
    PublishedContext(
      url: "https://w3id.org/security/multikey/v1", sha256: "uiwYLeLZL35HGEvMqPzwvq7m05hsUnv2ZMGVu8fFhZc",
      sha384: "D6UWQdEvuMcBsuapSSVW8l0yu0r4SpbxGAjwpiO5ckNN0YqPHxhlvGjY7gRsTlo-",
      sha512: "En0TOOp_cC10XtW_aQDtqKrEQZ2lRjGB_KAsJ-BQhRBufT7s6eoOFWvP9cP5nurTl3hcRTvFeffdVJapkeELXw"),
    PublishedContext(
      url: "https://w3id.org/security/jwk/v1", sha256: "DxS2L2Bxqv4A3yZXcOoMdQjhGCR9ebfYYaQG0qoAvs4",
      sha384: "di3FXOefNh47vrfTyw3bPkS44ohSYfgoMYOVnRqqM5BK9qgAUFntlkFQDqt9jdrl",
      sha512: "Dvv_hFI9cgovMx_sT77clp7i51dkwO0yXHLLVrxTnTqcZCAjyVhzWv1TV1VKsffhMRHw3Phh9ZsrwEUSbNhSEQ"),
    PublishedContext(
      url: "https://www.w3.org/ns/cid/v1", sha256: "6iFuzBywLNObaT26IlAUHicLoL-ViQvhB92ano5D3oU",
      sha384: "Mn2STUpIUY61Ql6KlDCj8g2WeLsREc3b8P8qZ7hU7khcLvFJ381FFt_Br35zO-wY",
      sha512: "K0b8eUWXuqjlW4ViHnujgprInNp3dJa2D-RMCqHLv_0MTudwmi2ftNYlU4A0K0mhWsCz1uYISlUFxsxCU8NXyw"),
  ]
}
