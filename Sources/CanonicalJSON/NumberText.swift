/// The text of a JSON number (RFC 8259 section 6) and what a double makes of it.
struct NumberText {
  /// Bytes that belong to the number, or up to the byte that makes it none.
  let length: Int
  let isWellFormed: Bool
  /// Whether the text already is the ECMAScript form. Such a number survives exactly.
  let isPlain: Bool
  private let scan: Scan

  /// Reads the number at the start of `text`; what follows it is not looked at.
  init(scanning text: Span<UInt8>) {
    var scan = Scan()
    isWellFormed = scan.run(text)
    length = scan.i
    if !isWellFormed {
      isPlain = false
    } else if let small = scan.smallInteger {
      isPlain = !(scan.isNegative && small == 0)
    } else {
      isPlain = Decimal(text, scan).isPlain(scan)
    }
    self.scan = scan
  }

  /// The nearest double of a well-formed number; infinite where it is beyond the largest.
  ///
  /// - Parameter text: The bytes of the number, no more.
  func value(_ text: Span<UInt8>) -> Double {
    if let small = scan.smallInteger { return scan.isNegative ? -Double(small) : Double(small) }
    return Decimal(text, scan).nearestDouble(text, isNegative: scan.isNegative)
  }

  /// Whether a well-formed number is the decimal number that these digits are, which came from its double. It is not
  /// where it has more digits than the double holds, or is too small.
  ///
  /// - Parameter text: The bytes of the number, no more.
  func isSame(_ text: Span<UInt8>, as digits: ShortestDigits) -> Bool {
    if scan.smallInteger != nil { return true }
    let decimal = Decimal(text, scan)
    return decimal.fitsAnyDouble || decimal.isSame(as: digits, text)
  }

  /// Where the parts of the number lie.
  private struct Scan {
    var i = 0
    var isNegative = false
    var integer = 0..<0
    var fraction = 0..<0
    /// The exponent as written, brought down to what no number of digits in a text of 256 MiB can make up for.
    var exponent = 0
    var hasExponent = false
    /// The magnitude, where the number is an integer of at most 15 digits without an exponent.
    var smallInteger: Int?

    mutating func run(_ text: Span<UInt8>) -> Bool {
      if i < text.count, text[i] == UInt8(ascii: "-") {
        isNegative = true
        i += 1
      }
      let start = i
      var magnitude = 0
      while i < text.count, Self.isDigit(text[i]) {
        if i - start < 15 { magnitude = magnitude * 10 + Int(text[i] - 0x30) }
        i += 1
      }
      integer = start..<i
      guard i > start else { return false }
      if i - start > 1, text[start] == UInt8(ascii: "0") {
        i = start + 1
        return false
      }
      if i < text.count, text[i] == UInt8(ascii: ".") {
        i += 1
        let first = i
        skipDigits(text)
        fraction = first..<i
        guard i > first else { return false }
      } else if i == text.count || text[i] | 0x20 != UInt8(ascii: "e") {
        if integer.count <= 15 { smallInteger = magnitude }
        return true
      }
      return readExponent(text)
    }

    private mutating func readExponent(_ text: Span<UInt8>) -> Bool {
      guard i < text.count, text[i] | 0x20 == UInt8(ascii: "e") else { return true }
      hasExponent = true
      i += 1
      var isBelowZero = false
      if i < text.count, text[i] == UInt8(ascii: "+") || text[i] == UInt8(ascii: "-") {
        isBelowZero = text[i] == UInt8(ascii: "-")
        i += 1
      }
      let first = i
      while i < text.count, Self.isDigit(text[i]) {
        exponent = min(exponent * 10 + Int(text[i] - 0x30), 1 << 40)
        i += 1
      }
      if isBelowZero { exponent = -exponent }
      return i > first
    }

    private mutating func skipDigits(_ text: Span<UInt8>) {
      while i < text.count, Self.isDigit(text[i]) { i += 1 }
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
  }

  /// The number as 0.d₁d₂…dₙ × 10^point, with d₁ and dₙ not zero.
  private struct Decimal {
    private let integer: Range<Int>
    private let fraction: Range<Int>
    /// Positions among the digits of integer and fraction, taken together.
    private let significant: Range<Int>
    private let point: Int

