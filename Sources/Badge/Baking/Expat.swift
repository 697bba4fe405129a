import CExpat

/// One pass over an XML text: what Expat calls, overridden as far as it is of interest.
///
/// Nothing is called any more once something was refused.
class XMLPass {
  /// How many elements are open: 1 in the root's tags.
  fileprivate(set) final var depth = 0
  /// The first thing that was wrong.
  fileprivate(set) final var error: BakingError?

  final func refuse(_ code: BakingError.Code, _ message: String, at offset: Int) {
    if error == nil { error = BakingError(code, message, at: offset) }
  }

  /// - Parameters:
  ///   - name: with namespaces the namespace, a line feed and the local name; otherwise as it stands in the text.
  ///   - tag: the byte offsets of the start tag in `bytes`, the whole text.
  func start(_ name: XMLName, _ attributes: XMLAttributes, tag: Range<Int>, in bytes: Span<UInt8>) {}
  /// - Parameter tag: the end tag; empty, and behind the element, where that has only one.
  func end(tag: Range<Int>) {}
  func text(_ text: Span<UInt8>) {}
  func cdata(starts: Bool) {}
  /// A comment or a processing instruction.
  func other() {}
  /// A declaration of a namespace, before the start of its element; no prefix where it is the default.
  func namespace(prefix: XMLName?, name: XMLName?) {}
  func declaration(encoding: XMLName?, at offset: Int) {}
  func doctype(hasSubset: Bool, at offset: Int) {}
}

/// Text of Expat's, which ends in a null byte. It is there as long as the call that it was given to, and never kept.
@safe
struct XMLName {
  private let pointer: UnsafePointer<CChar>

  fileprivate init?(_ pointer: UnsafePointer<CChar>?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  func isEqual(_ literal: StaticString, ignoringCase: Bool = false) -> Bool {
    guard hasPrefix(literal, ignoringCase: ignoringCase) else { return false }
    // SAFETY: none of the bytes before is the null byte.
    return unsafe pointer[literal.utf8CodeUnitCount] == 0
  }

  /// - Parameter literal: in lower case where case is ignored.
  func hasPrefix(_ literal: StaticString, ignoringCase: Bool = false) -> Bool {
    for i in 0..<literal.utf8CodeUnitCount {
      // SAFETY: a literal has no null byte, so that the text's own ends the loop.
      let byte = unsafe UInt8(bitPattern: pointer[i])
      let lower = 0x41...0x5A ~= byte ? byte + 0x20 : byte
      guard unsafe (ignoringCase ? lower : byte) == literal.utf8Start[i] else { return false }
    }
    return true
  }

  func isLonger(than limit: Int) -> Bool {
    // SAFETY: the first null byte ends the search.
    !(0...limit).contains { unsafe pointer[$0] == 0 }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    // SAFETY: the null byte ends the loop.
    while case let byte = unsafe pointer[bytes.count], byte != 0 { bytes.append(UInt8(bitPattern: byte)) }
    return bytes
  }
}

/// The attributes of a start tag as Expat gives them: names and values by turns, then null.
@safe
struct XMLAttributes: Sequence, IteratorProtocol {
  private var pair: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  fileprivate init(_ pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { unsafe pair = pointer }

  mutating func next() -> (name: XMLName, value: XMLName)? {
    // SAFETY: null is at the end, in the place of a name, and is not passed.
    guard let pair = unsafe pair, let name = unsafe XMLName(pair[0]), let value = unsafe XMLName(pair[1]) else {
      return nil
    }
    unsafe self.pair = pair + 2
    return (name, value)
  }

  func value(of name: StaticString) -> [UInt8]? {
    first { $0.name.isEqual(name) }?.value.bytes
  }
}

/// Expat, over a text that is there as a whole.
///
/// It opens nothing itself: external entities are for a handler that is not set, and parameter entities are not read.
enum Expat {
  /// - Parameter bytes: UTF-8, whatever the text says of its encoding; at most 2 GiB.
  static func run(_ pass: XMLPass, over bytes: [UInt8], namespaces: Bool) throws(BakingError) {
    // A name of a namespace that has the separator in it is refused by Expat.
    let created = unsafe namespaces ? XML_ParserCreateNS("UTF-8", 0x0A) : XML_ParserCreate("UTF-8")
    // Nil only where memory ran out, as anywhere else in Swift then: no picture decides it.
    guard let parser = unsafe created else { fatalError("Expat has no memory for a parser") }
    // SAFETY: it is freed after its last use, once.
    defer { unsafe XML_ParserFree(parser) }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let context = unsafe Context(pass, parser, buffer)
      // SAFETY: the context outlives the parse, and the parser does not call after it.
      withExtendedLifetime(context) {
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(context).toOpaque())
        unsafe setHandlers(parser)
        let status = unsafe buffer.withMemoryRebound(to: CChar.self) { text in
          unsafe XML_Parse(parser, text.baseAddress, Int32(text.count), 1)
        }
        if status != XML_STATUS_OK { unsafe explain(parser, pass) }
      }
    }
    if let error = pass.error { throw error }
  }

