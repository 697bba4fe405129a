import ArgumentParser
import Badge
import CanonicalJSON
import Files

/// The picture that a badge is baked into.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Bake into this PNG or SVG picture, which itself stays as it is.", valueName: "file"),
    completion: .file(extensions: ["png", "svg"]))
  var image: Path?

  @Flag(help: "Bake into an SVG picture that is drawn with the names of the achievement and the issuer.")
  var draw = false

  func validate() throws {
    guard image == nil || !draw else { throw ValidationError("--image and --draw exclude each other") }
  }

  /// - Parameter replacing: whether badges that the picture has are taken out of it.
  /// - Returns: nil where no picture is asked for.
  /// - Throws: ``CommandError`` for a picture that nothing can be baked into.
  func source(replacing: Bool = false) throws(CommandError) -> PictureSource? {
    guard let image else { return draw ? .drawn : nil }
    let bytes = try InputFile.contents(of: image, limit: BadgePicture.byteLimit)
    do throws(BakingError) {
      return .image(try BlankPicture(bytes, replacing: replacing))
    } catch {
      throw CommandError(error, in: image)
    }
  }
}

/// Where the pictures of one or many badges come from.
enum PictureSource: Sendable {
  /// One for all.
  case image(BlankPicture)
  case drawn

  var form: BadgeForm {
    switch self {
    case .image(let picture): picture.form
    case .drawn: .svg
    }
  }

  /// - Throws: ``CommandError``.
  func picture(achievement: String, issuer: String) throws(CommandError) -> BlankPicture {
    if case .image(let picture) = self { return picture }
    do throws(BakingError) {
      return try BlankPicture(DefaultPicture.svg(achievement: achievement, issuer: issuer))
    } catch {
      throw CommandError(
        .internalError, "the picture that was drawn is none: \(error)", hint: "please report this as a defect of badge")
    }
  }

  /// The picture of a filled template.
  ///
  /// - Throws: ``CommandError``.
  func picture(for credential: JSONValue) throws(CommandError) -> BlankPicture {
    let achievement = credential["credentialSubject"]?["achievement"]?["name"] ?? credential["name"]
    return try picture(achievement: Self.text(achievement), issuer: Self.text(credential["issuer"]?["name"]))
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { text } else { "" }
  }
}

extension BlankPicture? {
  /// The bytes of the file that a badge becomes.
  ///
  /// - Throws: ``CommandError``.
  func file(of badge: [UInt8]) throws(CommandError) -> [UInt8] {
    guard let picture = self else { return badge }
    do throws(BakingError) {
      return try picture.baking(badge)
    } catch {
      throw CommandError(error)
    }
  }
}

extension CommandError {
  /// Why a badge does not go into a picture, or does not come out of one.
  ///
  /// - Parameter file: the file at fault, where one is.
  init(_ error: BakingError, in file: Path? = nil) {
    let message = Terminal.quote(error.description, columns: 600)
    self.init(
      Code(rawValue: error.code.rawValue), file.map { "\($0): \(message)" } ?? message, hint: error.code.hint,
      status: error.isUndecided ? .undetermined : error.code == .readBackFailed ? .failed : .rejected)
  }
}

extension BakingError.Code {
  fileprivate var hint: String? {
    switch self {
    case .pictureAlreadyBaked: "take the picture as it was without a badge, or badge bake --replace"
    case .badgeMissing:
      "programs that save a picture again leave the badge out: ask for the file as its issuer made it"
    case .pictureTooLarge: "make the picture smaller"
    case .pictureNotSupported: "save the picture as PNG or SVG"
    default: nil
    }
  }
}
