import Testing

@testable import Badge

struct BakingErrorTests {
  @Test(arguments: BakingError.Code.allCases)
  func `A code is a word in lower case with underscores`(_ code: BakingError.Code) {
    #expect(code.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
  }

  @Test(arguments: BakingError.Code.allCases)
  func `Only a badge of Open Badges 1 or 2 is undecided; everything else is wrong`(_ code: BakingError.Code) {
    #expect(BakingError(code, "").isUndecided == (code == .olderOpenBadge))
  }

  @Test func `The description says where`() {
    #expect(BakingError(.pngInvalid, "wrong", at: 12).description == "wrong, at byte 12")
    #expect(BakingError(.pngInvalid, "wrong").description == "wrong")
  }
}
