import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

/// What `revoke`, `suspend` and `unsuspend` have in common.
struct StatusChangeOptions: ParsableArguments {
  @OptionGroup var badges: BadgeReferenceOptions
  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var key: SigningKeyOptions
  @OptionGroup var publishing: PublishingOptions
  @OptionGroup var suites: CryptosuiteOptions

  /// Changes the register, tells what became of each badge, and publishes the lists.
  ///
  /// The key is opened first: whoever has forgotten its passphrase learns it before something is half done. Once the change
  /// is recorded nothing undoes it.
  ///
  /// - Throws: ``CommandError``.
  func change(_ action: StatusAction, reason: String?) throws(CommandError) {
    let register = try register.open(signing: suites)
    let ids = try badges.ids(in: register)
    let time = TimeArgument.now
    if publishing.noPublish {
      return tell(try record(action, ids, reason, register, at: time), action)
    }
    let privateKey = try key.privateKey(of: register)
    tell(try record(action, ids, reason, register, at: time), action)
    do throws(CommandError) {
      let published = try Publishing.publish(.due, of: register, with: privateKey, at: time)
      Diagnostics.write(Publishing.lines(published))
    } catch {
      var error = error
      error.message = "the change is recorded, but the lists could not be published: \(error.message)"
      error.hint = error.hint ?? "mend that, and run badge status publish"
      throw error
    }
  }

  private func record(
    _ action: StatusAction, _ ids: [String], _ reason: String?, _ register: Register, at time: Instant
  ) throws(CommandError) -> [StatusChange] {
    do {
      return try register.change(ids, action, reason: reason, at: time, by: actor.name)
    } catch {
      throw CommandError(error, in: register.path)
    }
  }

  private func tell(_ changes: [StatusChange], _ action: StatusAction) {
    Diagnostics.write(changes.map { Self.line($0, action) + "\n" }.joined())
  }

  /// `revoked urn:uuid:…: Teamwork, alice@example.org`.
  private static func line(_ change: StatusChange, _ action: StatusAction) -> String {
    let badge = change.badge
    let what = [badge.title, badge.recipient?.value].compactMap { $0 }.map { Terminal.quote($0, columns: 80) }
      .joined(separator: ", ")
    let line = "\(Terminal.quote(badge.id))\(what.isEmpty ? "" : ": \(what)")"
    guard let before = change.before else { return "\(action.done) \(line)" }
    guard let event = before.event else { return "unchanged \(line); it is not suspended" }
    return "unchanged \(line); \(event.kind.words) on \(event.time.date) by \(Terminal.quote(event.actor, columns: 60))"
  }
}

extension StatusAction {
  fileprivate var done: String {
    switch self {
    case .revoke: "revoked"
    case .suspend: "suspended"
    case .unsuspend: "unsuspended"
    }
  }
}

extension StatusEvent.Kind {
  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .issued: "issued"
    case .revoked: "revoked"
    case .suspended: "suspended"
    case .unsuspended: "unsuspended"
    case .revokedByList: "revoked, as a published list says,"
    case .suspendedByList: "suspended, as a published list says,"
    }
  }
}

/// Why something is done to a badge.
enum ReasonText {
  static func check(_ reason: String) throws {
    try ArgumentText.requireUTF8(reason, "the reason")
    guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason takes a reason") }
    guard reason.utf8.count <= 4096 else { throw ValidationError("the reason is longer than 4,096 bytes") }
  }
}
