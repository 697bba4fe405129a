import Badge
import CanonicalJSON
import Files
import Glibc
import Signing
import Synchronization

/// The status lists in the files and folders that a command was given.
///
/// A list is found by its `id`, which is looked for in all files once, when the first list is asked for; or by the
/// folder's `index.json`, an object from the URLs from which lists were fetched to the names of files, or to objects with
/// `file` and `retrieved`. Whoever keeps that vouches for it. Nothing is opened outside the folders, and no link is
/// followed.
final class StatusListFiles: Sendable {
  private let files: [Path]
  private let folders: [IndexedFolder]
  /// Files by the SHA-256 of the `id` in them: what a stranger calls a list may be long.
  private let byID = Mutex<[[UInt8]: [Path]]?>(nil)

  /// - Throws: ``CommandError`` for a path that is not there or cannot be opened.
  init(_ paths: [Path]) throws(CommandError) {
    var files: [Path] = []
    var folders: [IndexedFolder] = []
    for path in paths {
      if BadgeSource.isFolder(path) {
        folders.append(IndexedFolder(path))
      } else {
        _ = try InputFile(opening: path)
        files.append(path)
      }
    }
    self.files = files
    self.folders = folders
  }

  /// The list under a URL.
  func find(_ url: [UInt8]) -> StatusListStore.Lookup {
    var found: (bytes: [UInt8], path: Path)?
    var seen = Set<Path>()
    var isIndexed = false
    var retrieved: Instant?
    do throws(CommandError) {
      for folder in folders {
        guard let path = try folder.path(of: url), seen.insert(path).inserted else { continue }
        found = try Self.joined(found, (try folder.contents(of: url), path))
        isIndexed = true
        // Of two times for the same bytes the later one is when they were last seen.
        if let time = folder.retrieved(url), retrieved.map({ $0 < time }) ?? true { retrieved = time }
      }
      for path in paths(withID: url) where seen.insert(path).inserted {
        found = try Self.joined(found, (try InputFile.contents(of: path), path))
      }
    } catch {
      return error.code == .statusListAmbiguous ? .ambiguous(error.message) : .unreadable(error.message)
    }
    return found.map { isIndexed ? .retrieved($0.bytes, at: retrieved) : .found($0.bytes) } ?? .missing
  }

  /// The same list twice is one; of two different ones nobody here can say which is right.
  private static func joined(
    _ first: (bytes: [UInt8], path: Path)?, _ second: (bytes: [UInt8], path: Path)
  ) throws(CommandError) -> (bytes: [UInt8], path: Path) {
    guard let first else { return second }
    guard first.bytes == second.bytes else {
      throw CommandError(.statusListAmbiguous, "in \(first.path) and in \(second.path)")
    }
    return first
  }

  private func paths(withID url: [UInt8]) -> [Path] {
    let key = HashAlgorithm.sha256.digest(of: url)
    return byID.withLock { known in
      let table = known ?? scan()
      known = table
      return table[key] ?? []
    }
  }

  // MARK: looking for identifiers

  private func scan() -> [[UInt8]: [Path]] {
    var table: [[UInt8]: [Path]] = [:]
    var leftOut = LeftOut()
    for path in files { Self.add(path, isNamed: true, to: &table, &leftOut) }
    for folder in folders {
      let index = folder.path.appending(IndexedFolder.indexName)
      var walk: FolderWalk
      do throws(SystemError) {
        walk = try FolderWalk(folder.path, where: { _ in true })
      } catch {
        Diagnostics.warn("\(folder.path) cannot be read: \(error.reason)")
        continue
      }
      while let step = walk.next() {
        switch step {
        case .file(let path):
          if path != index { Self.add(path, isNamed: Self.looksLikeList(path), to: &table, &leftOut) }
        case .unreadable(let path, let error): Diagnostics.warn("\(path) cannot be read: \(error.reason)")
        }
      }
      leftOut.links += walk.skipped
    }
    if let words = leftOut.words { Diagnostics.warn(words) }
    return table
  }

  /// - Parameter isNamed: whether somebody meant the file to be a list, and is told of it by name where it is none.
  private static func add(
    _ path: Path, isNamed: Bool, to table: inout [[UInt8]: [Path]], _ leftOut: inout LeftOut
  ) {
    do throws(CommandError) {
      guard isNamed ? true : try startsObject(path) else { return leftOut.others += 1 }
      let bytes = try InputFile.contents(of: path)
      if let id = StatusListStore.identifier(of: bytes) {
        table[HashAlgorithm.sha256.digest(of: id), default: []].append(path)
      } else if isNamed {
        leftOut.tell("\(path) is no JSON with an 'id'")
      } else {
        leftOut.others += 1
      }
    } catch {
      leftOut.tell(error.message)
    }
  }

  /// Whether a file may be a JSON object (RFC 8259, section 2): a folder may hold large files that are something else. What
  /// is larger than any list may be one, and is refused where it is read.
  private static func startsObject(_ path: Path) throws(CommandError) -> Bool {
    // What a run of this command writes under another name until it is whole.
    if let name = path.split?.name, name.bytes.starts(with: ".badge-".utf8), hasEnding(name, ".tmp") { return false }
    let file = try InputFile(opening: path)
    guard file.status?.size ?? 0 <= InputFile.defaultLimit else { return true }
    var bytes: [UInt8] = []
    while try file.read(upTo: 4096, into: &bytes) > 0 {
      if let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        return first == UInt8(ascii: "{")
      }
      guard bytes.count <= InputFile.defaultLimit else { return true }
    }
    return false
  }

  private static func looksLikeList(_ path: Path) -> Bool { hasEnding(path, ".json") || hasEnding(path, ".jsonld") }

  private static func hasEnding(_ path: Path, _ ending: String) -> Bool {
    path.bytes.count > ending.utf8.count && path.bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}

