import Testing

@testable import CanonicalJSON

@Suite struct JSONReaderTests {
  /// What a text is read as, from scratch or by a reader: equal for equal tapes and for equal errors.
  private enum Outcome: Equatable {
    case tape([[UInt32]], order: [UInt32], arena: [UInt8], slack: Int, inexact: UInt32?)
    case refused(JSONError)

    init(_ read: () throws(JSONError) -> JSONDocument) {
      do throws(JSONError) {
        let tape = try read().tape
        let entries = tape.entries.map {
          [UInt32($0.kind.rawValue), UInt32($0.flags.rawValue), $0.start, $0.count, $0.link]
        }
        self = .tape(
          entries, order: tape.order, arena: tape.arena, slack: tape.slack, inexact: tape.firstInexactNumber)
      } catch {
        self = .refused(error)
      }
    }
  }

  private func isReadAsFromScratch(_ text: [UInt8], by reader: inout JSONReader) -> Bool {
    var document: JSONDocument?
    let read = Outcome { () throws(JSONError) in
      let read = try reader.read(text)
      document = read
      return read
    }
    let text = document?.bytes ?? text
    return read == Outcome { () throws(JSONError) in try JSONDocument(parsing: text) }
  }

  private func read(_ texts: String...) throws -> JSONDocument {
    var reader = JSONReader()
    var last: JSONDocument?
    for text in texts { last = try reader.read(Array(text.utf8)) }
    return try #require(last)
  }

  // MARK: what is taken over

  @Test(arguments: [
    (#"{"a":"1","b":[true,2.50,"x"],"c":{}}"#, #"{"a":"longer","b":[true,2.50,""],"c":{}}"#),
    (#"["a","b"]"#, #"["b","a"]"#), (#" [ "a" , [ ] ] "#, #" [ "" , [ ] ] "#), (#""a""#, #""ü""#),
    (#"["\n","b"]"#, #"["\n","c"]"#), (#"["ü"]"#, #"["û"]"#), (#"["same"]"#, #"["same"]"#),
    (#"["","1e999"]"#, #"["]","{"]"#),
  ])
  func `A text that differs in strings alone takes the tape over`(_ first: String, _ second: String) throws {
    #expect(try read(first, second).precedent?.bytes == Array(first.utf8))
    var reader = JSONReader()
    _ = try reader.read(Array(first.utf8))
    #expect(isReadAsFromScratch(Array(second.utf8), by: &reader))
  }

  @Test(arguments: [
    (#"{"a":"1"}"#, #"{"b":"1"}"#), (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":"1"}"#, #"{"a": "1"}"#),
    (#"["a"]"#, #"["a","b"]"#), (#"["a"]"#, #"["a"] "#), (#"["a"] "#, #"["a"]"#), (#"["a"]"#, #"[true]"#),
    (#"["a"]"#, #"["\n"]"#), (#"["\n"]"#, #"["a"]"#), (#"["\n"]"#, #"["\t"]"#), (#"{"a" :"1"}"#, #"{"b" :"1"}"#),
    (#"[null]"#, #"[true]"#), (#"[[]]"#, #"[{}]"#), (#"["a",1]"#, #"["a\",1]"]"#),
  ])
  func `Any other difference sends the text down the ordinary way`(_ first: String, _ second: String) throws {
    #expect(try read(first, second).precedent == nil)
    var reader = JSONReader()
    _ = try reader.read(Array(first.utf8))
    #expect(isReadAsFromScratch(Array(second.utf8), by: &reader))
  }

  @Test(arguments: [
    #"["a"#, #"["a""#, "[\"a\u{1}\"]", "[\"\u{FFFE}\"]", #"["a"]]"#, #"{"a"}"#, "", #"["a","#,
  ])
  func `A malformed text is refused as ever`(_ text: String) throws {
    var reader = JSONReader()
    _ = try reader.read(Array(#"["b"]"#.utf8))
    #expect(isReadAsFromScratch(Array(text.utf8), by: &reader))
    #expect(isReadAsFromScratch(Array(#"["c"]"#.utf8), by: &reader))
  }

  @Test(arguments: [[0xC3], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF], [0x80], [0xC0, 0x80]] as [[UInt8]])
  func `A string that differs is checked as UTF-8`(_ bytes: [UInt8]) throws {
    var reader = JSONReader()
    _ = try reader.read(Array("[\"\u{E9}x\"]".utf8))
    #expect(isReadAsFromScratch(Array(#"[""#.utf8) + bytes + Array(#""]"#.utf8), by: &reader))
  }

  @Test func `Up to 32 strings may differ`() throws {
    func text(_ count: Int, _ word: String) -> String {
      "[" + (0..<40).map { "\"\($0 < count ? word : "same")\"" }.joined(separator: ",") + "]"
    }
    #expect(try read(text(0, ""), text(32, "other")).precedent != nil)
    #expect(try read(text(0, ""), text(33, "other")).precedent == nil)
  }

  @Test func `A text of more than 64 KiB is not remembered`() throws {
    let long = "[\"" + String(repeating: "a", count: 1 << 16) + "\"]"
    #expect(try read(long, long).precedent == nil)
  }

  @Test func `The limits hold for a text that is like one before`() throws {
    var reader = JSONReader(limits: JSONLimits(bytes: 8, depth: 4, members: 4))
    _ = try reader.read(Array(#"["a"]"#.utf8))
    #expect(throws: JSONError(.tooLarge, at: 8)) { try reader.read(Array(#"["aaaaa"]"#.utf8)) }
  }

  @Test func `The strings that differ are told in the order of the text`() throws {
    let document = try read(#"{"b":"1","a":["2","3"]}"#, #"{"b":"x","a":["2","y"]}"#)
    var found: [String] = []
    #expect(
      document.changesSatisfy { node in
        found.append(document.text(at: node) ?? "")
        return true
      })
    #expect(found == ["x", "y"])
  }

  @Test func `After many texts that are like none before, a text is taken over again`() throws {
    var reader = JSONReader()
    for k in 0..<300 { _ = try reader.read(Array("[\(k)]".utf8)) }
    var taken = 0
    for k in 0..<300 where try reader.read(Array("[\"\(k)\"]".utf8)).precedent != nil { taken += 1 }
    #expect(taken > 100)
  }

  // MARK: whatever came before

  @Test(arguments: 1...8)
  func `Every text is read as from scratch, whatever was read before`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    var reader = JSONReader()
    for _ in 0..<30 {
      let text = json.write(json.value())
      #expect(isReadAsFromScratch(text, by: &reader))
      for _ in 0..<30 {
        #expect(isReadAsFromScratch(json.changed(text), by: &reader))
      }
    }
  }
}

extension RandomJSON {
  /// The text with a few bytes put in, taken out or replaced, mostly within strings.
  mutating func changed(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0...random.below(3) where !text.isEmpty {
      var at = random.below(text.count)
      // Behind the next quote, where a string begins or ends.
      if random.below(3) > 0 { at = text[at...].firstIndex(of: 0x22).map { min($0 + 1, text.count - 1) } ?? at }
      switch random.below(4) {
      case 0: text.insert(contentsOf: Array("abcü\u{1F600}".utf8).prefix(random.below(10)), at: at)
      case 1: text.remove(at: at)
      case 2: text[at] = UInt8(truncatingIfNeeded: 0x61 + random.below(26))
      default: text[at] = UInt8(truncatingIfNeeded: random.next())
      }
    }
    return text
  }
}
