import ArgumentParser
import BadgeRegister

struct Unsuspend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsuspend",
    abstract: "End the suspension of badges.",
    discussion: """
      The badge is good again as soon as the lists that are published with this command are served. A badge that was \
      revoked stays revoked.

      EXAMPLES
        badge unsuspend alice.json --reason "The review found nothing"
        badge unsuspend urn:uuid:2f4b6f0e-6c0f-4c55-9a3e-0a7c0f2d9b11
      """)

  @OptionGroup var options: StatusChangeOptions

  @Option(help: ArgumentHelp("Why, for the badge's history.", valueName: "text"))
  var reason: String?

  func validate() throws { if let reason { try ReasonText.check(reason) } }

  func run() throws { try options.change(.unsuspend, reason: reason) }
}
