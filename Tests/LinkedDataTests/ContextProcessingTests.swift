import Testing

@testable import LinkedData

@Suite("Context processing")
struct ContextProcessingTests {
  @Test("An error names its place: a pointer in the document, a URL and a pointer in a context of the store")
  func places() throws {
    #expect(try failure(#"{"ex:a": [{"@context": 5}]}"#) == "invalid_local_context /ex:a/0/@context")
    let contexts = ["ex:c": #"{"@context": [{}, {"@vocab": 5}]}"#]
    #expect(
      try failure(#"{"@context": "ex:c"}"#, contexts: contexts) == "invalid_vocab_mapping ex:c#/@context/1/@vocab")
  }

  @Test("A protected term stays, also against a null context in the same array")
  func protected() throws {
    let contexts = ["ex:c": #"{"@context": {"@protected": true, "p": "ex:p"}}"#]
    for (text, expected) in [
      (#"{"@context": ["ex:c", {"p": "ex:other"}]}"#, "protected_term_redefinition /@context/1/p"),
      (#"{"@context": ["ex:c", null]}"#, "invalid_context_nullification /@context/1"),
      (#"{"@context": "ex:c", "p": {"@context": null}}"#, "invalid_context_nullification /p/@context"),
      (#"{"@context": ["ex:c", {"p": "ex:p"}], "p": "1"}"#, nil),
      (
        #"{"@context": ["ex:c", {"p": {"@id": "ex:p", "@protected": false}}, {"p": "ex:q"}]}"#,
        "protected_term_redefinition /@context/2/p"
      ),
    ] {
      #expect(try failure(text, contexts: contexts) == expected)
    }
  }

  @Test("A scoped context of a property may change protected terms, also where it is a URL; one of a type may not")
  func override() throws {
    let contexts = [
      "ex:c": #"{"@context": {"@protected": true, "p": "ex:p", "q": {"@id": "ex:q", "@context": "ex:d"}}}"#,
      "ex:d": #"{"@context": {"p": "ex:other"}}"#,
      "ex:t": #"{"@context": {"T": {"@id": "ex:T", "@context": {"p": "ex:other"}}}}"#,
    ]
    #expect(try nquads(#"{"@context": "ex:c", "q": {"p": "1"}}"#, contexts: contexts).contains("<ex:other> \"1\""))
    let typed = #"{"@context": ["ex:t", "ex:c"], "@type": "T", "p": "1"}"#
    #expect(try failure(typed, contexts: contexts) == "protected_term_redefinition ex:t#/@context/T/@context/p")
  }

  @Test("A base holds only where the document itself has it; null is what is left of it after a null context")
  func base() throws {
    let contexts = ["ex:c": #"{"@context": {"@base": "http://elsewhere/", "p": {"@id": "ex:p", "@type": "@id"}}}"#]
    let named = try nquads(#"{"@context": "ex:c", "p": "a"}"#, options(base: "http://here/x"), contexts: contexts)
    #expect(named.contains("<ex:p> <http://here/a>"))
    let own = #"{"@context": ["ex:c", {"@base": "../b/"}], "p": "a"}"#
    #expect(try nquads(own, options(base: "http://here/x/y"), contexts: contexts).contains("<http://here/b/a>"))
    #expect(try failure(own, options(), contexts: contexts) == "invalid_base_iri /@context/1/@base")
    #expect(
      try failure(#"{"@context": ["ex:c", {"@base": null}], "p": "a"}"#, options(base: "http://h/"), contexts: contexts)
        == "id_relative /p")
  }

  @Test("Language tags are put into lower case, wherever they are given")
  func languages() throws {
    let texts = [
      #"{"@context": {"@language": "EN-us"}, "ex:p": "1"}"#,
      #"{"@context": {"p": {"@id": "ex:p", "@language": "en-US"}}, "p": "1"}"#,
      #"{"@context": {"p": {"@id": "ex:p", "@container": "@language"}}, "p": {"en-US": "1"}}"#,
      #"{"ex:p": {"@value": "1", "@language": "En-Us"}}"#,
    ]
    for text in texts { #expect(try nquads(text) == "_:c14n0 <ex:p> \"1\"@en-us .\n") }
  }

  @Test("Only 1.1 is a version")
  func version() throws {
    #expect(try failure(#"{"@context": {"@version": 1.2}}"#) == "invalid_version_value /@context/@version")
    #expect(try failure(#"{"@context": {"@version": "1.1"}}"#) == "invalid_version_value /@context/@version")
    #expect(try failure(#"{"@context": {"@version": 1.10}, "ex:p": "1"}"#) == nil)
  }
}
