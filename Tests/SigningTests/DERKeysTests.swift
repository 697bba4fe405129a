import Foundation
import Testing

@testable import Signing

@Suite struct DERKeysTests {
  private static let point = P256PublicKeyTests.x + P256PublicKeyTests.y
  private static let algorithm = "301306072a8648ce3d020106082a8648ce3d030107"
  private static let file = "3059" + algorithm + "03420004" + point

  private func read(_ hex: String) throws(KeyError) -> VerificationKey { try VerificationKey(spki: [UInt8](hex: hex)) }

  @Test("An SPKI of P-256 is read with the point in either form, and written with all of it")
  func p256() throws {
    let key = try read(Self.file)
    #expect(key.spki.hex == Self.file)
    #expect(try read("3039" + Self.algorithm + "032200" + "03" + P256PublicKeyTests.x) == key)
  }

  @Test(
    "An SPKI with anything more, less or else is refused",
    arguments: [
      // Behind the sequence, behind the bit string, unused bits, and no bits.
      (file + "00", KeyError.Code.fileDamaged), ("305b" + algorithm + "03420004" + point + "0500", .fileDamaged),
      ("3059" + algorithm + "03420104" + point, .fileDamaged), ("3017" + algorithm + "0300", .fileDamaged),
      ("3018" + algorithm + "030100", .lengthWrong),
      // The curve left out, as NULL, as another one, and with something behind it.
      ("304f" + "300906072a8648ce3d0201" + "03420004" + point, .keyTypeNotSupported),
      ("3051" + "300b06072a8648ce3d02010500" + "03420004" + point, .keyTypeNotSupported),
      ("3056" + "301006072a8648ce3d020106052b81040022" + "03420004" + point, .keyTypeNotSupported),
      ("305b" + "301506072a8648ce3d020106082a8648ce3d0301070500" + "03420004" + point, .fileDamaged),
      // RSA without its NULL, and with another sequence in its place.
      ("3010" + "300b06092a864886f70d010101" + "030100", .fileDamaged),
      ("3015" + "300f06092a864886f70d0101013000" + "0302" + "0000", .fileDamaged),
    ])
  func refused(_ hex: String, _ expected: KeyError.Code) {
    #expect(code { () throws(KeyError) in _ = try read(hex) } == expected)
  }

  @Test("Every truncation of an SPKI of RSA is an error, and so is every number that is not as DER has it")
  func rsa() throws {
    let modulus = "80" + String(repeating: "00", count: 254) + "01"
    let numbers = "0282010100" + modulus + "0203010001"
    let bits = "0382010f00" + "3082010a" + numbers
    let whole = "30820122300d06092a864886f70d0101010500" + bits
    let key = try read(whole)
    #expect(key.kind == "RSA 2048" && key.spki.hex == whole)
    let bytes = [UInt8](hex: whole)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(code { () throws(KeyError) in _ = try VerificationKey(spki: Array(bytes.prefix(count))) } == .fileDamaged)
    }
    // A negative modulus, and one with two zeros in front.
    let negative = whole.replacingOccurrences(of: "0282010100" + modulus, with: "0282010180" + modulus)
    #expect(code { () throws(KeyError) in _ = try read(negative) } == .fileDamaged)
    let padded = whole.replacingOccurrences(of: "0282010100" + modulus, with: "028201010000" + modulus.dropFirst(2))
    #expect(code { () throws(KeyError) in _ = try read(padded) } == .fileDamaged)
  }

  @Test("A PKCS#8 file whose inner curve is another than the one it names is refused")
  func innerCurve() {
    // ECPrivateKey with parameters of its own, secp256k1, beside the number 1.
    let inner = "302e0201010420" + String(repeating: "00", count: 31) + "01" + "a00706052b8104000a"
    let whole = "304a020100" + Self.algorithm + "0430" + inner
    let bytes = [UInt8](hex: whole)
    #expect(code { () throws(KeyError) in _ = try SigningKey(pkcs8: bytes.span) } != nil)
  }
}
