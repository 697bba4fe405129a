import Testing

@testable import BadgeCLI

@Suite struct ExitStatusTests {
  @Test("The numbers are those of the documentation")
  func numbers() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
    #expect(ExitStatus.success == .accepted)
  }

  @Test("The worst of many badges is the status of the run")
  func worst() {
    #expect([ExitStatus.accepted, .undetermined].max() == .undetermined)
    #expect([ExitStatus.undetermined, .rejected, .accepted].max() == .rejected)
    #expect([ExitStatus.failed, .rejected].max() == .failed)
  }
}
