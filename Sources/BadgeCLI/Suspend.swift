import ArgumentParser
import BadgeRegister

struct Suspend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Take badges back for a time.",
    discussion: """
      A suspended badge is rejected until badge unsuspend ends that. The register keeps who did it, when and why, and \
      the status lists are published with it. Either all badges are suspended or none.

      EXAMPLES
        badge suspend alice.json --reason "Under review"
        badge suspend urn:uuid:2f4b6f0e-6c0f-4c55-9a3e-0a7c0f2d9b11 --reason Review
      """)

  @OptionGroup var options: StatusChangeOptions

  @Option(help: ArgumentHelp("Why, for the badge's history.", valueName: "text"))
  var reason: String

  func validate() throws { try ReasonText.check(reason) }

  func run() throws { try options.change(.suspend, reason: reason) }
}
