import ArgumentParser

/// An age or a duration on the command line: `30d`, `12h`, `45m` or `90s`.
struct AgeArgument: Sendable {
  let seconds: Int

  /// - Throws: `ValidationError`.
  init(parsing argument: String) throws {
    let units: [Character: Int] = ["d": 86400, "h": 3600, "m": 60, "s": 1]
    let digits = argument.dropLast()
    guard let unit = argument.last.flatMap({ units[$0] }), !digits.isEmpty, digits.utf8.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits)
    else { throw ValidationError("an age is written 30d, 12h, 45m or 90s") }
    seconds = count * unit
  }

  /// In the largest unit that it is a whole number of: `30d`.
  static func words(_ seconds: Int) -> String {
    for (unit, length) in [("d", 86400), ("h", 3600), ("m", 60)] where seconds % length == 0 && seconds > 0 {
      return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
  }
}
