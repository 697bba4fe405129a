import ArgumentParser
import BadgeRegister
import Files

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the register, while others may use it.",
    discussion: """
      The copy is checked, and on the disk when the command ends. It is never written over another file. It holds no \
      key: back up the key file and its passphrase too, once, in another place.

      After a restore run badge doctor --mend --restored: what was issued and revoked since the backup is not in it.

      EXAMPLES
        badge backup /mnt/backup/register-2026-11-24.sqlite
        badge backup "register-$(date +%F).sqlite" --register /srv/badges
      """)

  @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
  var file: Path

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions

  func run() throws {
    guard !file.isStandardStream else {
      throw CommandError(
        .usage, "a backup is not written to standard output", hint: "name the file to make", status: .usage)
    }
    let register = try register.open(.readOnly)
    do { try register.backup(to: file) } catch { throw CommandError(error, in: file) }
    Diagnostics.write("copied \(register.path) to \(file)\n")
  }
}
