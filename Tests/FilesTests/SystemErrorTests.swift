import Files
import Glibc
import Testing

@Suite struct SystemErrorTests {
  @Test("The reason is in words, and a broken pipe is told apart")
  func reason() {
    #expect(SystemError(ENOENT).reason == "No such file or directory")
    #expect(SystemError(EPIPE).isBrokenPipe)
    #expect(!SystemError(EIO).isBrokenPipe)
  }

  @Test("A call that a signal interrupts is repeated, and another error is thrown")
  func retrying() throws {
    var calls = 0
    let result = try SystemError.retrying { () -> Int in
      calls += 1
      guard calls < 3 else { return 7 }
      errno = EINTR
      return -1
    }
    #expect(result == 7)
    #expect(calls == 3)
    #expect(throws: SystemError(EIO)) {
      try SystemError.retrying { () -> Int in
        errno = EIO
        return -1
      }
    }
  }
}
