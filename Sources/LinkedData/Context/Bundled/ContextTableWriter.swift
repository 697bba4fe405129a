import CanonicalJSON

/// Writes the context document that a table stands for, as a JSON text.
struct ContextTableWriter {
  private let table: ContextTable
  private var at: Int
  private var output: [UInt8] = []
  /// Terms written so far, those of scoped contexts included.
  private(set) var terms = 0

  init(_ table: ContextTable) {
    self.table = table
    at = table.start
  }

  mutating func write() throws(ContextTableError) -> [UInt8] {
    output.reserveCapacity(table.bytes.count * 5)
    append("{\"@context\":")
    let start = output.count
    // Becomes a bracket if there are several contexts.
    append(" ")
    try writeDefinition(depth: 0)
    while at < table.bytes.count {
      let line = try table.line(at: at)
      guard line.kind == .context else { throw ContextTableError(offset: at) }
      output[start] = UInt8(ascii: "[")
      append(",\"")
      append(line.iri.tail)
      append("\",")
      at = line.next
      try writeDefinition(depth: 0)
    }
    append(output[start] == UInt8(ascii: "[") ? "]}" : "}")
    return output
  }

  /// The lines of one context definition, as an object.
  private mutating func writeDefinition(depth: Int) throws(ContextTableError) {
    append("{")
    var isFirst = true
    var hasTerms = false
    while at < table.bytes.count, table.depth(at) >= depth {
      let line = try table.line(at: at)
      guard line.kind != .context else { break }
      guard line.depth == depth, line.kind == .term || !hasTerms else { throw ContextTableError(offset: at) }
      at = line.next
      hasTerms = hasTerms || line.kind == .term
      guard line.isOfEdition else {
        at = table.afterInner(at, depth: depth + 1)
        continue
      }
      if !isFirst { append(",") }
      isFirst = false
      switch line.kind {
      case .protected: append("\"@protected\":true")
      case .version: append("\"@version\":1.1")
      case .vocabulary:
        append("\"@vocab\":")
        append(line.iri)
      case .context: break
      case .term: try write(line)
      }
    }
    append("}")
  }

  private mutating func write(_ line: ContextTable.Line) throws(ContextTableError) {
    terms += 1
    append("\"")
    append(line.name)
    append("\":")
    if line.isSimple {
      append(line.iri)
      return
    }
    append("{\"@id\":")
    append(line.iri)
    if let type = line.type {
      append(",\"@type\":")
      append(type)
    }
    if let container = line.container {
      append(",\"@container\":\"")
      append(container.text)
      append("\"")
    }
    switch line.scope {
    case .none: break
    case .null: append(",\"@context\":null")
    case .inner:
      append(",\"@context\":")
      try writeDefinition(depth: line.depth + 1)
    case .block(let number):
      append(",\"@context\":")
      let after = at
      at = table.start(ofBlock: number)
      try writeDefinition(depth: 1)
      at = after
    }
    append("}")
  }

  private mutating func append(_ text: StaticString) {
    text.withSpan { append($0) }
  }

  private mutating func append(_ range: Range<Int>) {
    let bytes = table.bytes
    append(bytes.span.extracting(range))
  }

  /// A text of a table stands for itself in JSON.
  private mutating func append(_ text: ContextTable.Text) {
    append("\"")
    append(text.head)
    append(text.tail)
    append("\"")
  }

  private mutating func append(_ text: Span<UInt8>) {
    output.append(addingCapacity: text.count) { JSONText.append(written: text, to: &$0) }
  }
}
