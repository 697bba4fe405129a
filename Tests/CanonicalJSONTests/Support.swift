import CanonicalJSON

/// A text that must be refused, with the code and the byte offset that must come.
struct Refusal: Sendable, CustomStringConvertible {
  var bytes: [UInt8]
  var code: JSONError.Code
  var offset: Int

  init(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    self.init(Array(text.utf8), code, offset)
  }

  init(_ bytes: [UInt8], _ code: JSONError.Code, _ offset: Int) {
    self.bytes = bytes
    self.code = code
    self.offset = offset
  }

  var expected: JSONError { JSONError(code, at: offset) }
  var description: String {
    let shown = bytes.prefix(40).map { 0x20...0x7E ~= $0 ? String(UnicodeScalar($0)) : "<\(String($0, radix: 16))>" }
    return "\(shown.joined()) → \(code.rawValue) at \(offset)"
  }
}

/// The error of a text, or nil where it is read.
func refusal(of bytes: [UInt8], limits: JSONLimits = .credential) -> JSONError? {
  do throws(JSONError) {
    _ = try JSONDocument(parsing: bytes, limits: limits)
    return nil
  } catch { return error }
}

func document(_ text: String, limits: JSONLimits = .credential) throws -> JSONDocument {
  try JSONDocument(parsing: Array(text.utf8), limits: limits)
}

func canonical(_ text: String) throws -> String {
  String(decoding: try document(text).canonicalBytes(), as: UTF8.self)
}

extension Array where Element == UInt8 {
  /// A JSON string of these bytes, whatever they are.
  var quoted: [UInt8] { [0x22] + self + [0x22] }
}

/// SplitMix64: a failing case comes back with the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

/// Random values, and random ways of writing one value.
struct RandomJSON {
  var random: SeededGenerator
  /// 1: integers; 2: short decimals, too; 3: any double, too.
  var numberForms = 3

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func value(depth: Int = 4) -> JSONValue {
    switch random.below(depth > 0 ? 9 : 6) {
    case 0: return .null
    case 1: return .bool(random.below(2) == 0)
    case 2, 3: return .number(number())
    case 4, 5: return .string(string())
    case 6: return .array((0..<random.below(6)).map { _ in value(depth: depth - 1) })
    default:
      // Now and then more members than are sorted by insertion.
      let count = random.below(8) == 0 ? 15 + random.below(12) : random.below(7)
      let names = Set((0..<count).map { _ in Array(string().utf8) }).sorted { $0.hashValue < $1.hashValue }
      return .object(names.map { JSONValue.Member(String(decoding: $0, as: UTF8.self), value(depth: depth - 1)) })
    }
  }

  /// A finite double.
  mutating func number() -> Double {
    switch random.below(numberForms) {
    case 0: return Double(random.below(200_001) - 100_000)
    case 1: return Double(random.below(200_001) - 100_000) / 1000
    default:
      while true {
        let double = Double(bitPattern: random.next())
        if double.isFinite { return double }
      }
    }
  }

  /// Up to 12 code points from all corners that matter: ASCII, controls, quotes, and both sides of U+E000 and U+FFFF.
  mutating func string() -> String {
    var text = ""
    for _ in 0..<random.below(13) { text.unicodeScalars.append(scalar()) }
    return text
  }

  mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0x61...0x66, 0x20...0x7E, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x800...0xD7FF, 0xE000...0xFDCF,
      0xFDF0...0xFFFD, 0x10000...0x1FFFD, 0x100000...0x10FFFD,
    ]
    let range = ranges[random.below(ranges.count)]
    return Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "x"
  }

  /// The value as JSON text with random white space, member order, escapes and number forms.
  mutating func write(_ value: JSONValue) -> [UInt8] {
    var text: [UInt8] = []
    write(value, to: &text)
    space(&text)
    return text
  }

  private mutating func write(_ value: JSONValue, to text: inout [UInt8]) {
    space(&text)
    switch value {
    case .null: text += "null".utf8
    case .bool(let bool): text += (bool ? "true" : "false").utf8
    case .number(let number): text += (random.below(2) == 0 ? "\(number)" : exponentForm(number)).utf8
    case .string(let string): write(string, to: &text)
    case .array(let values):
      text.append(UInt8(ascii: "["))
      for (k, value) in values.enumerated() {
        if k > 0 { text.append(UInt8(ascii: ",")) }
        write(value, to: &text)
        space(&text)
      }
      space(&text)
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (k, member) in members.shuffled(using: &random).enumerated() {
        if k > 0 { text.append(UInt8(ascii: ",")) }
        space(&text)
        write(member.name, to: &text)
        space(&text)
        text.append(UInt8(ascii: ":"))
        write(member.value, to: &text)
        space(&text)
      }
      space(&text)
      text.append(UInt8(ascii: "}"))
    }
  }

  /// The digits of the description as an integer, with the exponent that makes up for it.
  private mutating func exponentForm(_ number: Double) -> String {
    var digits = ""
    var exponent = 0
    let parts = "\(number)".split(separator: "e")
    if parts.count > 1 { exponent = Int(parts[1]) ?? 0 }
    var afterPoint = false
    for character in parts[0] {
      if character == "." {
        afterPoint = true
      } else {
        digits.append(character)
        if afterPoint { exponent -= 1 }
      }
    }
    let sign = digits.hasPrefix("-") ? "-" : ""
    let magnitude = digits.drop { $0 == "-" || $0 == "0" }
    let e = random.below(2) == 0 ? "e" : "E"
    return sign + (magnitude.isEmpty ? "0" : magnitude) + e + (exponent >= 0 && random.below(2) == 0 ? "+" : "")
      + "\(exponent)"
  }

  private mutating func write(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for scalar in string.unicodeScalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if mustEscape || random.below(8) == 0 {
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16, uppercase: random.below(2) == 0)
          text += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8
        }
      } else if scalar == "/", random.below(2) == 0 {
        text += "\\/".utf8
      } else {
        text += String(scalar).utf8
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  private mutating func space(_ text: inout [UInt8]) {
    while random.below(4) == 0 { text.append([0x20, 0x0A, 0x0D, 0x09][random.below(4)]) }
  }
}
