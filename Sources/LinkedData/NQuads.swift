import CanonicalJSON

/// N-Quads (RDF 1.1 N-Quads): datasets as lines of text.
public enum NQuads {
  /// Reads a whole document.
  ///
  /// The grammar is kept to the letter, but for white space and comments, which it leaves to its prose: both may stand
  /// between terms, a comment only behind a statement or alone in a line. IRIs have to be absolute, and an escape cannot
  /// bring in a character that could not stand there. What RDF 1.2 adds (versions, triple terms, directions) is refused.
  ///
  /// - Throws: a code of N-Quads, `iriInvalid`, `datasetTooLarge`, with the place of the first defect.
  public static func read(_ text: [UInt8]) throws(LinkedDataError) -> Dataset {
    var reader = NQuadsReader()
    do throws(NQuadsReader.Defect) {
      try reader.read(text.span)
    } catch {
      throw LinkedDataError(error.code, position: position(of: error.offset, in: text), value: error.value)
    }
    return reader.dataset
  }

  /// A dataset as canonical N-Quads (RDFC-1.0, appendix A), in the order in which its quads came. Blank nodes have the
  /// labels with which they came; one that came without is given one that no other has.
  public static func write(_ dataset: Dataset) -> [UInt8] {
    let labels = BlankNodeLabels(dataset)
    var output: [UInt8] = []
    for quad in dataset.quads {
      output.append(addingCapacity: labels.lineBound(quad)) { output in
        dataset.append(quad, to: &output) { node, output in
          JSONText.append("_:", to: &output)
          labels.append(node, to: &output)
          output.append(UInt8(ascii: " "))
        }
      }
    }
    return output
  }

  private static func position(of offset: Int, in text: [UInt8]) -> TextPosition {
    var line = 1
    for at in 0..<min(offset, text.count) {
      // Of a carriage return with a line feed behind it only the latter counts.
      let byte = text[at]
      if byte == 0x0A || (byte == 0x0D && !(at + 1 < text.count && text[at + 1] == 0x0A)) { line += 1 }
    }
    return TextPosition(offset: offset, line: line)
  }
}

/// What the blank nodes of a dataset are called where it is written.
struct BlankNodeLabels {
  private let dataset: Dataset
  /// How many letters `b` stand before the number of a node without a label: more than before a number in any label.
  private let prefixCount: Int

  init(_ dataset: Dataset) {
    self.dataset = dataset
    var longest = 0
    let bytes = dataset.labels.bytes
    for label in 0..<dataset.labels.count {
      let range = dataset.labels.range(of: label)
      var at = range.lowerBound
      while at < range.upperBound, bytes[at] == UInt8(ascii: "b") { at += 1 }
      let prefix = at - range.lowerBound
      while at < range.upperBound, bytes[at].isDigit { at += 1 }
      if at == range.upperBound { longest = max(longest, prefix) }
    }
    prefixCount = longest + 1
  }

  /// Without `_:`.
  func label(of node: Int) -> String {
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: bound(node)) { append(node, to: &$0) }
    return String(utf8: bytes.span)
  }

  func append(_ node: Int, to output: inout OutputSpan<UInt8>) {
    if let label = givenLabel(of: node) {
      let bytes = dataset.labels.bytes.span
      JSONText.append(written: bytes.extracting(dataset.labels.range(of: label)), to: &output)
    } else {
      for _ in 0..<prefixCount { output.append(UInt8(ascii: "b")) }
      Decimal.append(node, to: &output)
    }
  }

  /// Bytes that a line has at most.
  func lineBound(_ quad: Dataset.Quad) -> Int {
    var bound = dataset.lineBound(quad)
    // `_:` and a space go around a label.
    quad.forEachBlankNode { bound += 3 * (self.bound($0) + 3) }
    return bound
  }

  private func bound(_ node: Int) -> Int {
    givenLabel(of: node).map { dataset.labels.range(of: $0).count } ?? prefixCount + 20
  }

  private func givenLabel(of node: Int) -> Int? {
    let label = dataset.labelOfBlankNode[node]
    return label == Dataset.noLabel ? nil : Int(label)
  }
}
