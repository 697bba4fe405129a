import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

extension Status {
  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Sign the status lists and put them into their folder.",
      discussion: """
        Publishes the lists whose badges changed, those that were never published, and those that soon are too old; \
        --all publishes every list. Each is written whole or not at all, with the next number of its edition. A register \
        that is older than a published list is refused: it would make revoked badges good again.

        Run it regularly, once a day say, so that the lists never become stale.

        EXAMPLES
          badge status publish
          badge status publish --all --passphrase-file pass.txt
          badge status publish --format json --register /srv/badges
          badge status publish --cryptosuite eddsa-jcs-2022
        """)

    @Flag(help: "Publish every list, whether it changed or not.")
    var all = false

    @Flag(help: "Replace files that have the name of a list and are none of this register.")
    var force = false

    @Option(help: "How it is told.")
    var format = Format.text

    @OptionGroup(title: "THE REGISTER") var register: RegisterOptions
    @OptionGroup var key: SigningKeyOptions
    @OptionGroup var suites: CryptosuiteOptions

    func run() throws {
      let register = try register.open(signing: suites)
      let time = TimeArgument.now
      var published: [PublishedList] = []
      let scope = all ? PublishScope.all : .due
      // Where nothing is due nobody is asked for a passphrase.
      if try isDue(scope, register, at: time) {
        let privateKey = try key.privateKey(of: register)
        published = try Publishing.publish(scope, of: register, with: privateKey, at: time, force: force)
      }
      switch format {
      case .text:
        try StandardOutput.write(published.isEmpty ? "every list is published\n" : Publishing.lines(published))
      case .json:
        let report: JSONValue = ["published": .array(published.map { Publishing.json($0.list) })]
        try StandardOutput.write(VisibleJSON.of(report.serialized(.pretty)))
      }
    }

    private func isDue(_ scope: PublishScope, _ register: Register, at time: Instant) throws(CommandError) -> Bool {
      do throws(RegisterError) {
        // Nothing may be due just because the register is an older copy, or somebody changed the files.
        try register.checkPublishedLists(replacingForeign: force)
        return try !register.listsToPublish(scope, at: time, replacingForeign: force).isEmpty
      } catch {
        throw CommandError(error, in: register.path)
      }
    }
  }
}
