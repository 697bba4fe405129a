import Files
import Glibc

/// How a terminal behaves: what tcgetattr gave.
struct TerminalSettings {
  private var settings: termios

  init(of descriptor: borrowing FileDescriptor) throws(SystemError) {
    settings = termios()
    // SAFETY: tcgetattr fills the structure it is given.
    guard unsafe tcgetattr(descriptor.number, &settings) == 0 else { throw .last }
  }

  /// The same, showing nothing of what is typed. Lines are still edited and Ctrl-C is still a signal.
  var withoutEcho: TerminalSettings {
    var copy = self
    copy.settings.c_lflag &= ~tcflag_t(ECHO | ECHONL)
    return copy
  }

  /// Sets the terminal, and drops what was typed before.
  func apply(to descriptor: borrowing FileDescriptor) throws(SystemError) {
    var settings = settings
    // SAFETY: tcsetattr reads the structure it is given.
    guard unsafe tcsetattr(descriptor.number, TCSAFLUSH, &settings) == 0 else { throw .last }
  }
}

extension FileDescriptor {
  /// Waits until there is something to read; false when nothing came in the time.
  func waitForInput(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // SAFETY: one entry is read and filled.
    return unsafe poll(&entry, 1, milliseconds) > 0
  }
}
