/// Pictures that carry a credential (Open Badges 3.0, "Baked Badge"): reading it, and putting it in.
///
/// The picture itself is neither decoded nor signed: it says nothing about the badge.
public enum BadgePicture {
  /// The largest picture, in bytes.
  public static let byteLimit = 8 << 20
  /// The most chunks of a PNG.
  public static let chunkLimit = 10_000
  /// How deeply the elements of an SVG may nest.
  public static let depthLimit = 256
  /// The most attributes of one element of an SVG.
  public static let attributeLimit = 1_024
  /// The longest name of a namespace in an SVG, in bytes.
  public static let namespaceLimit = 1_024

  /// Whether bytes look like a picture, by their first ones: ``BadgeForm/png``, ``BadgeForm/svg`` or nil.
  ///
  /// Anything that starts with `<` counts as SVG, since neither JSON nor a token does, and so does XML in UTF-16, which is
  /// then refused for it.
  public static func form(of bytes: [UInt8]) -> BadgeForm? {
    if bytes.starts(with: PNGPicture.signature) { return .png }
    if SVGReader.isUTF16(bytes) { return .svg }
    let start = bytes.starts(with: SVGReader.byteOrderMark) ? SVGReader.byteOrderMark.count : 0
    let first = bytes[start...].first { !UnwrappedBadge.isWhiteSpace($0) }
    return first == UInt8(ascii: "<") ? .svg : nil
  }

  /// The credential in a picture. There has to be exactly one.
  public static func extract(from picture: [UInt8]) throws(BakingError) -> UnwrappedBadge {
    let form = try pictureForm(picture)
    return form == .png ? try PNGPicture(picture).badge() : try SVGPicture(picture).badge()
  }

  /// A picture with a credential in it, which was read back from it byte by byte.
  ///
  /// Every other byte of the picture stays as it is. White space around a token is left out; JSON goes in as it is.
  /// - Parameters:
  ///   - credential: a JSON object in UTF-8, or a token in compact form. Neither is verified here.
  ///   - picture: a PNG or an SVG.
  ///   - replacing: whether credentials that the picture has already are taken out, those of Open Badges 1 and 2
  ///     included. Otherwise such a picture is refused (`picture_already_baked`).
  public static func bake(
    _ credential: [UInt8], into picture: [UInt8], replacing: Bool = false
  ) throws(BakingError) -> [UInt8] {
    try BlankPicture(picture, replacing: replacing).baking(credential)
  }

  /// - Throws: ``BakingError`` for bytes that are no picture, or too many.
  static func pictureForm(_ picture: [UInt8]) throws(BakingError) -> BadgeForm {
    guard picture.count <= byteLimit else {
      throw BakingError(.pictureTooLarge, "the picture is larger than \(byteLimit >> 20) MiB")
    }
    guard let form = form(of: picture) else {
      throw BakingError(.pictureNotSupported, "this is neither a PNG nor an SVG picture")
    }
    return form
  }
}
