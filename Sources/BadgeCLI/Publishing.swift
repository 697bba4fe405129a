import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

/// Whether a command that changes something publishes the lists that follow from it.
struct PublishingOptions: ParsableArguments {
  @Flag(help: "Do not publish the status lists; badge status publish does it for all changes at once.")
  var noPublish = false

  /// Publishes what is due after badges were issued. New badges do not change a list that is published, so this is for
  /// lists that never were, or soon are too old; the badges are issued, whatever becomes of it.
  func publishAfterIssuing(_ register: Register, with key: borrowing PrivateKey, at time: Instant) {
    guard !noPublish else { return }
    do throws(CommandError) {
      let published = try Publishing.publish(.due, of: register, with: key, at: time)
      if !published.isEmpty { Diagnostics.write(Publishing.lines(published)) }
    } catch {
      Diagnostics.warn("the status lists could not be published: \(error.message)", hint: error.hint)
    }
  }
}

/// Publishing, as several commands do it.
enum Publishing {
  /// - Throws: ``CommandError``.
  static func publish(
    _ scope: PublishScope, of register: Register, with key: borrowing PrivateKey, at time: Instant, force: Bool = false
  ) throws(CommandError) -> [PublishedList] {
    do throws(RegisterError) {
      guard try !register.listsToPublish(scope, at: time, replacingForeign: force).isEmpty else { return [] }
      return try register.publish(scope, with: key, at: time, replacingForeign: force)
    } catch {
      throw CommandError(error, in: register.path)
    }
  }

  /// One line for each list.
  static func lines(_ published: [PublishedList]) -> String {
    published.map { item in
      let list = item.list
      return "published \(Path(item.file.bytes)): \(list.purpose.rawValue), edition \(list.edition), "
        + "\(list.set) of \(list.taken) set\(list.validUntil.map { ", valid until \($0)" } ?? "")\n"
    }.joined()
  }

  static func json(_ list: ListRecord) -> JSONValue {
    var value: JSONValue = [
      "url": .string(list.url), "file": .string(list.fileName), "purpose": .string(list.purpose.rawValue),
      "length": .number(Double(list.length)), "taken": .number(Double(list.taken)), "set": .number(Double(list.set)),
      "retired": .bool(list.isRetired), "edition": .number(Double(list.publishedEdition)),
      "outdated": .bool(list.isOutdated),
    ]
    value["publishedAt"] = list.publishedAt.map { .string($0.description) }
    value["validUntil"] = list.validUntil.map { .string($0.description) }
    return value
  }
}
