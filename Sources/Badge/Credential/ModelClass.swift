import CanonicalJSON

/// What a specification asks of the members of one class of objects. Members that no rule names are allowed: both data
/// models are open.
final class ModelClass: Sendable {
  /// The class's name in its specification, for messages.
  let name: StaticString
  /// The name that `type` has to include; nil where `type` is free or absent.
  let requiredType: StaticString?
  /// Where the specification has the class, for messages.
  private let clause: StaticString?
  /// Members that another specification, or another section, has the rule of.
  private let clauses: [(member: StaticString, clause: StaticString)]
  private let rules: [Rule]
  private let names: NameTable
  /// One bit for each rule whose member has to be there.
  private let required: UInt32
  /// One bit for each rule of which at least one member has to be there.
  private let alternatives: UInt32
  /// Whether members that no rule names are refused.
  private let isClosed: Bool
  /// Whether an object of the class has to have a member at all.
  private let isNonEmpty: Bool
  /// Whether badges that follow each other often hold the same object of this class, so that it is worth remembering.
  private let isRepeated: Bool

  struct Rule: Sendable, BitwiseCopyable {
    let name: StaticString
    let shape: Shape
    let isRequired: Bool
    /// An array of values of the shape is allowed too.
    let isMany: Bool
    /// The member may be missing where that of another such rule of the class is there.
    var isAlternative = false
    /// How many values such an array has at least.
    var minimum = 0
  }

  /// Plain values, so that looking one up counts no reference.
  enum Shape: Sendable, BitwiseCopyable {
    case string
    /// A string that is not empty.
    case text
    /// An absolute URL.
    case url
    /// An absolute URL that names a person. Wallets make DIDs that are URLs and stray from the syntax of DIDs.
    case subjectID
    /// An `xsd:dateTimeStamp`.
    case dateTime
    /// A date, or a date and time, with a time zone or without.
    case date
    case number
    case boolean
    /// A string, a language value object, or an array of those objects (VCDM 2.0 section 11.1).
    case languageValue
    /// A language code as the Open Badges schema has it: `en`, `zh-Hant`, `es-419`.
    case languageCode
    /// A token of three base64url parts.
    case compactJWS
    /// A term of the vocabulary.
    case term(Vocabulary)
    /// One of the types, or an array of them; the class's own required type is among them.
    case types
    /// An object of the class.
    case object(ClassName)
    /// A URL, or an object of the class with an `id`.
    case reference(ClassName)
    case anything
    /// An object that is not looked into.
    case anyObject
    /// An object that is not looked into, or a token of three base64url parts.
    case objectOrToken
    /// A URL, or an object that is not looked into.
    case urlOrObject
  }

  init(
    _ name: StaticString, requiredType: StaticString? = nil, clause: StaticString? = nil,
    clauses: [(member: StaticString, clause: StaticString)] = [], isClosed: Bool = false, isNonEmpty: Bool = false,
    isRepeated: Bool = false, _ rules: [Rule]
  ) {
    self.name = name
    self.requiredType = requiredType
    self.clause = clause
    self.clauses = clauses
    self.isClosed = isClosed
    self.isNonEmpty = isNonEmpty
    self.isRepeated = isRepeated
    self.rules = rules
    names = NameTable(rules.map(\.name))
    required = rules.indices.reduce(0) { $0 | (rules[$1].isRequired ? 1 << UInt32($1) : 0) }
    alternatives = rules.indices.reduce(0) { $0 | (rules[$1].isAlternative ? 1 << UInt32($1) : 0) }
  }

  /// Checks an object and everything inside it that the rules name.
  ///
  /// - Throws: a `Reason` of the first member that is missing or not as asked, unless the memo collects them all.
  func check(
    _ object: JSONDocument.Node, in document: JSONDocument, memo: inout ModelMemo
  ) throws(Reason) {
    guard document.kind(of: object) == .object else {
      return try memo.refuse(
        Reason(
          .memberInvalid, "\(name) has to be an object" + found(object, in: document, asking: clause),
          pointer: document.pointer(to: object)))
    }
    guard isRepeated, !memo.isRecording, !memo.isCollecting else {
      return try checkMembers(of: object, in: document, memo: &memo)
    }
    if memo.holds(object, of: document, self) { return }
    try checkMembers(of: object, in: document, memo: &memo)
    memo.insert(object, of: document, self)
  }

