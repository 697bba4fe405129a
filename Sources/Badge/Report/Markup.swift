/// HTML that is being written. Markup comes from literals of the program alone; there is one way for any other text to
/// get onto a page, ``text(_:columns:)``, and it escapes for the content of elements and for quoted attributes alike.
struct Markup: Sendable {
  /// Columns after which a text is cut.
  static let columns = 2000

  private(set) var bytes: [UInt8] = []

  init() {}

  init(_ markup: StaticString) { raw(markup) }

  /// Appends markup of the program.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a text, whoever wrote it: visible as ``VisibleText`` has it, and without any character that HTML gives a
  /// meaning in content or in an attribute between quotation marks (HTML, section 13.2.5).
  mutating func text(_ text: String, columns: Int = Markup.columns) {
    for byte in VisibleText.quote(text, columns: columns).utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  /// Appends a text of somebody else, whose direction of writing stays its own.
  mutating func foreign(_ text: String, columns: Int = Markup.columns) {
    raw("<bdi>")
    self.text(text, columns: columns)
    raw("</bdi>")
  }

  /// Appends an identifier or a digest, to be read letter by letter.
  mutating func identifier(_ text: String, columns: Int = Markup.columns) {
    raw("<bdi class=\"id\">")
    self.text(text, columns: columns)
    raw("</bdi>")
  }

  mutating func number(_ number: Int) { text(String(number)) }

  mutating func append(_ other: Markup) { bytes += other.bytes }

  /// A row of a table with a head of its own.
  mutating func row(_ name: StaticString, _ value: (inout Markup) -> Void) {
    raw("<tr><th scope=\"row\">")
    raw(name)
    raw("</th><td>")
    value(&self)
    raw("</td></tr>\n")
  }
}
