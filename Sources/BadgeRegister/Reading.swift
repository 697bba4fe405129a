extension Register {
  /// The badge of an identifier; nil where there is none.
  ///
  /// - Throws: ``RegisterError``.
  public func badge(_ id: String) throws(RegisterError) -> BadgeRecord? { fatalError("soon") }

  /// Every badge that a filter lets through, in the order of their issuing, one after the other: however many there are, one
  /// is held. They are those of one moment.
  ///
  /// - Parameter body: false ends the walk. It must not use the register.
  /// - Throws: ``RegisterError``.
  public func forEachBadge(
    _ filter: BadgeFilter = BadgeFilter(), _ body: (BadgeRecord) -> Bool
  ) throws(RegisterError) { fatalError("soon") }

  /// How many badges a filter lets through.
  public func count(_ filter: BadgeFilter = BadgeFilter()) throws(RegisterError) -> Int { fatalError("soon") }

  /// The history of a badge, the oldest event first.
  ///
  /// - Throws: ``RegisterError`` with `badge_unknown`.
  public func history(of id: String) throws(RegisterError) -> [StatusEvent] { fatalError("soon") }

  /// The signed credential as it was issued.
  ///
  /// - Throws: ``RegisterError`` with `badge_unknown`, or `register_damaged` where the bytes are not those that were
  ///   recorded.
  public func signedBytes(of id: String) throws(RegisterError) -> [UInt8] { fatalError("soon") }

  /// Every status list, by number, each number's revocation list first.
  ///
  /// - Throws: ``RegisterError``.
  public func lists() throws(RegisterError) -> [ListRecord] { fatalError("soon") }
}
