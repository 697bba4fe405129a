import Testing

@testable import LinkedData

@Suite("IRI references")
struct IRIReferenceTests {
  /// RFC 3986, section 5.4: all examples, against `http://a/b/c/d;p?q`.
  static let examples = [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
    ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
    (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
    ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
    ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
    ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
    ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
    ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
    ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/./x", "http://a/b/c/g#s/./x"),
    ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
  ]

  @Test("Resolution gives what RFC 3986 lists", arguments: examples)
  func rfc3986(reference: String, expected: String) {
    #expect(resolve(reference, "http://a/b/c/d;p?q") == expected)
  }

  @Test(
    "Bases without a path, a hierarchy or a scheme",
    arguments: [
      ("g", "http://a", "http://a/g"), ("?y", "http://a", "http://a?y"), ("g", "urn:b:c", "urn:g"),
      ("#s", "urn:b:c", "urn:b:c#s"), ("g", "/b/c", "/b/g"), ("//h/../x", "urn:b", "urn://h/x"),
      ("é/ü", "http://ä/ö", "http://ä/é/ü"), ("../a/..", "http://h/b/c/d", "http://h/b/"),
      ("http://h/a/../../b/./c", "x:y", "http://h/b/c"), ("a:b/../c", "x:y", "a:/c"), ("a:../c", "x:y", "a:c"),
    ])
  func otherBases(reference: String, base: String, expected: String) {
    #expect(resolve(reference, base) == expected)
  }

  @Test(
    "Only a scheme makes a reference an IRI",
    arguments: [
      ("http:", true), ("a+b-c.1:x", true), ("", false), (":x", false), ("1a:x", false), ("a b:c", false),
      ("ab", false),
      ("_:a", false), ("é:a", false),
    ])
  func scheme(text: String, hasScheme: Bool) {
    let bytes = Array(text.utf8)
    let result = IRIReference.hasScheme(bytes.span)
    #expect(result == hasScheme)
  }

  @Test(
    "A dataset takes no spaces, no angle brackets and no second number sign",
    arguments: [
      ("http://a/b?c#d", true), ("http://a/é", true), ("http://a/b c", false), ("http://a/<b>", false),
      ("http://a#b#c", false), ("http://a/{b}", false), ("a", false), ("urn:x", true), ("http://a/\u{0}", false),
    ])
  func wellFormed(text: String, isWellFormed: Bool) {
    let bytes = Array(text.utf8)
    let result = IRIReference.isWellFormed(bytes.span)
    #expect(result == isWellFormed)
  }

  private func resolve(_ reference: String, _ base: String) -> String {
    let (reference, base) = (Array(reference.utf8), Array(base.utf8))
    var output: [UInt8] = []
    IRIReference.resolve(reference.span, against: base.span, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
