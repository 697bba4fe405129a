import CZlib

/// The chunks of a PNG picture (Portable Network Graphics, third edition, section 5) as far as badges are concerned.
///
/// Every chunk up to IEND is checked for its length, its type and its CRC, and none is decoded.
struct PNGPicture {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private let bytes: [UInt8]
  /// The end of IHDR.
  private var headerEnd = 0
  private var hasData = false
  /// The end of IEND.
  private var end = 0
  private var credentials: [Credential] = []
  /// Whole chunks of Open Badges 1 and 2.
  private var older: [OlderBadge] = []

  /// A chunk that has the name of a credential.
  private struct Credential {
    /// The whole chunk.
    var chunk: Range<Int>
    var notes: Set<UnwrappedBadge.Note> = []
    /// The text, or why there is none. A chunk that is replaced need not be sound.
    var text: Result<Range<Int>, BakingError>
  }

  init(_ bytes: [UInt8]) throws(BakingError) {
    self.bytes = bytes
    var at = Self.signature.count
    var chunks = 0
    while end == 0 {
      let chunk = try Chunk(in: bytes, at: at)
      chunks += 1
      guard chunks <= BadgePicture.chunkLimit else {
        throw BakingError(.pngTooManyChunks, "the PNG has more than \(BadgePicture.chunkLimit) chunks", at: at)
      }
      try read(chunk, isFirst: chunks == 1)
      at = chunk.range.upperBound
    }
  }

  private mutating func read(_ chunk: Chunk, isFirst: Bool) throws(BakingError) {
    guard isFirst == (chunk.type == "IHDR") else {
      throw BakingError(.pngInvalid, "a PNG starts with one IHDR chunk", at: chunk.range.lowerBound)
    }
    switch chunk.type {
    case "IHDR":
      guard chunk.data.count == 13 else {
        throw BakingError(.pngInvalid, "an IHDR chunk has 13 bytes of data", at: chunk.range.lowerBound)
      }
      headerEnd = chunk.range.upperBound
    case "IDAT": hasData = true
    case "IEND":
      guard chunk.data.isEmpty else {
        throw BakingError(.pngInvalid, "an IEND chunk has no data", at: chunk.range.lowerBound)
      }
      end = chunk.range.upperBound
    case "iTXt", "tEXt", "zTXt": try readText(chunk)
    default: break
    }
  }

  // MARK: Text chunks

  private mutating func readText(_ chunk: Chunk) throws(BakingError) {
    guard let keyword = keyword(of: chunk) else {
      // Of the other two kinds no reader takes a credential without its keyword.
      guard chunk.type == "iTXt" else { return }
      throw BakingError(
        .pngInvalid, "an iTXt chunk does not start with a keyword of 1 to 79 bytes", at: chunk.range.lowerBound)
    }
    if bytes[keyword].elementsEqual("openbadges".utf8) {
      older.append(OlderBadge(range: chunk.range, text: olderText(of: chunk, after: keyword.upperBound + 1)))
      return
    }
    let isRecord = bytes[keyword].elementsEqual("clrcredential".utf8)
    guard isRecord || bytes[keyword].elementsEqual("openbadgecredential".utf8) else { return }
    let text = Result { () throws(BakingError) in try self.text(of: chunk, after: keyword.upperBound + 1) }
    var credential = Credential(chunk: chunk.range, text: text)
    if isRecord { credential.notes.insert(.learnerRecord) }
    if chunk.type == "tEXt" { credential.notes.insert(.plainTextChunk) }
    credentials.append(credential)
  }

  /// The keyword of a text chunk: 1 to 79 bytes and a null byte (section 11.3.3.2).
  private func keyword(of chunk: Chunk) -> Range<Int>? {
    guard let end = bytes[chunk.data].prefix(80).firstIndex(of: 0), end > chunk.data.lowerBound else { return nil }
    return chunk.data.lowerBound..<end
  }

  /// Where the text of a credential is (section 11.3.3.4).
  ///
  /// Open Badges 3.0, "PNG": "Compression MUST NOT be used." The language and the translated keyword mean nothing there.
  private func text(of chunk: Chunk, after start: Int) throws(BakingError) -> Range<Int> {
    let malformed = BakingError(
      .badgeMalformed, "the chunk of the badge ends within its fields", at: chunk.range.lowerBound)
    let compressed = BakingError(
      .badgeCompressed, "the badge is compressed, which Open Badges forbids", at: chunk.range.lowerBound)
    let data = chunk.data
    if chunk.type == "zTXt" { throw compressed }
    if chunk.type == "tEXt" {
      // Latin-1 by the letter, UTF-8 by many writers: only where both are the same is it clear what is meant.
      guard bytes[start..<data.upperBound].allSatisfy({ $0 < 0x80 }) else {
        throw BakingError(
          .badgeMalformed, "the badge is in a tEXt chunk, which has no UTF-8, and is not ASCII",
          at: chunk.range.lowerBound)
      }
      return start..<data.upperBound
    }
    guard data.upperBound - start >= 2 else { throw malformed }
    switch bytes[start] {
    case 0: break
    case 1: throw compressed
    default:
      throw BakingError(
        .badgeMalformed, "the compression flag of the badge's chunk is neither 0 nor 1", at: chunk.range.lowerBound)
    }
    // The method is ignored where nothing is compressed, as the section asks.
    guard let language = bytes[(start + 2)..<data.upperBound].firstIndex(of: 0),
      let translation = bytes[(language + 1)..<data.upperBound].firstIndex(of: 0)
    else { throw malformed }
    return translation + 1..<data.upperBound
  }

