public import Badge
public import Files
public import Signing

/// A list that was published.
public struct PublishedList: Hashable, Sendable {
  public var list: ListRecord
  /// Where it was written.
  public var file: Path
}

/// Which lists are published.
public enum PublishScope: Hashable, Sendable {
  /// Those with changed bits, those that were never published, and those that are valid for less than a quarter of their
  /// time.
  case due
  case all
}

extension Register {
  /// The lists that ``publish(_:with:at:replacingForeign:)`` would publish.
  ///
  /// - Throws: ``RegisterError``.
  public func listsToPublish(_ scope: PublishScope = .due, at time: Instant) throws(RegisterError) -> [ListRecord] {
    fatalError("soon")
  }

  /// Builds lists from the register in one snapshot, signs them, and puts them into the folder of the lists.
  ///
  /// Each gets the next edition, which the register keeps before the file is written. Processes that publish at once wait
  /// for each other, so that the newest edition is the one that stays.
  ///
  /// - Parameters:
  ///   - time: `validFrom` of the lists; they are valid for the time in the settings.
  ///   - replacingForeign: whether files that have our names and are not ours are replaced.
  /// - Throws: ``RegisterError`` with `register_key_mismatch`, `register_outdated`, `list_foreign`, `list_invalid` or
  ///   `list_unwritable`.
  public func publish(
    _ scope: PublishScope = .due, with key: borrowing PrivateKey, at time: Instant, replacingForeign: Bool = false
  ) throws(RegisterError) -> [PublishedList] {
    fatalError("soon")
  }
}
