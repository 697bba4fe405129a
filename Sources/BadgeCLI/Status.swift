import ArgumentParser

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Publish the status lists, which say what is revoked and suspended.",
    discussion: """
      EXAMPLES
        badge status publish
      """,
    subcommands: [Publish.self])
}