  /// The text of an older badge, to say what it is; nothing where it is compressed or broken.
  private func olderText(of chunk: Chunk, after start: Int) -> [UInt8] {
    if chunk.type == "tEXt" { return Array(bytes[start..<chunk.data.upperBound]) }
    return (try? text(of: chunk, after: start)).map { Array(bytes[$0]) } ?? []
  }

  // MARK: Taking out

  func badge() throws(BakingError) -> UnwrappedBadge {
    guard let credential = credentials.first else {
      guard let badge = older.first else {
        throw BakingError(.badgeMissing, "no badge is baked into this PNG picture")
      }
      throw .olderOpenBadge(badge)
    }
    // "An iTXt chunk with the keyword openbadgecredential MUST NOT appear in a PNG more than once."
    guard credentials.count == 1 else {
      throw BakingError(
        .badgeRepeated, "more than one badge is baked into the picture", at: credentials[1].chunk.lowerBound)
    }
    let text = try credential.text.get()
    let content = Array(bytes[text])
    var notes = credential.notes
    if !older.isEmpty { notes.insert(.olderBadgeBeside) }
    if end < bytes.count { notes.insert(.bytesAfterEnd) }
    return try UnwrappedBadge(content: content, form: .png, notes: notes, at: text.lowerBound)
  }

  // MARK: Putting in

  /// Refuses a picture that nothing can be baked into.
  func requireBlank(replacing: Bool) throws(BakingError) {
    if !replacing, let chunk = existing.first { throw .alreadyBaked(at: chunk.lowerBound) }
    guard hasData else { throw BakingError(.pngInvalid, "the PNG has no IDAT chunk, and so no picture") }
  }

  private var existing: [Range<Int>] {
    (credentials.map(\.chunk) + older.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The picture with an iTXt chunk directly after IHDR: the specification leaves the place open, and there a reader finds
  /// it without the rest of the picture. Every badge that was in it is gone.
  func baking(_ content: [UInt8]) -> [UInt8] {
    var baked: [UInt8] = []
    baked.reserveCapacity(bytes.count + content.count + 64)
    baked += bytes[..<headerEnd]
    Self.append(content, to: &baked)
    var at = headerEnd
    for chunk in existing {
      baked += bytes[at..<chunk.lowerBound]
      at = chunk.upperBound
    }
    baked += bytes[at...]
    return baked
  }

  private static func append(_ content: [UInt8], to picture: inout [UInt8]) {
    let start = picture.count
    picture += [0, 0, 0, 0]
    picture += "iTXt".utf8
    picture += "openbadgecredential".utf8
    // The end of the keyword, not compressed, method 0, no language, no translated keyword.
    picture += [0, 0, 0, 0, 0]
    picture += content
    // A credential is at most 8 MiB.
    let length = UInt32(picture.count - start - 8)
    for i in 0..<4 { picture[start + i] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(i))) }
    let checksum = Chunk.checksum(picture.span.extracting(start + 4..<picture.count))
    for i in 0..<4 { picture.append(UInt8(truncatingIfNeeded: checksum >> (24 - 8 * UInt32(i)))) }
  }
}

/// Length, type, data and CRC (section 5.3).
private struct Chunk {
  /// All of it.
  let range: Range<Int>
  let data: Range<Int>
  let type: String

  init(in bytes: [UInt8], at start: Int) throws(BakingError) {
    guard bytes.count - start >= 12 else {
      throw BakingError(.pngTruncated, "the PNG ends before its IEND chunk", at: bytes.count)
    }
    let length = Self.number(bytes, at: start)
    guard length <= 0x7FFF_FFFF else {
      throw BakingError(.pngInvalid, "a chunk's length is above 2³¹ - 1", at: start)
    }
    guard Int(length) <= bytes.count - start - 12 else {
      throw BakingError(.pngTruncated, "a chunk of the PNG is longer than the rest of the file", at: start)
    }
    let name = bytes[start + 4..<start + 8]
    guard name.allSatisfy({ 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }) else {
      throw BakingError(.pngInvalid, "a chunk's type is not four letters", at: start + 4)
    }
    data = start + 8..<start + 8 + Int(length)
    range = start..<data.upperBound + 4
    type = String(decoding: name, as: UTF8.self)
    let checksum = Self.checksum(bytes.span.extracting(start + 4..<data.upperBound))
    guard checksum == Self.number(bytes, at: data.upperBound) else {
      throw BakingError(.pngChecksumWrong, "the CRC of a chunk of the PNG is wrong", at: start)
    }
  }

  private static func number(_ bytes: [UInt8], at start: Int) -> UInt32 {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    // SAFETY: zlib reads as many bytes as it is told, which are at most a file's 8 MiB.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(buffer.count)))
    }
  }
}

extension BakingError {
  static func alreadyBaked(at offset: Int) -> BakingError {
    BakingError(.pictureAlreadyBaked, "a badge is baked into the picture already", at: offset)
  }
}

extension UnwrappedBadge {
  /// The content of a picture: JSON as it is, or a token.
  ///
  /// - Parameter offset: where it stands in the picture.
  init(content: [UInt8], form: BadgeForm, notes: Set<Note>, at offset: Int) throws(BakingError) {
    if let token = Self.token(in: content) {
      self.init(bytes: token, form: form, isToken: true, notes: notes)
      return
    }
    // Everything else about the JSON is judged by its reader.
    guard content.first(where: { !Self.isWhiteSpace($0) }) == UInt8(ascii: "{") else {
      throw BakingError(
        .badgeMalformed, "what is baked into the picture is neither a JSON object nor a token", at: offset)
    }
    self.init(bytes: content, form: form, isToken: false, notes: notes)
  }
}
