import Badge
import Files
import Glibc
import Signing

/// What was seen of trust bundles in earlier runs: a file for each name and curator, which appears whole or not at all.
struct TrustStateFolder {
  let path: Path

  init(_ path: Path) { self.path = path }

  /// Compares a bundle with the newest one that was seen, and remembers it where it is newer. Two processes wait for each
  /// other.
  ///
  /// - Throws: a `Reason` as ``TrustBundleRecord/check(_:)`` does, and with `trust_state_invalid` where what is remembered
  ///   cannot be read or written: a bundle of which nobody knows whether it is an old one is not used.
  func take(_ record: TrustBundleRecord) throws(Reason) {
    let lock: FileDescriptor
    do throws(SystemError) {
      try Folder.make(path, mode: 0o700)
      lock = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
    } catch {
      throw Self.unusable("the folder \(path) cannot be used: \(error.reason)")
    }
    lock.lock()
    let name = Self.name(record)
    let place = path.appending(name)
    let known: Bool
    do throws(SystemError) {
      known = try lock.status(ofEntry: name) != nil
    } catch {
      throw Self.unusable("\(place) cannot be looked for: \(error.reason)")
    }
    if known {
      let seen = try Self.read(place)
      guard seen.curator.utf8.elementsEqual(record.curator.utf8), seen.name.utf8.elementsEqual(record.name.utf8) else {
        throw Self.unusable("\(place) is of another trust bundle")
      }
      try seen.check(record)
      guard record.newest > seen.newest else { return }
    }
    do throws(CommandError) {
      try OutputFile.write(record.serialized().span, to: place, access: .ownerOnly, overwrite: .replace)
    } catch {
      throw Self.unusable(error.message)
    }
    _ = consume lock
  }

  private static func read(_ place: Path) throws(Reason) -> TrustBundleRecord {
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try InputFile.contents(of: place)
    } catch {
      throw unusable(error.message)
    }
    return try TrustBundleRecord(parsing: bytes)
  }

  private static func unusable(_ why: String) -> Reason { Reason(.trustStateInvalid, why) }

  /// No identifier holds a NUL, so no two pairs have one name.
  private static func name(_ record: TrustBundleRecord) -> Path {
    let digest = HashAlgorithm.sha256.digest(of: Array(record.curator.utf8) + [0] + Array(record.name.utf8))
    return Path("bundle-" + HexText.lowercase(digest) + ".json")
  }
}