  private func checkMembers(
    of object: JSONDocument.Node, in document: JSONDocument, memo: inout ModelMemo
  ) throws(Reason) {
    let members = document.members(of: object, named: names)
    var left = members.present
    while left != 0 {
      let position = left.trailingZeroBitCount
      left &= left &- 1
      if let value = members[position] { try check(value, rules[position], in: document, &memo) }
    }
    let isChoiceOpen = alternatives != 0 && alternatives & members.present == 0
    if required & ~members.present != 0 || isChoiceOpen {
      if isChoiceOpen { try refuseMissing(alternatives.trailingZeroBitCount, of: object, document, &memo) }
      var missing = required & ~members.present
      while missing != 0 {
        try refuseMissing(missing.trailingZeroBitCount, of: object, document, &memo)
        missing &= missing &- 1
      }
    }
    if isNonEmpty, document.count(of: object) == 0 {
      try memo.refuse(
        Reason(
          .memberInvalid, "\(name) has to make at least one claim" + found(object, in: document, asking: clause),
          pointer: document.pointer(to: object)))
    }
    guard members.count < document.count(of: object) else { return }
    if isClosed { try refuseUnknown(of: object, document, &memo) }
    if memo.isRecording { noteOthers(of: object, document, &memo) }
  }

  private func refuseMissing(
    _ position: Int, of object: JSONDocument.Node, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    let missing = rules[position].name
    try memo.refuse(
      Reason(
        .memberMissing, "\(name) needs the member '\(missing)'" + asking(clause(of: missing)),
        pointer: document.pointer(to: object)),
      missing: missing)
  }

  /// Notes the members that no rule names.
  private func noteOthers(
    of object: JSONDocument.Node, _ document: JSONDocument, _ memo: inout ModelMemo
  ) {
    for (name, value) in document.members(of: object) where !rules.contains(where: { document.isString(name, $0.name) })
    {
      memo.note(value, nil)
    }
  }

  private func refuseUnknown(
    of object: JSONDocument.Node, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    for member in document.members(of: object)
    where !rules.contains(where: { document.isString(member.name, $0.name) }) {
      try memo.refuse(
        Reason(
          .memberInvalid, "\(name) has no such member" + asking(clause), pointer: document.pointer(to: member.value)))
    }
  }

  private func check(
    _ value: JSONDocument.Node, _ rule: Rule, in document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    if case .types = rule.shape {
      try checkTypes(value, in: document, &memo)
      return
    }
    guard rule.isMany, document.kind(of: value) == .array else {
      try checkOne(value, rule, in: document, &memo)
      return
    }
    if document.count(of: value) < rule.minimum {
      try memo.refuse(
        Reason(
          .memberMissing, "'\(rule.name)' of \(name) must not be empty" + asking(clause(of: rule.name)),
          pointer: document.pointer(to: value)))
    }
    for element in document.elements(of: value) { try checkOne(element, rule, in: document, &memo) }
  }

  private func checkOne(
    _ value: JSONDocument.Node, _ rule: Rule, in document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    switch rule.shape {
    case .object(let model) where document.kind(of: value) == .object,
      .reference(let model) where document.kind(of: value) == .object:
      try model.definition.check(value, in: document, memo: &memo)
    case let shape where shape.admits(value, in: document):
      if memo.isRecording, document.kind(of: value) == .string { memo.note(value, shape) }
    default:
      try memo.refuse(
        Reason(
          .memberInvalid,
          "'\(rule.name)' of \(name) has to be \(rule.shape.expectation)"
            + found(value, in: document, asking: clause(of: rule.name)),
          pointer: document.pointer(to: value)))
    }
  }

  /// VCDM 2.0 section 4.5: a string, or an array of at least one string.
  private func checkTypes(
    _ value: JSONDocument.Node, in document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    var hasRequired = requiredType == nil
    if document.kind(of: value) == .array {
      for type in document.elements(of: value) {
        if try isRequiredType(type, in: document, &memo) { hasRequired = true }
      }
      if document.count(of: value) == 0 { hasRequired = false }
    } else if try isRequiredType(value, in: document, &memo) {
      hasRequired = true
    }
    guard hasRequired else {
      return try memo.refuse(
        Reason(
          .memberInvalid,
          "'type' of \(name) has to include '\(requiredType ?? "a type")'"
            + found(value, in: document, asking: clause(of: "type")),
          pointer: document.pointer(to: value)))
    }
  }

