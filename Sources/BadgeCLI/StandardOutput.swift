import Files

/// Results on standard output, gathered into large writes. Whoever has one flushes it before the command succeeds.
///
/// A reader that goes away, as `head -1` does, is no error: from then on nothing is written, a command with an effect
/// still has it, and one that only prints looks at ``isClosed`` and stops. Either way it ends with the status it earned.
struct StandardOutput: ~Copyable {
  /// Whether the reader has gone.
  private(set) var isClosed = false
  private var buffer: [UInt8] = []
  private let descriptor = FileDescriptor.standardOutput
  private let isTerminal: Bool

  private static let bufferSize = 1 << 16

  // An error ends the command: what came before it is still shown.
  deinit {
    let pending = buffer
    if !isClosed { try? descriptor.write(pending.span) }
  }

  init() { isTerminal = descriptor.isTerminal }

  /// - Throws: ``CommandError/Code/outputUnwritable``.
  mutating func write(_ bytes: [UInt8]) throws(CommandError) {
    if isClosed { return }
    // What fills the buffer by itself need not be copied into it.
    if buffer.isEmpty, bytes.count >= Self.bufferSize / 2 { return try write(through: bytes.span) }
    buffer += bytes
    if isTerminal || buffer.count >= Self.bufferSize { try flush() }
  }

  /// - Throws: ``CommandError/Code/outputUnwritable``.
  mutating func write(_ text: String) throws(CommandError) {
    try write(Array(text.utf8))
  }

  /// - Throws: ``CommandError/Code/outputUnwritable``.
  mutating func flush() throws(CommandError) {
    var pending: [UInt8] = []
    swap(&pending, &buffer)
    try write(through: pending.span)
  }

  /// Writes without a copy in the buffer, as secrets need it.
  ///
  /// - Throws: ``CommandError/Code/outputUnwritable``.
  mutating func write(through bytes: Span<UInt8>) throws(CommandError) {
    if isClosed || bytes.isEmpty { return }
    do {
      try descriptor.write(bytes)
    } catch let error where error.isBrokenPipe {
      isClosed = true
    } catch {
      throw CommandError(.outputUnwritable, "standard output cannot be written: \(error.reason)")
    }
  }

  /// Writes one text and is done.
  static func write(_ text: String) throws(CommandError) {
    try write(Array(text.utf8))
  }

  /// Writes one result and is done.
  static func write(_ bytes: [UInt8]) throws(CommandError) {
    var output = StandardOutput()
    try output.write(through: bytes.span)
  }
}
