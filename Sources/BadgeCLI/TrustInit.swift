import ArgumentParser
import Badge
import Files

extension Trust {
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Make a trust file, with a name and with limits on age.",
      discussion: """
        The file is a local one: whoever can write it decides. badge trust export makes a bundle of it, signed by you as \
        its curator, which others can use. The ages of bundles are asked of those, not of the local file; the ages of \
        status lists are asked of both, for issuers without limits of their own.

        EXAMPLES
          badge trust init --trust unis.json --name unis
          badge trust init --trust unis.json --name unis --warn-age 30d \\
            --refuse-age 90d --list-warn-age 2d --list-refuse-age 30d
        """)

    @Option(help: ArgumentHelp("What the file, and bundles made from it, are called.", valueName: "text"))
    var name: String?

    @OptionGroup(title: "AGE") var ages: TrustAgeOptions

    @Flag(help: "Change the name and the ages of a file that is there, and keep the rest of it.")
    var replace = false

    @OptionGroup var file: TrustFileOptions

    func validate() throws {
      if let name { try ArgumentText.requireUTF8(name, "the name") }
      if let name, name.isEmpty { throw ValidationError("--name takes a name") }
      try ages.check()
    }

    func run() throws {
      let place = try TrustStore.place(file.trust)
      guard try replace || !InputFile.exists(place) else {
        throw CommandError(.fileExists, "\(place) exists already", hint: "change its name and ages with --replace")
      }
      let (name, ages) = (name, ages)
      let written = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        if let name { entries.name = name }
        ages.apply(to: &entries.limits)
      }
      Diagnostics.write("\(replace ? "changed" : "made") \(written)\n")
    }
  }
}

/// How old a bundle and its lists may become.
struct TrustAgeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Bundles are reported as old after this age, such as 30d.", valueName: "age"),
    transform: AgeArgument.init(parsing:))
  var warnAge: AgeArgument?

  @Option(
    help: ArgumentHelp("Nothing is accepted with bundles after this age.", valueName: "age"),
    transform: AgeArgument.init(parsing:))
  var refuseAge: AgeArgument?

  @Option(
    help: ArgumentHelp("Status lists are reported as old after this age.", valueName: "age"),
    transform: AgeArgument.init(parsing:))
  var listWarnAge: AgeArgument?

  @Option(
    help: ArgumentHelp("Status lists are not used after this age.", valueName: "age"),
    transform: AgeArgument.init(parsing:))
  var listRefuseAge: AgeArgument?

  func check() throws {
    for (warn, refuse) in [(warnAge, refuseAge), (listWarnAge, listRefuseAge)] {
      if let warn, let refuse, warn.seconds > refuse.seconds {
        throw ValidationError("an age that is warned of has to come before the one that is refused")
      }
    }
  }

  func apply(to limits: inout TrustLimits) {
    limits.warnAge = warnAge?.seconds ?? limits.warnAge
    limits.refuseAge = refuseAge?.seconds ?? limits.refuseAge
    limits.listWarnAge = listWarnAge?.seconds ?? limits.listWarnAge
    limits.listRefuseAge = listRefuseAge?.seconds ?? limits.listRefuseAge
  }
}
