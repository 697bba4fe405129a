/// The text of a JSON number as an RDF literal (JSON-LD 1.1 API, section 8.6, "Data Round Tripping").
enum XSDNumber {
  /// Whether a number is written as an `xsd:double` where no datatype says otherwise: it has a fraction, or 22 digits and
  /// more.
  static func isDouble(_ value: Double) -> Bool { value.rounded(.towardZero) != value || value.magnitude >= 1e21 }

  /// The canonical form of an `xsd:integer`, for a number without a fraction below 10^21.
  static func integer(_ value: Double) -> String { "\(Int128(value))" }

  /// The form of an `xsd:double` that the specification gives: the mantissa has one digit before the point and, after
  /// rounding to 15 digits, those that are left behind it.
  static func double(_ value: Double) -> String {
    guard value != 0 else { return "0.0E0" }
    var (digits, exponent) = shortest(value.magnitude)
    if digits.count > 16 { round(&digits, &exponent, of: value.magnitude) }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    var text = value < 0 ? "-" : ""
    text += "\(digits[0])."
    text += digits.count == 1 ? "0" : digits.dropFirst().map { "\($0)" }.joined()
    return text + "E\(exponent)"
  }

  /// The shortest digits d₁d₂… that give a positive double back, and the exponent with which it is d₁.d₂… × 10^exponent.
  private static func shortest(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var sign = 1
    var inExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "+"): break
      default:
        if inExponent { exponent = exponent * 10 + Int(byte - 0x30) } else { digits.append(byte - 0x30) }
      }
    }
    exponent = sign * exponent + (point ?? digits.count) - 1
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    return (digits, exponent - zeros)
  }

  /// Rounds 17 digits to 16, to what is nearest to the number itself, upwards from the middle.
  private static func round(_ digits: inout [UInt8], _ exponent: inout Int, of value: Double) {
    let isUp: Bool
    switch digits[16] {
    case 5:
      // The digits are the middle between their neighbours, and the number is near them: on which side decides.
      let decimal = digits.prefix(17).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
      isUp = !isBelow(value, decimal, exponent - 16)
    case let digit: isUp = digit > 5
    }
    digits.removeSubrange(16...)
    guard isUp else { return }
    var at = 15
    while at >= 0, digits[at] == 9 {
      digits[at] = 0
      at -= 1
    }
    if at >= 0 {
      digits[at] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  /// Whether a positive double is less than `decimal` × 10^`exponent`, by whole numbers.
  private static func isBelow(_ value: Double, _ decimal: UInt64, _ exponent: Int) -> Bool {
    // The double is significand × 2^power.
    let power = Int(value.exponent) - 52
    let significand = UInt64(value.significand * 0x1p52)
    var left = limbs(significand)
    var right = limbs(decimal)
    multiply(&left, by: 2, times: power)
    multiply(&right, by: 2, times: -power)
    multiply(&left, by: 10, times: -exponent)
    multiply(&right, by: 10, times: exponent)
    let count = max(left.count, right.count)
    for at in (0..<count).reversed() {
      let (a, b) = (at < left.count ? left[at] : 0, at < right.count ? right[at] : 0)
      if a != b { return a < b }
    }
    return false
  }

  private static func limbs(_ value: UInt64) -> [UInt32] {
    [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
  }

  private static func multiply(_ limbs: inout [UInt32], by factor: UInt64, times: Int) {
    guard times > 0 else { return }
    for _ in 0..<times {
      var carry: UInt64 = 0
      for at in limbs.indices {
        let product = UInt64(limbs[at]) * factor + carry
        limbs[at] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
  }
}
