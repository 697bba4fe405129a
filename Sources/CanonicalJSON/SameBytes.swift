extension Span where Element == UInt8 {
  /// Whether both are the same bytes, compared a word at a time. Not for secrets: it ends at the first difference.
  public func isSame(as other: Span<UInt8>) -> Bool {
    let count = other.count
    guard self.count == count else { return false }
    var i = 0
    while i &+ 8 <= count {
      // Inside both: i + 8 <= count was just checked.
      let x = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      let y = unsafe other.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      if x != y { return false }
      i &+= 8
    }
    while i < count {
      if self[i] != other[i] { return false }
      i &+= 1
    }
    return true
  }
}
