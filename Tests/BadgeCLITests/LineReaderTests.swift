import Foundation
import Testing

@testable import BadgeCLI

@Suite struct LineReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// All lines with their numbers; nil for one that is too long.
  private func lines(_ data: Data, limit: Int = 100) throws -> [(number: Int, text: [UInt8]?)] {
    try folder.file("f", data)
    var reader = LineReader(try InputFile(opening: folder.path("f")), lineLimit: limit)
    var lines: [(number: Int, text: [UInt8]?)] = []
    while let block = try reader.next() {
      for (index, range) in block.lines.enumerated() {
        lines.append((block.firstLine + index, range.map { Array(block.bytes[$0]) }))
      }
    }
    #expect(lines.map(\.number) == Array(1..<lines.count + 1))
    return lines
  }

  private func texts(_ text: String, limit: Int = 100) throws -> [String?] {
    try lines(Data(text.utf8), limit: limit).map { $0.text.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("A line ends with a line feed, and the last one with the file")
  func ends() throws {
    #expect(try texts("") == [])
    #expect(try texts("a") == ["a"])
    #expect(try texts("a\n") == ["a"])
    #expect(try texts("\n") == [""])
    #expect(try texts("a\n\nb") == ["a", "", "b"])
    #expect(try texts("a\r\nb\rc\u{85}\u{2028}d\n") == ["a\r", "b\rc\u{85}\u{2028}d"])
    #expect(try texts("a\0b\n") == ["a\0b"])
  }

  @Test("The limit is the longest line that is read, and a longer one costs only itself")
  func limit() throws {
    let fits = String(repeating: "x", count: 100)
    #expect(try texts("\(fits)\n\(fits)x\n\(fits)") == [fits, nil, fits])
    #expect(try texts("\(fits)x") == [nil])
    #expect(try texts("\(fits)x\n") == [nil])
    #expect(try texts("a\n\(fits)x") == ["a", nil])
  }

  @Test("Blocks of any size join up", arguments: [1000, 70_000, 262_143, 262_144, 262_145, 600_000])
  func blocks(_ length: Int) throws {
    // Lines around the size of a block, each of its own letter.
    var data = Data()
    for letter in UInt8(ascii: "a")...UInt8(ascii: "f") {
      data.append(Data(repeating: letter, count: length + Int(letter % 3)))
      data.append(0x0A)
    }
    let lines = try lines(data, limit: 700_000)
    #expect(lines.count == 6)
    for (index, line) in lines.enumerated() {
      let letter = UInt8(ascii: "a") + UInt8(index)
      #expect(line.text == Array(repeating: letter, count: length + Int(letter % 3)))
    }
    let tooLong = try self.lines(data, limit: 500)
    #expect(tooLong.count == 6 && tooLong.allSatisfy { $0.text == nil })
  }

  @Test("An endless line is not kept")
  func endless() throws {
    let file = try folder.file("f", Data("a\n".utf8))
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 300 << 20)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("\nb\n".utf8))
    var reader = LineReader(try InputFile(opening: folder.path("f")), lineLimit: 1 << 20)
    var texts: [String?] = []
    while let block = try reader.next() {
      #expect(block.bytes.count <= 1 << 20)
      texts += block.lines.map { range in range.map { String(decoding: block.bytes[$0], as: UTF8.self) } }
    }
    #expect(texts == ["a", nil, "b"])
  }
}
