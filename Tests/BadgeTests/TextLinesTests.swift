import Testing

@testable import Badge

struct TextLinesTests {
  private func lines(
    _ text: String, _ width: Int, sizes: [Int] = [20, 10], mostLines: Int = 3
  ) -> (lines: [String], size: Int) {
    let lines = TextLines(text, sizes: sizes, mostLines: mostLines) { _, _, _ in width }
    return (lines.lines, lines.size)
  }

  @Test func `A short text is one line of the largest size`() {
    #expect(lines("Team", 1000) == (["Team"], 20))
    #expect(lines("", 100) == ([], 10))
  }

  @Test func `Lines break at spaces, and no word is lost`() {
    #expect(lines("one two six", 80) == (["one", "two", "six"], 20))
    let words = (0..<12).map { "word\($0)" }
    #expect(
      lines(words.joined(separator: " "), 250).lines.joined(separator: " ").split(separator: " ").map(String.init)
        == words)
  }

  @Test func `A smaller size comes before a broken word`() {
    #expect(lines("certificate", 90) == (["certificate"], 10))
    let broken = lines("certificatecertificate", 90)
    #expect(broken.size == 10 && broken.lines.count > 1 && broken.lines.joined() == "certificatecertificate")
  }

  @Test func `What does not fit in any size ends in an ellipsis`() {
    let cut = lines(String(repeating: "certificate ", count: 20), 90)
    #expect(cut.lines.count == 3 && cut.size == 10)
    #expect(cut.lines.last?.hasSuffix("…") == true)
    #expect(lines("certificate", 0).lines.allSatisfy { $0.count <= 1 })
  }

  @Test func `Scripts without spaces break between letters, but not before what closes`() {
    let text = "东京大学、情报学院"
    let broken = lines(text, 100, sizes: [20])
    #expect(broken.lines.joined() == text && broken.lines.count > 1)
    #expect(broken.lines.allSatisfy { !$0.hasPrefix("、") })
  }

  @Test func `Letters that belong together are not parted`() {
    for cluster in ["👩‍👩‍👧‍👦", "e\u{301}", "क्षि", "🇺🇦", "각"] {
      let text = String(repeating: cluster, count: 12)
      let lines = lines(text, 60, mostLines: 12).lines
      #expect(lines.joined() == text)
      #expect(lines.allSatisfy { $0.unicodeScalars.count % cluster.unicodeScalars.count == 0 })
    }
  }

  @Test func `Each line has its own width`() {
    let text = TextLines("aa aa aa aa aa", sizes: [10], mostLines: 3) { line, count, _ in
      count < 3 ? 0 : [20, 40, 20][line]
    }
    #expect(text.lines == ["aa", "aa aa", "aa"] || text.lines.last?.hasSuffix("…") == true)
  }

  @Test func `Any text ends quickly within the lines there are`() {
    var random = SplitMix(seed: 5)
    for _ in 0..<200 {
      let scalars = (0..<300).compactMap { _ in Unicode.Scalar(UInt32.random(in: 32...0x1FFFF, using: &random)) }
      let name = PictureName(String(String.UnicodeScalarView(scalars))).text
      let result = lines(name, Int.random(in: 0...400, using: &random))
      #expect(result.lines.count <= 3)
    }
  }
}
