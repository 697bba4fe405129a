import Badge
import Files
import Glibc
import Signing
import Synchronization

/// What was seen of status lists in earlier runs: a file for each list, which appears whole or not at all.
final class StatusStateFolder: StatusListMemory {
  private let path: Path
  private let failures = Mutex<CommandError?>(nil)

  /// Makes the folder where it is missing.
  ///
  /// - Throws: ``CommandError`` where that is not possible.
  init(_ path: Path) throws(CommandError) {
    self.path = path
    do throws(SystemError) {
      try Folder.make(path, mode: 0o700)
      _ = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
    } catch {
      throw CommandError(.outputUnwritable, "the folder \(path) cannot be used: \(error.reason)")
    }
  }

  /// The first record that could not be written.
  var failure: CommandError? { failures.withLock { $0 } }

  func recall(issuer: [UInt8], url: [UInt8]) -> StatusListRecollection {
    let name = Self.name(issuer, url)
    do throws(CommandError) {
      guard try exists(name) else { return .nothing }
      let bytes = try InputFile.contents(of: path.appending(name))
      do throws(Reason) {
        let record = try StatusListRecord(parsing: bytes)
        guard record.issuer.utf8.elementsEqual(issuer), record.url.utf8.elementsEqual(url) else {
          return .damaged("\(path.appending(name)) is of another status list")
        }
        return .record(record)
      } catch {
        return .damaged("\(path.appending(name)): \(error.message)")
      }
    } catch {
      return .damaged(error.message)
    }
  }

  func remember(_ record: StatusListRecord) {
    let issuer = Array(record.issuer.utf8)
    let url = Array(record.url.utf8)
    do throws(CommandError) {
      // Another process may have seen a newer list since: what it knows is kept too.
      let lock: FileDescriptor
      do throws(SystemError) {
        lock = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
      } catch {
        throw CommandError(.outputUnwritable, "the folder \(path) cannot be opened: \(error.reason)")
      }
      lock.lock()
      var merged = record
      switch recall(issuer: issuer, url: url) {
      case .nothing: break
      case .record(let other): merged = record.merged(with: other)
      case .damaged(let why): throw CommandError(.outputUnwritable, why)
      }
      try OutputFile.write(
        merged.serialized().span, to: path.appending(Self.name(issuer, url)), access: .ownerOnly, overwrite: .replace)
      _ = consume lock
    } catch {
      failures.withLock { if $0 == nil { $0 = error } }
    }
  }

  /// Not being allowed to look is no no.
  private func exists(_ name: Path) throws(CommandError) -> Bool {
    do throws(SystemError) {
      return try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY).status(ofEntry: name) != nil
    } catch {
      throw CommandError(.fileUnreadable, "\(path.appending(name)) cannot be looked for: \(error.reason)")
    }
  }

  /// No identifier holds a NUL, so no two pairs have one name.
  private static func name(_ issuer: [UInt8], _ url: [UInt8]) -> Path {
    Path(HexText.lowercase(HashAlgorithm.sha256.digest(of: issuer + [0] + url)) + ".json")
  }
}
