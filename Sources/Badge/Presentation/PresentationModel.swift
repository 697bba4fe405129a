import CanonicalJSON

/// The rules that a presentation has to meet before anything is asked of its proof (Verifiable Credentials Data Model 2.0,
/// section 4.13; 1.1, section 4.10).
struct PresentationModel {
  let document: JSONDocument
  let dataModel: DataModel
  /// The identifier: `holder`, or `holder.id`; nil where the presentation names none.
  let holder: JSONDocument.Node?
  let credentials: NestedPlaces
  let proof: JSONDocument.Node?
  let contexts: JSONDocument.Node

  /// Whether a document says that it is a presentation, and no credential.
  static func isOne(_ document: JSONDocument) -> Bool {
    guard document.kind(of: document.root) == .object, let type = document.member("type", of: document.root) else {
      return false
    }
    return document.contains("VerifiablePresentation", in: type)
      && !document.contains("VerifiableCredential", in: type)
  }

  /// - Throws: a `Reason` for the first rule that is broken, with the JSON pointer.
  init(_ document: JSONDocument) throws(Reason) {
    self.document = document
    let root = document.root
    (contexts, dataModel) = try Self.contexts(of: document)
    if let id = document.member("id", of: root), !URLSyntax.isAbsolute(id, in: document) {
      throw Self.invalid("the 'id' of a presentation has to be a URL", id, document)
    }
    holder = try document.member("holder", of: root).map { node throws(Reason) in
      let id = document.kind(of: node) == .object ? document.member("id", of: node) : node
      guard let id, URLSyntax.isAbsolute(id, in: document) else {
        throw Self.invalid("'holder' has to be a URL, or an object with one as its 'id'", id ?? node, document)
      }
      return id
    }
    credentials = NestedPlaces(presentation: document)
    guard credentials.count <= NestedVerdict.limit else {
      throw Reason(
        .tooManyEntries, "the presentation has more than \(NestedVerdict.limit) credentials",
        pointer: "/verifiableCredential")
    }
    for place in credentials.places { try Self.checkKind(place.node, document, dataModel) }
    let proof = document.member("proof", of: root)
    let isEmpty = proof.map { document.kind(of: $0) == .null || Self.isEmptyArray($0, document) } ?? true
    self.proof = isEmpty ? nil : proof
  }

  /// "Zero or more verifiable credential and/or enveloped verifiable credential objects in a graph, and MUST NOT include
  /// items in other formats"; 1.1 has "data derived from verifiable credentials" too, and tokens in strings.
  private static func checkKind(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ dataModel: DataModel
  ) throws(Reason) {
    switch document.kind(of: node) {
    case .object: return
    case .string where dataModel == .version1: return
    default:
      throw invalid(
        "'verifiableCredential' has to hold credentials, as objects; a token stands in the 'id' of an "
          + "EnvelopedVerifiableCredential", node, document)
    }
  }

  private static func isEmptyArray(_ node: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    document.kind(of: node) == .array && document.count(of: node) == 0
  }

  private static func contexts(
    of document: JSONDocument
  ) throws(Reason) -> (node: JSONDocument.Node, dataModel: DataModel) {
    guard let node = document.member("@context", of: document.root) else {
      throw Reason(.contextInvalid, "a presentation needs '@context'", pointer: "")
    }
    guard document.kind(of: node) == .array else {
      throw Reason(
        .contextInvalid, "'@context' has to be an array that starts with '\(DataModel.version2.context)'",
        pointer: "/@context")
    }
    guard document.count(of: node) <= CredentialModel.entryLimit else {
      throw Reason(
        .tooManyEntries, "'@context' has more than \(CredentialModel.entryLimit) entries", pointer: "/@context")
    }
    var dataModel: DataModel?
    for context in document.elements(of: node) {
      if dataModel == nil {
        dataModel = DataModel(context, in: document)
        if dataModel == nil { break }
      } else if document.kind(of: context) != .object, !URLSyntax.isAbsolute(context, in: document) {
        throw Reason(
          .contextInvalid, "a context has to be an absolute URL or an object", pointer: document.pointer(to: context))
      }
    }
    guard let dataModel else {
      throw Reason(
        .contextInvalid,
        "the first context has to be '\(DataModel.version2.context)', or '\(DataModel.version1.context)' of data "
          + "model 1.1", pointer: "/@context")
    }
    return (node, dataModel)
  }

  private static func invalid(_ message: String, _ node: JSONDocument.Node, _ document: JSONDocument) -> Reason {
    Reason(.memberInvalid, message, pointer: document.pointer(to: node))
  }
}
