import ArgumentParser
import Badge
import Files

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Take a badge out of a picture.",
    discussion: """
      Writes the badge as it is baked into a PNG or SVG picture, byte for byte: JSON, or a JSON Web Token. Nothing is \
      verified, and nothing of the picture is shown. badge verify takes the picture itself.

      A picture with more than one badge, or with something under a badge's name that is none, is refused with exit status \
      1, and so is one without any badge. Badges of Open Badges 1 and 2 are told, with exit status 3.

      On a terminal, characters that it would act upon are escapes.

      EXAMPLES
        badge extract alice.png -o alice.json
        badge extract alice.svg | badge canonicalize -
        badge extract - < alice.png
      """)

  @Argument(help: ArgumentHelp("The picture; - is standard input.", valueName: "picture"), completion: .file())
  var picture: Path

  @OptionGroup var output: OutputOptions

  func run() throws {
    let bytes = try InputFile.contents(of: picture, limit: BadgePicture.byteLimit)
    let badge: UnwrappedBadge
    do throws(BakingError) {
      badge = try BadgePicture.extract(from: bytes)
    } catch {
      throw CommandError(error, in: picture)
    }
    try write(badge)
    for note in badge.notes { Diagnostics.warn("\(picture): \(note.message)") }
    Diagnostics.write(
      Terminal.row(
        "took ",
        "\(badge.isToken ? "a JSON Web Token" : "JSON") out of \(picture)"
          + (output.output.isStandardStream ? "" : " into \(output.output)") + "; it is not verified", hanging: 2)
        + "\n")
  }

  private func write(_ badge: UnwrappedBadge) throws(CommandError) {
    let isShown = output.output.isStandardStream && FileDescriptor.standardOutput.isTerminal
    guard isShown else { return try output.write(badge.bytes.span) }
    // What is no UTF-8 is no JSON either, and nothing to be shown.
    let text = String(decoding: badge.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Terminal.quote(String($0), columns: .max)
    }
    try output.write(Array(lines.joined(separator: "\n").utf8).span)
  }
}
