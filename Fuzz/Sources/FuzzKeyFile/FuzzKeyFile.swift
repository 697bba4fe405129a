import FuzzSupport
import Signing

/// Key files of every format; an encrypted one is tried with the sample passphrase.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeyFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let passphrase = Array("sample-passphrase".utf8)
  do {
    let file = try KeyFile(SecretBytes(copying: input.span)) { SecretBytes(copying: passphrase.span) }
    consumed &+= file.verificationKey.spkiPEM.utf8.count
    guard file.isPrivate else { return 0 }
    let publicKey = file.verificationKey
    let key = try file.signingKey()
    expect(key.publicKey == publicKey, "both halves belong together")
    let again = try KeyFile(key.pkcs8PEM())
    expect(again.verificationKey == publicKey, "what is written can be read")
  } catch {
    consumed &+= error.description.utf8.count
  }
  return 0
}
