import Badge
import CanonicalJSON
import Files
import Glibc
import Signing
import Synchronization

/// The status lists in the files and folders that a command was given.
///
/// A list is found by its `id`, which is looked for in all files once, when the first list is asked for; or by the
/// folder's `index.json`, an object from the URLs of lists to the names of files. Nothing is opened outside the folders,
/// and no link is followed.
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
    do throws(CommandError) {
      for folder in folders {
        guard let path = try folder.path(of: url), seen.insert(path).inserted else { continue }
        found = try Self.joined(found, (try folder.contents(of: url), path))
      }
      for path in paths(withID: url) where seen.insert(path).inserted {
        found = try Self.joined(found, (try InputFile.contents(of: path), path))
      }
    } catch {
      return error.code == .statusListAmbiguous ? .ambiguous(error.message) : .unreadable(error.message)
    }
    return found.map { .found($0.bytes) } ?? .missing
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
    var others = 0
    for path in files { Self.add(path, to: &table, &others) }
    for folder in folders {
      var walk: FolderWalk
      do throws(SystemError) {
        walk = try FolderWalk(folder.path, where: Self.looksLikeList)
      } catch {
        Diagnostics.warn("\(folder.path) cannot be read: \(error.reason)")
        continue
      }
      while let step = walk.next() {
        switch step {
        case .file(let path): Self.add(path, to: &table, &others)
        case .unreadable(let path, let error): Diagnostics.warn("\(path) cannot be read: \(error.reason)")
        }
      }
    }
    if others > 0 {
      let what = others == 1 ? "file is" : "files are"
      Diagnostics.warn("\(others) \(what) no JSON with an 'id', so nothing is found in them by it")
    }
    return table
  }

  private static func add(_ path: Path, to table: inout [[UInt8]: [Path]], _ others: inout Int) {
    do throws(CommandError) {
      let bytes = try InputFile.contents(of: path)
      guard let id = StatusListStore.identifier(of: bytes) else {
        others += 1
        return
      }
      table[HashAlgorithm.sha256.digest(of: id), default: []].append(path)
    } catch {
      Diagnostics.warn("left out: \(error.message)")
    }
  }

  private static func looksLikeList(_ name: Path) -> Bool {
    let bytes = name.bytes
    return name != IndexedFolder.indexName
      && [".json", ".jsonld"].contains {
        bytes.count > $0.utf8.count && bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
      }
  }
}

/// A folder of lists with its `index.json`.
private struct IndexedFolder {
  static let indexName = Path("index.json")

  let path: Path
  /// The names of a list's file, from the folder down, by the URL of the list; nil for what is no name of a file in it.
  private let index: [[UInt8]: [Path]?]

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
    guard let names = entry else {
      throw CommandError(.fileUnreadable, "index.json of \(path) names no file in the folder for it")
    }
    return names.reduce(path) { $0.appending($1) }
  }

  /// - Throws: ``CommandError`` where the file is not there, or a link.
  func contents(of url: [UInt8]) throws(CommandError) -> [UInt8] {
    guard let names = index[url] ?? nil else { throw CommandError(.fileUnreadable, "index.json does not name it") }
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
  private static func readIndex(_ path: Path) -> [[UInt8]: [Path]?]? {
    guard let folder = try? FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY),
      (try? folder.status(ofEntry: indexName)) ?? nil != nil
    else { return nil }
    func refuse(_ why: String) -> [[UInt8]: [Path]?]? {
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
    var index: [[UInt8]: [Path]?] = [:]
    for member in document.members(of: document.root) {
      let url = document.text(at: member.name).map { Array($0.utf8) } ?? []
      index[url] = .some(document.text(at: member.value).flatMap(names))
    }
    return index
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
