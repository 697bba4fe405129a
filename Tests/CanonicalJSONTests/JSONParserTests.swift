import CanonicalJSON
import Testing

@Suite struct JSONParserTests {
  @Test(arguments: [
    Refusal("", .emptyInput, 0),
    Refusal(" \n\t\r", .emptyInput, 4),
    Refusal("[", .unexpectedEnd, 1),
    Refusal("[1", .unexpectedEnd, 2),
    Refusal("[1,", .unexpectedEnd, 3),
    Refusal("[1, ", .unexpectedEnd, 4),
    Refusal("{", .unexpectedEnd, 1),
    Refusal("{\"a\"", .unexpectedEnd, 4),
    Refusal("{\"a\":", .unexpectedEnd, 5),
    Refusal("{\"a\":1", .unexpectedEnd, 6),
    Refusal("{\"a\":1,", .unexpectedEnd, 7),
    Refusal("\"abc", .unexpectedEnd, 4),
    Refusal("\"abc\\", .unexpectedEnd, 5),
    Refusal("\"\\u12", .unexpectedEnd, 5),
    Refusal("tru", .unexpectedEnd, 3),
    Refusal("[nul", .unexpectedEnd, 4),
    Refusal("-", .unexpectedEnd, 1),
    Refusal("1.", .unexpectedEnd, 2),
    Refusal("1e", .unexpectedEnd, 2),
    Refusal("1e+", .unexpectedEnd, 3),
  ])
  func `A text that stops too early is refused at its end`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("[1,]", .unexpectedByte, 3),
    Refusal("[,1]", .unexpectedByte, 1),
    Refusal("[1 2]", .unexpectedByte, 3),
    Refusal("[1}", .unexpectedByte, 2),
    Refusal("]", .unexpectedByte, 0),
    Refusal("{\"a\":1]", .unexpectedByte, 6),
    Refusal("{\"a\":1,}", .unexpectedByte, 7),
    Refusal("{,}", .unexpectedByte, 1),
    Refusal("{a:1}", .unexpectedByte, 1),
    Refusal("{'a':1}", .unexpectedByte, 1),
    Refusal("{1:1}", .unexpectedByte, 1),
    Refusal("{\"a\" 1}", .unexpectedByte, 5),
    Refusal("{\"a\"::1}", .unexpectedByte, 5),
    Refusal("{\"a\":}", .unexpectedByte, 5),
    Refusal("NaN", .unexpectedByte, 0),
    Refusal("nan", .unexpectedByte, 1),
    Refusal("Infinity", .unexpectedByte, 0),
    Refusal("True", .unexpectedByte, 0),
    Refusal("trux", .unexpectedByte, 3),
    Refusal("+1", .unexpectedByte, 0),
    Refusal(".5", .unexpectedByte, 0),
    Refusal("// c\n1", .unexpectedByte, 0),
    Refusal("[1/* c */]", .unexpectedByte, 2),
    Refusal("\u{0B}1", .unexpectedByte, 0),
    Refusal("\u{A0}1", .unexpectedByte, 0),
    Refusal("\0", .unexpectedByte, 0),
    Refusal("[1,\0]", .unexpectedByte, 3),
    Refusal("[é]", .unexpectedByte, 1),
    Refusal("[\u{FEFF}1]", .unexpectedByte, 1),
    Refusal([0x5B, 0x00, 0x5D, 0x00], .unexpectedByte, 1),  // UTF-16LE
    Refusal([0x00, 0x5B, 0x00, 0x5D], .unexpectedByte, 0),  // UTF-16BE
    Refusal([0x5B, 0x00, 0x00, 0x00, 0x5D, 0x00, 0x00, 0x00], .unexpectedByte, 1),  // UTF-32LE
  ])
  func `A byte that the grammar does not allow is refused where it stands`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("01", .invalidNumber, 1),
    Refusal("-01", .invalidNumber, 2),
    Refusal("[00]", .invalidNumber, 2),
    Refusal("-x", .invalidNumber, 1),
    Refusal("--1", .invalidNumber, 1),
    Refusal("[-]", .invalidNumber, 2),
    Refusal("[1.]", .invalidNumber, 3),
    Refusal("1.e3", .invalidNumber, 2),
    Refusal("1.x", .invalidNumber, 2),
    Refusal("1ex", .invalidNumber, 2),
    Refusal("1e+-1", .invalidNumber, 3),
    Refusal("-Infinity", .invalidNumber, 1),
    Refusal("[-\u{E9}]", .unexpectedByte, 2),
    Refusal("0x1", .trailingBytes, 1),
    Refusal("1.5.5", .trailingBytes, 3),
    Refusal("[1e1.5]", .unexpectedByte, 4),
    Refusal("[1_000]", .unexpectedByte, 2),
  ])
  func `What is no number by RFC 8259 section 6 is refused at its first wrong byte`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("1e400", .numberOverflow, 0),
    Refusal("[-1e400]", .numberOverflow, 1),
    Refusal("1e309", .numberOverflow, 0),
    Refusal("1.7976931348623159e308", .numberOverflow, 0),
    Refusal("1e99999999999999999999", .numberOverflow, 0),
    Refusal("1" + String(repeating: "0", count: 400), .numberOverflow, 0),
  ])
  func `A number beyond the largest double is refused where it starts`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("1 2", .trailingBytes, 2),
    Refusal("{}x", .trailingBytes, 2),
    Refusal("[]]", .trailingBytes, 2),
    Refusal("\"a\" ,", .trailingBytes, 4),
    Refusal("null\0", .trailingBytes, 4),
    Refusal(Array("{} ".utf8) + [0xFF], .trailingBytes, 3),
  ])
  func `Bytes after the value are refused`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("\u{FEFF}{}", .byteOrderMark, 0),
    Refusal("\u{FEFF}", .byteOrderMark, 0),
    Refusal([0xFF, 0xFE, 0x5B, 0x00], .invalidUTF8, 0),
    Refusal([0xFE, 0xFF, 0x00, 0x5B], .invalidUTF8, 0),
    Refusal([0xEF, 0xBB], .invalidUTF8, 0),
  ])
  func `A byte order mark of any encoding is refused`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: 0...0x1F)
  func `A control character in a string must be escaped`(_ control: Int) {
    for lead in ["", "a", "abcdefgh", "abcdefghijklmnopq", "é"] {
      let bytes = (Array(lead.utf8) + [UInt8(control)] + Array("tail of the string".utf8)).quoted
      #expect(refusal(of: bytes) == JSONError(.controlCharacter, at: 1 + lead.utf8.count))
    }
  }

  @Test(arguments: [
    Refusal("\"\\x\"", .invalidEscape, 1),
    Refusal("\"abc\\'\"", .invalidEscape, 4),
    Refusal("\"\\U0041\"", .invalidEscape, 1),
    Refusal("\"\\u00g0\"", .invalidEscape, 1),
    Refusal("\"\\u12\"", .invalidEscape, 1),
    Refusal("\"\\u+123\"", .invalidEscape, 1),
    Refusal("\"\\\n\"", .invalidEscape, 1),
    Refusal("\"\\\0\"", .invalidEscape, 1),
    Refusal("\"a\\é\"", .invalidEscape, 2),
    Refusal("\"\\uD83D\\uZZZZ\"", .invalidEscape, 7),
  ])
  func `A backslash that starts no escape is refused at the backslash`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("\"\\uD800\"", .loneSurrogate, 1),
    Refusal("\"\\uDBFFx\"", .loneSurrogate, 1),
    Refusal("\"\\uDC00\"", .loneSurrogate, 1),
    Refusal("\"ab\\uDFFF\"", .loneSurrogate, 3),
    Refusal("\"\\uD800\\n\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\uD800\"", .loneSurrogate, 1),
    Refusal("\"\\uD800\\u0041\"", .loneSurrogate, 1),
    Refusal("\"\\uDC00\\uD800\"", .loneSurrogate, 1),
    Refusal("{\"\\uD800\":1}", .loneSurrogate, 2),
  ])
  func `Half of a surrogate pair is refused at its backslash`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [
    Refusal("\"\\uFFFE\"", .noncharacter, 1),
    Refusal("\"\\uffff\"", .noncharacter, 1),
    Refusal("\"\\uFDD0\"", .noncharacter, 1),
    Refusal("\"a\\uFDEF\"", .noncharacter, 2),
    Refusal("\"\\uD83F\\uDFFE\"", .noncharacter, 1),
    Refusal("\"\\uDBFF\\uDFFF\"", .noncharacter, 1),
    Refusal([0xEF, 0xBF, 0xBE].quoted, .noncharacter, 1),
    Refusal([0x61, 0xEF, 0xBF, 0xBF].quoted, .noncharacter, 2),
    Refusal([0xEF, 0xB7, 0x90].quoted, .noncharacter, 1),
    Refusal([0xEF, 0xB7, 0xAF].quoted, .noncharacter, 1),
    Refusal([0xF0, 0x9F, 0xBF, 0xBE].quoted, .noncharacter, 1),
    Refusal([0xF4, 0x8F, 0xBF, 0xBF].quoted, .noncharacter, 1),
  ])
  func `A noncharacter is refused, escaped or not`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: ["\u{FDCF}", "\u{FDF0}", "\u{FFFD}", "\u{1FFFD}", "\u{20000}", "\u{10FFFD}", "\u{E000}", "\u{7F}"])
  func `The neighbours of noncharacters are read`(_ text: String) throws {
    let document = try document("\"\(text)\"")
    #expect(document.text(at: document.root) == text)
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x22], [0xC2, 0xC2],  // continuation, overlong, cut
      [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xE1, 0x80, 0x22], [0xE1, 0xFF, 0x80],  // three bytes
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],  // surrogates, CESU-8
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80], [0xF1, 0x80, 0x80, 0x22],  // four bytes
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],  // too large
    ] as [[UInt8]])
  func `Bytes that are not UTF-8 are refused where the broken sequence starts`(_ bytes: [UInt8]) {
    #expect(refusal(of: bytes.quoted) == JSONError(.invalidUTF8, at: 1))
    #expect(refusal(of: (Array("é eight bytes".utf8) + bytes).quoted) == JSONError(.invalidUTF8, at: 15))
    #expect(refusal(of: [0x22] + bytes) == JSONError(.invalidUTF8, at: 1))
    #expect(refusal(of: [0x5B] + bytes) == JSONError(.invalidUTF8, at: 1))
  }

  @Test func `The replacement character is read, what it would replace is not`() throws {
    #expect(try document("\"a\u{FFFD}\"").canonicalBytes() == Array("\"a\u{FFFD}\"".utf8))
    #expect(refusal(of: [0x61, 0xFF].quoted) == JSONError(.invalidUTF8, at: 2))
    #expect(refusal(of: Array("\"a\\uD83D\"".utf8)) == JSONError(.loneSurrogate, at: 2))
  }

  @Test(arguments: [
    Refusal("{\"a\":1,\"a\":2}", .duplicateName, 7),
    Refusal("{\"a\":1,\"b\":2,\"a\":1}", .duplicateName, 13),
    Refusal("{\"b\":1,\"a\":2,\"b\":1}", .duplicateName, 13),
    Refusal("{\"a\":1,\"\\u0061\":2}", .duplicateName, 7),
    Refusal("{\"\\u0061\":1,\"a\":2}", .duplicateName, 12),
    Refusal("{\"\":1,\"\":2}", .duplicateName, 6),
    Refusal("{\"a/b\":1,\"a\\/b\":2}", .duplicateName, 9),
    Refusal("{\"\\uD83D\\uDE00\":1,\"😀\":2}", .duplicateName, 18),
    Refusal("{\"x\":{\"y\":[{\"k\":1,\"k\":1}]}}", .duplicateName, 18),
    Refusal("{\"proof\":{},\"proof\":{}}", .duplicateName, 12),
    Refusal("{\"@context\":[],\"@context\":[]}", .duplicateName, 15),
    Refusal("{\"credentialSubject\":1,\"credentialSubject\":2}", .duplicateName, 23),
    Refusal("{\"a\":{\"b\":1},\"c\":[{}],\"a\":0}", .duplicateName, 22),
  ])
  func `Two members with one name are refused at the later one`(_ bad: Refusal) {
    #expect(refusal(of: bad.bytes) == bad.expected)
  }

  @Test(arguments: [2, 3, 15, 16, 17, 18, 33, 100])
  func `A duplicate is found among any number of members`(_ count: Int) {
    for (first, second) in [(0, count - 1), (count / 2, count - 1), (0, 1)] where first != second {
      var text = "{"
      var offset = 0
      for k in 0..<count {
        if k > 0 { text += "," }
        if k == second { offset = text.utf8.count }
        text += "\"member\(k == second ? first : k)\":0"
      }
      #expect(refusal(of: Array((text + "}").utf8)) == JSONError(.duplicateName, at: offset))
    }
  }

  @Test(arguments: [
    ("a", "a\\u0000"), ("", "\\u0000"), ("12345678", "12345678\\u0000"), ("\u{E9}", "e\\u0301"), ("A", "a"),
    ("\u{C5}", "\u{212B}"),
    ("\u{FB01}", "fi"), ("12345678a", "12345678b"), ("ｱ", "ア"),
  ])
  func `Names that differ in one byte are two members, whatever Unicode thinks of them`(_ a: String, _ b: String) throws
  {
    let document = try document("{\"\(a)\":1,\"\(b)\":2}")
    #expect(document.count(of: document.root) == 2)
  }

  @Test func `Every escape of RFC 8259 section 7 is decoded`() throws {
    let text = #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \u20AC \uD83D\uDE00 \u0000""#
    let document = try document(text)
    #expect(document.text(at: document.root) == "\" \\ / \u{8} \u{C} \n \r \t A é € 😀 \0")
  }

  @Test(arguments: 0..<40)
  func `A string is read to its end at every distance from the end of the text`(_ length: Int) throws {
    for filler in ["a", "é", "€", "😀"] {
      let value = String(repeating: filler, count: length)
      for text in ["\"\(value)\"", "[\"\(value)\"]", "{\"\(value)\":0}  ", "[\"\\n\(value)\"]"] {
        let document = try document(text)
        #expect(String(decoding: document.canonicalBytes(), as: UTF8.self) == text.filter { $0 != " " })
      }
    }
  }

  @Test func `White space may stand between any two tokens`() throws {
    let text = " \t\r\n{ \"a\" : [ 1 , { } , [ ] , true ] , \"b\" : null } \n"
    #expect(try canonical(text) == #"{"a":[1,{},[],true],"b":null}"#)
  }

  @Test(arguments: [("[", 1), ("{\"a\":", 5), ("[{\"a\":", 6), (" [", 2)])
  func `A hundred thousand open containers are refused at the limit`(_ unit: String, _ length: Int) {
    let bytes = Array(String(repeating: unit, count: 100_000).utf8)
    let opens = unit.filter { $0 == "[" || $0 == "{" }.count
    let offset = 128 / opens * length + (unit.hasPrefix(" ") ? 1 : 0)
    #expect(refusal(of: bytes) == JSONError(.tooDeep, at: offset))
  }

  @Test(arguments: 1...3)
  func `Random changes of bytes never trap, and what is still read has a canonical form`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    let interesting: [UInt8] =
      Array("{}[],:\"\\u0eE+-.9 \n".utf8) + [0, 0x1F, 0x7F, 0x80, 0xBF, 0xC2, 0xED, 0xEF, 0xF4, 0xFF]
    var read = 0
    for _ in 0..<400 {
      let valid = json.write(json.value())
      for _ in 0..<5 {
        var bytes = valid
        for _ in 0...json.random.below(3) where !bytes.isEmpty {
          let at = json.random.below(bytes.count)
          switch json.random.below(4) {
          case 0: bytes[at] = UInt8(truncatingIfNeeded: json.random.next())
          case 1: bytes[at] = interesting[json.random.below(interesting.count)]
          case 2: bytes.remove(at: at)
          default: bytes.insert(interesting[json.random.below(interesting.count)], at: at)
          }
        }
        if let error = refusal(of: bytes) {
          #expect(0...bytes.count ~= error.offset)
        } else {
          read += 1
          let form = try JSONDocument(parsing: bytes).canonicalBytes()
          #expect(try JSONDocument(parsing: form).canonicalBytes() == form)
        }
      }
    }
    #expect(read > 0)
  }

  @Test(arguments: 1...3)
  func `Every prefix of a document is refused`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    let text = json.write(.array([json.value(), json.value(), json.value()]))
    let bytes = text.reversed().drop { $0 <= 0x20 }.reversed()
    for end in 0..<bytes.count { #expect(refusal(of: Array(bytes.prefix(end))) != nil) }
  }
}
