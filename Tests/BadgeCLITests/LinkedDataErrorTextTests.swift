import LinkedData
import Testing

@testable import BadgeCLI

@Suite struct LinkedDataErrorTextTests {
  @Test("Every code is told in one line, with its status", arguments: LinkedDataError.Code.allCases)
  func codes(_ code: LinkedDataError.Code) {
    let error = CommandError(LinkedDataError(code, pointer: "/a/b", value: "x"), in: "f")
    #expect(error.code.rawValue == code.rawValue)
    #expect(error.message.hasPrefix("f: ") && error.message.hasSuffix(" (at /a/b)"))
    #expect(error.status == (code == .loadingRemoteContextFailed ? .undetermined : .rejected))
  }

  @Test("Foreign text is quoted, in the value and in the pointer")
  func quoting() {
    let hostile = "x\n\u{1B}[2J\u{202E}"
    for code in [LinkedDataError.Code.propertyUndefined, .typeUndefined, .idRelative, .invalidTermDefinition] {
      for value in [nil, hostile] {
        let error = CommandError(LinkedDataError(code, pointer: "/" + hostile, value: value), in: "f")
        #expect(error.message.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) }, "\(error.message)")
      }
    }
  }

  @Test("The member that is undefined is named by the last step of its pointer")
  func member() {
    let error = CommandError(LinkedDataError(.propertyUndefined, pointer: "/a/b~1c~0d"), in: "f")
    #expect(error.message == "f: no context defines the member 'b/c~d', so no signature would cover it (at /a/b~1c~0d)")
  }
}
