import CanonicalJSON

/// Texts by number, each once: the bytes one after the other, and a hash table over them.
///
/// A text is written at the end first and looked up there; then it either stays or goes.
struct TextTable: Sendable {
  private struct Place: BitwiseCopyable, Sendable {
    var start: UInt32
    var count: UInt32

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }
  }

  private(set) var bytes: [UInt8] = []
  /// Where each text lies.
  private var places: [Place] = []
  /// Where the last text ends that was kept.
  private var end = 0
  private(set) var hashes: [UInt32] = []
  /// Bytes of the longest text.
  private(set) var longest = 0
  /// The number of a text, from 1, in the lower half; its hash in the upper one. 0 is free.
  private var slots: [UInt64] = []
  /// Of the process, and secret: whoever could guess the hash of a text could make all of his fall together.
  let seed = TextHash.seed

  var count: Int { places.count }

  @inline(__always)
  func range(of index: Int) -> Range<Int> { places[index].range }

  @inline(__always)
  mutating func append(_ text: Span<UInt8>) {
    bytes.append(addingCapacity: text.count) { JSONText.append(written: text, to: &$0) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(unsafe Span(_unsafeElements: $0)) }
  }

  /// Appends `<IRI> `, of an IRI in two parts.
  @inline(__always)
  mutating func append(iri first: Span<UInt8>, _ second: Span<UInt8>) {
    bytes.append(addingCapacity: first.count &+ second.count &+ 3) { output in
      output.append(UInt8(ascii: "<"))
      JSONText.append(written: first, to: &output)
      JSONText.append(written: second, to: &output)
      output.append(UInt8(ascii: ">"))
      output.append(UInt8(ascii: " "))
    }
  }

  mutating func append(addingCapacity count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    bytes.append(addingCapacity: count, initializingWith: body)
  }

  /// The text that was appended since the last one was kept.
  var pending: Range<Int> { end..<bytes.count }

  mutating func discard() { bytes.removeLast(pending.count) }

  /// The number of the pending text if it is there already, and the hash under which it can be kept if not.
  @inline(__always)
  func find() -> (index: Int?, hash: UInt32) {
    let span = bytes.span
    let text = span.extracting(pending)
    let hash = seed.hash(text)
    return (find(text, hash), hash)
  }

  /// The number of `<IRI> `, where the hash is that of the IRI; nil where it is not there.
  @inline(__always)
  func find(iri: Span<UInt8>, _ hash: UInt32) -> Int? {
    find(hash) { text in
      text.count == iri.count &+ 3 && text[0] == UInt8(ascii: "<")
        && text.extracting(1..<text.count &- 2).isSame(as: iri)
    }
  }

  /// The number of a text whose hash is known; nil where it is not there.
  @inline(__always)
  func find(_ text: Span<UInt8>, _ hash: UInt32) -> Int? { find(hash) { $0.isSame(as: text) } }

  @inline(__always)
  private func find(_ hash: UInt32, _ isSame: (Span<UInt8>) -> Bool) -> Int? {
    let slots = slots.span
    let places = places.span
    let bytes = bytes.span
    guard slots.count > 0 else { return nil }
    let mask = slots.count &- 1
    var at = Int(hash) & mask
    // The table is never full, so that a free slot ends every search.
    while slots[at] != 0 {
      if UInt32(truncatingIfNeeded: slots[at] >> 32) == hash {
        let index = Int(UInt32(truncatingIfNeeded: slots[at])) &- 1
        if isSame(bytes.extracting(places[index].range)) { return index }
      }
      at = (at &+ 1) & mask
    }
    return nil
  }

  /// Keeps the pending text, which is not there yet, and gives its number.
  mutating func keep(_ hash: UInt32) -> Int {
    if (count &+ 1) &* 2 > slots.count { grow() }
    longest = max(longest, pending.count)
    places.append(Place(start: UInt32(truncatingIfNeeded: end), count: UInt32(truncatingIfNeeded: pending.count)))
    end = bytes.count
    hashes.append(hash)
    insert(UInt64(hash) << 32 | UInt64(count))
    return count &- 1
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    end = 0
    hashes.removeAll(keepingCapacity: true)
    longest = 0
    // A table that one large dataset left behind is not cleared for each small one.
    if slots.count > 1024 { slots = [] }
    var free = slots.mutableSpan
    free.update(repeating: 0)
  }

  // MARK: other texts in the place of some

  /// Becomes a copy of another table, in its own memory, in which nothing can be looked up.
  mutating func copyTexts(of other: TextTable) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: other.bytes)
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: other.places)
    hashes.removeAll(keepingCapacity: true)
    hashes.append(contentsOf: other.hashes)
    end = other.end
    longest = other.longest
  }

  /// Gives a text another number beside its own, under which it is not found.
  mutating func duplicate(_ index: Int) -> Int {
    places.append(places[index])
    hashes.append(hashes[index])
    return count &- 1
  }

  /// Puts the pending text in the place of another one, whose hash stays behind.
  mutating func replace(_ index: Int) {
    longest = max(longest, pending.count)
    places[index] = Place(
      start: UInt32(truncatingIfNeeded: end), count: UInt32(truncatingIfNeeded: pending.count))
    end = bytes.count
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(old.count * 2, 256))
    for slot in old where slot != 0 { insert(slot) }
  }

  private mutating func insert(_ slot: UInt64) {
    let mask = slots.count &- 1
    var at = Int(slot >> 32) & mask
    while slots[at] != 0 { at = (at &+ 1) & mask }
    slots[at] = slot
  }
}

/// A fast hash of texts and of quads for tables within one process. It never decides what comes out: terms are numbered
/// in the order in which they come.
struct TextHash: Sendable, BitwiseCopyable {
  let first: UInt64
  let second: UInt64

  static let seed = TextHash(first: .random(in: .min ... .max), second: .random(in: .min ... .max))

  @inline(__always)
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always)
  func hash(_ text: Span<UInt8>) -> UInt32 {
    let count = text.count
    var state = first ^ UInt64(truncatingIfNeeded: count)
    var a: UInt64 = 0
    var b: UInt64 = 0
    if count >= 16 {
      var i = 0
      while i &+ 16 < count {
        // Inside the text: i + 16 < count was just checked.
        a = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
        b = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i &+ 8, as: UInt64.self)
        state = Self.mix(a ^ second, b ^ state)
        i &+= 16
      }
      // The last 16 bytes, of which there are so many.
      a = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: count &- 16, as: UInt64.self)
      b = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 8 {
      // The first and the last 8 bytes, of which there are so many.
      a = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      b = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else {
      for i in 0..<count { a = a << 8 | UInt64(text[i]) }
    }
    state = Self.mix(a ^ second, b ^ state)
    return UInt32(truncatingIfNeeded: Self.mix(state ^ second, first) >> 16)
  }

  @inline(__always)
  func hash(_ quad: Dataset.Quad) -> UInt64 {
    let a = UInt64(quad.subject.bits) << 32 | UInt64(quad.predicate.bits)
    let b = UInt64(quad.object.bits) << 32 | UInt64(quad.graph.bits)
    return Self.mix(Self.mix(a ^ first, b ^ second) ^ second, first)
  }
}
