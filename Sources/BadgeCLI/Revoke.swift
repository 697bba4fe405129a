import ArgumentParser
import BadgeRegister

struct Revoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take badges back, for ever.",
    discussion: """
      The register keeps who did it, when and why, and the status lists are published with it. A revoked badge stays \
      revoked; to take one back for a time, suspend it. Either all badges are revoked or none. To revoke a badge twice \
      changes nothing.

      EXAMPLES
        badge revoke alice.json --reason "Awarded by mistake"
        badge revoke urn:uuid:2f4b6f0e-6c0f-4c55-9a3e-0a7c0f2d9b11 --reason Fraud
        badge revoke --csv badges/result.csv --reason "The exam is void" --by Dean
        badge revoke - --reason "The exam is void" --no-publish < ids.txt
      """)

  @OptionGroup var options: StatusChangeOptions

  @Option(help: ArgumentHelp("Why, for the badge's history.", valueName: "text"))
  var reason: String

  func validate() throws { try ReasonText.check(reason) }

  func run() throws { try options.change(.revoke, reason: reason) }
}
