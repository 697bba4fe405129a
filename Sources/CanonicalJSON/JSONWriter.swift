/// Writes JSON text member by member: reports, and documents that Badge makes.
///
/// The caller's order is kept, and commas are the writer's business. A line of `.compact` output holds no raw line break
/// whatever its strings hold.
public struct JSONWriter: Sendable {
  public enum Style: Sendable {
    /// One line.
    case compact
    /// Two spaces for each level, as people read it.
    case pretty
  }

  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8]
  private let style: Style
  private var depth = 0
  private var needsComma = false
  private var isAfterName = false

  public init(_ style: Style = .compact, reserving capacity: Int = 0) {
    self.style = style
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  public mutating func beginObject() { begin(UInt8(ascii: "{")) }
  public mutating func endObject() { end(UInt8(ascii: "}")) }
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// The name of the next member. A literal is trusted to need no escape: letters, digits, `_`, `@`.
  public mutating func name(_ name: StaticString) {
    let comma = separator()
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 4) { output in
      if comma { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      name.withUTF8Buffer { JSONText.copy(unsafe Span(_unsafeElements: $0), 0..<$0.count, to: &output) }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
    }
    endName()
  }

  /// The name of the next member.
  public mutating func name(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    endName()
  }

  public mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string(unsafe Span(_unsafeElements: $0)) }
  }

  public mutating func string(_ value: StaticString) {
    value.withUTF8Buffer { string(unsafe Span(_unsafeElements: $0)) }
  }

  /// A string by its UTF-8 bytes, which are trusted to be that.
  public mutating func string(_ value: Span<UInt8>) {
    let comma = separator()
    bytes.append(addingCapacity: JSONText.bound(value.count) + 1) { output in
      if comma { output.append(UInt8(ascii: ",")) }
      JSONText.append(value, to: &output)
    }
  }

  public mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// A finite number in its ECMAScript form.
  public mutating func number(_ value: Double) {
    precondition(value.isFinite, "JSON has no form for infinity and NaN")
    separate()
    bytes.append(addingCapacity: ECMAScriptNumber.longest) { ECMAScriptNumber.append(value, to: &$0) }
  }

  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// A value that already is JSON text of one line.
  public mutating func raw(_ json: Span<UInt8>) {
    separate()
    unsafe json.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// A line feed after a whole value.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if style == .pretty, needsComma { indent() }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func endName() {
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    isAfterName = true
  }

  private mutating func separate() {
    if separator() { bytes.append(UInt8(ascii: ",")) }
  }

  /// What stands before the next name or value: true for a comma that the caller writes; `.pretty` text writes its own,
  /// and the line break after it.
  private mutating func separator() -> Bool {
    if isAfterName {
      isAfterName = false
      needsComma = true
      return false
    }
    defer { needsComma = true }
    guard style == .pretty else { return needsComma }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { indent() }
    return false
  }

  private mutating func indent() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
  }
}
