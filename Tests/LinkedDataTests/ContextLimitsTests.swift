import CanonicalJSON
import Testing

@testable import LinkedData

/// Recursive and huge contexts end within the limits, each with a code of its own.
@Suite("Limits of contexts")
struct ContextLimitsTests {
  @Test("Contexts that include one another end")
  func loops() throws {
    let loop = ["ex:a": #"{"@context": "ex:b"}"#, "ex:b": #"{"@context": ["ex:a"]}"#]
    #expect(try failure(#"{"@context": "ex:a"}"#, contexts: loop) == "context_overflow ex:a")
    let itself = ["ex:a": #"{"@context": ["ex:a"]}"#]
    #expect(try failure(#"{"@context": "ex:a"}"#, contexts: itself) == "context_overflow ex:a")
    let imports = [
      "ex:a": #"{"@context": {"@import": "ex:b"}}"#, "ex:b": #"{"@context": {"@import": "ex:a"}}"#,
    ]
    #expect(try failure(#"{"@context": "ex:a"}"#, contexts: imports) == "invalid_context_entry ex:b#/@context/@import")
  }

  @Test("A scoped context may name the context that it stands in, and ends")
  func scopedLoop() throws {
    let contexts = ["ex:a": #"{"@context": {"p": {"@id": "ex:p", "@context": "ex:a"}}}"#]
    let text = #"{"@context": "ex:a", "p": {"p": {"p": {"p": "x"}}}}"#
    #expect(try nquads(text, contexts: contexts).split(separator: "\n").count == 4)
  }

  @Test("64 contexts in one array are allowed, 65 are not, and 1,000 are not")
  func count() throws {
    for (count, expected) in [(64, nil), (65, "context_overflow /@context"), (1000, "context_overflow /@context")] {
      let entries = Array(repeating: #""ex:a""#, count: count).joined(separator: ",")
      let text = "{\"@context\": [\(entries)], \"p\": \"1\"}"
      #expect(try failure(text, contexts: ["ex:a": #"{"@context": {"p": "ex:p"}}"#]) == expected)
    }
  }

  @Test("A chain of contexts, each including the next, has a limit")
  func chain() throws {
    var contexts: [String: String] = [:]
    for number in 0..<100 { contexts["ex:c\(number)"] = #"{"@context": ["ex:c\#(number + 1)"]}"# }
    contexts["ex:c100"] = #"{"@context": {"p": "ex:p"}}"#
    #expect(try failure(#"{"@context": "ex:c50", "p": "1"}"#, contexts: contexts) == nil)
    #expect(try failure(#"{"@context": "ex:c0", "p": "1"}"#, contexts: contexts)?.hasPrefix("context_overflow") == true)
  }

  @Test("Terms that depend on one another in a long row are an error, not the end of the stack")
  func dependencies() throws {
    func text(_ count: Int) -> String {
      let terms = (0..<count).map { #""t\#($0)": "t\#($0 + 1):x/""# }.joined(separator: ",")
      return "{\"@context\": {\(terms), \"t\(count)\": \"ex:\"}, \"ex:p\": \"1\"}"
    }
    #expect(try failure(text(60)) == nil)
    #expect(try failure(text(5000))?.hasPrefix("context_too_deep") == true)
  }

  @Test("Scoped contexts in one another have a limit")
  func scoped() throws {
    func text(_ depth: Int) -> String {
      var context = "{}"
      for _ in 0..<depth { context = "{\"p\": {\"@id\": \"ex:p\", \"@context\": \(context)}}" }
      return "{\"@context\": \(context), \"ex:p\": \"1\"}"
    }
    #expect(try failure(text(20)) == nil)
    #expect(try failure(text(60)) == nil)
  }

  @Test("A context of a document has a limit of 256 KiB; one of 1 MiB is refused before it is processed")
  func bytes() throws {
    func text(_ bytes: Int) -> String {
      "{\"@context\": {\"p\": \"ex:\(String(repeating: "x", count: bytes))\"}, \"p\": \"1\"}"
    }
    #expect(try failure(text(200_000)) == nil)
    #expect(try failure(text(256 << 10)) == "context_too_large /@context")
    let terms = (0..<40_000).map { #""term\#($0)": "ex:term\#($0)""# }.joined(separator: ",")
    #expect(try failure("{\"@context\": {\(terms)}, \"term1\": \"1\"}") == "context_too_large /@context")
  }

  @Test("Many contexts of a document, each with a few definitions over many, meet the limit of work")
  func work() throws {
    let wide = (0..<2000).map { #""t\#($0)": "ex:t\#($0)""# }.joined(separator: ",")
    let nodes = Array(repeating: #"{"@context": {"u": "ex:u"}, "u": "1"}"#, count: 2000).joined(separator: ",")
    let text = "{\"@context\": [{\(wide)}, {}], \"t1\": [\(nodes)]}"
    #expect(try failure(text)?.hasPrefix("context_overflow") == true)
  }
}
