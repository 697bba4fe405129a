import CanonicalJSON
import Testing

@Suite struct JSONDocumentTests {
  private let sample = #"{"a":[1,"x",{"b":null}],"c":true,"d\/~":{"e":false,"\u0066":-2.5}, "g":{} }"#

  /// All nodes of a value in document order, names left out.
  private func nodes(_ document: JSONDocument, _ node: JSONDocument.Node) -> [JSONDocument.Node] {
    let children = Array(document.elements(of: node)) + document.members(of: node).map(\.value)
    return [node] + children.flatMap { nodes(document, $0) }
  }

  @Test func `Every value has its kind, in document order`() throws {
    let document = try document(sample)
    #expect(
      nodes(document, document.root).map(document.kind(of:))
        == [.object, .array, .number, .string, .object, .null, .true, .object, .false, .number, .object])
  }

  @Test func `Every value has its JSON pointer`() throws {
    let document = try document(sample)
    #expect(
      nodes(document, document.root).map(document.pointer(to:))
        == ["", "/a", "/a/0", "/a/1", "/a/2", "/a/2/b", "/c", "/d~1~0", "/d~1~0/e", "/d~1~0/f", "/g"])
    for member in document.members(of: document.root) {
      #expect(document.pointer(to: member.name) == document.pointer(to: member.value))
    }
  }

  @Test func `Every value and every name has its byte offset`() throws {
    let document = try document(sample)
    #expect(nodes(document, document.root).map(document.offset(of:)) == [0, 5, 6, 8, 12, 17, 28, 40, 45, 60, 71])
    #expect(document.members(of: document.root).map { document.offset(of: $0.name) } == [1, 24, 33, 67])
  }

  @Test func `The offset of an object is its bracket, whatever stands between it and its first name`() throws {
    let document = try document(" [ { \n\t \"a\" : 1 } , {} , [ ] ]")
    #expect(document.elements(of: document.root).map(document.offset(of:)) == [3, 20, 25])
    #expect(document.offset(of: document.root) == 1)
  }

  @Test func `Elements and members come in document order, and none from a scalar`() throws {
    let document = try document(#"{"b":[3,[],1],"a":"x"}"#)
    #expect(document.members(of: document.root).map { document.text(at: $0.name) } == ["b", "a"])
    let array = try #require(document.member("b", of: document.root))
    #expect(document.elements(of: array).map(document.number(at:)) == [3, nil, 1])
    #expect(document.count(of: array) == 3)
    #expect(Array(document.elements(of: document.root)).isEmpty)
    #expect(Array(document.members(of: array)).isEmpty)
    let scalar = try #require(document.member("a", of: document.root))
    #expect(Array(document.elements(of: scalar)).isEmpty && document.count(of: scalar) == 0)
  }

  @Test(arguments: [1, 2, 16, 17, 100])
  func `A member is found by its name in objects of any size`(_ count: Int) throws {
    let members = (0..<count).map { JSONValue.Member("name é \($0)", .number(Double($0))) }
    let document = try JSONDocument(parsing: JSONValue.object(members).serialized())
    func find(_ name: String) -> JSONDocument.Node? { document.member(named: Array(name.utf8).span, of: document.root) }
    for (k, member) in members.enumerated() {
      #expect(find(member.name).flatMap(document.number(at:)) == Double(k))
    }
    for absent in ["", "name", "name é", "name e\u{301} 0", "zzz", "name é 00"] {
      #expect(find(absent) == nil)
    }
  }

  @Test func `A member is found by literal, after unescaping, and in objects only`() throws {
    let document = try document(#"{"\u0061":{"b":1},"c":["a"],"d":"a"}"#)
    let a = try #require(document.member("a", of: document.root))
    #expect(document.member("b", of: a).flatMap(document.number(at:)) == 1)
    #expect(document.member("b", of: document.root) == nil)
    for name in ["c", "d"] as [StaticString] {
      let node = try #require(document.member(name, of: document.root))
      #expect(document.member("a", of: node) == nil)
    }
  }

  @Test func `Canonically equivalent names are two members, each found by its own bytes`() throws {
    let document = try document("{\"caf\u{E9}\":1,\"cafe\u{301}\":2}")
    #expect(document.member("caf\u{E9}", of: document.root).flatMap(document.number(at:)) == 1)
    #expect(document.member("cafe\u{301}", of: document.root).flatMap(document.number(at:)) == 2)
  }

  @Test func `A string is compared byte for byte`() throws {
    let document = try document(#"["abc","\u0061bc","caf\u00e9","",1]"#)
    let nodes = Array(document.elements(of: document.root))
    #expect(nodes.map { document.isString($0, "abc") } == [true, true, false, false, false])
    #expect(nodes.map { document.isString($0, "") } == [false, false, false, true, false])
    #expect(document.isString(nodes[2], "caf\u{E9}") && !document.isString(nodes[2], "cafe\u{301}"))
    #expect(document.isSameString(nodes[0], nodes[1]) && document.isSameString(nodes[2], nodes[2]))
    #expect(!document.isSameString(nodes[0], nodes[2]) && !document.isSameString(nodes[4], nodes[4]))
  }

  @Test func `A string gives its text and its UTF-8 bytes, anything else nil`() throws {
    let document = try document(#"["a\u20ac\n","plain é",7,null]"#)
    let nodes = Array(document.elements(of: document.root))
    #expect(nodes.map(document.text(at:)) == ["a€\n", "plain é", nil, nil])
    #expect(nodes.map { document.withUTF8(of: $0) { $0.count } } == [5, 8, nil, nil])
  }

  @Test func `What is asked for as a string and is none is an error at its offset`() throws {
    let document = try document(#"{"id": {"x": 1}, "ok": "y"}"#)
    let id = try #require(document.member("id", of: document.root))
    #expect(throws: JSONError(.notAString, at: 7)) { try document.string(at: id) }
    #expect(try document.string(at: #require(document.member("ok", of: document.root))) == "y")
  }

  @Test func `The first number that a double changes is reported`() throws {
    let document = try document(#"[0.1, 9007199254740993, 1e-400]"#)
    #expect(document.firstInexactNumber.map(document.pointer(to:)) == "/1")
    #expect(try CanonicalJSONTests.document("[0.1,1e23,-0,1.50]").firstInexactNumber == nil)
  }

  @Test func `The text is kept as it was given`() throws {
    let bytes = Array(" { } ".utf8)
    #expect(try JSONDocument(parsing: bytes).bytes == bytes)
  }

  @Test(arguments: 1...4)
  func `Pointers and offsets of random documents lead back to their values`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<30 {
      let document = try JSONDocument(parsing: json.write(json.value()))
      let all = nodes(document, document.root)
      #expect(Set(all.map(document.pointer(to:))).count == all.count)
      let offsets = all.map(document.offset(of:))
      #expect(offsets == offsets.sorted() && Set(offsets).count == offsets.count)
      for (node, offset) in zip(all, offsets) {
        let first = document.bytes[offset]
        switch document.kind(of: node) {
        case .object: #expect(first == UInt8(ascii: "{"))
        case .array: #expect(first == UInt8(ascii: "["))
        case .string: #expect(first == UInt8(ascii: "\""))
        case .true: #expect(first == UInt8(ascii: "t"))
        case .false: #expect(first == UInt8(ascii: "f"))
        case .null: #expect(first == UInt8(ascii: "n"))
        case .number: #expect(first == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= first)
        }
      }
    }
  }
}
