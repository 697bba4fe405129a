/// Why a text is not a JSON document that Badge reads, and where.
///
/// `offset` is a 0-based byte offset into the text that was parsed. The code is stable: it stands in reports and in
/// test vectors.
public struct JSONError: Error, Hashable, Sendable {
  /// One way for a text to fail; the raw value is the identifier in machine-readable output.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// Nothing but white space: RFC 8259 section 2 asks for one value.
    case emptyInput = "json_empty"
    /// More bytes than ``JSONLimits/bytes``.
    case tooLarge = "json_too_large"
    /// Arrays and objects nested deeper than ``JSONLimits/depth``.
    case tooDeep = "json_too_deep"
    /// More members in one object than ``JSONLimits/members``.
    case tooManyMembers = "json_too_many_members"
    /// A byte order mark, which RFC 8259 section 8.1 forbids.
    case byteOrderMark = "json_byte_order_mark"
    /// Bytes that are not UTF-8 (RFC 3629): overlong, truncated, surrogates, above U+10FFFF.
    case invalidUTF8 = "json_invalid_utf8"
    /// A `\uD800` to `\uDFFF` escape without its other half (RFC 7493 section 2.1).
    case loneSurrogate = "json_lone_surrogate"
    /// A code point that Unicode reserves as a noncharacter (RFC 7493 section 2.1).
    case noncharacter = "json_noncharacter"
    /// A byte that the grammar of RFC 8259 does not allow there.
    case unexpectedByte = "json_unexpected_byte"
    /// The text stops inside a value.
    case unexpectedEnd = "json_unexpected_end"
    /// Something follows the value.
    case trailingBytes = "json_trailing_bytes"
    /// U+0000 to U+001F inside a string, unescaped (RFC 8259 section 7).
    case controlCharacter = "json_control_character"
    /// A backslash that starts none of the escapes of RFC 8259 section 7.
    case invalidEscape = "json_invalid_escape"
    /// A number that the grammar of RFC 8259 section 6 does not allow.
    case invalidNumber = "json_invalid_number"
    /// A number beyond the largest IEEE 754 double (RFC 7493 section 2.2).
    case numberOverflow = "json_number_overflow"
    /// Two members of one object have the same name after unescaping (RFC 7493 section 2.3).
    case duplicateName = "json_duplicate_name"
    /// A value was asked for as a string and is none.
    case notAString = "json_not_a_string"
  }

  public var code: Code
  /// Byte offset, 0-based, of the first byte that is at fault.
  public var offset: Int

  public init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }
}

extension JSONError: CustomStringConvertible {
  /// One sentence for a person, without any text of the input.
  public var description: String { "\(explanation), at byte \(offset)" }

  /// What is wrong, without the place.
  public var explanation: String {
    switch code {
    case .emptyInput: "there is no JSON value"
    case .tooLarge: "the text is larger than the limit"
    case .tooDeep: "arrays and objects are nested too deeply"
    case .tooManyMembers: "an object has too many members"
    case .byteOrderMark: "the text starts with a byte order mark; save it as UTF-8 without one"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .loneSurrogate: "a \\u escape names half of a surrogate pair"
    case .noncharacter: "a string holds a Unicode noncharacter"
    case .unexpectedByte: "this byte cannot stand here in JSON"
    case .unexpectedEnd: "the text ends inside a value"
    case .trailingBytes: "something follows the JSON value"
    case .controlCharacter: "a string holds a control character that is not escaped"
    case .invalidEscape: "a backslash starts no JSON escape"
    case .invalidNumber: "this is not a JSON number"
    case .numberOverflow: "a number is too large for a double"
    case .duplicateName: "an object has two members with this name"
    case .notAString: "a string was expected"
    }
  }
}
