public import ArgumentParser
public import Badge

/// The suites of the proofs that a command makes.
struct CryptosuiteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sign with this suite, instead of eddsa-rdfc-2022; given twice, with a proof of each.", valueName: "name"))
  var cryptosuite: [Cryptosuite] = []

  func validate() throws {
    for (k, suite) in cryptosuite.enumerated() where cryptosuite[..<k].contains(suite) {
      throw ValidationError("--cryptosuite gives \(suite.rawValue) twice")
    }
  }
}

extension Cryptosuite: ExpressibleByArgument {
  public init?(argument: String) {
    guard let suite = Self.made.first(where: { $0.rawValue == argument }) else { return nil }
    self = suite
  }

  public static var allValueStrings: [String] { made.map(\.rawValue) }
}
