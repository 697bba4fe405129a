import CanonicalJSON
import Testing

@Suite struct JSONErrorTests {
  @Test(arguments: JSONError.Code.allCases)
  func `A code is a stable identifier`(_ code: JSONError.Code) {
    #expect(code.rawValue.hasPrefix("json_"))
    #expect(code.rawValue.allSatisfy { $0.isASCII && $0.isLowercase || $0 == "_" || $0 == "8" })
  }

  @Test func `Every code has its own explanation`() {
    let codes = JSONError.Code.allCases
    #expect(Set(codes.map { JSONError($0, at: 0).explanation }).count == codes.count)
  }

  @Test func `The description says what and where`() {
    #expect(JSONError(.trailingBytes, at: 17).description == "something follows the JSON value, at byte 17")
  }

  @Test func `No text of the input is in the message`() throws {
    let error = try #require(refusal(of: Array("{\"secret\":1,\"secret\":2}".utf8)))
    #expect(!error.description.contains("secret"))
  }
}
