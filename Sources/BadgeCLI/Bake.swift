import ArgumentParser
import Badge
import Files

struct Bake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bake",
    abstract: "Put a badge into a picture.",
    discussion: """
      Makes a PNG or SVG picture that holds the badge, as Open Badges 3.0 has it: in one uncompressed iTXt chunk of a PNG, in \
      one element at the start of an SVG. Everything else in the picture stays as it is, byte for byte. The badge may be \
      JSON, a JSON Web Token, or in a picture itself.

      Before the file is kept, the badge is read back from it, compared byte by byte, and verified: a badge whose signature \
      does not hold is not baked. Whether its issuer is trusted, and whether it is expired or revoked, is not asked. A badge \
      whose key or contexts are not at hand is baked with --allow-unverified only.

      EXAMPLES
        badge bake alice.json --image medal.png -o alice.png
        badge bake alice.json --draw
        badge bake alice.jwt --image medal.svg -o alice.svg \\
          --did-documents documents/
        badge bake renewed.json --image alice.png --replace -o renewed.png
      """)

  @Argument(help: ArgumentHelp("The badge; - is standard input.", valueName: "badge"), completion: .file())
  var badge: Path

  @OptionGroup(title: "THE PICTURE") var picture: PictureOptions

  @Flag(help: "Leave out badges that the picture has already.")
  var replace = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to make; - is standard output. Without it the file is named after the badge.", valueName: "file"))
  var output: Path?

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  @OptionGroup(title: "VERIFYING") var documents: DocumentOptions
  @OptionGroup(title: "VERIFYING") var contexts: ContextOptions

  @Flag(help: "Bake a badge too whose signature cannot be checked here. One that is wrong is never baked.")
  var allowUnverified = false

  func validate() throws {
    guard picture.image != nil || picture.draw else {
      throw ValidationError("name the picture with --image, or have one drawn with --draw")
    }
    guard badge != picture.image || !badge.isStandardStream else {
      throw ValidationError("standard input is the badge or the picture, not both")
    }
    guard !replace || picture.image != nil else { throw ValidationError("--replace is about the picture of --image") }
  }

  func run() throws {
    guard let source = try picture.source(replacing: replace) else { return }
    let target = output ?? BadgeFileName.path(for: badge, in: source.form)
    try source.form.check(target)
    try OutputFile.check(target, overwrite: OutputFile.Overwrite(force: force))
    let credential = try contents()
    let names = try? UnverifiedCredential(parsing: credential)
    let blank = try source.picture(achievement: names?.title ?? "", issuer: names?.issuer.name ?? "")
    let baked = try Optional(blank).file(of: credential)
    let verdict = try verified(baked)
    try OutputFile.write(baked.span, to: target, overwrite: OutputFile.Overwrite(force: force))
    report(verdict, target)
  }

  /// The badge's own bytes, whatever it is in.
  private func contents() throws(CommandError) -> [UInt8] {
    let bytes = try InputFile.contents(of: badge)
    do throws(BakingError) {
      return try UnwrappedBadge(unwrapping: bytes).bytes
    } catch {
      throw CommandError(error, in: badge)
    }
  }

  /// The verdict on the file that is to be kept.
  ///
  /// - Throws: ``CommandError`` where the badge is not what its issuer signed, or that cannot be said.
  private func verified(_ baked: [UInt8]) throws(CommandError) -> Verdict {
    let verifier = Verifier(
      trust: TrustPolicy(unvouchedIssuers: .allow), documents: try documents.store(), contexts: try contexts.store())
    let verdict = verifier.verify(baked, at: TimeArgument.now)
    let findings = verdict.findings.filter { [.format, .model, .key, .signature].contains($0.check) }
    for finding in findings {
      guard case .failed(let reason) = finding.result else { continue }
      var error = CommandError(reason, in: "nothing was baked, because \(badge) does not verify")
      error.hint = "badge verify says more"
      throw error
    }
    for finding in findings {
      guard case .unknown(let reason) = finding.result, !allowUnverified else { continue }
      var error = CommandError(reason, in: "nothing was baked, because \(badge) cannot be verified")
      error.status = .undetermined
      error.hint =
        "give what is missing with --did-documents or --context, or bake the badge as it is with --allow-unverified"
      throw error
    }
    return verdict
  }

  private func report(_ verdict: Verdict, _ target: Path) {
    let place = target.isStandardStream ? "" : " \(target)"
    guard let credential = verdict.authentic,
      verdict.findings.allSatisfy({ $0.check != .signature || $0.result.isPassed })
    else {
      return Diagnostics.write(Terminal.row("baked\(place): ", "\(badge), not verified", hanging: 2) + "\n")
    }
    let title = credential.title.map { Terminal.quote($0) + ", " } ?? ""
    let rows = [
      Terminal.row("baked\(place): ", title + VerdictText.award(credential), hanging: 2),
      Terminal.row("  signed by ", Terminal.quote(credential.issuer)),
    ]
    Diagnostics.write(rows.map { $0 + "\n" }.joined())
  }
}
