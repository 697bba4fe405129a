import Testing

@testable import BadgeCLI

@Suite struct RosterProblemTests {
  @Test("A place is a line and a column by number and name")
  func places() {
    #expect(RosterProblem(line: 7, message: "x").description == "line 7: x")
    #expect(
      RosterProblem(line: 7, column: .init(number: 3, name: "role"), message: "x").description
        == "line 7, column 3 (role): x")
    #expect(
      RosterProblem(line: 1, column: .init(number: 2, name: ""), message: "x").description == "line 1, column 2: x")
    #expect(
      RosterProblem(line: 1, column: .init(number: 2, name: "\u{1B}[2J"), message: "x").description
        == "line 1, column 2 (\\u{1B}[2J): x")
  }

  @Test("Problems come in the order of the file, and of very many the first ones with the number of the others")
  func many() {
    var problems = RosterProblems()
    #expect(problems.isEmpty && problems.lines.isEmpty)
    for line in (1...60).reversed() { problems.add(RosterProblem(line: line, message: "x"), hint: "hint \(line)") }
    #expect(problems.count == 60 && problems.hint == "hint 60")
    let lines = problems.lines.split(separator: "\n")
    #expect(lines.count == RosterProblems.limit + 1)
    #expect(lines[0] == "line 11: x" && lines.last == "and 10 more")
  }
}
