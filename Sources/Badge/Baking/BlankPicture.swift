import CanonicalJSON
import Signing

/// A picture that badges are baked into, read once for all of them.
public struct BlankPicture: Sendable {
  /// The picture as it was given.
  public let bytes: [UInt8]
  /// SHA-256 of ``bytes``.
  public let digest: [UInt8]
  /// ``BadgeForm/png`` or ``BadgeForm/svg``.
  public var form: BadgeForm {
    switch content {
    case .png: .png
    case .svg: .svg
    }
  }

  private let content: Content

  private enum Content: Sendable {
    case png(PNGPicture)
    case svg(SVGPicture)
  }

  /// - Parameter replacing: whether credentials that the picture has already are left out of what is baked, those of Open
  ///   Badges 1 and 2 included. Otherwise such a picture is refused (`picture_already_baked`).
  /// - Throws: ``BakingError`` for a picture that nothing can be baked into.
  public init(_ bytes: [UInt8], replacing: Bool = false) throws(BakingError) {
    if try BadgePicture.pictureForm(bytes) == .png {
      let picture = try PNGPicture(bytes)
      try picture.requireBlank(replacing: replacing)
      content = .png(picture)
    } else {
      let picture = try SVGPicture(bytes)
      try picture.requireBlank(replacing: replacing)
      content = .svg(picture)
    }
    self.bytes = bytes
    digest = HashAlgorithm.sha256.digest(of: bytes)
  }

  /// The picture with a credential in it, which was read back from it byte by byte.
  ///
  /// Every other byte of the picture stays as it is. White space around a token is left out; JSON goes in as it is.
  /// - Parameter credential: a JSON object in UTF-8, or a token in compact form. Neither is verified here.
  /// - Throws: ``BakingError``: `credential_invalid`, `picture_too_large`, or `read_back_failed`.
  public func baking(_ credential: [UInt8]) throws(BakingError) -> [UInt8] {
    let token = UnwrappedBadge.token(in: credential)
    if token == nil { try Self.checkJSON(credential) }
    let text = token ?? credential
    let baked =
      switch content {
      case .png(let picture): picture.baking(text)
      case .svg(let picture): picture.baking(text, isToken: token != nil)
      }
    let limit = BadgePicture.byteLimit
    guard baked.count <= limit else {
      throw BakingError(.pictureTooLarge, "with the badge in it the picture is larger than \(limit >> 20) MiB")
    }
    let back = try BadgePicture.extract(from: baked)
    guard back.bytes == text, back.isToken == (token != nil) else {
      throw BakingError(.readBackFailed, "the badge did not come back out of the picture as it was")
    }
    return baked
  }

  private static func checkJSON(_ bytes: [UInt8]) throws(BakingError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw BakingError(
        .credentialInvalid, "what is to be baked is neither a token nor JSON: \(error.explanation)", at: error.offset)
    }
    guard document.kind(of: document.root) == .object else {
      throw BakingError(.credentialInvalid, "what is to be baked is JSON, but no object")
    }
  }
}
