import CanonicalJSON
import Foundation
import Testing

@testable import LinkedData

@Suite("A document that differs from another one in strings alone")
struct CanonicalPrecedentTests {
  private static let contexts = [
    "ex:c": """
    {"@context": {"id": "@id", "type": "@type", "name": "ex:name", "tag": "ex:tag", "knows": {"@id": "ex:knows", \
    "@type": "@id"}, "kind": {"@id": "ex:kind", "@type": "@vocab"}, "T": "ex:T", "other": "ex:Other", "proof": "ex:proof", \
    "day": {"@id": "ex:day", "@type": "http://www.w3.org/2001/XMLSchema#date"}, "list": {"@id": "ex:list", \
    "@container": "@list"}, "raw": {"@id": "ex:raw", "@type": "@json"}, "de": {"@id": "ex:de", "@language": "de"}, \
    "S": {"@id": "ex:S", "@context": {"name": "ex:s-name"}}, "in": {"@id": "ex:in", "@container": "@graph"}}}
    """
  ]
  private static let model = """
    {"@context": "ex:c", "id": "urn:a", "type": ["T"], "name": "A", "tag": ["x", "y", "z"], "knows": ["urn:b", "urn:c"], \
    "kind": "other", "day": "2026-01-01", "list": ["1", "2", "1"], "raw": {"r": ["s"]}, "de": "Wort", \
    "in": {"id": "urn:g", "name": {"@value": "v", "@language": "en"}}, "ex:more": [{"name": "x"}, {"name": "y"}, \
    {"type": "S", "name": "x", "knows": {"id": "urn:a", "tag": "x"}}], "proof": {"name": "signature"}}
    """

  private static func options(safe: Bool) -> JSONLDOptions {
    var options = JSONLDOptions()
    options.isSafe = safe
    return options
  }

  @Test("Whatever a string becomes, the outcome is that of the document by itself", arguments: [true, false])
  func everyKind(safe: Bool) throws {
    var ways = BothWays(try store(Self.contexts), Self.options(safe: safe))
    #expect(ways.firstDifference(changing: Array(Self.model.utf8), isLong: true) == nil)
    #expect(ways.takeovers > 200)
  }

  @Test("So it is where a member is left out, or another context holds")
  func parts() throws {
    let edits = [JSONDocument.MemberEdit("proof", .omit)]
    var ways = BothWays(try store(Self.contexts), Self.options(safe: false))
    let model = Array(Self.model.utf8)
    #expect(ways.firstDifference(changing: model, isLong: true) { JSONLDInput($0, editing: edits) } == nil)
    let proof = [JSONDocument.MemberEdit("proofValue", .omit)]
    let difference = ways.firstDifference(changing: model, isLong: true) {
      JSONLDInput(
        $0, at: $0.member("proof", of: $0.root), editing: proof, context: $0.member("@context", of: $0.root))
    }
    #expect(difference == nil)
    #expect(ways.takeovers > 400)
  }

