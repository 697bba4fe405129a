import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files

/// Badges that a command works on: identifiers, files, or a list of identifiers.
struct BadgeReferenceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Badges: identifiers, or files; - is standard input with an identifier on each line.", valueName: "id or file"),
    completion: .file())
  var badges: [String] = []

  @Option(
    help: ArgumentHelp("Take the identifiers from the column 'id' of this CSV file.", valueName: "file"))
  var csv: Path?

  /// The identifiers, each once, in their order.
  ///
  /// - Throws: ``CommandError``, with `usage` where there are none.
  func ids(in register: Register) throws(CommandError) -> [String] {
    var ids: [String] = []
    for badge in badges {
      if badge == "-" {
        ids += try BadgeReference.lines(try InputFile.contents(of: Path(badge)))
      } else {
        ids.append(try BadgeReference.id(badge, in: register))
      }
    }
    if let csv { ids += try BadgeReference.column(of: csv) }
    guard !ids.isEmpty else {
      throw CommandError(
        .usage, "no badge is named", hint: "name identifiers or files; badge list shows the identifiers",
        status: .usage)
    }
    var seen: Set<[UInt8]> = []
    return ids.filter { seen.insert(Array($0.utf8)).inserted }
  }
}

/// What names a badge of a register.
enum BadgeReference {
  /// The identifier that an argument is, or that stands in the file that it names. A URL is an identifier; a file of such a
  /// name is `./name`.
  ///
  /// - Throws: ``CommandError``; with `badge_changed` where the file is not the badge that was issued under its
  ///   identifier, since anybody can write one that holds another badge's.
  static func id(_ argument: String, in register: Register) throws(CommandError) -> String {
    if URLSyntax.isAbsolute(argument) { return argument }
    guard let path = Path(argument: argument) else {
      throw CommandError(
        .usage, "an empty argument names no badge", hint: "name an identifier or a file", status: .usage)
    }
    let bytes = try InputFile.contents(of: path)
    let badge: UnverifiedCredential
    do {
      badge = try UnverifiedCredential(parsing: bytes)
    } catch {
      throw CommandError(error, in: path.description)
    }
    guard let id = badge.id else {
      throw CommandError(.badgeChanged, "\(path) is a badge without an identifier", status: .rejected)
    }
    do throws(RegisterError) {
      guard try register.badge(id) != nil else {
        throw RegisterError(.badgeUnknown, "the register has no badge '\(id)', which is the one of \(path.text)")
      }
      guard try isSame(register.signedBytes(of: id), badge.document) else {
        throw RegisterError(.badgeUnknown, "")
      }
      return id
    } catch {
      guard !error.message.isEmpty else {
        throw CommandError(
          .badgeChanged, "\(path) is not the badge that was issued as \(Terminal.quote(id))",
          hint: "look at it with badge inspect; if that badge is meant, name it by its identifier", status: .rejected)
      }
      throw CommandError(error, in: register.path)
    }
  }

  /// Whether the bytes say the same as a document, however they are laid out.
  private static func isSame(_ bytes: [UInt8], _ document: JSONDocument) -> Bool {
    guard let kept = try? UnverifiedCredential(parsing: bytes) else { return false }
    return kept.document.canonicalBytes() == document.canonicalBytes()
  }

  /// Identifiers, one on a line.
  fileprivate static func lines(_ bytes: [UInt8]) throws(CommandError) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError(.usage, "standard input is not UTF-8", status: .usage)
    }
    return text.split(whereSeparator: \.isNewline).map { String($0.drop(while: \.isWhitespace)) }
      .map { line in String(line.reversed().drop(while: \.isWhitespace).reversed()) }.filter { !$0.isEmpty }
  }

  /// The cells of the column `id`, as `badge issue --csv` writes it.
  fileprivate static func column(of path: Path) throws(CommandError) -> [String] {
    let text: CSVText
    do {
      text = try CSVText(parsing: try InputFile.contents(of: path, limit: Roster.limit))
    } catch let error as CSVLayout.Failure {
      throw CommandError(
        .csvInvalid, "\(path), line \(error.line): \(error.message)", hint: error.hint, status: .rejected)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.internalError, "\(path) cannot be read")
    }
    guard let header = text.records.first, let column = header.cells.firstIndex(of: "id") else {
      throw CommandError(.csvInvalid, "\(path) has no column 'id'", status: .rejected)
    }
    var ids: [String] = []
    for record in text.records.dropFirst() {
      guard record.cells.count == header.cells.count, !record.cells[column].isEmpty else {
        throw CommandError(
          .csvInvalid, "\(path), line \(record.layout.line): there is no identifier in the column 'id'",
          status: .rejected)
      }
      ids.append(record.cells[column])
    }
    return ids
  }
}

extension CommandError.Code {
  static let badgeChanged = Self(rawValue: "badge_changed")
  static let csvInvalid = Self(rawValue: "csv_invalid")
}
