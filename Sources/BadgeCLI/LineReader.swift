import Files

/// Reads a file with a badge on each line, in blocks of whole lines.
///
/// A line that is longer than the limit does not fill the memory: it is told as such, and reading goes on behind its end.
struct LineReader: ~Copyable {
  /// The lines of one block, with the number of the first one.
  struct Block: Sendable {
    var bytes: [UInt8] = []
    /// Ranges of `bytes`; the line break is not part of a line. Nil stands for a line that was too long.
    var lines: [Range<Int>?] = []
    var firstLine = 1
  }

  /// Bytes after which a block is given out.
  private static let blockSize = 1 << 17

  private let file: InputFile
  private let lineLimit: Int
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  init(_ file: consuming InputFile, lineLimit: Int = InputFile.defaultLimit) {
    self.file = file
    self.lineLimit = lineLimit
  }

  /// The next lines, nil at the end of the file.
  ///
  /// - Throws: ``CommandError`` with `file_unreadable`.
  mutating func next() throws(CommandError) -> Block? {
    var block = Block(firstLine: line)
    while true {
      while !isAtEnd, rest.count < Self.blockSize {
        if try file.read(upTo: Self.blockSize, into: &rest) == 0 { isAtEnd = true }
      }
      if let end = isAtEnd ? rest.count : rest.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }) {
        guard end > 0 else { return nil }
        take(end, into: &block)
        return block
      }
      // No line ends in what was read.
      if rest.count > lineLimit {
        try skipLine()
        block.lines.append(nil)
        line += 1
        return block
      }
      if try file.read(upTo: Self.blockSize, into: &rest) == 0 { isAtEnd = true }
    }
  }

  private mutating func take(_ end: Int, into block: inout Block) {
    // The block takes the buffer as it is, and only what belongs to the next one is copied out of it.
    block.bytes = rest
    rest = []
    rest.reserveCapacity(2 * Self.blockSize)
    rest += block.bytes[end...]
    var start = 0
    while start < end {
      let lineEnd = POSIX.index(of: UInt8(ascii: "\n"), in: block.bytes.span, from: start) ?? end
      block.lines.append(lineEnd - start > lineLimit ? nil : start..<lineEnd)
      start = lineEnd + 1
    }
    line += block.lines.count
  }

  /// Drops everything up to and including the next line break.
  private mutating func skipLine() throws(CommandError) {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        rest.removeSubrange(...end)
        return
      }
      rest.removeAll(keepingCapacity: true)
      guard try file.read(upTo: Self.blockSize, into: &rest) > 0 else {
        isAtEnd = true
        return
      }
    }
  }
}
