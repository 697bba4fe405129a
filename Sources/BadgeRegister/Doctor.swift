public import Badge
public import Files

/// Something about a register that is not as it should be.
public struct RegisterFinding: Hashable, Sendable {
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// The database is damaged.
    case damaged
    /// A badge is recorded, and its file is not known to be written.
    case filePending = "file_pending"
    /// A badge's file was written, and is not there or holds other bytes.
    case fileMissing = "file_missing"
    /// A list was never published, changed since, is published in part, or its file is gone.
    case listOutdated = "list_outdated"
    /// A list is not valid any more.
    case listExpired = "list_expired"
    /// A published list has a later edition than the register: the register is an older copy.
    case registerOutdated = "register_outdated"
    /// A file with the name of a list is none of ours.
    case listForeign = "list_foreign"
    /// A temporary file that nobody writes any more.
    case temporaryLeft = "temporary_left"
    /// Others may read or write the register.
    case permissions
    /// The history and the state of a badge contradict each other.
    case stateContradiction = "state_contradiction"
  }

  public var code: Code
  /// One sentence for a person, without its full stop. It may hold foreign text.
  public var message: String
  /// What to do about it, where mending did not or does not help.
  public var remedy: String?
  /// Whether it was mended. Always false where nothing was to be mended.
  public var isMended: Bool
}

extension Register {
  /// Looks at everything that can be wrong, and changes nothing.
  ///
  /// - Throws: ``RegisterError`` where that cannot be found out.
  public func examine(at time: Instant) throws(RegisterError) -> [RegisterFinding] { fatalError("soon") }

  /// As ``examine(at:)``, and mends what it can without the key: writes files of badges, takes temporary files away, takes
  /// over what lists of a later edition say, sets permissions. Lists are published by
  /// ``publish(_:with:at:replacingForeign:)``.
  ///
  /// - Parameters:
  ///   - restored: says that the register is an older copy. All its lists are retired then, since indexes may have been
  ///     given after the copy was made. Where a published list proves that, it happens without being said.
  /// - Throws: ``RegisterError`` where that cannot be found out, or mending fails.
  public func mend(
    at time: Instant, by actor: String, restored: Bool = false
  ) throws(RegisterError) -> [RegisterFinding] { fatalError("soon") }

  /// Copies the register, while others may use it, to a file that does not exist yet; its mode is 0600. The copy is checked
  /// and on the disk when this returns.
  ///
  /// - Throws: ``RegisterError``, with `register_exists` where there is such a file.
  public func backup(to path: Path) throws(RegisterError) { fatalError("soon") }
}
