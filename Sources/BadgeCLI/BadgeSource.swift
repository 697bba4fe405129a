import Badge
import Files
import Glibc

/// The badges that a command line names: files, folders, files with a badge on each line, standard input.
final class BadgeSource: BatchSource, @unchecked Sendable {
  // Unchecked: the queue of a batch asks for one portion at a time, and no portion refers back here.

  /// What one worker takes at a time.
  enum Portion: Sendable {
    case files([Path])
    case lines(name: String, LineReader.Block)
    case failure(name: String, CommandError)
  }

  /// Files in one portion: enough that taking it costs nothing beside verifying, few enough that workers end together.
  private static let filesAtOnce = 16

  private var paths: ArraySlice<Path>
  private let readsLines: Bool
  private var walk: FolderWalk?
  private var reader: OpenReader?
  private var pending: Portion?
  /// Entries of folders that do not look like badges.
  private(set) var skipped = 0

  private final class OpenReader {
    let name: String
    var lines: LineReader

    init(name: String, _ lines: consuming LineReader) {
      self.name = name
      self.lines = lines
    }
  }

  /// - Parameter readsLines: whether every file, whatever its name, holds a badge on each line.
  init(_ paths: [Path], readsLines: Bool) {
    self.paths = paths[...]
    self.readsLines = readsLines
  }

  /// Whether a name in a folder is that of a badge.
  static func looksLikeBadge(_ name: Path) -> Bool {
    hasExtension(name, ["json", "jsonld", "jwt", "png", "svg"]) || looksLikeLines(name)
  }

  /// Whether a file holds a badge on each line.
  static func looksLikeLines(_ name: Path) -> Bool { hasExtension(name, ["jsonl", "ndjson"]) }

  private static func hasExtension(_ name: Path, _ extensions: [String]) -> Bool {
    extensions.contains { ending in
      let suffix = Array(("." + ending).utf8)
      return name.bytes.count > suffix.count
        && name.bytes.suffix(suffix.count).elementsEqual(suffix) { $0 | 0x20 == $1 | 0x20 }
    }
  }

  func next() -> Portion? {
    if let portion = pending {
      pending = nil
      return portion
    }
    var files: [Path] = []
    while files.count < Self.filesAtOnce {
      guard let portion = step(&files) else { break }
      guard files.isEmpty else {
        pending = portion
        break
      }
      return portion
    }
    return files.isEmpty ? nil : .files(files)
  }

  /// Goes on to the next badge file, which is added to `files`, or to a portion of another kind; nil at the end.
  private func step(_ files: inout [Path]) -> Portion? {
    while true {
      if let reader {
        do throws(CommandError) {
          if let block = try reader.lines.next() { return .lines(name: reader.name, block) }
          self.reader = nil
        } catch {
          self.reader = nil
          return .failure(name: reader.name, error)
        }
      }
      guard let path = nextPath() else { return nil }
      switch path {
      case .failure(let portion): return portion
      case .file(let path):
        guard readsLines || Self.looksLikeLines(path) else {
          files.append(path)
          if files.count == Self.filesAtOnce { return nil }
          continue
        }
        do throws(CommandError) {
          reader = OpenReader(name: path.text, LineReader(try InputFile(opening: path)))
        } catch {
          return .failure(name: path.text, error)
        }
      }
    }
  }

  private enum Step {
    case file(Path)
    case failure(Portion)
  }

  private func nextPath() -> Step? {
    while true {
      switch walk?.next() {
      case .file(let path): return .file(path)
      case .unreadable(let path, let error): return .failure(Self.unreadable(path, error))
      case nil:
        skipped += walk?.skipped ?? 0
        walk = nil
      }
      guard let path = paths.popFirst() else { return nil }
      guard !path.isStandardStream, Self.isFolder(path) else { return .file(path) }
      do throws(SystemError) {
        walk = try FolderWalk(path, where: Self.looksLikeBadge)
      } catch {
        return .failure(Self.unreadable(path, error))
      }
    }
  }

  private static func unreadable(_ path: Path, _ error: SystemError) -> Portion {
    .failure(
      name: path.text, CommandError(.fileUnreadable, "\(path) cannot be read: \(error.reason)"))
  }

  static func isFolder(_ path: Path) -> Bool {
    (try? FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NONBLOCK)) != nil
  }
}
