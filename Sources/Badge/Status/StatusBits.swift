import CanonicalJSON
import Signing

/// The values of a status list: `length` numbers of `statusSize` bits each.
///
/// Index 0 is the left-most, that is the most significant bit of the first byte; a value of several bits has its most
/// significant one first (Bitstring Status List 1.0, sections 2.2 and 7.1).
public struct StatusBits: Hashable, Sendable {
  /// The least number of entries that a list needs for the privacy of its holders (section 3.2).
  public static let minimumLength = 131_072
  /// The most bytes that a list may have when it is expanded.
  public static let byteLimit = 16 << 20
  /// The most bits of one entry: their 2^n messages stand in each credential, and 2^20 of them do not fit into one.
  public static let statusSizeLimit = 20

  /// The number of entries.
  public let length: Int
  /// The bits of one entry.
  public let statusSize: Int
  /// Eight bits each, left to right.
  public private(set) var bytes: [UInt8]

  /// A list of zeros.
  ///
  /// - Parameters:
  ///   - length: entries; made so many more that whole bytes are filled.
  ///   - statusSize: bits of one entry, 1 to ``statusSizeLimit``.
  /// - Throws: a `Reason` with `status_list_too_short` for fewer than ``minimumLength`` entries, or
  ///   `status_list_too_large` for more than ``byteLimit`` bytes.
  public init(length: Int = minimumLength, statusSize: Int = 1) throws(Reason) {
    guard length >= Self.minimumLength else {
      throw Reason(
        .statusListTooShort, "a status list has at least \(Self.minimumLength) entries, and this would have \(length)")
    }
    let (bits, overflow) = length.multipliedReportingOverflow(by: statusSize)
    guard 1...Self.statusSizeLimit ~= statusSize, !overflow, bits <= Self.byteLimit * 8 else {
      throw Reason(
        .statusListTooLarge,
        "\(length) entries of \(statusSize) bits are more than the \(Self.byteLimit >> 20) MiB of a status list")
    }
    self.init(bytes: [UInt8](repeating: 0, count: (bits + 7) / 8), statusSize: statusSize)
  }

  /// The list of these bytes.
  init(bytes: [UInt8], statusSize: Int) {
    self.bytes = bytes
    self.statusSize = statusSize
    length = bytes.count * 8 / statusSize
  }

  /// The value of an entry; nil where the list has no such entry.
  public func value(at index: Int) -> UInt32? {
    guard index >= 0 else { return nil }
    return Self.value(at: UInt64(index), size: statusSize, in: bytes.span)
  }

  /// Sets the value of an entry.
  ///
  /// - Returns: false where the list has no such entry, or the value more bits than an entry; nothing is changed then.
  @discardableResult
  public mutating func set(_ value: UInt32, at index: Int) -> Bool {
    guard 0..<length ~= index, UInt64(value) >> UInt64(statusSize) == 0 else { return false }
    for k in 0..<statusSize {
      let bit = index * statusSize + k
      let mask = UInt8(0x80) >> UInt8(bit & 7)
      if value >> UInt32(statusSize - 1 - k) & 1 == 1 { bytes[bit >> 3] |= mask } else { bytes[bit >> 3] &= ~mask }
    }
    return true
  }

  /// How many entries have a value other than 0.
  public var setCount: Int {
    if statusSize == 1 { return bytes.reduce(0) { $0 + $1.nonzeroBitCount } }
    return (0..<length).reduce(0) { $0 + (value(at: $1) == 0 ? 0 : 1) }
  }

  /// The value of the entry at `index`, counted in entries of `size` bits, 1 to ``statusSizeLimit``; nil beyond the list.
  static func value(at index: UInt64, size: Int, in bytes: Span<UInt8>) -> UInt32? {
    let (start, overflow) = index.multipliedReportingOverflow(by: UInt64(size))
    let bits = UInt64(bytes.count) * 8
    guard !overflow, bits >= UInt64(size), start <= bits - UInt64(size) else { return nil }
    // Inside the list, so it fits.
    var bit = Int(start)
    var value: UInt32 = 0
    for _ in 0..<size {
      value = value << 1 | UInt32(bytes[bit >> 3] >> UInt8(7 - bit & 7) & 1)
      bit += 1
    }
    return value
  }
}

