import CanonicalJSON

/// VCDM 2.0 section 11.1: `{"@value": …, "@language": …, "@direction": …}` and nothing else.
enum LanguageValue {
  static func isOneOrMore(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    guard document.kind(of: node) == .array else { return isOne(node, in: document) }
    return document.count(of: node) > 0 && document.elements(of: node).allSatisfy { isOne($0, in: document) }
  }

  static func isOne(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    guard document.kind(of: node) == .object, let value = document.member("@value", of: node),
      document.kind(of: value) == .string
    else { return false }
    for member in document.members(of: node) {
      if document.isString(member.name, "@value") { continue }
      if document.isString(member.name, "@language"), document.kind(of: member.value) == .string { continue }
      if document.isString(member.name, "@direction"),
        document.isString(member.value, "ltr") || document.isString(member.value, "rtl")
      {
        continue
      }
      return false
    }
    return true
  }
}
