import ArgumentParser
import CanonicalJSON
import Files

struct Canonicalize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "canonicalize",
    abstract: "Write the RFC 8785 form of a JSON file.",
    discussion: """
      Prints the canonical bytes (JSON Canonicalization Scheme, RFC 8785) and nothing else, not even a line break at \
      the end: they are what a proof hashes. A file that is not strict I-JSON is refused with a code and the offset of \
      the byte at fault, counted from 0, and exit status 1.

      Limits: 8 MiB, 128 levels, 100,000 members in an object.

      EXAMPLES
        badge canonicalize alice.json | sha256sum
        curl -s https://example.org/badge.json | badge canonicalize -
        badge canonicalize alice.json -o alice.jcs
      """)

  @Argument(help: ArgumentHelp("The JSON file; - is standard input.", valueName: "file"))
  var file: Path

  @OptionGroup var output: OutputOptions

  func run() throws {
    let input = try InputFile(opening: file)
    let text = try input.contents()
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text)
    } catch {
      throw CommandError(error, in: input.name)
    }
    try output.write(document.canonicalBytes().span)
  }
}
