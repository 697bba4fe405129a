import CanonicalJSON
import FuzzSupport
import Signing

/// Multibase, Multikey, base64url, JWK and proof values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeyText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  if let decoded = try? Multibase.decode(input.span) {
    consumed &+= decoded.count
    // 'z', base58-btc, is the one that is written, for values of up to 92 bytes.
    if input.first == UInt8(ascii: "z"), decoded.count <= 92 {
      expect(Array(Multibase.base58(decoded.span).utf8) == input, "base58 has one spelling")
    }
  }
  if let decoded = try? Base64URL.decode(input.span) {
    expect(Array(Base64URL.encode(decoded.span).utf8) == input, "base64url has one spelling")
  }
  if let key = try? VerificationKey(multikey: input.span) {
    expect(key.multikey.map { Array($0.utf8) } == input, "a Multikey has one spelling")
  }
  if let signature = try? Signature(multibase: input.span) {
    expect(Array(signature.multibase.utf8) == input, "a proof value has one spelling")
  }
  if let key = try? PublicKey(input.span) { consumed &+= key.jwk.utf8.count }
  if let document = try? JSONDocument(parsing: input),
    let key = try? VerificationKey(jwk: document.root, of: document)
  {
    let again = try? JSONDocument(parsing: Array(key.jwk.utf8))
    let read = again.flatMap { try? VerificationKey(jwk: $0.root, of: $0) }
    expect(read == key, "what is written can be read")
    expect(key.jwkThumbprint.utf8.count == 43, "a thumbprint is 32 bytes in base64url")
  }
  if let key = try? VerificationKey(spki: input.span) { consumed &+= key.spki.count }
  return 0
}
