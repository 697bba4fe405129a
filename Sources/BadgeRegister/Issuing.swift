import Badge
public import Signing

extension Register {
  /// Issues a badge: takes an index that nobody knows beforehand, builds, signs and verifies the badge, and records it with
  /// its signed bytes, all in one transaction. Then its file is written.
  ///
  /// - Parameter actor: who issues it, for the history.
  /// - Throws: ``RegisterError``. With `output_unwritable` the badge is recorded and its file is not there: ``mend(at:by:)``
  ///   or ``signedBytes(of:)`` bring it back. With any other code nothing was taken.
  public func issue(
    _ badge: BadgeRequest, with key: borrowing PrivateKey, by actor: String
  ) throws(RegisterError) -> IssuedBadge {
    fatalError("soon")
  }

  /// Issues many badges, some hundreds in a transaction. A badge whose `rowKey` was issued before is given back as it is,
  /// and its file is written if it is missing, so that an interrupted run is simply repeated.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - request: makes the request of a row, counted from 0; called once for each row, in order.
  ///   - issued: told of each badge when it is recorded and its file is on the disk, in order; false ends the run.
  /// - Throws: ``RegisterError`` with the row at fault; the rows before it are issued. What `request` throws ends the run
  ///   too.
  public func issue(
    rows count: Int, with key: borrowing PrivateKey, by actor: String,
    request: (Int) throws(RegisterError) -> BadgeRequest, issued: (Int, IssuedBadge) -> Bool
  ) throws(RegisterError) {
    fatalError("soon")
  }
}
