import Signing
import Testing

@testable import LinkedData

@Suite struct HashValueTests {
  @Test(arguments: [HashAlgorithm.sha256, .sha384])
  func `Values sort like their hexadecimal texts, which are those of the digest`(_ algorithm: HashAlgorithm) {
    var function = HashFunction(algorithm)
    var values: [(value: HashValue, text: [UInt8])] = []
    for number in 0..<200 {
      let bytes = Array("xx\(number)".utf8)
      let value = function.hash(bytes, from: 2)
      var text: [UInt8] = []
      value.appendHex(function.length, to: &text)
      let digest = algorithm.digest(of: Array("\(number)".utf8))
      let digits = Array("0123456789abcdef".utf8)
      #expect(text == digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
      values.append((value, text))
    }
    let byValue = values.sorted { $0.value < $1.value }.map(\.text)
    #expect(byValue == values.map(\.text).sorted { $0.lexicographicallyPrecedes($1) })
    #expect(values[0].value == values[0].value)
    #expect(values[0].value != values[1].value)
  }
}