  /// Texts and whether the second takes over what the first has.
  static let pairs: [(String, String, Bool)] = [
    (#"{"id": "urn:a", "name": "A"}"#, #"{"id": "urn:b", "name": "A"}"#, true),
    (#"{"id": "urn:a", "name": "A"}"#, #"{"id": "urn:a", "name": ""}"#, true),
    // What two literals have in common decides nothing, unless they make one quad.
    (#"{"id": "urn:a", "name": "A", "tag": "B"}"#, #"{"id": "urn:a", "name": "B", "tag": "B"}"#, true),
    (#"{"id": "urn:a", "name": "A", "tag": "A"}"#, #"{"id": "urn:a", "name": "B", "tag": "A"}"#, true),
    (#"{"id": "urn:a", "tag": ["A", "B"]}"#, #"{"id": "urn:a", "tag": ["A", "C"]}"#, true),
    (#"{"id": "urn:a", "tag": ["A", "B"]}"#, #"{"id": "urn:a", "tag": ["A", "A"]}"#, false),
    (#"{"id": "urn:a", "tag": ["A", "A"]}"#, #"{"id": "urn:a", "tag": ["A", "B"]}"#, false),
    (#"{"id": "urn:a", "tag": ["A", "A"]}"#, #"{"id": "urn:a", "tag": ["B", "B"]}"#, true),
    // Identifiers are nodes, which are the same or not.
    (#"{"id": "urn:a", "knows": "urn:b"}"#, #"{"id": "urn:b", "knows": "urn:a"}"#, true),
    (#"{"id": "urn:a", "knows": "urn:b"}"#, #"{"id": "urn:a", "knows": "urn:a"}"#, false),
    (#"{"id": "urn:a", "knows": "urn:a"}"#, #"{"id": "urn:b", "knows": "urn:a"}"#, false),
    (#"{"id": "urn:a", "knows": "urn:a"}"#, #"{"id": "urn:b", "knows": "urn:b"}"#, true),
    (#"{"id": "urn:a", "type": "T"}"#, #"{"id": "ex:T", "type": "T"}"#, false),
    (#"{"id": "ex:T", "type": "T"}"#, #"{"id": "urn:a", "type": "T"}"#, false),
    // What is no identifier as it stands is expanded.
    (#"{"id": "urn:a", "kind": "urn:k"}"#, #"{"id": "urn:a", "kind": "T"}"#, false),
    (#"{"id": "urn:a", "name": "A"}"#, #"{"id": "_:a", "name": "A"}"#, false),
    (#"{"id": "urn:a", "name": "A"}"#, #"{"id": "a", "name": "A"}"#, false),
    (#"{"id": "urn:a", "name": "A"}"#, #"{"id": "name:a", "name": "A"}"#, true),
    // Types decide what names mean.
    (#"{"id": "urn:a", "type": "T", "name": "A"}"#, #"{"id": "urn:a", "type": "S", "name": "A"}"#, false),
    (#"{"id": "urn:a", "type": "urn:t", "name": "A"}"#, #"{"id": "urn:a", "type": "urn:u", "name": "A"}"#, false),
    (#"{"id": "urn:a", "raw": "A"}"#, #"{"id": "urn:a", "raw": "B"}"#, false),
  ]

  @Test("Only strings that decide nothing but a text are put in", arguments: pairs)
  func takeover(first: String, second: String, isTaken: Bool) throws {
    var ways = BothWays(try store(Self.contexts), Self.options(safe: false))
    for (text, count) in [(first, 0), (second, isTaken ? 1 : 0)] {
      let document = #"{"@context": "ex:c", "@graph": \#(text)}"#
      #expect(ways.difference(Array(document.utf8)) == nil)
      #expect(ways.takeovers == count)
    }
  }

  @Test("A document that brings definitions of its own is nobody's precedent")
  func ownContexts() throws {
    let contexts = try store(Self.contexts)
    var ways = BothWays(contexts, LinkedDataTests.options(safe: false))
    for name in ["A", "B", "C"] {
      let text = #"{"@context": ["ex:c", {"p": "ex:p", "ex": "urn:x:"}], "id": "urn:1", "p": "\#(name)"}"#
      #expect(ways.difference(Array(text.utf8)) == nil)
    }
    #expect(ways.takeovers == 0)
  }

  @Test("Blank nodes that become alike are told apart as ever")
  func alike() throws {
    var ways = BothWays(try store(Self.contexts), Self.options(safe: true))
    func text(_ names: [String]) -> [UInt8] {
      let nodes = names.map { #"{"name": "\#($0)", "ex:p": {"name": "n"}}"# }.joined(separator: ",")
      return Array(#"{"@context": "ex:c", "@graph": [\#(nodes)]}"#.utf8)
    }
    for names in [["a", "b", "c"], ["a", "a", "c"], ["c", "b", "a"], ["a", "a", "a"], ["b", "a", "b"]] {
      #expect(ways.difference(text(names)) == nil)
    }
    #expect(ways.takeovers == 4)
  }

  @Test("However many documents are remembered, each is compared with its own precedent")
  func capacity() throws {
    var ways = BothWays(try store(Self.contexts), Self.options(safe: true))
    for round in 0..<3 {
      for shape in 0..<12 {
        let members = (0...shape).map { #""ex:\#($0)": "v\#(round)""# }.joined(separator: ", ")
        #expect(ways.difference(Array(#"{"@context": "ex:c", \#(members)}"#.utf8)) == nil)
        #expect(ways.difference(Array(#"{"@context": "ex:c", \#(members.replacing("v", with: "w"))}"#.utf8)) == nil)
      }
    }
  }
}
