import ArgumentParser
import Badge
import Files

/// Where the status lists of badges are.
struct StatusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A status list, or a folder of them; may be given several times.",
      discussion: """
        Whatever the files are called, a list is found by its id; index.json of the folder may name further ones. Links \
        are not followed. What is left out is told in a warning.
        """, valueName: "path"))
  var status: [Path] = []

  @Option(
    help: ArgumentHelp(
      "Accept status lists with so few entries, instead of 131072.", valueName: "number"))
  var minStatusListLength: Int?

  @Option(
    help: ArgumentHelp(
      "Remember in this folder how new each list was, and refuse older ones.", valueName: "folder"))
  var statusState: Path?

  func validate() throws {
    guard minStatusListLength ?? 1 >= 1 else {
      throw ValidationError("--min-status-list-length takes a number from 1.")
    }
  }

  /// Opens what was named. Lists are read when a badge needs them.
  ///
  /// - Throws: ``CommandError`` for a path that is not there.
  func open() throws(CommandError) -> OpenStatusLists {
    guard !status.isEmpty else { return OpenStatusLists(store: nil, state: nil) }
    let files = try StatusListFiles(status)
    let state: StatusStateFolder?
    if let statusState { state = try StatusStateFolder(statusState) } else { state = nil }
    return OpenStatusLists(
      store: StatusListStore(minimumLength: minStatusListLength ?? StatusBits.minimumLength, memory: state) {
        files.find($0)
      }, state: state)
  }
}

/// Status lists that can be asked for, and where is remembered what was seen of them.
struct OpenStatusLists {
  /// Nil where none were named.
  let store: StatusListStore?
  let state: StatusStateFolder?

  /// - Throws: ``CommandError`` where something that was seen could not be written down: what the verdicts say is true,
  ///   but the next run will not know of it.
  func finish() throws(CommandError) {
    if let failure = state?.failure { throw failure }
  }
}
