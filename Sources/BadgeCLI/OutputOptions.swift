import ArgumentParser
import Files

/// Where a command writes the one file that it makes.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("The file to make; - is standard output.", valueName: "file"))
  var output: Path = Path("-")

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  /// - Throws: ``CommandError``.
  func write(_ bytes: Span<UInt8>) throws(CommandError) {
    try OutputFile.write(bytes, to: output, overwrite: OutputFile.Overwrite(force: force))
  }
}
