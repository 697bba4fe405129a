import CanonicalJSON
import Testing

@testable import Badge

struct ModelClassTests {
  private func reason(_ model: ModelClass, _ value: JSONValue) throws -> Reason? {
    let document = try JSONDocument(value)
    do throws(Reason) {
      try model.check(document.root, in: document)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      (.string, ["", "a"], [1, nil, [], [:], true]),
      (.text, ["a"], ["", 1]),
      (.url, ["urn:a:b"], ["a", "", 1, ["urn:a:b"]]),
      (.dateTime, ["2026-01-01T00:00:00Z"], ["2026-01-01", "", 1]),
      (.date, ["2026-01-01", "2026-01-01T00:00:00Z"], ["2026-02-30", "2026-1-1", "2026-01-01Z", "", 1, nil]),
      (.number, [1, -0.5], ["1", nil, true]),
      (.boolean, [true, false], ["true", 0, nil]),
      (.languageValue, ["a", ["@value": "a"], [["@value": "a"]]], [1, [], ["a"], ["en": "a"]]),
      (.languageCode, ["en", "es-419"], ["EN", "", 1]),
      (.compactJWS, ["a.b.c"], ["a.b", "", 1]),
      (.term(["One", "Two"]), ["One", "ext:x"], ["one", "ext:", "ext", "x:One", "", 1]),
      (.closedTerm(["One", "Two"]), ["Two"], ["ext:x", "two", "", 1]),
      (.types, ["a", ["a"], ["a", "b"]], ["", [], [""], 1, [1], nil, [["a"]]]),
      (.anyObject, [[:]], ["a", [], nil]),
      (.urlOrObject, ["urn:a:b", [:]], ["a", [], 1]),
      (.anything, [1, nil, [], [:], "a"], []),
    ] as [(ModelClass.Shape, [JSONValue], [JSONValue])])
  func `A shape takes its values and no others`(
    _ shape: ModelClass.Shape, _ good: [JSONValue], _ bad: [JSONValue]
  ) throws {
    let model = ModelClass("Thing", [.optional("member", shape)])
    for value in good { #expect(try reason(model, ["member": value]) == nil, "\(value)") }
    for value in bad { #expect(try reason(model, ["member": value])?.code == .memberInvalid, "\(value)") }
  }

  @Test func `A required member is asked for, in the order of the rules`() throws {
    let model = ModelClass("Thing", [.optional("a", .string), .required("b", .string), .required("c", .string)])
    #expect(
      try reason(model, ["a": "x"]) == Reason(.memberMissing, "Thing needs the member 'b'", pointer: ""))
    #expect(try reason(model, ["c": "x", "b": "y"]) == nil)
  }

  @Test func `A member of many is one value or an array of them`() throws {
    let model = ModelClass("Thing", [.many("a", .string), .atLeastOne("b", .string), .requiredMany("c", .string)])
    #expect(try reason(model, ["a": [], "b": "x", "c": ["x", "y"]]) == nil)
    #expect(try reason(model, ["c": "x"]) == nil)
    #expect(try reason(model, ["b": [], "c": "x"])?.pointer == "/b")
    #expect(try reason(model, ["c": []])?.pointer == "/c")
    #expect(try reason(model, ["a": ["x", 1], "c": "x"])?.pointer == "/a/1")
    #expect(try reason(model, ["a": [["x"]], "c": "x"])?.pointer == "/a/0")
  }

  @Test func `A closed class has no further members`() throws {
    let model = ModelClass("Thing", isClosed: true, [.optional("a", .string)])
    #expect(try reason(model, ["a": "x"]) == nil)
    #expect(try reason(model, ["a": "x", "b/c": 1])?.pointer == "/b~1c")
  }

  @Test func `A class with a type of its own has it among the types`() throws {
    let model = ModelClass("Thing", requiredType: "Thing", [.required("type", .types)])
    for types: JSONValue in ["Thing", ["Thing"], ["Other", "Thing"]] {
      #expect(try reason(model, ["type": types]) == nil)
    }
    for types: JSONValue in ["thing", ["Other"], "Other"] {
      #expect(try reason(model, ["type": types])?.pointer == "/type")
    }
  }

  @Test func `A class inside another is judged at its place, by reference or in full`() throws {
    let inner = ModelClass("Inner", [.required("x", .string)])
    let model = ModelClass("Outer", [.many("a", .object { inner }), .optional("b", .reference { inner })])
    #expect(try reason(model, ["a": [["x": "1"], ["x": 2]]])?.pointer == "/a/1/x")
    #expect(try reason(model, ["a": "urn:a:b"])?.pointer == "/a")
    #expect(try reason(model, ["b": "urn:a:b"]) == nil)
    #expect(try reason(model, ["b": [:]])?.pointer == "/b")
    #expect(try reason(model, ["b": "nothing"])?.pointer == "/b")
  }

  @Test func `A name is matched as a whole and without Unicode equivalence`() throws {
    let model = ModelClass("Thing", [.optional("caf\u{e9}", .number)])
    #expect(try reason(model, ["caf\u{e9}": "x"]) != nil)
    #expect(try reason(model, ["cafe\u{301}": "x", "caf": "x", "caf\u{e9}s": "x"]) == nil)
  }
}