  private func isRequiredType(
    _ type: JSONDocument.Node, in document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) -> Bool {
    guard document.kind(of: type) == .string, !document.isString(type, "") else {
      try memo.refuse(
        Reason(
          .memberInvalid,
          "'type' of \(name) has to be a string, or an array of strings"
            + found(type, in: document, asking: clause(of: "type")),
          pointer: document.pointer(to: type)))
      return false
    }
    return requiredType.map { document.isString(type, $0) } ?? false
  }

  // MARK: messages

  private func clause(of member: StaticString) -> StaticString? {
    clauses.first { ModelText.isSame($0.member, member) }?.clause ?? clause
  }

  private func asking(_ clause: StaticString?) -> String { ModelText.asking(clause) }

  private func found(
    _ value: JSONDocument.Node, in document: JSONDocument, asking clause: StaticString?
  ) -> String {
    ModelText.found(value, in: document) + ModelText.asking(clause)
  }
}

extension ModelClass.Rule {
  static func required(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: true, isMany: false)
  }
  static func optional(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: false, isMany: false)
  }
  /// One of the alternatives of a class, or several, have to be there.
  static func alternative(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: false, isMany: false, isAlternative: true)
  }
  static func requiredMany(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: true, isMany: true, minimum: 1)
  }
  /// Optional, and not empty where it is there.
  static func atLeastOne(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: false, isMany: true, minimum: 1)
  }
  static func many(_ name: StaticString, _ shape: ModelClass.Shape) -> ModelClass.Rule {
    ModelClass.Rule(name: name, shape: shape, isRequired: false, isMany: true)
  }
}

extension ModelClass.Shape {
  /// Whether a value is of the shape, as far as that shows without looking into the members of an object.
  func admits(_ value: JSONDocument.Node, in document: JSONDocument) -> Bool {
    let kind = document.kind(of: value)
    return switch self {
    case .anything: true
    case .string: kind == .string
    case .text: kind == .string && !document.isString(value, "")
    case .number: kind == .number
    case .boolean: kind == .true || kind == .false
    case .languageValue: kind == .string || LanguageValue.isOneOrMore(value, in: document)
    case .languageCode: document.withUTF8(of: value) { LanguageCode.isOne($0) } ?? false
    case .compactJWS: document.withUTF8(of: value) { CompactJWS.isOne($0) } ?? false
    case .url, .reference: URLSyntax.isAbsolute(value, in: document)
    case .subjectID: document.withUTF8(of: value) { URLSyntax.isSubjectID($0) } ?? false
    case .dateTime: document.instant(at: value) != nil
    case .date: document.instant(at: value) != nil || document.isDate(value)
    case .term(let vocabulary): vocabulary.contains(value, in: document)
    case .anyObject: kind == .object
    case .objectOrToken: kind == .object || ModelClass.Shape.compactJWS.admits(value, in: document)
    case .urlOrObject: kind == .object || URLSyntax.isAbsolute(value, in: document)
    // These are looked into.
    case .types, .object: false
    }
  }

  /// The end of the sentence "'x' has to be …".
  fileprivate var expectation: String {
    switch self {
    case .string: "a string"
    case .text: "a string that is not empty"
    case .url, .subjectID: "an absolute URL"
    case .dateTime: "a date and time with a time zone, such as 2026-01-31T09:00:00Z"
    case .date: "a date, such as 2026-01-31"
    case .number: "a number"
    case .boolean: "true or false"
    case .languageValue: "a string, or an object with '@value' and '@language'"
    case .languageCode: "a language code, such as en or es-419"
    case .compactJWS: "a JSON Web Token in its compact form"
    case .term(let vocabulary): vocabulary.expectation
    case .types: "a string, or an array of strings"
    case .anything: "there"
    case .object, .anyObject: "an object"
    case .objectOrToken: "an object, or a JSON Web Token in its compact form"
    case .reference, .urlOrObject: "an absolute URL, or an object"
    }
  }
}

extension JSONDocument {
  /// The `xsd:dateTimeStamp` at a node; nil where it is none.
  func instant(at node: Node) -> Instant? {
    withUTF8(of: node) { Instant($0) } ?? nil
  }

  /// Whether a string is `YYYY-MM-DD`, or that and a time without a zone.
  fileprivate func isDate(_ node: Node) -> Bool {
    guard let text = text(at: node) else { return false }
    return Instant(text + "T00:00:00Z") != nil || Instant(text + "Z") != nil
  }
}
