import Badge
import Files
import Signing

// What a report says of the files that the command line names: their digests.

extension TrustOptions {
  /// The trust file or bundle that was read; nil where there is none.
  func provenance(_ file: TrustFile?) -> ReportProvenance.Trust? {
    guard let file, let path = trust ?? TrustStore.defaultPath else { return nil }
    guard let curation = file.curation else {
      return ReportProvenance.Trust(
        source: ReportProvenance.Source(name: path.text, sha256: file.sha256 ?? []), isSigned: false, name: file.name)
    }
    var facts = [ReportProvenance.Fact(name: "curator", label: "Curator", value: curation.curator)]
    if let name = curation.curatorName {
      facts.append(.init(name: "curatorName", label: "What the curator calls itself", value: name))
    }
    facts.append(.init(name: "bundleVersion", label: "Version of the bundle", value: String(curation.version)))
    facts.append(.init(name: "validFrom", label: "Bundle of", value: curation.validFrom.description))
    facts.append(.init(name: "validUntil", label: "Bundle good until", value: curation.validUntil.description))
    return ReportProvenance.Trust(
      source: ReportProvenance.Source(name: path.text, sha256: curation.sha256), isSigned: true, name: file.name,
      facts: facts)
  }
}

extension DocumentOptions {
  /// The documents, in the order of their identifiers. They are read again for it.
  ///
  /// - Throws: ``CommandError``.
  func sources() throws(CommandError) -> [ReportProvenance.Source] {
    var sources: Set<ReportProvenance.Source> = []
    try forEach { bytes, document in
      sources.insert(ReportProvenance.Source(name: document.id, sha256: HashAlgorithm.sha256.digest(of: bytes)))
    }
    return sources.inOrder
  }
}

extension ContextOptions {
  /// The contexts that were given or that the trust file has, in the order of their URLs.
  ///
  /// - Throws: ``CommandError``.
  func sources(_ trust: TrustFile?) throws(CommandError) -> [ReportProvenance.Source] {
    var sources: Set<ReportProvenance.Source> = []
    for context in trust?.contexts ?? [] {
      sources.insert(ReportProvenance.Source(name: context.url, sha256: context.sha256))
    }
    for argument in context {
      sources.insert(ReportProvenance.Source(name: argument.url, sha256: try argument.read().sha256))
    }
    return sources.inOrder
  }
}

extension Set<ReportProvenance.Source> {
  fileprivate var inOrder: [ReportProvenance.Source] {
    sorted { a, b in
      a.name.utf8.elementsEqual(b.name.utf8)
        ? a.sha256.lexicographicallyPrecedes(b.sha256) : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
  }
}
