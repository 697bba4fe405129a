public import ArgumentParser
public import Files

extension Path {
  /// `-`: standard input where a file is read, standard output where one is written.
  var isStandardStream: Bool { bytes == [UInt8(ascii: "-")] }
}

extension Path: CustomStringConvertible {
  /// The name as a terminal may show it.
  public var description: String { Terminal.quote(text) }
}

extension Path: ExpressibleByArgument {
  public init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self = CommandLineBytes.original(of: argument).map(Path.init) ?? Path(argument)
  }

  public static var defaultCompletionKind: CompletionKind { .file() }
}
