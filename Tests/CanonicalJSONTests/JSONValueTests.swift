import CanonicalJSON
import Testing

@Suite struct JSONValueTests {
  @Test(arguments: 1...6)
  func `A tree that is written and read is the same tree`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<60 {
      let value = json.value()
      for style in [JSONWriter.Style.compact, .pretty] {
        #expect(JSONValue(try JSONDocument(parsing: value.serialized(style))) == value)
      }
    }
  }

  @Test func `Literals make trees`() {
    let value: JSONValue = ["a": 1, "b": [true, nil, "x", 2.5], "c": [:]]
    #expect(String(decoding: value.serialized(), as: UTF8.self) == #"{"a":1,"b":[true,null,"x",2.5],"c":{}}"#)
  }

  @Test func `A member is read, set, appended and removed by its name`() {
    var value: JSONValue = ["a": 1, "b": 2]
    #expect(value["a"] == 1 && value["x"] == nil)
    value["a"] = "new"
    value["c"] = 3
    value["b"] = nil
    #expect(value == ["a": "new", "c": 3])
    var array: JSONValue = [1]
    array["a"] = 2
    #expect(array == [1] && array["a"] == nil)
  }

  @Test func `Names and strings that Unicode calls equivalent are different`() {
    let composed: JSONValue = ["caf\u{E9}": 1]
    let decomposed: JSONValue = ["cafe\u{301}": 1]
    #expect(composed != decomposed)
    #expect(composed["cafe\u{301}"] == nil)
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    #expect(Set([JSONValue.string("\u{E9}"), .string("e\u{301}")]).count == 2)
  }

  @Test func `Order of members and kind of value make a difference`() {
    #expect(JSONValue.object([.init("a", 1), .init("b", 2)]) != .object([.init("b", 2), .init("a", 1)]))
    #expect(JSONValue.array([]) != .object([]))
    #expect(JSONValue.null != .bool(false) && JSONValue.number(0) != .bool(false) && JSONValue.string("") != .null)
    #expect(Set([1, "1", [1], ["1": 1], nil, true] as [JSONValue]).count == 6)
  }

  @Test func `The canonical form of a tree is that of its text`() throws {
    let value: JSONValue = ["b": 1e21, "a": "\u{8}"]
    #expect(try value.canonicalBytes() == Array(#"{"a":"\b","b":1e+21}"#.utf8))
  }

  @Test func `A tree that is no I-JSON has no canonical form`() {
    #expect(throws: JSONError(.duplicateName, at: 7)) { try (["a": 1, "a": 2] as JSONValue).canonicalBytes() }
    #expect(throws: JSONError(.noncharacter, at: 1)) { try JSONValue.string("\u{FFFF}").canonicalBytes() }
  }

  @Test func `The deepest tree that can be read is built, written, compared and released`() throws {
    let limits = JSONLimits(bytes: 1 << 20, depth: 512, members: 10)
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let text = String(repeating: open, count: 512) + "0" + String(repeating: close, count: 512)
      let value = JSONValue(try document(text, limits: limits))
      let again = JSONValue(try document(text, limits: limits))
      #expect(value == again && value.hashValue == again.hashValue)
      #expect(value.serialized() == Array(text.utf8))
    }
  }
}
