/// How the process ends.
///
/// Zero means that a badge was accepted, or that a command which judges no badge did its work. Nothing else does.
enum ExitStatus: Int32, CaseIterable, Sendable {
  case accepted = 0
  /// Something is wrong with the badge, or with the document that was given.
  case rejected = 1
  /// The command line asks for something that does not exist.
  case usage = 2
  /// Something that the verdict needs is missing.
  case undetermined = 3
  /// A file could not be read or written, or Badge itself failed.
  case failed = 4

  static let success = accepted
}

extension ExitStatus: Comparable {
  /// From best to worst, so that the status of many badges is the greatest of theirs: a run that could not read all of
  /// its input says so before anything else.
  static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.severity < b.severity }

  private var severity: Int {
    switch self {
    case .accepted: 0
    case .undetermined: 1
    case .rejected: 2
    case .usage: 3
    case .failed: 4
    }
  }
}

/// A command throws its status where it is not a success and everything has been said.
extension ExitStatus: Error {}
