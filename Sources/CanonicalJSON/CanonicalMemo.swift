/// The canonical forms of the texts that a ``JSONReader`` remembers, for one thread at a time.
///
/// Of a document that differs from such a text in a few strings, the canonical form does too: it is copied, and the
/// strings are put in. The bytes are those that ``JSONDocument/canonicalize(_:editing:into:)`` gives.
public struct CanonicalMemo {
  private struct Form {
    let model: Tape
    let node: JSONDocument.Node
    let edits: [JSONDocument.MemberEdit]
    let bytes: [UInt8]
    /// For each entry of the tape that is a string and a value: the offset, counted from 1, at which it stands in `bytes`.
    let places: [UInt32]
  }

  /// Two forms, of document and proof, for each text that a reader remembers.
  private static let capacity = 8

  private var forms: [Form] = []
  private var oldest = 0

  public init() {}

  /// Appends what ``JSONDocument/canonicalize(_:editing:into:)`` does.
  public mutating func canonicalize(
    _ document: JSONDocument, _ node: JSONDocument.Node, editing edits: [JSONDocument.MemberEdit],
    into bytes: inout [UInt8]
  ) {
    guard let model = document.tape.model, let form = form(of: model.tape, node, edits) else {
      return document.canonicalize(node, editing: edits, into: &bytes)
    }
    Self.append(forms[form], document.tape, changes: model.changes, to: &bytes)
  }

  private mutating func form(
    of model: Tape, _ node: JSONDocument.Node, _ edits: [JSONDocument.MemberEdit]
  ) -> Int? {
    for index in forms.indices {
      if forms[index].model === model, forms[index].node == node, Self.isSame(forms[index].edits, edits) {
        return index
      }
    }
    // Previous proofs differ from badge to badge.
    guard !edits.contains(where: \.isArray) else { return nil }
    var bytes: [UInt8] = []
    var places = [UInt32](repeating: 0, count: model.entries.count)
    guard JSONDocument(model).canonicalize(node, editing: edits, into: &bytes, recording: &places) else { return nil }
    let form = Form(model: model, node: node, edits: edits, bytes: bytes, places: places)
    if forms.count < Self.capacity {
      forms.append(form)
      return forms.count - 1
    }
    let index = oldest
    forms[index] = form
    oldest = (oldest + 1) % Self.capacity
    return index
  }

  private static func isSame(_ a: [JSONDocument.MemberEdit], _ b: [JSONDocument.MemberEdit]) -> Bool {
    guard a.count == b.count else { return false }
    for index in a.indices where !a[index].isSame(as: b[index]) { return false }
    return true
  }

  private static func append(_ form: Form, _ tape: Tape, changes: [UInt32], to bytes: inout [UInt8]) {
    // Offset in the form and tape index of each string to put in, in the order of the form.
    var strings = InlineArray<32, UInt64>(repeating: 0)
    var count = 0
    for change in changes where form.places[Int(change)] > 0 {
      let string = UInt64(form.places[Int(change)] &- 1) << 32 | UInt64(change)
      var k = count
      while k > 0, strings[k &- 1] > string {
        strings[k] = strings[k &- 1]
        k &-= 1
      }
      strings[k] = string
      count &+= 1
    }
    let (old, new) = (form.model.entries, tape.entries)
    let (source, text) = (form.bytes, tape.text)
    bytes.append(addingCapacity: source.count + text.count + 16) { output in
      var from = 0
      for k in 0..<count {
        let offset = Int(strings[k] >> 32)
        let entry = Int(strings[k] & 0xFFFF_FFFF)
        JSONText.copy(source.span, from..<offset, to: &output)
        // A string without an escape stands in the text as in the form, between its quotes.
        let range = new[entry].range
        JSONText.copy(text.span, range.lowerBound &- 1..<range.upperBound &+ 1, to: &output)
        from = offset &+ Int(old[entry].count) &+ 2
      }
      JSONText.copy(source.span, from..<source.count, to: &output)
    }
  }
}

extension JSONDocument.MemberEdit {
  fileprivate var isArray: Bool {
    if case .array = change { true } else { false }
  }
}