    init(_ text: Span<UInt8>, _ scan: Scan) {
      integer = scan.integer
      fraction = scan.fraction
      let total = integer.count + fraction.count
      var first = 0
      while first < total, Self.digit(first, text, integer, fraction) == 0x30 { first += 1 }
      var end = total
      while end > first, Self.digit(end - 1, text, integer, fraction) == 0x30 { end -= 1 }
      significant = first..<end
      point = integer.count - first + scan.exponent
    }

    private static func digit(_ k: Int, _ text: Span<UInt8>, _ integer: Range<Int>, _ fraction: Range<Int>) -> UInt8 {
      k < integer.count ? text[integer.lowerBound + k] : text[fraction.lowerBound + k - integer.count]
    }

    /// Every decimal of at most 15 digits in the range of normal doubles, 2.3e-308 to 1.7e308, comes back from its double
    /// unchanged (IEEE 754-2019, 5.12.2: 15 is the number of decimal digits that binary64 always keeps).
    var fitsAnyDouble: Bool { significant.isEmpty || (significant.count <= 15 && -306...308 ~= point) }

    /// ECMAScript writes the digits as they stand where there is no exponent, no trailing zero, and the value is at least
    /// 1e-6.
    func isPlain(_ scan: Scan) -> Bool {
      fitsAnyDouble && !scan.hasExponent && !significant.isEmpty && point > -6
        && significant.upperBound == integer.count + fraction.count && !fraction.isEmpty
    }

    func nearestDouble(_ text: Span<UInt8>, isNegative: Bool) -> Double {
      if let double = roundedOnce(text) { return isNegative ? -double : double }
      // JSON's numbers are decimal literals of Swift, so neither conversion can fail.
      if text.count <= 800 {
        return unsafe text.withUnsafeBufferPointer { unsafe Double(String(decoding: $0, as: UTF8.self)) } ?? .infinity
      }
      // Between two doubles lies a decimal of at most 767 digits, so digits beyond 800 matter only by being there at all
      // (a last 1 stands for them). That bounds the work for a number of eight million digits.
      let kept = min(significant.count, 800)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(kept + 24)
      if isNegative { bytes.append(UInt8(ascii: "-")) }
      for k in significant.prefix(kept) { bytes.append(Self.digit(k, text, integer, fraction)) }
      if significant.count > kept { bytes.append(UInt8(ascii: "1")) }
      if significant.isEmpty { bytes.append(UInt8(ascii: "0")) }
      let digits = bytes.count - (isNegative ? 1 : 0)
      let exponent = significant.isEmpty ? 0 : max(-100_000, min(100_000, point)) - digits
      bytes.append(UInt8(ascii: "e"))
      bytes.append(contentsOf: exponent.description.utf8)
      return Double(String(decoding: bytes, as: UTF8.self)) ?? .infinity
    }

    /// The nearest double where one operation on two exact doubles gives it, which is rounded once and correctly: at
    /// most 15 digits, and a power of ten that is a double itself (W. D. Clinger, How to Read Floating Point Numbers
    /// Accurately, 1990). Ten times as fast as by a string, for nearly every number that is met.
    private func roundedOnce(_ text: Span<UInt8>) -> Double? {
      let exponent = point - significant.count
      guard significant.count <= 15, -22...22 ~= exponent else { return nil }
      var integer = 0
      for k in significant { integer = integer * 10 + Int(Self.digit(k, text, self.integer, fraction) - 0x30) }
      return exponent < 0
        ? Double(integer) / Self.exactPowers[-exponent] : Double(integer) * Self.exactPowers[exponent]
    }

    private static let exactPowers: InlineArray<23, Double> = [
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
      1e20, 1e21, 1e22,
    ]

    func isSame(as digits: ShortestDigits, _ text: Span<UInt8>) -> Bool {
      guard significant.count == digits.count, point == digits.point else { return false }
      for (k, position) in significant.enumerated()
      where Self.digit(position, text, integer, fraction) != digits[k] {
        return false
      }
      return true
    }
  }
}
