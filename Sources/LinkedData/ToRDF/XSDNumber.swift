/// The text of a JSON number as an RDF literal (JSON-LD 1.1 API, section 8.6, "Data Round Tripping").
enum XSDNumber {
  /// Whether a number is written as an `xsd:double` where no datatype says otherwise: it has a fraction, or 22 digits and
  /// more.
  static func isDouble(_ value: Double) -> Bool { value.rounded(.towardZero) != value || value.magnitude >= 1e21 }

  /// The canonical form of an `xsd:integer`, for a number without a fraction below 10^21.
  static func integer(_ value: Double) -> String { "\(Int128(value))" }

  /// The form of an `xsd:double` that the specification gives: 16 digits, rounded from the number itself and not from
  /// its shortest form (9.3 is 9.300000000000001E0), and of those that are behind the point no zeros at the end.
  static func double(_ value: Double) -> String {
    guard value != 0 else { return "0.0E0" }
    let (digits, exponent) = Decimal16.digits(of: value.magnitude)
    var fraction = digits % Decimal16.unit
    var length = 15
    while length > 1, fraction % 10 == 0 {
      fraction /= 10
      length -= 1
    }
    let text = "\(fraction)"
    let zeros = String(repeating: "0", count: length - text.utf8.count)
    return "\(value < 0 ? "-" : "")\(digits / Decimal16.unit).\(zeros)\(text)E\(exponent)"
  }
}

/// A positive number in 16 decimal digits: ECMAScript's `toExponential(15)`.
private enum Decimal16 {
  /// 10^15: the least number of 16 digits.
  static let unit: UInt64 = 1_000_000_000_000_000

  /// The digits d, 10^15 ≤ d < 10^16, for which d × 10^(exponent − 15) is nearest; of two the larger.
  static func digits(of value: Double) -> (digits: UInt64, exponent: Int) {
    // A subnormal number has fewer digits than 16 in its shortest form: those of a multiple of it come near enough.
    var (digits, exponent) = shortest(value.isSubnormal ? value * 1e300 : value)
    if value.isSubnormal { exponent -= 300 }
    var scaled = Scaled(value, exponent)
    if scaled.isBelow(twice: 2 * unit) {
      // The shortest form was rounded up to a power of ten.
      exponent -= 1
      scaled = Scaled(value, exponent)
      digits = 10 * unit - 1
    }
    // The shortest form is a few units away at most.
    while scaled.isBelow(twice: 2 * digits - 1) { digits -= 1 }
    while !scaled.isBelow(twice: 2 * digits + 1) { digits += 1 }
    return digits == 10 * unit ? (unit, exponent + 1) : (digits, exponent)
  }

  /// The first 16 of the shortest digits that give a double back, and its decimal exponent.
  private static func shortest(_ value: Double) -> (digits: UInt64, exponent: Int) {
    var digits: UInt64 = 0
    var count = 0
    var point: Int?
    var zeros = 0
    var exponent = 0
    var sign = 1
    var inExponent = false
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = zeros + count
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "0") where count == 0 && !inExponent: zeros += 1
      default:
        if inExponent {
          exponent = exponent * 10 + Int(byte - 0x30)
        } else {
          if count < 16 { digits = digits * 10 + UInt64(byte - 0x30) }
          count += 1
        }
      }
    }
    exponent = sign * exponent + (point ?? zeros + count) - 1 - zeros
    for _ in min(count, 16)..<16 { digits *= 10 }
    return (digits, exponent)
  }

  /// A double divided by a power of ten, as a fraction of whole numbers.
  private struct Scaled {
    private var numerator: [UInt32]
    private var denominator: [UInt32] = [1]

    /// value × 10^(15 − exponent).
    init(_ value: Double, _ exponent: Int) {
      let significand = UInt64(value.significand * 0x1p52)
      let power = Int(value.exponent) - 52
      numerator = [UInt32(truncatingIfNeeded: significand), UInt32(truncatingIfNeeded: significand >> 32)]
      Self.shift(&numerator, by: power)
      Self.shift(&denominator, by: -power)
      Self.multiply(&numerator, byPowerOfTen: 15 - exponent)
      Self.multiply(&denominator, byPowerOfTen: exponent - 15)
    }

    /// Whether it is less than half of a number.
    func isBelow(twice number: UInt64) -> Bool {
      let left = Self.product(numerator, 2)
      let right = Self.product(denominator, number)
      for at in (0..<max(left.count, right.count)).reversed() {
        let (a, b) = (at < left.count ? left[at] : 0, at < right.count ? right[at] : 0)
        if a != b { return a < b }
      }
      return false
    }

    private static func product(_ limbs: [UInt32], _ factor: UInt64) -> [UInt32] {
      var product: [UInt32] = []
      product.reserveCapacity(limbs.count + 2)
      var carry: UInt128 = 0
      for limb in limbs {
        carry += UInt128(limb) * UInt128(factor)
        product.append(UInt32(truncatingIfNeeded: carry))
        carry >>= 32
      }
      while carry > 0 {
        product.append(UInt32(truncatingIfNeeded: carry))
        carry >>= 32
      }
      return product
    }

    private static func shift(_ limbs: inout [UInt32], by bits: Int) {
      guard bits > 0 else { return }
      limbs = Array(repeating: 0, count: bits / 32) + product(limbs, 1 << UInt64(bits % 32))
    }

    private static func multiply(_ limbs: inout [UInt32], byPowerOfTen exponent: Int) {
      var left = exponent
      while left > 0 {
        let step = min(left, 19)
        var factor: UInt64 = 1
        for _ in 0..<step { factor *= 10 }
        limbs = product(limbs, factor)
        left -= step
      }
    }
  }
}