  private static func explain(_ parser: XML_Parser, _ pass: XMLPass) {
    let code = unsafe XML_GetErrorCode(parser)
    let offset = Int(unsafe XML_GetCurrentByteIndex(parser))
    if code == XML_ERROR_UNDEFINED_ENTITY {
      pass.refuse(.svgEntityNotSupported, "the SVG uses an entity of its own", at: offset)
    } else {
      // SAFETY: a text of Expat's own, which lives for ever.
      let text = unsafe XML_ErrorString(code).map { unsafe String(cString: $0) }
      pass.refuse(.svgInvalid, "this is no well-formed XML: \(text ?? "unknown error")", at: max(offset, 0))
    }
  }

  /// What a call finds again by the parser's user data.
  @safe
  private final class Context {
    let pass: XMLPass
    let parser: XML_Parser
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ pass: XMLPass, _ parser: XML_Parser, _ bytes: UnsafeBufferPointer<UInt8>) {
      self.pass = pass
      unsafe self.parser = parser
      unsafe self.bytes = bytes
    }

    /// What Expat is at, as byte offsets.
    var event: Range<Int> {
      let start = Int(unsafe XML_GetCurrentByteIndex(parser))
      let count = Int(unsafe XML_GetCurrentByteCount(parser))
      let lower = min(max(start, 0), unsafe bytes.count)
      return lower..<min(lower + max(count, 0), unsafe bytes.count)
    }

    /// Calls the pass, unless something was refused before, and stops the parser if something is refused now.
    static func call(_ data: UnsafeMutableRawPointer?, _ body: (Context) -> Void) {
      guard let data = unsafe data else { return }
      // SAFETY: the user data is the context of the parse that is running.
      let context = unsafe Unmanaged<Context>.fromOpaque(data).takeUnretainedValue()
      guard context.pass.error == nil else { return }
      body(context)
      // The last argument: not to be resumed.
      if context.pass.error != nil { unsafe _ = XML_StopParser(context.parser, 0) }
    }
  }

  /// Calls come from C: none of them throws, and what is refused is kept in the pass.
  private static func setHandlers(_ parser: XML_Parser) {
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        unsafe Context.call(data) { context in
          guard let name = unsafe XMLName(name) else { return }
          context.pass.depth += 1
          unsafe context.pass.start(name, XMLAttributes(attributes), tag: context.event, in: context.bytes.span)
        }
      },
      { data, _ in
        unsafe Context.call(data) { context in
          context.pass.end(tag: context.event)
          context.pass.depth -= 1
        }
      })
    unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
      unsafe Context.call(data) { context in
        let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(max(count, 0)))
        unsafe buffer.withMemoryRebound(to: UInt8.self) { unsafe context.pass.text($0.span) }
      }
    }
    unsafe XML_SetCdataSectionHandler(
      parser,
      { data in unsafe Context.call(data) { $0.pass.cdata(starts: true) } },
      { data in unsafe Context.call(data) { $0.pass.cdata(starts: false) } })
    unsafe XML_SetCommentHandler(parser) { data, _ in unsafe Context.call(data) { $0.pass.other() } }
    unsafe XML_SetProcessingInstructionHandler(parser) { data, _, _ in
      unsafe Context.call(data) { $0.pass.other() }
    }
    unsafe XML_SetStartNamespaceDeclHandler(parser) { data, prefix, name in
      unsafe Context.call(data) { unsafe $0.pass.namespace(prefix: XMLName(prefix), name: XMLName(name)) }
    }
    unsafe XML_SetXmlDeclHandler(parser) { data, _, encoding, _ in
      unsafe Context.call(data) {
        unsafe $0.pass.declaration(encoding: XMLName(encoding), at: $0.event.lowerBound)
      }
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, hasSubset in
      unsafe Context.call(data) { $0.pass.doctype(hasSubset: hasSubset != 0, at: $0.event.lowerBound) }
    }
    // Without this one, text would lose an entity that a file declares which is not read.
    unsafe XML_SetSkippedEntityHandler(parser) { data, _, _ in
      unsafe Context.call(data) {
        $0.pass.refuse(.svgEntityNotSupported, "the SVG uses an entity of its own", at: $0.event.lowerBound)
      }
    }
  }
}