extension StatusBits {
  /// Characters of an encoded list that are looked at: no credential is larger.
  static let encodedLimit = JSONLimits.credential.bytes

  /// The `encodedList` of a status list credential: `u`, for base64url without padding, of the bits in gzip (section
  /// 3.3).
  public func encoded() -> String {
    let compressed = Gzip.compress(bytes.span)
    return "u" + Base64URL.encode(compressed.span)
  }

  /// Reads an `encodedList` (section 3.4).
  ///
  /// Any number of entries is read; whether they are enough is for the caller to ask.
  ///
  /// - Parameter statusSize: bits of one entry, 1 to ``statusSizeLimit``.
  /// - Throws: a `Reason` with `status_list_encoding_not_supported`, `status_list_invalid` or `status_list_too_large`.
  public init(encoded text: String, statusSize: Int = 1) throws(Reason) {
    let utf8 = Array(text.utf8)
    self.init(bytes: try Self.decode(utf8.span), statusSize: min(max(statusSize, 1), Self.statusSizeLimit))
  }

  /// The bytes of an `encodedList`.
  static func decode(_ text: Span<UInt8>) throws(Reason) -> [UInt8] {
    guard text.count <= encodedLimit else {
      throw Reason(.statusListTooLarge, "the encoded list has more than \(encodedLimit) characters")
    }
    let compressed = try compressedBytes(text)
    do throws(Gzip.Defect) {
      return try Gzip.decompress(compressed.span, limit: byteLimit)
    } catch {
      throw error.reason
    }
  }
}

extension StatusBits {
  /// Lists have the multibase header since the drafts of 2024, and issuers write them without it for entries of either
  /// kind.
  private static func compressedBytes(_ text: Span<UInt8>) throws(Reason) -> [UInt8] {
    // gzip starts with 1F 8B, which is `H4` in base64: no header of multibase is the first character of it.
    guard text.count > 0, text[0] == UInt8(ascii: "u") else {
      guard text.count > 0, text[0] == UInt8(ascii: "H") else {
        throw Reason(
          .statusListEncodingNotSupported,
          "'encodedList' is neither base64 of gzip nor that with 'u', the multibase header of base64url, before it; "
            + "other encodings are not read")
      }
      return try decodeBase64(text)
    }
    do throws(KeyError) {
      return try Base64URL.decode(text.extracting(droppingFirst: 1))
    } catch {
      throw Reason(.statusListInvalid, "'encodedList' is no base64url without padding")
    }
  }

  /// "Base-64 encoded [RFC4648]" (Status List 2021, section 3.2) can be read as either alphabet of that RFC: the examples
  /// have the one for URLs without padding, and lists with the other exist. A text is in one of them.
  private static func decodeBase64(_ text: Span<UInt8>) throws(Reason) -> [UInt8] {
    var end = text.count
    while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    // Padding fills up to four characters, or is left out.
    var isGood = end == text.count || (text.count - end <= 2 && text.count % 4 == 0)
    var (isStandard, isForURLs) = (false, false)
    let url = [UInt8](capacity: end) { output in
      for i in 0..<end {
        switch text[i] {
        case UInt8(ascii: "+"):
          isStandard = true
          output.append(UInt8(ascii: "-"))
        case UInt8(ascii: "/"):
          isStandard = true
          output.append(UInt8(ascii: "_"))
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
          isForURLs = true
          output.append(text[i])
        default: output.append(text[i])
        }
      }
    }
    isGood = isGood && !(isStandard && isForURLs)
    guard isGood, let bytes = try? Base64URL.decode(url.span) else {
      throw Reason(.statusListInvalid, "'encodedList' is no base64")
    }
    return bytes
  }
}

extension Gzip.Defect {
  fileprivate var reason: Reason {
    switch self {
    case .notGzip: Reason(.statusListInvalid, "'encodedList' is not compressed with gzip")
    case .truncated: Reason(.statusListInvalid, "the compressed data of 'encodedList' is cut off")
    case .damaged: Reason(.statusListInvalid, "the compressed data of 'encodedList' is damaged")
    case .trailingBytes:
      Reason(.statusListInvalid, "the compressed data of 'encodedList' is followed by something else")
    case .tooLarge:
      Reason(
        .statusListTooLarge, "'encodedList' expands to more than \(StatusBits.byteLimit >> 20) MiB, which is the limit")
    }
  }
}
