import Foundation
import Testing

@testable import BadgeCLI

/// What holds for every command: exit status, and which bytes go where.
@Suite struct CommandTests {
  @Test("The version is one line")
  func version() throws {
    let result = try Tool.badge("--version")
    #expect(result.status == 0)
    #expect(result.text == "\(badgeVersion)\n")
    #expect(result.errors.isEmpty)
  }

  @Test(
    "Help that was asked for goes to standard output",
    arguments: [["--help"], ["help"], ["canonicalize", "-h"], ["help", "canonicalize"], ["help", "trust", "add"]])
  func help(_ arguments: [String]) throws {
    let result = try Tool.shell("\"$BADGE\" " + arguments.joined(separator: " "))
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("OVERVIEW: "))
    #expect(result.errors.isEmpty)
  }

  @Test("Every command has help with an example")
  func examples() throws {
    for command in BadgeTool.commands {
      let result = try Tool.shell("\"$BADGE\" \(command) --help")
      #expect(result.status == 0)
      #expect(result.text.contains("EXAMPLES\n  badge \(command)"), "\(command)")
    }
  }

  @Test("Help fits on a terminal of 80 columns")
  func width() throws {
    for command in BadgeTool.commands {
      let result = try Tool.shell("\"$BADGE\" \(command) --help")
      let lines = result.text.split(separator: "\n").filter { !$0.hasPrefix("USAGE:") }
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(command)")
      // An example that was broken where it was not meant to be loses its indent, and cannot be copied.
      let examples = try #require(
        result.text.components(separatedBy: "EXAMPLES\n").last?.components(separatedBy: "\n\n"))
      #expect(examples[0].split(separator: "\n").allSatisfy { $0.hasPrefix("  ") }, "\(command)")
    }
  }

  @Test("The commands come in the order of a badge's life, and an unknown one names them")
  func order() throws {
    let result = try Tool.badge("nonsense")
    #expect(
      result.errors.contains(
        "init, keygen, key, issue, bake, extract, verify, check, receipt, inspect, lint, revoke, suspend, unsuspend, status, "
          + "list, show, export, backup, doctor, trust, canonicalize"))
    let nested = try Tool.badge("trust", "nonsense")
    #expect(nested.status == 2)
    #expect(
      nested.errors.contains(
        "init, add, remove, add-context, remove-context, import, update, export, verify, show, diff"))
    let group = try Tool.badge("trust")
    #expect(group.status == 2 && group.output.isEmpty)
    #expect(group.errors.contains("SUBCOMMANDS:"))
  }

  @Test("bash completes commands, options, values and files")
  func bashCompletion() throws {
    let folder = try TemporaryFolder()
    try folder.sample("alice.json")
    try folder.sample("trust.json")
    try folder.file(
      "complete.sh",
      Data(
        """
        eval "$("$BADGE" --generate-completion-script bash)"
        complete_words() {
          COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()
          COMP_POINT=${#COMP_LINE}
          _badge "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
          echo "${COMPREPLY[@]}"
        }
        badge() { "$BADGE" "$@"; }
        complete_words badge is
        complete_words badge trust r
        complete_words badge verify --format js
        complete_words badge verify al
        complete_words badge verify --trust tr
        complete_words badge issue --hash
        complete_words badge issue --cryptosuite e
        complete_words badge verify --context al
        """.utf8))
    let result = try Tool.shell("bash complete.sh", in: folder.url)
    #expect(
      result.text == "issue\nremove remove-context\njson jsonl\nalice.json\ntrust.json\n--hash-recipient\n"
        + "eddsa-rdfc-2022 eddsa-jcs-2022\nalice.json\n", "\(result.errors)")
  }

  @Test("Without a command the help comes, as an error")
  func nothing() throws {
    let result = try Tool.badge()
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("SUBCOMMANDS:"))
  }

  @Test(
    "Wrong usage is status 2, with an error and a hint",
    arguments: [
      ["frobnicate"], ["--frobnicate"], ["help", "frobnicate"], ["help", "trust", "frobnicate"], ["canonicalize"],
      ["canonicalize", "--frobnicate", "x"],
      ["canonicalize", "a", "b"], ["canonicalize", ""], ["canonicalize", "a", "-o"],
    ])
  func usage(_ arguments: [String]) throws {
    let result = try Tool.shell("\"$BADGE\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    let lines = result.errors.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3 && lines[0].hasPrefix("error: ") && lines[1].hasPrefix("hint: ") && lines[2].isEmpty)
    #expect(lines[0].hasSuffix(" (usage)"))
  }

  @Test("Arguments cannot write on the terminal", arguments: ["", "--", "canonicalize ", "canonicalize --"])
  func hostileArguments(_ prefix: String) throws {
    let result = try Tool.shell("\"$BADGE\" \(prefix)\"$(printf 'x\\033[2J\\r\\nACCEPTED \\342\\200\\256')\" y z")
    #expect(result.status == 2)
    #expect(result.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" })
    #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("error: ") || $0.hasPrefix("hint: ") })
  }

  @Test("A name that is not UTF-8 can be read")
  func rawName() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.shell(
      "f=\"$(printf 'a\\377')\"; echo 1 > \"$f\"; \"$BADGE\" canonicalize \"$f\"", in: folder.url)
    #expect(result.text == "1")
  }

  @Test("A reader that goes away ends the command quietly")
  func brokenPipe() throws {
    let folder = try TemporaryFolder()
    try folder.file("a.json", Data(("[" + String(repeating: "1,", count: 500_000) + "1]").utf8))
    let result = try Tool.shell(
      "{ \"$BADGE\" canonicalize a.json; echo $? >&2; } | head -c 1; { \"$BADGE\" --help; echo $? >&2; } | true",
      in: folder.url)
    #expect(result.text == "[")
    #expect(result.errors == "0\n0\n")
  }

  @Test("Standard output that cannot be written is an error", arguments: [">&-", "> /dev/full"])
  func unwritable(_ redirection: String) throws {
    for command in ["canonicalize -", "--version"] {
      let result = try Tool.shell("echo 1 | \"$BADGE\" \(command) \(redirection)")
      #expect(result.status == 4)
      #expect(result.errors.hasPrefix("error: standard output cannot be written: "))
    }
  }

  @Test("A closed descriptor is not taken for the file that is opened next")
  func closedDescriptors() throws {
    let folder = try TemporaryFolder()
    try folder.file("in", Data("1".utf8))
    let result = try Tool.shell("\"$BADGE\" canonicalize in -o out <&- >&- 2>&-", in: folder.url)
    #expect(result.status == 0)
    #expect(try folder.text("out") == "1")
    #expect(try Tool.shell("\"$BADGE\" canonicalize - <&- 2>&1", in: folder.url).status == 4)
  }

  @Test("The bytes do not depend on the locale")
  func locale() throws {
    let arguments = ["canonicalize", "ı İ i\u{307}/missing"]
    var results: Set<String> = []
    for locale in ["C", "tr_TR.UTF-8", "de_DE", ""] {
      let result = try Tool.badge(
        arguments[0], arguments[1], environment: ["LC_ALL": locale, "LANG": locale, "LANGUAGE": "tr"])
      results.insert(result.errors + "\(result.status)")
    }
    #expect(results.count == 1)
  }

  @Test("Standard input that is a terminal gives help, not a hang", .enabled(if: Tool.isInstalled("script")))
  func terminalInput() throws {
    let result = try Tool.shell("timeout 120 script -qec '\"$BADGE\" canonicalize -' /dev/null")
    #expect(result.status == 2)
    #expect(result.text.contains("(input_is_terminal)"))
    #expect(result.text.contains("USAGE: badge canonicalize"))
  }

  @Test(
    "Colour is for terminals that want it", .enabled(if: Tool.isInstalled("script")),
    arguments: [("TERM=xterm", true), ("TERM=dumb", false), ("TERM=xterm NO_COLOR=1", false), ("TERM=", false)])
  func color(_ environment: String, _ isColored: Bool) throws {
    let result = try Tool.shell("timeout 120 env \(environment) script -qec '\"$BADGE\" nonsense' /dev/null")
    #expect(result.status == 2)
    #expect(result.text.contains("\u{1B}[31merror:\u{1B}[0m ") == isColored)
    #expect(result.text.contains("\u{1B}") == isColored)
    #expect(result.text.contains("error:"))
  }

  @Test("Completion scripts know commands and files", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let result = try Tool.badge("--generate-completion-script", shell)
    #expect(result.status == 0)
    #expect(result.text.contains("canonicalize"))
  }

  @Test("No command opens a socket", .enabled(if: Tool.isInstalled("strace")))
  func network() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.shell(
      "echo 1 | strace -f -o trace -e trace=network \"$BADGE\" canonicalize - && grep -v -e +++ -e --- trace",
      in: folder.url)
    #expect(result.text == "1")
    #expect(result.status == 1)
  }
}
