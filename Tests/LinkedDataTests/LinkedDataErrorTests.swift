import LinkedData
import Testing

@Suite struct LinkedDataErrorTests {
  @Test func `Codes are lower case and of words`() {
    for code in LinkedDataError.Code.allCases {
      #expect(code.rawValue.allSatisfy { $0 == "_" || $0.isNumber || ($0.isLowercase && $0.isASCII) }, "\(code)")
      #expect(!LinkedDataError(code).explanation.isEmpty)
    }
  }

  @Test func `A sentence says what and where, without the foreign text`() {
    let place = TextPosition(offset: 12, line: 3)
    let error = LinkedDataError(.iriInvalid, position: place, value: "\u{1b}[2J")
    #expect(error.description == "this is no absolute IRI, in line 3, at byte 12")
    #expect(LinkedDataError(.quadInvalid, pointer: "/a/0").description.hasSuffix("its kind, at /a/0"))
    #expect(LinkedDataError(.quadInvalid, pointer: "").description.hasSuffix("its kind, at the document"))
    #expect(LinkedDataError(.invalidIRIMapping).description == "JSON-LD: invalid iri mapping")
  }
}
