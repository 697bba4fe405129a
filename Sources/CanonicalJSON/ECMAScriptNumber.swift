/// The text that ECMAScript's Number::toString gives a double, which RFC 8785 section 3.2.2.3 asks for.
enum ECMAScriptNumber {
  /// No such text is longer: sign, 17 digits, point, `e-`, three digits.
  static let longest = 25

  /// Appends the text of a finite double (ECMA-262, Number::toString, radix 10), at most ``longest`` bytes.
  static func append(_ double: Double, to bytes: inout OutputSpan<UInt8>) {
    append(ShortestDigits(double), isNegative: double < 0, to: &bytes)
  }

  /// Appends the text of the number that has these digits. Zero has no sign, so that -0 is 0.
  static func append(_ digits: ShortestDigits, isNegative: Bool, to bytes: inout OutputSpan<UInt8>) {
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let count = digits.count
    let point = digits.point
    if point > 21 || point < -5 {
      bytes.append(digits[0])
      if count > 1 {
        bytes.append(UInt8(ascii: "."))
        for k in 1..<count { bytes.append(digits[k]) }
      }
      bytes.append(UInt8(ascii: "e"))
      bytes.append(point - 1 < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      let exponent = abs(point - 1)
      if exponent >= 100 { bytes.append(0x30 + UInt8(exponent / 100)) }
      if exponent >= 10 { bytes.append(0x30 + UInt8(exponent / 10 % 10)) }
      bytes.append(0x30 + UInt8(exponent % 10))
    } else if point <= 0 {
      bytes.append(UInt8(ascii: "0"))
      bytes.append(UInt8(ascii: "."))
      for _ in 0..<(-point) { bytes.append(UInt8(ascii: "0")) }
      for k in 0..<count { bytes.append(digits[k]) }
    } else {
      for k in 0..<max(count, point) {
        if k == point { bytes.append(UInt8(ascii: ".")) }
        bytes.append(k < count ? digits[k] : UInt8(ascii: "0"))
      }
    }
  }
}

/// The shortest decimal digits that give a double back: 0.d₁d₂…dₙ × 10^point, with d₁ and dₙ not zero.
///
/// They are taken from `Double.description`, which the standard library documents to be the shortest such text and,
/// among those, the closest: what ECMAScript asks for. The published checksums of the RFC's number sequence agree.
struct ShortestDigits {
  private var digits = InlineArray<32, UInt8>(repeating: 0)
  private var first = 0
  private(set) var count = 0
  private(set) var point = 0

  /// The digits of a finite double. Zero has one digit, 0, before the point.
  init(_ double: Double) {
    var end = 0
    var exponent = 0
    var pointAt: Int?
    var inExponent = false
    var isBelowZero = false
    for byte in double.description.utf8 {
      switch byte {
      case UInt8(ascii: "-"): isBelowZero = inExponent
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): pointAt = end
      case UInt8(ascii: "e"): inExponent = true
      default:
        if inExponent {
          exponent = exponent * 10 + Int(byte - 0x30)
        } else {
          digits[end] = byte
          end += 1
        }
      }
    }
    point = (pointAt ?? end) + (isBelowZero ? -exponent : exponent)
    while first < end - 1, digits[first] == 0x30 {
      first += 1
      point -= 1
    }
    while end > first + 1, digits[end - 1] == 0x30 { end -= 1 }
    count = end - first
    if double == 0 { point = 1 }
  }

  subscript(k: Int) -> UInt8 { digits[first + k] }
}
