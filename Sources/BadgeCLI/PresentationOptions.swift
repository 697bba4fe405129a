import ArgumentParser
import Badge

/// What is asked of whoever hands in a presentation of badges.
struct PresentationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Require a presentation whose holder signed this text, which you gave them.",
      discussion: "A new one for each time keeps an old presentation from being handed in again.", valueName: "text"))
  var challenge: String?

  @Option(
    help: ArgumentHelp(
      "Require a presentation that was made for this name of yours, such as hr.example.", valueName: "name"))
  var domain: String?

  @Option(help: ArgumentHelp("Require a presentation by this holder.", valueName: "id"))
  var holder: String?

  @Flag(help: "Take presentations that nobody signed, as parcels of badges.")
  var allowUnsignedPresentations = false

  func validate() throws {
    for (name, value) in [("--challenge", challenge), ("--domain", domain), ("--holder", holder)] where value == "" {
      throw ValidationError("\(name) takes a text that is not empty.")
    }
    guard !allowUnsignedPresentations || !policy.asksForHolder else {
      throw ValidationError(
        "--allow-unsigned-presentations takes what nobody signed, and --challenge, --domain and --holder ask who did.")
    }
  }

  var policy: PresentationPolicy {
    PresentationPolicy(
      challenge: challenge, domain: domain, holder: holder, unsigned: allowUnsignedPresentations ? .allow : .deny)
  }
}
