import COpenSSL

/// Bytes that must not outlive their use: the contents of a key file, a seed, a passphrase.
///
/// There is one owner and one block of memory, and OpenSSL wipes that block before it is given back, also when the
/// buffer grows into a larger one. A `String` or `Array` would leave copies wherever the runtime makes them.
@safe public struct SecretBytes: ~Copyable {
  // SAFETY: `start` points to `capacity` bytes that this value alone owns, the first `count` of them initialised. It is
  // freed in deinit and in `grow`, which are reached only by consuming or exclusive access.
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  public private(set) var count: Int

  /// An empty buffer with room for `capacity` bytes.
  public init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    count = 0
    unsafe start = Self.allocate(self.capacity)
  }

  /// A copy of `bytes`; the caller remains in charge of wiping those.
  public init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count)
    append(bytes)
  }

  deinit { unsafe Self.release(start, capacity) }

  public var isEmpty: Bool { count == 0 }

  /// Lends the bytes to `body`, which must not keep a copy of them.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // SAFETY: the first `count` bytes are initialised and live as long as this borrow; a span cannot leave `body`.
    try body(unsafe Span(_unsafeStart: start, count: count))
  }

  public mutating func append(_ byte: UInt8) {
    reserve(1)
    // SAFETY: `reserve` made room for one byte after the first `count`.
    unsafe (start + count).initialize(to: byte)
    count += 1
  }

  public mutating func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let from = source.baseAddress else { return }
      // SAFETY: `reserve` made room; the source is borrowed from elsewhere, so the two cannot overlap.
      unsafe (start + count).initialize(from: from, count: source.count)
    }
    count += bytes.count
  }

  /// Lets `body` write up to `room` bytes at the end, in place, as `read(2)` does.
  public mutating func append<Failure: Error>(
    addingCapacity room: Int, initializingWith body: (inout OutputSpan<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    reserve(room)
    // SAFETY: `reserve` made room for `room` bytes, which are ours and unused; `finalize` tells how many were written.
    let tail = unsafe UnsafeMutableBufferPointer(start: start + count, count: room)
    var output = unsafe OutputSpan(buffer: tail, initializedCount: 0)
    try body(&output)
    count += unsafe output.finalize(for: tail)
  }

  /// Removes bytes from the end until `newCount` are left, and wipes what is removed.
  public mutating func truncate(to newCount: Int) {
    precondition(0 <= newCount && newCount <= count, "a buffer can only be truncated to what it has")
    // SAFETY: the range from `newCount` to `count` lies inside the block.
    unsafe OPENSSL_cleanse(start + newCount, count - newCount)
    count = newCount
  }

  /// Whether both hold the same bytes. Takes a time that depends on the lengths alone.
  public static func == (a: borrowing SecretBytes, b: borrowing SecretBytes) -> Bool {
    // SAFETY: both blocks hold at least `count` bytes.
    a.count == b.count && (unsafe CRYPTO_memcmp(a.start, b.start, a.count)) == 0
  }

  private mutating func reserve(_ room: Int) {
    precondition(room >= 0, "a buffer cannot shrink by appending")
    guard room > capacity - count else { return }
    let larger = max(capacity * 2, count + room)
    let block = unsafe Self.allocate(larger)
    // SAFETY: the new block is larger, and apart from the old one, which nobody else can see.
    unsafe block.initialize(from: start, count: count)
    unsafe Self.release(start, capacity)
    unsafe start = block
    capacity = larger
  }

  private static func allocate(_ size: Int) -> UnsafeMutablePointer<UInt8> {
    // SAFETY: OPENSSL_malloc (a macro over this function) gives null or a block of `size` bytes.
    guard let block = unsafe CRYPTO_malloc(size, nil, 0) else { fatalError("out of memory for \(size) secret bytes") }
    return unsafe block.bindMemory(to: UInt8.self, capacity: size)
  }

  private static func release(_ block: UnsafeMutablePointer<UInt8>, _ size: Int) {
    // SAFETY: `block` came from `allocate(size)`. The function wipes all of it with OPENSSL_cleanse, then frees it.
    unsafe CRYPTO_clear_free(block, size, nil, 0)
  }
}

// SAFETY: one owner; the block changes only through `mutating` methods, which the compiler keeps exclusive, so threads
// that share a borrow only read.
extension SecretBytes: @unchecked Sendable {}
