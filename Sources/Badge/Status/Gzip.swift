import CZlib

/// The gzip format (RFC 1952) in memory, over zlib.
enum Gzip {
  /// What is wrong with bytes that are no gzip.
  enum Defect: Error {
    /// They do not start as gzip does.
    case notGzip
    /// They end before the stream does.
    case truncated
    /// The compressed data or its checksum is wrong.
    case damaged
    /// Something that is no further member follows the stream.
    case trailingBytes
    /// More comes out than the limit allows.
    case tooLarge
  }

  /// Compresses bytes into one member without a name or a date.
  static func compress(_ bytes: Span<UInt8>) -> [UInt8] {
    let stream = Stream()
    // Fails only without memory.
    guard unsafe zlib_deflate_init_gzip(stream.pointer) == Z_OK else { fatalError("zlib cannot start to compress") }
    // SAFETY: `stream` is initialised here and freed after its last use.
    defer { unsafe _ = deflateEnd(stream.pointer) }
    let bound = Int(unsafe deflateBound(stream.pointer, UInt(bytes.count)))
    return [UInt8](capacity: bound) { output in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { room, count in
          unsafe stream.setInput(input)
          unsafe stream.setOutput(room)
          // The bound holds for all of the input in one call.
          guard unsafe deflate(stream.pointer, Z_FINISH) == Z_STREAM_END else { fatalError("zlib did not compress") }
          count = room.count - stream.roomLeft
        }
      }
    }
  }

  /// Expands one member, or several that follow each other (section 2.2), whose checksums are compared.
  ///
  /// No more than `limit` bytes and a buffer of their order are ever held, whatever the bytes would expand to.
  static func decompress(_ bytes: Span<UInt8>, limit: Int) throws(Defect) -> [UInt8] {
    guard startsMember(bytes, at: 0) else { throw .notGzip }
    let stream = Stream()
    guard unsafe zlib_inflate_init_gzip(stream.pointer) == Z_OK else { fatalError("zlib cannot start to expand") }
    // SAFETY: `stream` is initialised here and freed after its last use.
    defer { unsafe _ = inflateEnd(stream.pointer) }
    var output: [UInt8] = []
    let defect: Defect? = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe stream.setInput(input)
      while true {
        let result = expand(stream, into: &output, limit: limit)
        if output.count > limit { return .tooLarge }
        switch result {
        case Z_OK: continue
        case Z_STREAM_END:
          let at = bytes.count - stream.inputLeft
          if at == bytes.count { return nil }
          guard startsMember(bytes, at: at) else { return .trailingBytes }
          guard unsafe inflateReset(stream.pointer) == Z_OK else { return .damaged }
        // Nothing to read, with room to write: there should be more.
        case Z_BUF_ERROR: return .truncated
        default: return .damaged
        }
      }
    }
    if let defect { throw defect }
    return output
  }

  /// One call of zlib's with room for as much again as there is, but for one byte beyond the limit at most.
  private static func expand(_ stream: borrowing Stream, into output: inout [UInt8], limit: Int) -> Int32 {
    var result = Z_OK
    let room = min(max(output.count, 1 << 16), limit - output.count + 1)
    // An array that grows by itself would double at the limit too.
    if output.capacity - output.count < room { output.reserveCapacity(output.count + room) }
    output.append(addingCapacity: room) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        let free = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count..<min(buffer.count, count + room)])
        unsafe stream.setOutput(free)
        result = unsafe inflate(stream.pointer, Z_NO_FLUSH)
        count += free.count - stream.roomLeft
      }
    }
    return result
  }

  /// ID1 and ID2 (section 2.3.1).
  private static func startsMember(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    bytes.count - offset >= 2 && bytes[offset] == 0x1F && bytes[offset + 1] == 0x8B
  }
}

/// zlib's state, which must not move while it is used.
@safe
private struct Stream: ~Copyable {
  let pointer: UnsafeMutablePointer<z_stream>

  init() {
    unsafe pointer = .allocate(capacity: 1)
    unsafe pointer.initialize(to: z_stream())
  }

  deinit {
    unsafe pointer.deinitialize(count: 1)
    unsafe pointer.deallocate()
  }

  /// Bytes of the input that were not read yet.
  var inputLeft: Int { Int(unsafe pointer.pointee.avail_in) }
  /// Bytes of the output that were not written yet.
  var roomLeft: Int { Int(unsafe pointer.pointee.avail_out) }

  /// The buffer has to outlive the calls that read it. Lists are far smaller than 4 GiB, which zlib counts to.
  func setInput(_ input: UnsafeBufferPointer<UInt8>) {
    // SAFETY: zlib only reads through it.
    unsafe pointer.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe pointer.pointee.avail_in = UInt32(input.count)
  }

  /// The buffer has to outlive the calls that write to it.
  func setOutput(_ output: UnsafeMutableBufferPointer<UInt8>) {
    unsafe pointer.pointee.next_out = output.baseAddress
    unsafe pointer.pointee.avail_out = UInt32(output.count)
  }
}
