import Files
import Glibc
import Signing

/// Asks a person on the terminal that controls the process, whatever standard input and output are.
enum TerminalPrompt {
  /// Reads one line without showing it.
  ///
  /// The terminal shows what is typed again before the process ends or stops, also by a signal; after a stop the
  /// question is asked again.
  ///
  /// - Throws: ``CommandError`` with `passphrase_missing` where there is no terminal, or nothing is typed.
  static func secret(_ prompt: String) throws(CommandError) -> SecretBytes {
    POSIX.forbidDumps()
    let terminal = try open()
    while true {
      let line: SecretBytes?
      do { line = try readUnseen(prompt, on: terminal) } catch {
        throw CommandError(.passphraseMissing, "the terminal cannot be used: \(error.reason)")
      }
      guard let line else { continue }
      guard !line.isEmpty else { throw CommandError(.passphraseMissing, "no passphrase was typed") }
      return line
    }
  }

  /// Reads one line that is shown as it is typed; nil where nothing is typed.
  ///
  /// - Throws: ``CommandError`` where there is no terminal.
  static func line(_ prompt: String) throws(CommandError) -> String? {
    let terminal = try open()
    do {
      try terminal.write(Array(prompt.utf8).span)
      var bytes: [UInt8] = []
      while bytes.last != UInt8(ascii: "\n"), bytes.count < 4096 {
        let before = bytes.count
        try bytes.append(addingCapacity: 4096) { output throws(SystemError) in try terminal.read(into: &output) }
        if bytes.count == before { break }
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CommandError(.usage, "what was typed is not UTF-8", hint: "start again", status: .usage)
      }
      let line = text.split(whereSeparator: \.isNewline).first.map { $0.split(separator: " ").joined(separator: " ") }
      return line.flatMap { $0.isEmpty ? nil : $0 }
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.usage, "the terminal cannot be used", status: .usage)
    }
  }

  private static func open() throws(CommandError) -> FileDescriptor {
    do {
      return try FileDescriptor(opening: Path("/dev/tty"), O_RDWR | O_NOCTTY)
    } catch {
      throw CommandError(
        .passphraseMissing, "a passphrase is needed, and there is no terminal to ask on",
        hint: "use --passphrase-file FILE or --passphrase-fd NUMBER")
    }
  }

  /// The line without its end; nil where a signal came first.
  private static func readUnseen(
    _ prompt: String, on terminal: borrowing FileDescriptor
  ) throws(SystemError) -> SecretBytes? {
    let signals = HeldSignals()
    // Runs last: a signal has its effect when the terminal is as it was.
    defer { signals.release() }
    let settings = try TerminalSettings(of: terminal)
    try settings.withoutEcho.apply(to: terminal)
    defer {
      try? settings.apply(to: terminal)
      try? terminal.write([UInt8(ascii: "\n")].span)
    }
    try terminal.write(Array(prompt.utf8).span)
    var line = SecretBytes(capacity: 4096)
    while true {
      while !terminal.waitForInput(milliseconds: 100) {
        if signals.isPending { return nil }
      }
      let before = line.count
      try line.append(addingCapacity: 4096) { output throws(SystemError) in try terminal.read(into: &output) }
      let endsInBreak = line.withBytes { $0.count > 0 && $0[$0.count - 1] == UInt8(ascii: "\n") }
      if endsInBreak { line.truncate(to: line.count - 1) }
      if endsInBreak || line.count == before { return line }
    }
  }
}
