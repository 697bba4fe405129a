import Testing

@testable import Badge

struct IssueErrorTests {
  @Test(arguments: IssueError.Code.allCases)
  func `A code is a word in lower case with underscores`(_ code: IssueError.Code) {
    #expect(code.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
  }

  @Test func `No two errors have one code`() {
    #expect(Set(IssueError.Code.allCases.map(\.rawValue)).count == IssueError.Code.allCases.count)
  }

  @Test func `The text says the place`() {
    #expect(IssueError(.templateInvalid, "a", pointer: "/b").description == "a (at /b)")
    #expect(IssueError(.templateInvalid, "a", pointer: "").description == "a (at the top)")
    #expect(IssueError(.templateInvalid, "a").description == "a")
  }
}
