import CanonicalJSON
import Testing

@testable import Badge

struct ModelClassTests {
  private func reason(_ model: ModelClass, _ value: JSONValue) throws -> Reason? {
    let document = try JSONDocument(value)
    var memo = ModelMemo()
    do throws(Reason) {
      try model.check(document.root, in: document, memo: &memo)
      return nil
    } catch {
      return error
    }
  }

  /// A shape, values that it takes, and values that it does not.
  private struct Row: Sendable {
    let shape: ModelClass.Shape
    let good: [JSONValue]
    let bad: [JSONValue]

    init(_ shape: ModelClass.Shape, _ good: [JSONValue], not bad: [JSONValue]) {
      self.shape = shape
      self.good = good
      self.bad = bad
    }
  }

  private static let rows: [Row] = [
    Row(.string, ["", "a"], not: [1, nil, [], [:], true]),
    Row(.text, ["a"], not: ["", 1]),
    Row(.url, ["urn:a:b"], not: ["a", "", 1, ["urn:a:b"]]),
    Row(.dateTime, ["2026-01-01T00:00:00Z"], not: ["2026-01-01", "", 1]),
    Row(.date, ["2026-01-01", "2026-01-01T00:00:00Z"], not: ["2026-02-30", "2026-1-1", "2026-01-01Z", "", 1, nil]),
    Row(.number, [1, -0.5], not: ["1", nil, true]),
    Row(.boolean, [true, false], not: ["true", 0, nil]),
    Row(.languageValue, ["a", ["@value": "a"], [["@value": "a"]]], not: [1, [], ["a"], ["en": "a"]]),
    Row(.languageCode, ["en", "es-419"], not: ["EN", "", 1]),
    Row(.compactJWS, ["a.b.c"], not: ["a.b", "", 1]),
    Row(.term(.resultTypes), ["Percent", "ext:x"], not: ["percent", "ext:", "ext", "x:Percent", "", 1]),
    Row(.term(.resultStatuses), ["OnHold"], not: ["ext:x", "onhold", "", 1]),
    Row(.types, ["a", ["a"], ["a", "b"]], not: ["", [], [""], 1, [1], nil, [["a"]]]),
    Row(.anyObject, [[:]], not: ["a", [], nil]),
    Row(.urlOrObject, ["urn:a:b", [:]], not: ["a", [], 1]),
    Row(.anything, [1, nil, [], [:], "a"], not: []),
  ]

  @Test(arguments: rows.indices)
  func `A shape takes its values and no others`(_ index: Int) throws {
    let row = Self.rows[index]
    let model = ModelClass("Thing", [.optional("member", row.shape)])
    for value in row.good { #expect(try reason(model, ["member": value]) == nil, "\(value)") }
    for value in row.bad { #expect(try reason(model, ["member": value])?.code == .memberInvalid, "\(value)") }
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
    let model = ModelClass("Outer", [.many("a", .object(.geoCoordinates)), .optional("b", .reference(.image))])
    let place: JSONValue = ["type": "GeoCoordinates", "latitude": 1, "longitude": 2]
    #expect(
      try reason(model, ["a": [place, ["type": "GeoCoordinates", "latitude": "1"]]])?.pointer == "/a/1/latitude")
    #expect(try reason(model, ["a": "urn:a:b"])?.pointer == "/a")
    #expect(try reason(model, ["b": "urn:a:b"]) == nil)
    #expect(try reason(model, ["b": ["type": "Image"]])?.pointer == "/b")
    #expect(try reason(model, ["b": "nothing"])?.pointer == "/b")
  }

  @Test func `What is remembered is the text of an object that passed, and nothing like it passes for it`() throws {
    var memo = ModelMemo()
    func passes(_ text: String, _ model: ModelClass) throws -> Bool {
      let document = try JSONDocument(text)
      do throws(Reason) {
        try model.check(document.root, in: document, memo: &memo)
        return true
      } catch {
        return false
      }
    }
    let (profile, achievement) = (ClassName.profile.definition, ClassName.achievement.definition)
    let good = #"{"id":"urn:a:b","type":["Profile"],"name":"A"}"#
    for _ in 0..<2 {
      #expect(try passes(good, profile))
      // The same text is no object of another class.
      #expect(try !passes(good, achievement))
      for (old, new) in [
        ("urn:a:b", "no URL"), ("Profile", "profile"), (#""A""#, "7"), (#""id""#, #""ID""#), ("}", #","url":"x"}"#),
      ] {
        #expect(try !passes(good.replacing(old, with: new), profile), "\(new)")
      }
      // Inside another one that does not pass, it is remembered; the outer one is not.
      #expect(try !passes(#"{"id":"urn:a:b","type":"Other","parentOrg":\#(good)}"#, profile))
      #expect(try !passes(#"{"id":"urn:a:b","type":"Other","parentOrg":\#(good)}"#, profile))
      #expect(try passes(#"{"id":"urn:a:b","type":"Profile","parentOrg":\#(good)}"#, profile))
    }
  }

  @Test func `A badge is judged alike after every other one that a worker saw`() throws {
    let good = try Sample.signedBadge()
    var badges = [good]
    for (pointer, value) in [
      ("/issuer/type", ["Other"]), ("/issuer/url", "no URL"), ("/credentialSubject/achievement/name", 7),
      ("/credentialSubject/achievement/criteria", []), ("/credentialSubject/achievement/type", "Other"),
      ("/issuer/name", "Example University "),
    ] as [(String, JSONValue)] {
      var changed = good
      changed[at: pointer] = value
      badges.append(changed)
    }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    for before in badges {
      for badge in badges {
        var scratch = VerifierScratch()
        _ = verifier.verify(before.serialized(), at: .noon, using: &scratch)
        let verdict = verifier.verify(badge.serialized(), at: .noon, using: &scratch)
        #expect(VerdictReport.bytes(verdict) == VerdictReport.bytes(badge.verdict()))
      }
    }
  }

  @Test func `A name is matched as a whole and without Unicode equivalence`() throws {
    let model = ModelClass("Thing", [.optional("caf\u{e9}", .number)])
    #expect(try reason(model, ["caf\u{e9}": "x"]) != nil)
    #expect(try reason(model, ["cafe\u{301}": "x", "caf": "x", "caf\u{e9}s": "x"]) == nil)
  }
}