/// What a search for lists leaves alone. A newer list may be in it, so it is told, in one warning however much it is.
private struct LeftOut {
  private static let namesLimit = 10

  /// Files that are no JSON object with an `id`.
  var others = 0
  /// Links, pipes and the like.
  var links = 0
  private var named: [String] = []
  private var unnamed = 0

  /// Takes in what was to be a list.
  mutating func tell(_ message: String) {
    if named.count < Self.namesLimit { named.append(message) } else { unnamed += 1 }
  }

  /// nil where nothing was left alone.
  var words: String? {
    var parts = named
    if unnamed > 0 { parts.append("\(unnamed) more that cannot be used") }
    if others > 0 { parts.append("\(others) \(others == 1 ? "file that is" : "files that are") no JSON with an 'id'") }
    if links > 0 {
      parts.append(
        "\(links) \(links == 1 ? "link or special file, which is" : "links or special files, which are") not opened")
    }
    return parts.isEmpty ? nil : "left out in looking for status lists: \(parts.joined(separator: "; "))"
  }
}

/// A folder of lists with its `index.json`.
private struct IndexedFolder {
  static let indexName = Path("index.json")

  let path: Path
  /// What the index says of a list, by the URL of the list.
  private let index: [[UInt8]: Entry]

  private struct Entry {
    /// The names of the file, from the folder down; nil for what is no name of a file in it.
    let names: [Path]?
    let retrieved: Instant?
  }

  /// An index that cannot be used is told and left out: lists are then found by their `id` alone.
  init(_ path: Path) {
    self.path = path
    index = Self.readIndex(path) ?? [:]
  }

  /// The path of the file that the index gives to a list; nil where it gives none.
  ///
  /// - Throws: ``CommandError`` where what it gives is no file in the folder.
  func path(of url: [UInt8]) throws(CommandError) -> Path? {
    guard let entry = index[url] else { return nil }
    guard let names = entry.names else {
      throw CommandError(.fileUnreadable, "index.json of \(path) names no file in the folder for it")
    }
    return names.reduce(path) { $0.appending($1) }
  }

  /// When the list was fetched, where the index says it.
  func retrieved(_ url: [UInt8]) -> Instant? { index[url]?.retrieved }

  /// - Throws: ``CommandError`` where the file is not there, or a link.
  func contents(of url: [UInt8]) throws(CommandError) -> [UInt8] {
    guard let names = index[url]?.names else { throw CommandError(.fileUnreadable, "index.json does not name it") }
    return try Self.contents(of: names, in: path)
  }

  private static func contents(of names: [Path], in path: Path) throws(CommandError) -> [UInt8] {
    let name = names.reduce(path) { $0.appending($1) }.description
    let file: FileDescriptor
    do throws(SystemError) {
      var folder = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
      for below in names.dropLast() {
        let next = try FileDescriptor(opening: below, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, in: folder)
        folder = next
      }
      file = try FileDescriptor(
        opening: names.last ?? indexName, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, in: folder)
    } catch {
      let reason = error.number == ELOOP ? "it is a link, which is not followed" : error.reason
      throw CommandError(.fileUnreadable, "\(name) cannot be read: \(reason)")
    }
    return try InputFile(file, named: name).contents()
  }

  /// Nil where there is no index, or none that can be used.
  private static func readIndex(_ path: Path) -> [[UInt8]: Entry]? {
    guard let folder = try? FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY),
      (try? folder.status(ofEntry: indexName)) ?? nil != nil
    else { return nil }
    func refuse(_ why: String) -> [[UInt8]: Entry]? {
      Diagnostics.warn("index.json of \(path) is not used: \(why)")
      return nil
    }
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try contents(of: [indexName], in: path)
    } catch {
      return refuse(error.message)
    }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      return refuse(error.description)
    }
    guard document.kind(of: document.root) == .object else { return refuse("it is no object") }
    var index: [[UInt8]: Entry] = [:]
    for member in document.members(of: document.root) {
      let url = document.text(at: member.name).map { Array($0.utf8) } ?? []
      index[url] = entry(member.value, document)
    }
    return index
  }

  /// The name of a file, or an object with it. A time that is none is no vouching for the file.
  private static func entry(_ value: JSONDocument.Node, _ document: JSONDocument) -> Entry {
    guard document.kind(of: value) == .object else {
      return Entry(names: document.text(at: value).flatMap(names), retrieved: nil)
    }
    let file = document.member("file", of: value).flatMap { document.text(at: $0) }
    guard let retrieved = document.member("retrieved", of: value) else {
      return Entry(names: nil, retrieved: nil)
    }
    let time = document.text(at: retrieved).flatMap { Instant($0) }
    return Entry(names: time == nil ? nil : file.flatMap(names), retrieved: time)
  }

  /// The names between the slashes; nil where one of them is no name of an entry.
  private static func names(_ text: String) -> [Path]? {
    let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Path(Array($0)) }
    let isSound = names.allSatisfy { name in
      !name.bytes.isEmpty && name != Path(".") && name != Path("..") && !name.bytes.contains(0)
    }
    return isSound && names.count <= FolderWalk.depthLimit ? names : nil
  }
}

extension CommandError.Code {
  fileprivate static let statusListAmbiguous = Self(rawValue: "status_list_ambiguous")
}
