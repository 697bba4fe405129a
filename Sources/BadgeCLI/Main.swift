import ArgumentParser
import Files
import Glibc

/// The version of the tool, in this place only.
let badgeVersion = "0.1.0"

struct BadgeTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "badge",
    abstract: "Issue and verify Open Badges 3.0 credentials.",
    discussion: """
      No command uses the network but badge trust update --online. The exit status tells what happened:
        0  the badge is accepted, or the command is done
        1  something is wrong with the badge or the document
        2  the command line is wrong
        3  undetermined: something that the verdict needs is missing
        4  a file cannot be read or written, or badge itself failed

      EXAMPLES
        badge init --name "Example University" \\
          --status-url https://university.example/status
        badge issue --template teamwork.json --recipient email:alice@example.org \\
          -o alice.json
        badge trust add did:key:z6Mk… --name "Example University"
        badge verify alice.json
      """,
    version: badgeVersion,
    subcommands: [
      Init.self, KeyGen.self, Key.self, Issue.self, Bake.self, Extract.self, Verify.self, Receipt.self, Inspect.self,
      Lint.self, Revoke.self, Suspend.self,
      Unsuspend.self,
      Status.self, List.self, Show.self, Export.self, Backup.self, Doctor.self, Trust.self, Canonicalize.self,
    ])

  /// Every command as it is typed, those that group others before what they group.
  static var commands: [String] {
    configuration.subcommands.flatMap { command in
      [command._commandName] + command.configuration.subcommands.map { "\(command._commandName) \($0._commandName)" }
    }
  }

  /// ArgumentParser calls a command that does not exist an unexpected argument, which helps nobody.
  fileprivate static func requireCommand(_ arguments: ArraySlice<String>) throws(CommandError) {
    var command: any ParsableCommand.Type = BadgeTool.self
    for (index, name) in arguments.enumerated() {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !name.hasPrefix("-") else { return }
      // `badge help issue` is about a command too.
      if name == "help", index == 0 { continue }
      if let next = subcommands.first(where: { $0.names.contains(name) }) {
        command = next
        continue
      }
      guard command.configuration.defaultSubcommand == nil else { return }
      throw CommandError(
        .usage, "there is no command \(Terminal.quote(name))",
        hint: "the commands are \(subcommands.flatMap { $0.names }.joined(separator: ", "))", status: .usage)
    }
  }
}

extension ParsableCommand {
  /// The command's name and its aliases.
  static var names: [String] { [_commandName] + configuration.aliases }
}

@main
enum Main {
  static func main() {
    POSIX.holdStandardDescriptors()
    POSIX.ignoreBrokenPipes()
    exit(run().rawValue)
  }

  private static func run() -> ExitStatus {
    var commandType: any ParsableCommand.Type = BadgeTool.self
    do {
      let arguments = CommandLine.arguments.dropFirst()
      guard !arguments.isEmpty else { return help(for: commandType) }
      try BadgeTool.requireCommand(arguments)
      var command = try parse(arguments)
      commandType = type(of: command)
      // What only groups others does nothing by itself.
      guard commandType.configuration.subcommands.isEmpty else { return help(for: commandType) }
      try command.run()
      return .success
    } catch let status as ExitStatus {
      return status
    } catch let error as CommandError {
      Diagnostics.report(error)
      return error.showsHelp ? help(for: commandType, or: error.status) : error.status
    } catch {
      return finish(error)
    }
  }

  /// ArgumentParser makes a tree of all commands first, which takes longer than to verify a badge: a command that is named
  /// and understood is read by itself. For everything else, help and mistakes among it, there is the tree.
  private static func parse(_ arguments: ArraySlice<String>) throws -> any ParsableCommand {
    var named: any ParsableCommand.Type = BadgeTool.self
    var rest = arguments
    while !named.configuration.subcommands.isEmpty {
      guard let name = rest.popFirst(),
        let next = named.configuration.subcommands.first(where: { $0.names.contains(name) })
      else { return try BadgeTool.parseAsRoot() }
      named = next
    }
    if let command = try? named.parseAsRoot(Array(rest)), type(of: command) == named { return command }
    return try BadgeTool.parseAsRoot()
  }

  /// Help where it was not asked for: on standard error.
  private static func help(for command: any ParsableCommand.Type, or status: ExitStatus = .usage) -> ExitStatus {
    Diagnostics.write("\n" + BadgeTool.helpMessage(for: command))
    return status
  }

  /// What ArgumentParser throws: help, version and completion scripts are errors too, with an exit code of zero.
  private static func finish(_ error: any Error) -> ExitStatus {
    do throws(CommandError) {
      switch BadgeTool.exitCode(for: error) {
      case .success:
        let text = BadgeTool.fullMessage(for: error)
        try StandardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
        return .success
      case .validationFailure:
        throw CommandError(parsing: error)
      default:
        throw CommandError(
          .internalError, "an error was not foreseen: \(Terminal.quote(String(describing: error)))",
          hint: "please report this as a defect of badge")
      }
    } catch {
      Diagnostics.report(error)
      return error.status
    }
  }
}

extension CommandError {
  /// What ArgumentParser says, as two lines of ours. It quotes arguments as they are, line breaks and all.
  fileprivate init(parsing error: any Error) {
    let words = BadgeTool.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let help = BadgeTool.fullMessage(for: error).split(separator: "'").last { $0.hasPrefix("badge") } ?? "badge --help"
    self.init(
      .usage, Terminal.quote(words.prefix(1).lowercased() + words.dropFirst()),
      hint: "see \(Terminal.quote(String(help)))", status: .usage)
  }
}
