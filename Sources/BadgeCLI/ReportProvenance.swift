import Badge
import Files
import Signing

// What a report says of the files that the command line names: their digests. Each is read again for it, and only where a
// report is made.

extension TrustOptions {
  /// The trust file that was read; nil where there is none.
  ///
  /// - Throws: ``CommandError``.
  func provenance(_ file: TrustFile?) throws(CommandError) -> ReportProvenance.Trust? {
    guard let file, let path = trust ?? TrustStore.defaultPath else { return nil }
    let sha256 = HashAlgorithm.sha256.digest(of: try InputFile.contents(of: path))
    return ReportProvenance.Trust(
      source: ReportProvenance.Source(name: path.text, sha256: sha256), isSigned: false, name: file.name)
  }
}

extension DocumentOptions {
  /// The documents, in the order of their identifiers.
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
