import ArgumentParser

/// The name of a file as the kernel takes it: bytes, of which only `/` and NUL mean anything.
struct Path: Hashable, Sendable {
  /// Without the terminating NUL.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(_ text: String) { bytes = Array(text.utf8) }

  /// `-`: standard input where a file is read, standard output where one is written.
  var isStandardStream: Bool { bytes == [UInt8(ascii: "-")] }

  /// The folder that holds the file, and the file's name in it; nil where the path ends in no name.
  var split: (folder: Path, name: Path)? {
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = Path(Array(bytes[(slash.map { $0 + 1 } ?? 0)...]))
    guard !name.bytes.isEmpty, name != Path("."), name != Path("..") else { return nil }
    switch slash {
    case nil: return (Path("."), name)
    case 0?: return (Path("/"), name)
    case let slash?: return (Path(Array(bytes[..<slash])), name)
    }
  }

  /// The path of an entry of this folder.
  func appending(_ name: Path) -> Path {
    let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return Path(bytes + separator + name.bytes)
  }

  /// The name as a report holds it; bytes that are not UTF-8 become U+FFFD there.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Path: CustomStringConvertible {
  /// The name as a terminal may show it.
  var description: String { Terminal.quote(text) }
}

extension Path: ExpressibleByArgument {
  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self = CommandLineBytes.original(of: argument).map(Path.init) ?? Path(argument)
  }

  static var defaultCompletionKind: CompletionKind { .file() }
}
