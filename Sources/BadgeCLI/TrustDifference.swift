import Badge
import CanonicalJSON
import Signing

/// What changed from one trust file or bundle to another, in lines for people.
///
/// A line starts with `+` for what is new, `-` for what is gone and `~` for what changed; `=` tells what was only seen
/// again.
struct TrustDifference {
  private(set) var lines: [String] = []

  init(from old: TrustFile, to new: TrustFile) {
    compareHeads(old, new)
    lines += Self.compare(old.issuers, new.issuers, id: \.id, "issuer", name: { Terminal.quote($0.name) }, Self.issuer)
    lines += Self.compare(old.contexts, new.contexts, id: \.url, "context", name: { _ in nil }) {
      $0.sha256 == $1.sha256 ? [] : ["~ context \(Terminal.quote($1.url)): SHA-256 \(HexText.lowercase($1.sha256))"]
    }
    lines += Self.compare(
      old.statusLists, new.statusLists, id: \.url, "status list", name: { _ in nil }, Self.list)
  }

  var isEmpty: Bool { lines.isEmpty }
  var text: String { lines.map { $0 + "\n" }.joined() }

  private mutating func compareHeads(_ old: TrustFile, _ new: TrustFile) {
    func note(_ what: String, _ a: String?, _ b: String?) {
      let (before, after) = (a ?? "none", b ?? "none")
      if !before.utf8.elementsEqual(after.utf8) {
        lines.append("~ \(what): \(Terminal.quote(before)) is now \(Terminal.quote(after))")
      }
    }
    note("name", old.name, new.name)
    note("curator", old.curation?.curator, new.curation?.curator)
    note("version", old.curation?.version.description, new.curation?.version.description)
    note("good until", old.curation?.validUntil.description, new.curation?.validUntil.description)
    note("warn age", old.limits.warnAge?.description, new.limits.warnAge?.description)
    note("refuse age", old.limits.refuseAge?.description, new.limits.refuseAge?.description)
    note("warn age of lists", old.limits.listWarnAge?.description, new.limits.listWarnAge?.description)
    note("refuse age of lists", old.limits.listRefuseAge?.description, new.limits.listRefuseAge?.description)
  }

  private static func compare<Entry>(
    _ old: [Entry], _ new: [Entry], id: (Entry) -> String, _ what: String, name: (Entry) -> String?,
    _ changes: (Entry, Entry) -> [String]
  ) -> [String] {
    var lines: [String] = []
    var before: [[UInt8]: Entry] = [:]
    for entry in old { before[Array(id(entry).utf8)] = entry }
    for entry in new {
      if let other = before.removeValue(forKey: Array(id(entry).utf8)) {
        lines += changes(other, entry)
      } else {
        lines.append("+ \(what) \(Terminal.quote(id(entry)))\(name(entry).map { ", \($0)" } ?? "")")
      }
    }
    for entry in old where before[Array(id(entry).utf8)] != nil {
      lines.append("- \(what) \(Terminal.quote(id(entry)))\(name(entry).map { ", \($0)" } ?? "")")
    }
    return lines
  }

  private static func issuer(_ old: TrustedIssuer, _ new: TrustedIssuer) -> [String] {
    var lines: [String] = []
    let id = Terminal.quote(new.id)
    if !old.name.utf8.elementsEqual(new.name.utf8) {
      lines.append("~ issuer \(id): \(Terminal.quote(old.name)) is now called \(Terminal.quote(new.name))")
    }
    if old.homePage != new.homePage {
      lines.append("~ issuer \(id): home page \(Terminal.quote(new.homePage ?? "none"))")
    }
    for key in new.keys where !old.keys.contains(key) {
      let known = old.keys.contains { $0.key == key.key && $0.id == key.id }
      lines.append("\(known ? "~" : "+") key \(key.key.name) of \(id)\(TrustText.period(key))")
    }
    for key in old.keys where !new.keys.contains(where: { $0.key == key.key && $0.id == key.id }) {
      lines.append("- key \(key.key.name) of \(id)")
    }
    if old.statusList != new.statusList { lines.append("~ issuer \(id): other limits on its status lists") }
    if old.controllerDocument == nil, new.controllerDocument != nil { lines.append("+ document of \(id)") }
    if old.controllerDocument != nil, new.controllerDocument == nil { lines.append("- document of \(id)") }
    for document in new.documents where !old.documents.contains(where: { $0.isSame(as: document) }) {
      lines.append("+ document of \(id), retrieved \(document.retrieved)")
    }
    for document in old.documents where !new.documents.contains(where: { $0.isSame(as: document) }) {
      lines.append("- document of \(id), retrieved \(document.retrieved)")
    }
    if let last = new.documents.last, let confirmed = last.confirmed,
      let before = old.documents.first(where: { $0.isSame(as: last) }), before.confirmed != confirmed
    {
      lines.append("= document of \(id), unchanged on \(confirmed)")
    }
    return lines
  }

  private static func list(_ old: TrustedStatusList, _ new: TrustedStatusList) -> [String] {
    var lines: [String] = []
    let url = Terminal.quote(new.url)
    func isSame(_ a: StatusListSnapshot, _ b: StatusListSnapshot) -> Bool {
      a.sha256 == b.sha256 && a.retrieved == b.retrieved
    }
    for snapshot in new.snapshots where !old.snapshots.contains(where: { isSame($0, snapshot) }) {
      lines.append("+ snapshot of \(url), retrieved \(snapshot.retrieved)")
    }
    for snapshot in old.snapshots where !new.snapshots.contains(where: { isSame($0, snapshot) }) {
      lines.append("- snapshot of \(url), retrieved \(snapshot.retrieved)")
    }
    if let last = new.snapshots.last, let confirmed = last.confirmed,
      let before = old.snapshots.first(where: { isSame($0, last) }), before.confirmed != confirmed
    {
      lines.append("= snapshot of \(url), unchanged on \(confirmed)")
    }
    return lines
  }
}
