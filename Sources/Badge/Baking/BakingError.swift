/// Why no credential was taken out of a picture, or none baked into it.
public struct BakingError: Error, Hashable, Sendable {
  /// One way to fail; the raw value is the identifier in machine-readable output. They are stable.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// More bytes than ``BadgePicture/byteLimit``, before or after baking.
    case pictureTooLarge = "picture_too_large"
    /// Neither PNG nor SVG.
    case pictureNotSupported = "picture_not_supported"

    /// Not what PNG asks for: signature, order, lengths, a chunk's fields.
    case pngInvalid = "png_invalid"
    /// The bytes end before the picture does.
    case pngTruncated = "png_truncated"
    /// A chunk whose CRC is wrong.
    case pngChecksumWrong = "png_checksum_wrong"
    /// More chunks than ``BadgePicture/chunkLimit``.
    case pngTooManyChunks = "png_too_many_chunks"

    /// No well-formed XML, or its root is no `svg`.
    case svgInvalid = "svg_invalid"
    /// Text that is not UTF-8.
    case svgEncodingNotSupported = "svg_encoding_not_supported"
    /// A document type declaration with declarations in it.
    case svgDoctypeNotSupported = "svg_doctype_not_supported"
    /// An entity beside the five of XML.
    case svgEntityNotSupported = "svg_entity_not_supported"
    /// Elements nested deeper than ``BadgePicture/depthLimit``.
    case svgTooDeep = "svg_too_deep"
    /// An element with more attributes, or a namespace with a longer name, than any picture needs.
    case svgTooManyAttributes = "svg_too_many_attributes"

    /// A picture, and nothing baked into it.
    case badgeMissing = "badge_missing"
    /// A badge of Open Badges 1 or 2, which Badge does not verify.
    case olderOpenBadge = "older_open_badge"
    /// More than one credential.
    case badgeRepeated = "badge_repeated"
    /// A credential at a place where the specification has none.
    case badgeMisplaced = "badge_misplaced"
    /// A compressed chunk.
    case badgeCompressed = "badge_compressed"
    /// A token and a body in one element.
    case badgeAmbiguous = "badge_ambiguous"
    /// Under the name of a credential there is none: its fields are broken, or it is neither JSON nor a token.
    case badgeMalformed = "badge_malformed"

    /// What is to be baked is no JSON object and no token.
    case credentialInvalid = "credential_invalid"
    /// The picture has a credential already, and nobody said to replace it.
    case pictureAlreadyBaked = "picture_already_baked"
    /// What was baked did not come back as it was.
    case readBackFailed = "read_back_failed"
  }

  public var code: Code
  /// One sentence for a person. It holds no text of the picture but the address of an older badge, which is foreign
  /// text and cut.
  public var message: String
  /// The 0-based byte offset of the place in the picture, where there is one.
  public var offset: Int?

  public init(_ code: Code, _ message: String, at offset: Int? = nil) {
    self.code = code
    self.message = message
    self.offset = offset
  }

  /// Whether nothing is wrong with the badge but that it is of a kind that is not verified: undetermined, not rejected.
  public var isUndecided: Bool { code == .olderOpenBadge }
}

extension BakingError: CustomStringConvertible {
  public var description: String { offset.map { "\(message), at byte \($0)" } ?? message }
}
