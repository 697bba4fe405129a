import Badge
import Files
import Glibc

/// The folder of the lists, as the web server sees it.
struct PublishedLists: ~Copyable {
  /// The largest file that is read.
  static let limit = 8 << 20

  let folder: OutputFolder
  private let path: Path
  private let settings: RegisterSettings

  enum Content {
    case none
    /// One of ours, by what it says of itself.
    case list(edition: Int, StatusListCredential, bytes: [UInt8])
    /// It has the name of one of ours. The text says why it is none.
    case foreign(String)
  }

  init(_ register: Register) throws(RegisterError) {
    path = register.listFolder
    settings = register.settings
    do {
      folder = try OutputFolder(opening: path)
    } catch {
      throw RegisterError(
        .listUnwritable, "the folder of the lists, \(path.text), cannot be opened: \(error.reason)",
        remedy: error.number == ENOENT ? "make the folder" : "look at its permissions")
    }
  }

  /// What has the name of a list. Its signature is not looked at.
  func content(_ number: Int, _ purpose: ListRecord.Purpose) throws(RegisterError) -> Content {
    let name = Path(settings.listFileName(number, purpose))
    let bytes: [UInt8]?
    do {
      bytes = try folder.contents(of: name, limit: Self.limit)
    } catch {
      switch error.number {
      case ELOOP, EINVAL, ENXIO: return .foreign("it is no regular file")
      case EFBIG: return .foreign("it is too large for a status list")
      default: throw RegisterError(error, path.appending(name), doing: "read")
      }
    }
    guard let bytes else { return .none }
    guard let list = try? StatusListCredential(parsing: bytes) else { return .foreign("it is no status list") }
    guard let id = list.id, id.utf8.elementsEqual(settings.listURL(number, purpose).utf8) else {
      return .foreign("it is the list \(list.id ?? "without a name")")
    }
    guard list.issuer.utf8.elementsEqual(settings.issuer.utf8) else {
      return .foreign("it is a list of \(list.issuer)")
    }
    guard list.purposes == [purpose.purpose] else { return .foreign("it is a list for another purpose") }
    guard let edition = Self.edition(list.description) else { return .foreign("it has no edition") }
    return .list(edition: edition, list, bytes: bytes)
  }

  /// The same, and one of ours only if its signature holds.
  func verifiedContent(
    _ number: Int, _ purpose: ListRecord.Purpose, _ issuer: StatusListIssuer
  ) throws(RegisterError) -> (content: Content, bits: StatusBits?) {
    let content = try content(number, purpose)
    guard case .list(_, _, let bytes) = content else { return (content, nil) }
    let verdict = issuer.verdict(on: bytes)
    guard verdict.isVerified, let bits = verdict.bits else { return (.foreign("its signature does not hold"), nil) }
    return (content, bits)
  }

  /// The numbers of lists in the folder by the names of its files.
  func numbers() throws(RegisterError) -> [Int] {
    let entries: [Folder.Entry]
    do { entries = try Folder(reading: path).entries } catch { throw RegisterError(error, path, doing: "read") }
    var numbers: Set<Int> = []
    for entry in entries {
      let parts = entry.name.text.split(separator: "-", maxSplits: 1)
      guard parts.count == 2, let number = Int(parts[0]), number > 0, String(number) == parts[0] else { continue }
      if ListRecord.Purpose.allCases.contains(where: { parts[1] == "\($0.rawValue).json" }) { numbers.insert(number) }
    }
    return numbers.sorted()
  }

  func path(of name: String) -> Path { path.appending(Path(name)) }

  static func description(ofEdition edition: Int) -> String { "Edition \(edition)" }

  private static func edition(_ description: String?) -> Int? {
    guard let description, description.hasPrefix("Edition "), let edition = Int(description.dropFirst(8)), edition > 0,
      description == Self.description(ofEdition: edition)
    else { return nil }
    return edition
  }
}

extension ListRecord.Purpose {
  var purpose: StatusPurpose {
    switch self {
    case .revocation: .revocation
    case .suspension: .suspension
    }
  }
}

extension RegisterError {
  static func outdated(_ file: Path, _ published: Int, _ known: Int, _ register: Path) -> RegisterError {
    RegisterError(
      .outdated,
      "\(file.text) is edition \(published), and the register \(register.text) knows of \(known) only: the register is an "
        + "older copy, which does not know what was done since",
      remedy: "run badge doctor --mend, which takes over what the published lists say")
  }

  static func foreign(_ file: Path, _ reason: String) -> RegisterError {
    RegisterError(
      .listForeign, "\(file.text) has the name of a list of this register, and is none: \(reason)",
      remedy: "move it away, or replace it with badge status publish --force")
  }
}
