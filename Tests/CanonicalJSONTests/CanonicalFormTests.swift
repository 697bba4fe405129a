import CanonicalJSON
import Foundation
import Testing

@Suite struct CanonicalFormTests {
  @Test func `The example of RFC 8785 section 3.2.2 comes out as printed`() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let form =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try canonical(text) == form)
  }

  @Test(arguments: 0...0x7F)
  func `An ASCII character is written as section 3.2.2.2 says`(_ code: Int) throws {
    let short: [Int: String] = [
      0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
    ]
    let hex = String(code, radix: 16)
    let expected =
      short[code]
      ?? (code < 0x20
        ? "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        : String(UnicodeScalar(UInt8(code))))
    let escape = "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    for (lead, tail) in [("", ""), ("a", "b"), ("twelve bytes", "and twelve more"), ("é", "😀")] {
      #expect(try canonical("\"\(lead)\(escape)\(tail)\"") == "\"\(lead)\(expected)\(tail)\"")
    }
  }

  @Test func `Characters beyond ASCII are written as they are`() throws {
    let text = "\"\u{7F}\u{80}\u{2028}\u{2029}\u{FEFF}\u{FFFD}é€😀e\u{301}\""
    #expect(try canonical(text) == text)
    #expect(try canonical(#""\u2028\uFEFF\uD83D\uDE00e\u0301""#) == "\"\u{2028}\u{FEFF}😀e\u{301}\"")
  }

  @Test(arguments: [
    ("[1e20,1e20,1e20]", "[100000000000000000000,100000000000000000000,100000000000000000000]"),
    ("[-0,-0.0,0e9,0.00]", "[0,0,0,0]"), ("1E2", "100"), ("[1.0,1.10]", "[1,1.1]"),
    ("9007199254740993", "9007199254740992"), ("1e-400", "0"), ("{}", "{}"), ("[]", "[]"), ("[[],{}]", "[[],{}]"),
    ("{\"\":{\"\":[{\"\":null}]}}", "{\"\":{\"\":[{\"\":null}]}}"), ("true", "true"),
    ("[false,[null]]", "[false,[null]]"),
  ])
  func `A value has one form`(_ text: String, _ form: String) throws {
    #expect(try canonical(text) == form)
  }

  @Test func `Numbers may make the form many times as long as the text`() throws {
    let text = "[" + Array(repeating: "1e20", count: 5000).joined(separator: ",") + "]"
    #expect(try canonical(text).utf8.count == 5000 * 22 + 1)
  }

  @Test(arguments: 1...6)
  func `White space, member order, escapes and number forms do not change the form`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<60 {
      let value = json.value()
      let form = try value.canonicalBytes()
      for _ in 0..<3 {
        let text = json.write(value)
        let read = try JSONDocument(parsing: text)
        #expect(read.canonicalBytes() == form, "\(String(decoding: text, as: UTF8.self))")
        #expect(read.firstInexactNumber == nil)
      }
    }
  }

  @Test(arguments: 1...6)
  func `The form of the form is the form`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<100 {
      let form = try json.value().canonicalBytes()
      #expect(try JSONDocument(parsing: form).canonicalBytes() == form)
    }
  }

  @Test(arguments: 1...4)
  func `Foundation reads the same value from the form as from the text`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    // Foundation reads long numbers now as a double, now as a decimal, and these two are not equal.
    json.numberForms = 2
    for _ in 0..<60 {
      // Foundation merges names that Unicode calls equivalent, so names here are ASCII.
      let members = (0..<json.random.below(20)).map { JSONValue.Member("name\($0)", json.value(depth: 0)) }
      let text = json.write(.object(members))
      let form = try JSONDocument(parsing: text).canonicalBytes()
      let fromText = try JSONSerialization.jsonObject(with: Data(text)) as? NSDictionary
      let fromForm = try JSONSerialization.jsonObject(with: Data(form)) as? NSDictionary
      #expect(fromText != nil && fromText == fromForm)
    }
  }

  @Test func `Every member is in the form: what is added, changed or removed anywhere shows`() throws {
    let text = #"{"a":null,"b":[],"c":{"d":{}},"e":"","f":0,"unknown":[{"g":false}]}"#
    let form = try canonical(text)
    #expect(form == text)
    let changes = [
      #""a":null,"#, #""b":[],"#, #""d":{}"#, #""e":"","#, #""f":0,"#, #","unknown":[{"g":false}]"#, #""g":false"#,
    ]
    for change in changes { #expect(try canonical(text.replacing(change, with: "")) != form) }
    #expect(try canonical(text.replacing("false", with: "null")) != form)
    #expect(try canonical(text.replacing("[]", with: "[null]")) != form)
  }

  @Test func `A member is left out of the object itself, not of objects inside it`() throws {
    let document = try document(#"{"proof":1,"a":{"proof":2},"proofs":3}"#)
    var bytes: [UInt8] = []
    document.canonicalize(document.root, excluding: "proof", into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":{"proof":2},"proofs":3}"#)
  }

  @Test(arguments: [
    (#"{"proof":1}"#, "{}"), (#"{"proof":1,"a":2}"#, #"{"a":2}"#), (#"{"z":1,"proof":1}"#, #"{"z":1}"#), ("{}", "{}"),
    (#"{"\u0070roof":1,"q":2}"#, #"{"q":2}"#), ("[{\"proof\":1}]", "[{\"proof\":1}]"), ("\"proof\"", "\"proof\""),
    (#"{"a":1,"proof":{"x":[1]},"q":[2]}"#, #"{"a":1,"q":[2]}"#),
  ])
  func `Commas stand right wherever the member stood that is left out`(_ text: String, _ form: String) throws {
    let document = try document(text)
    var bytes: [UInt8] = []
    document.canonicalize(document.root, excluding: "proof", into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == form)
  }

  @Test func `The form is appended to what is there`() throws {
    let document = try document("[1]")
    var bytes: [UInt8] = Array("head".utf8)
    document.canonicalize(document.root, into: &bytes)
    document.canonicalize(document.root, into: &bytes)
    #expect(bytes == Array("head[1][1]".utf8))
  }

  @Test func `A member's value may be another node or an array of nodes`() throws {
    let document = try document(#"{"proof":[{"id":"b","v":1e20},{"id":"a"}],"x":[true]}"#)
    let proof = try #require(document.member("proof", of: document.root))
    let proofs = Array(document.elements(of: proof))
    func form(_ edits: [JSONDocument.MemberEdit]) -> String {
      var bytes: [UInt8] = []
      document.canonicalize(document.root, editing: edits, into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let first = #"{"id":"b","v":100000000000000000000}"#
    #expect(form([.init("proof", .value(proofs[0]))]) == "{\"proof\":\(first),\"x\":[true]}")
    #expect(form([.init("proof", .array([proofs[1]]))]) == #"{"proof":[{"id":"a"}],"x":[true]}"#)
    #expect(form([.init("proof", .array([]))]) == #"{"proof":[],"x":[true]}"#)
    #expect(form([.init("proof", .omit), .init("x", .value(proofs[1]))]) == #"{"x":{"id":"a"}}"#)
    #expect(form([.init("absent", .value(proofs[1]))]) == "{\"proof\":[\(first),{\"id\":\"a\"}],\"x\":[true]}")
    // The same nodes again and again, and the whole document inside itself: there must be room for all of it.
    let many = Array(repeating: document.root, count: 50)
    let whole = String(decoding: document.canonicalBytes(), as: UTF8.self)
    #expect(
      form([.init("proof", .omit), .init("x", .array(many))])
        == "{\"x\":[" + Array(repeating: whole, count: 50).joined(separator: ",") + "]}")
  }

  @Test(arguments: 1...4)
  func `Any node has the form that its own text would have`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<30 {
      let values = (0..<4).map { _ in json.value(depth: 3) }
      let document = try JSONDocument(parsing: json.write(.array(values)))
      for (node, value) in zip(document.elements(of: document.root), values) {
        var bytes: [UInt8] = []
        document.canonicalize(node, into: &bytes)
        #expect(bytes == (try value.canonicalBytes()))
      }
    }
  }
}
