import BadgeRegister
import Testing

@Suite struct RegisterErrorTests {
  @Test("Codes are stable words")
  func codes() {
    for code in RegisterError.Code.allCases {
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }
  }

  @Test("The remedy stands behind the message")
  func description() {
    #expect(
      RegisterError(.missing, "there is no register", remedy: "make one").description
        == "there is no register; make one")
  }
}
