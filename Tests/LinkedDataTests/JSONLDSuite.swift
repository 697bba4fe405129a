import CanonicalJSON
import Foundation
import LinkedData
import Testing

/// The JSON-LD 1.1 API tests as the folder `json-ld` of the conformance suites has them.
struct JSONLDSuite {
  static let base = "https://w3c.github.io/json-ld-api/tests/"

  /// One test of a manifest.
  struct Test {
    let id: String
    let input: String
    let expect: String?
    let expectedError: String?
    let option: JSONValue?

    init(_ entry: JSONValue) {
      id = entry["@id"]?.text.map { String($0.dropFirst()) } ?? ""
      input = entry["input"]?.text ?? ""
      expect = entry["expect"]?.text
      expectedError = entry["expectErrorCode"]?.text
      option = entry["option"]
    }

    var isFor10: Bool { option?["specVersion"]?.text == "json-ld-1.0" }

    var options: JSONLDOptions {
      var options = JSONLDOptions()
      options.base = option?["base"]?.text ?? JSONLDSuite.base + input
      options.isSafe = false
      options.allowsInlineContexts = true
      if option?["processingMode"]?.text == "json-ld-1.0" { options.processingMode = .jsonLD10 }
      options.expandContext = option?["expandContext"]?.text.map { JSONLDSuite.base + $0 }
      switch option?["rdfDirection"]?.text {
      case "i18n-datatype": options.rdfDirection = .i18nDatatype
      case "compound-literal": options.rdfDirection = .compoundLiteral
      default: break
      }
      return options
    }

    func document() throws -> JSONDocument { try JSONDocument(parsing: Conformance.bytes("json-ld/" + input)) }
  }

  /// The tests of a manifest, without those for processors of 1.0 only.
  static func tests(_ manifest: String) throws -> [Test] {
    let value = JSONValue(try JSONDocument(parsing: Conformance.bytes("json-ld/" + manifest)))
    guard case .array(let entries)? = value["sequence"] else { return [] }
    return entries.map(Test.init).filter { !$0.isFor10 }
  }

  /// All documents of the suite that are JSON, at the URLs that tests know them by.
  static let contexts: ContextStore = {
    var store = ContextStore()
    for folder in ["", "expand/", "expand/c031/", "toRdf/", "toRdf/c031/"] {
      for name in Conformance.names(in: "json-ld/" + folder) where name.hasSuffix(".jsonld") || !name.contains(".") {
        guard let bytes = try? Conformance.bytes("json-ld/" + folder + name),
          let document = try? JSONDocument(parsing: bytes)
        else { continue }
        store.set(document, at: base + folder + name)
      }
    }
    return store
  }()

  /// The specification's code as the project writes it.
  static func code(_ text: String) -> String {
    String(text.lowercased().filter { $0 != "@" }.map { $0 == " " || $0 == "-" ? "_" : $0 })
  }
}

extension JSONValue {
  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }
}
