import CanonicalJSON
import LinkedData

/// What the contexts of a document make of its types and members (VCDM 2.0 sections 4.3, 4.5 and 6.1). Proofs are left
/// out: what they are is their suites' business.
///
/// JSON-LD is read in safe mode, where whatever would be left out is an error. What was found is taken out of the tree, and
/// the rest read again, until nothing more is found.
struct LintMeaning {
  private(set) var findings: [LintFinding] = []

  /// How often a document is read.
  private static let limit = 32

  init(_ document: JSONDocument, _ contexts: ContextStore, version: DataModel?) {
    var tree = JSONValue(document)
    tree[step: "proof"] = nil
    Self.leaveProofs(&tree)
    var options = JSONLDOptions()
    options.allowsInlineContexts = true
    options.rdfDirection = .i18nDatatype
    var processor = JSONLDProcessor(contexts: contexts, options: options)
    for _ in 0..<Self.limit {
      guard let changed = try? JSONDocument(parsing: tree.serialized()) else { return }
      do throws(LinkedDataError) {
        _ = try processor.dataset(of: changed)
        return
      } catch {
        let goesOn = note(error, in: document)
        guard goesOn, let pointer = error.pointer, let mended = Self.mended(error, tree, at: pointer) else { return }
        tree = mended
      }
    }
  }

  /// Proofs of the credentials in a presentation or a record.
  private static func leaveProofs(_ tree: inout JSONValue) {
    for path in [["verifiableCredential"], ["credentialSubject", "verifiableCredential"]] {
      guard case .array(let elements)? = path.reduce(tree, { $0?[step: $1] }) else { continue }
      for k in elements.indices { tree.set(nil, at: (path + ["\(k)", "proof"])[...]) }
    }
  }

  /// - Returns: whether the rest can be looked at.
  private mutating func note(_ error: LinkedDataError, in document: JSONDocument) -> Bool {
    let reason = Reason(error)
    let last = error.pointer.flatMap { JSONPointer.steps($0).last } ?? ""
    switch error.code {
    case .typeUndefined:
      // The types of a credential say what it is. Those of its parts are found undefined in badges of every issuer.
      let isCredentials = Self.isOfCredential(error.pointer ?? "", document)
      add(
        isCredentials ? .error : .warning, reason,
        "no context defines this type, and it is no absolute URL"
          + (isCredentials ? "" : ", so linked data leaves it out and no rdfc signature covers it"), "VCDM 2.0, 4.5",
        document)
    case .propertyUndefined, .propertyBlankNode:
      add(
        .warning, reason, "no context defines '\(last)', so linked data leaves it out and no rdfc signature covers it",
        "VCDM 2.0, 5.2.1", document)
    case .idRelative:
      // Other members are identifiers by their contexts; `id` is one by the data model.
      let isIdentifier = last == "id" || last == "@id"
      add(
        isIdentifier ? .error : .warning, reason,
        "this is no absolute URL, so linked data leaves it out and no rdfc signature covers it",
        isIdentifier ? "VCDM 2.0, 4.4" : nil, document)
    case .valueDropped, .directionDropped:
      add(.warning, reason, "linked data leaves this value out, and no rdfc signature covers it", nil, document)
    case .loadingRemoteContextFailed:
      add(
        .warning, reason,
        "the context '\(error.value ?? "")' is not at hand, so that types and members were not looked up", nil, document
      )
      return false
    default:
      add(
        .error, reason, "JSON-LD refuses the contexts or what they make of this: \(error.code.rawValue)",
        "VCDM 2.0, 4.3", document)
      return false
    }
    return true
  }

  /// Whether a type is one of a credential's, or a presentation's, own.
  private static func isOfCredential(_ pointer: String, _ document: JSONDocument) -> Bool {
    let steps = pointer.split(separator: "/", omittingEmptySubsequences: false)
    guard let type = steps.lastIndex(of: "type"), let owner = document.node(at: steps[..<type].joined(separator: "/"))
    else { return false }
    return owner == document.root || document.member("credentialSubject", of: owner) != nil
  }

  private mutating func add(
    _ severity: LintFinding.Severity, _ reason: Reason, _ message: String, _ clause: StaticString?,
    _ document: JSONDocument
  ) {
    var reason = reason
    reason.message = message
    if let node = reason.pointer.flatMap({ document.node(at: $0) }), document.kind(of: node) == .string {
      reason.message += ModelText.found(node, in: document)
    }
    reason.message += ModelText.asking(clause)
    findings.append(LintFinding(severity, reason))
  }

  /// The tree without what the error is about. Elements of arrays keep their places.
  private static func mended(_ error: LinkedDataError, _ tree: JSONValue, at pointer: String) -> JSONValue? {
    let steps = JSONPointer.steps(pointer)
    guard !steps.isEmpty else { return nil }
    var mended = tree
    switch error.code {
    case .typeUndefined, .idRelative: mended.set("urn:x-lint:undefined", at: steps[...])
    default: mended.set(nil, at: steps[...])
    }
    return mended == tree ? nil : mended
  }
}

enum JSONPointer {
  /// The names and indexes that a JSON pointer (RFC 6901, section 4) goes through.
  static func steps(_ pointer: String) -> [String] {
    // By bytes: a combining mark at the start of a name would join the slash.
    pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map { step in
      String(Substring(step)).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }
}

extension JSONValue {
  fileprivate subscript(step step: String) -> JSONValue? {
    get {
      if case .array(let elements) = self {
        return Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      return self[step]
    }
    set {
      guard case .array(var elements) = self else {
        if case .object = self { self[step] = newValue }
        return
      }
      guard let index = Int(step), elements.indices.contains(index) else { return }
      elements[index] = newValue ?? .null
      self = .array(elements)
    }
  }

  /// Sets the value at a path, or takes it out, which in an array leaves null.
  fileprivate mutating func set(_ value: JSONValue?, at path: ArraySlice<String>) {
    guard let step = path.first else { return }
    guard path.count > 1 else {
      self[step: step] = value
      return
    }
    guard var child = self[step: step] else { return }
    child.set(value, at: path.dropFirst())
    self[step: step] = child
  }
}
