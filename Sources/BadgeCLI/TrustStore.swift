import Badge
import CanonicalJSON
import Files
import Glibc

/// The trust file's place.
enum TrustStore {
  /// `$XDG_CONFIG_HOME/badge/trust.json`, or the same under `~/.config`; nil where there is no home.
  static var defaultPath: Path? {
    if let folder = POSIX.environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return Path(folder).appending(Path("badge/trust.json"))
    }
    guard let home = POSIX.environment("HOME"), home.hasPrefix("/") else { return nil }
    return Path(home).appending(Path(".config/badge/trust.json"))
  }

  /// The local trust file that was named, or the one in the default place, or none.
  ///
  /// - Throws: ``CommandError`` where it is named and not there, or is no trust file.
  static func read(_ path: Path?) throws(CommandError) -> TrustFile? {
    guard let path = try existing(path) else { return nil }
    return try load(path)
  }

  /// The path of the file that was named, whether it is there or not, or that of the default place where there is one.
  static func existing(_ path: Path?) throws(CommandError) -> Path? {
    if let path { return path }
    guard let path = defaultPath, try InputFile.exists(path) else { return nil }
    return path
  }

  /// - Throws: ``CommandError``, also for a bundle, which is not changed but made anew.
  static func load(_ path: Path) throws(CommandError) -> TrustFile {
    let bytes = try contents(of: path)
    guard !TrustBundle.isBundle(bytes) else {
      throw CommandError(
        .trustFileInvalid, "\(path) is a trust bundle, which only its curator can change",
        hint: "change the local file that it was made from, and make a new one with badge trust export", status: .usage)
    }
    return try parse(bytes, path)
  }

  /// The bytes of a trust file or bundle.
  static func contents(of path: Path) throws(CommandError) -> [UInt8] {
    try InputFile.contents(of: path, limit: TrustFile.limits.bytes)
  }

  /// Reads a bundle, and asks of nobody that he signed it.
  static func bundle(_ bytes: [UInt8], _ path: Path) throws(CommandError) -> TrustBundle {
    do throws(TrustFileError) {
      return try TrustBundle(parsing: bytes)
    } catch {
      throw .trustFileInvalid(error, path)
    }
  }

  /// The file that a command works on: the one that was named, or the one in the default place.
  ///
  /// - Throws: ``CommandError`` where there is neither.
  static func place(_ path: Path?) throws(CommandError) -> Path {
    guard let place = path ?? defaultPath else {
      throw CommandError(
        .usage, "there is no place for a trust file: HOME is not set", hint: "name the file with --trust",
        status: .usage)
    }
    guard !place.isStandardStream else {
      throw CommandError(.usage, "a trust file has to be a file", hint: "name one with --trust", status: .usage)
    }
    return place
  }

  /// What commands change of a trust file.
  struct Entries {
    var name: String?
    var issuers: [TrustedIssuer]
    var contexts: [TrustedContext]
    var statusLists: [TrustedStatusList]
    var limits: TrustLimits
    var bundleVersion: Int?

    init(_ file: TrustFile?) {
      name = file?.name
      issuers = file?.issuers ?? []
      contexts = file?.contexts ?? []
      statusLists = file?.statusLists ?? []
      limits = file?.limits ?? TrustLimits()
      bundleVersion = file?.bundleVersion
    }

    /// - Throws: ``CommandError`` where they are no trust file any more.
    func file(at path: Path) throws(CommandError) -> TrustFile {
      do throws(TrustFileError) {
        return try TrustFile(
          name: name, issuers: issuers, contexts: contexts, statusLists: statusLists, limits: limits,
          bundleVersion: bundleVersion)
      } catch {
        throw .trustFileInvalid(error, path)
      }
    }
  }

  /// Changes a trust file, or makes it: the new one takes the old one's place whole, and whatever `change` does not touch
  /// stays. Two commands that change one file wait for each other.
  ///
  /// - Returns: the file's place.
  /// - Throws: ``CommandError``; the file then is as it was.
  static func edit(
    _ path: Path?, _ change: (inout Entries) throws(CommandError) -> Void
  ) throws(CommandError) -> Path {
    let place = try place(path)
    guard let (folder, _) = place.split else {
      throw CommandError(.outputNotRegular, "\(place) does not end in the name of a file", status: .usage)
    }
    let lock: FileDescriptor
    do throws(SystemError) {
      // The default place is ours to make; a folder that was named is not.
      if path == nil { try Folder.make(folder, mode: 0o700) }
      lock = try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
    } catch {
      throw CommandError(
        .outputUnwritable, "the folder \(folder) cannot be opened: \(error.reason)",
        hint: error.number == ENOENT ? "make the folder first" : nil)
    }
    lock.lock()
    let old = try InputFile.exists(place) ? try load(place) : nil
    var entries = Entries(old)
    try change(&entries)
    let bytes = try entries.file(at: place).serialized()
    // What a later command would refuse to read is not written.
    _ = try parse(bytes, place)
    try OutputFile.write(bytes.span, to: place, overwrite: .replace)
    _ = consume lock
    return place
  }

  static func parse(_ bytes: [UInt8], _ path: Path) throws(CommandError) -> TrustFile {
    do throws(TrustFileError) {
      return try TrustFile(parsing: bytes)
    } catch {
      throw .trustFileInvalid(error, path)
    }
  }
}

extension CommandError {
  static func trustFileInvalid(_ error: TrustFileError, _ path: Path) -> CommandError {
    CommandError(
      .trustFileInvalid, "\(path): \(Terminal.quote(error.description, columns: 600))",
      hint: "mend the file; with half a trust file nothing is verified")
  }
}

extension CommandError.Code {
  static let trustFileInvalid = Self(rawValue: "trust_file_invalid")
}
