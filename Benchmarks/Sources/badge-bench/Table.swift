/// The figures, one a line, each with the limit beside it.
struct Table {
  enum Limit {
    case atMost(Double)
    case atLeast(Double)
    case none
  }

  static func heading(_ text: String) { print("\n" + text) }

  static func row(_ name: String, _ value: Double, _ unit: String, _ limit: Limit = .none, note: String = "") {
    let figure = "\(decimal(value)) \(unit)"
    let judged: String
    switch limit {
    case .atMost(let most): judged = "at most \(decimal(most))  \(value <= most ? "ok" : "OVER")"
    case .atLeast(let least): judged = "at least \(decimal(least))  \(value >= least ? "ok" : "UNDER")"
    case .none: judged = ""
    }
    let line = "  \(padded(name, 46)) \(padded(figure, -16))   \(padded(judged, 20)) \(note)"
    print(String(line.reversed().drop { $0 == " " }.reversed()))
  }

  static func row(_ name: String, _ text: String) { print("  \(padded(name, 46)) \(text)") }

  static func decimal(_ value: Double) -> String {
    let places = value >= 100 ? 1.0 : value >= 10 ? 10 : value >= 1 ? 100 : 1000
    let rounded = (value * places).rounded() / places
    return places == 1 ? String(Int(rounded)) : "\(rounded)"
  }

  /// To the left in a column, or to the right where the width is negative.
  private static func padded(_ text: String, _ width: Int) -> String {
    let space = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? space + text : text + space
  }
}
