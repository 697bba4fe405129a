import Foundation
import Signing
import Testing

@testable import Badge

@Suite struct ReportStyleTests {
  private static let sheet = ReportStyle.sheet.description

  /// The colours of the style sheet, the light ones first.
  private static var palettes: [[String: String]] {
    var palettes: [[String: String]] = []
    for block in sheet.split(separator: ":root").dropFirst() {
      var palette: [String: String] = [:]
      for declaration in block.prefix(while: { $0 != "}" }).split(whereSeparator: { $0 == ";" || $0 == "{" }) {
        let parts = declaration.split(separator: ":").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        if parts.count == 2, parts[0].hasPrefix("--") { palette[parts[0]] = parts[1] }
      }
      palettes.append(palette)
    }
    return palettes
  }

  /// WCAG 2.2, "relative luminance".
  private static func luminance(_ color: String?) -> Double? {
    guard let color, color.hasPrefix("#"), color.utf8.count == 7, let value = Int(color.dropFirst(), radix: 16) else {
      return nil
    }
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let part = Double(part) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test("Every text has the contrast of WCAG AA on what lies under it, light and dark")
  func contrast() throws {
    #expect(Self.palettes.count == 2)
    for palette in Self.palettes {
      for (ink, papers) in [
        ("--ink", ["--paper", "--shade"]), ("--muted", ["--paper"]), ("--link", ["--paper"]),
        ("--good", ["--paper", "--good-paper"]), ("--bad", ["--paper", "--bad-paper"]),
        ("--open", ["--paper", "--open-paper"]),
      ] {
        for paper in papers {
          let lights = [try #require(Self.luminance(palette[ink])), try #require(Self.luminance(palette[paper]))]
            .sorted()
          #expect((lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, "\(ink) on \(paper)")
        }
      }
    }
  }

  @Test("Every colour of the sheet is one of the palette")
  func noOtherColor() {
    let rules = Self.sheet.split(separator: "}").filter { !$0.contains("--paper:") }.joined(separator: "}")
    #expect(!rules.contains("#") && !rules.contains("rgb"))
  }

  @Test("The sheet names nothing outside of the page")
  func nothingOutside() {
    for word in ["url(", "@import", "@font-face", "<", "expression"] { #expect(!Self.sheet.contains(word)) }
  }

  @Test("The policy allows the sheet by its digest, and nothing else")
  func policy() {
    let digest = Data(HashAlgorithm.sha256.digest(of: Array(Self.sheet.utf8))).base64EncodedString()
    #expect(
      ReportStyle.policy
        == "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'")
  }

  @Test("Print is light, and breaks no row")
  func print() throws {
    #expect(Self.sheet.contains("@media screen and (prefers-color-scheme: dark)"))
    let print = try #require(Self.sheet.range(of: "@media print"))
    #expect(Self.sheet[print.lowerBound...].contains("tr, .outcome { break-inside: avoid; }"))
  }
}
