import ArgumentParser
import Badge
import Files

extension Trust {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Show what changed from one trust file or bundle to another.",
      discussion: """
        Nobody is asked who signed what: badge trust verify does that. A line starts with + for what is new, - for what \
        is gone, ~ for what changed, and = for what was retrieved again and is the same.

        EXAMPLES
          badge trust diff unis-6.json unis-7.json
        """)

    @Argument(help: ArgumentHelp("The older trust file or bundle.", valueName: "file"))
    var old: Path

    @Argument(help: ArgumentHelp("The newer one.", valueName: "file"))
    var new: Path

    func run() throws {
      let difference = TrustDifference(
        from: try TrustStore.unverified(old).file, to: try TrustStore.unverified(new).file)
      try StandardOutput.write(difference.text)
      if difference.isEmpty { Diagnostics.write("no difference\n") }
    }
  }
}

extension TrustStore {
  /// The contents of a trust file or bundle, to look at.
  ///
  /// - Throws: ``CommandError``.
  static func unverified(_ path: Path) throws(CommandError) -> (file: TrustFile, bytes: [UInt8]) {
    let bytes = try contents(of: path)
    return (
      TrustBundle.isBundle(bytes) ? try bundle(bytes, path).unverifiedContents : try parse(bytes, path), bytes
    )
  }
}
