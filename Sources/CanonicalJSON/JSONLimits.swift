/// The bounds of one parse. A limit that is met is a ``JSONError`` with its own code, never a trap.
public struct JSONLimits: Hashable, Sendable {
  /// Bytes of text. Offsets are 32-bit on the tape, and `1e20,` makes 21 bytes of 5 there, so the ceiling is 256 MiB.
  public var bytes: Int
  /// How deeply arrays and objects may nest. The reader and the writer keep their own stack, but a ``JSONValue`` is
  /// released by recursion, so the ceiling is 512.
  public var depth: Int
  /// Members of one object. Ordering them costs n log n comparisons.
  public var members: Int

  /// Values above a ceiling are brought down to it.
  public init(bytes: Int, depth: Int, members: Int) {
    self.bytes = min(max(bytes, 0), 1 << 28)
    self.depth = min(max(depth, 0), 512)
    self.members = min(max(members, 0), 1 << 27)
  }

  /// One credential, DID document, trust file or batch line: 8 MiB, depth 128, 100,000 members.
  public static let credential = JSONLimits(bytes: 8 << 20, depth: 128, members: 100_000)
}
