import ArgumentParser
import Badge
import BadgeRegister
import Files

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write badges again, as they were issued.",
    discussion: """
      The register keeps the signed bytes of every badge and the picture it was baked into, so that a lost file is no \
      lost badge. In a folder a badge gets \
      the name that its file had, or that of its identifier. A file that holds the badge already is left alone.

      EXAMPLES
        badge export urn:uuid:2f4b6f0e-6c0f-4c55-9a3e-0a7c0f2d9b11 -o alice.json
        badge export --all -o badges/
        badge export --csv result.csv -o badges/
      """)

  @OptionGroup var badges: BadgeReferenceOptions

  @Flag(help: "Every badge of the register.")
  var all = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder of the files; for one badge the file, or - for standard output.", valueName: "path"))
  var output: Path

  @Flag(help: "Replace files that hold something else.")
  var force = false

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions

  func validate() throws {
    guard !all || badges.badges.isEmpty && badges.csv == nil else {
      throw ValidationError("--all means every badge: name none besides")
    }
  }

  func run() throws {
    let register = try register.open(.readOnly)
    let ids = all ? try allIDs(of: register) : try badges.ids(in: register)
    if ids.count == 1, !all, !BadgeSource.isFolder(output) {
      let bytes = try bytes(of: ids[0], in: register)
      _ = try write(bytes, to: output)
      return
    }
    guard BadgeSource.isFolder(output) else {
      throw CommandError(
        .usage, "\(output) is no folder, and there are \(ids.count) badges to write", hint: "make the folder first",
        status: .usage)
    }
    var progress = Progress(counting: "badges", total: ids.count, printsResults: false)
    var names: Set<String> = []
    var written = 0
    for (index, id) in ids.enumerated() {
      let bytes = try bytes(of: id, in: register)
      if try write(bytes, to: output.appending(name(of: id, bytes, in: register, &names))) { written += 1 }
      progress.advance(to: index + 1)
    }
    _ = consume progress
    let present = ids.count - written
    Diagnostics.write("wrote \(written) to \(output)\(present > 0 ? "; \(present) were there already" : "")\n")
  }

  private func allIDs(of register: Register) throws(CommandError) -> [String] {
    var ids: [String] = []
    do throws(RegisterError) {
      try register.forEachBadge { badge in
        ids.append(badge.id)
        return true
      }
    } catch {
      throw CommandError(error, in: register.path)
    }
    return ids
  }

  private func bytes(of id: String, in register: Register) throws(CommandError) -> [UInt8] {
    do { return try register.fileBytes(of: id) } catch { throw CommandError(error, in: register.path) }
  }

  /// The last part of the file's name, unless another badge of this run has it.
  private func name(
    of id: String, _ bytes: [UInt8], in register: Register, _ names: inout Set<String>
  ) throws(CommandError) -> Path {
    let badge: BadgeRecord?
    do { badge = try register.badge(id) } catch { throw CommandError(error, in: register.path) }
    if let kept = badge?.file?.split?.name, names.insert(FileNamePattern.folded(kept.text)).inserted { return kept }
    // What was issued is a picture, a token, or an object.
    let form = BadgePicture.form(of: bytes) ?? (bytes.first == UInt8(ascii: "{") ? .json : .jwt)
    let plain = BadgeFileName.path(forID: id, in: form)
    names.insert(FileNamePattern.folded(plain.text))
    return plain
  }

  /// - Returns: false where the file holds the badge already.
  private func write(_ bytes: [UInt8], to path: Path) throws(CommandError) -> Bool {
    if !path.isStandardStream, try InputFile.exists(path), let present = try? InputFile.contents(of: path),
      present == bytes
    {
      return false
    }
    try OutputFile.write(bytes.span, to: path, overwrite: OutputFile.Overwrite(force: force))
    return true
  }
}
