import ArgumentParser
import Badge
import Files

extension Trust {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Put the issuers of a registry on the list, or the signers of OpenSSH.",
      discussion: """
        Read are registries of the Digital Credentials Consortium (JSON with an object "registry") and files \
        allowed_signers of OpenSSH. Whose registry it is you have to know: everybody in it is trusted from then on.

        In allowed_signers a principal that is a DID or an https URL is an issuer; for any other one the issuer is the \
        did:key of the key. Times without a Z are taken for UTC. Lines for certificates, and for namespaces that do not \
        include openbadges, are left out. What is on the list already stays as it is.

        EXAMPLES
          badge trust import registry.json --trust unis.json
          badge trust import ~/.ssh/allowed_signers --trust signers.json
        """)

    @Argument(help: ArgumentHelp("The registry, or allowed_signers; - is standard input.", valueName: "file"))
    var path: Path

    @OptionGroup var file: TrustFileOptions

    func run() throws {
      let bytes = try InputFile.contents(of: path)
      let (changes, skipped) = try read(bytes)
      var added = 0
      var known = 0
      let place = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        for change in changes {
          let before = entries.issuers.first { $0.id.utf8.elementsEqual(change.id.utf8) }
          do throws(CommandError) {
            _ = try change.apply(to: &entries.issuers)
            let after = entries.issuers.first { $0.id.utf8.elementsEqual(change.id.utf8) }
            let isKnown = before.map { $0.keys == after?.keys && $0.homePage == after?.homePage } ?? false
            if isKnown { known += 1 } else { added += 1 }
          } catch {
            guard error.code == .issuerExists else { throw error }
            known += 1
          }
        }
      }
      for line in skipped.prefix(50) { Diagnostics.warn("left out: \(Terminal.quote(line))") }
      if skipped.count > 50 { Diagnostics.warn("left out: \(skipped.count - 50) more") }
      let left = known > 0 ? "; \(known) were there already" : ""
      Diagnostics.write("took \(added) of \(changes.count + skipped.count) entries into \(place)\(left)\n")
      guard !changes.isEmpty else {
        throw CommandError(.registryEmpty, "\(path) has nothing that can be taken in", status: .rejected)
      }
    }

    private func read(_ bytes: [UInt8]) throws(CommandError) -> (changes: [IssuerChange], skipped: [String]) {
      if AllowedSigners.isLikely(bytes) {
        let signers = AllowedSigners(parsing: bytes)
        var names = Set<[UInt8]>()
        let changes = signers.entries.map { entry in
          // The second line of an issuer is one more key of it.
          let isNew = names.insert(Array(entry.id.utf8)).inserted
          return IssuerChange(id: entry.id, name: isNew ? entry.name : nil, key: entry.key)
        }
        return (changes, signers.skipped)
      }
      do throws(TrustFileError) {
        let registry = try IssuerRegistry(parsing: bytes)
        return (
          registry.entries.map { IssuerChange(id: $0.id, name: $0.name, homePage: $0.homePage) }, registry.skipped
        )
      } catch {
        throw CommandError(
          .registryInvalid, "\(path): \(Terminal.quote(error.description, columns: 600))",
          hint: "a registry is an object 'registry' of identifiers with a name each", status: .rejected)
      }
    }
  }
}

extension CommandError.Code {
  static let registryInvalid = Self(rawValue: "registry_invalid")
  static let registryEmpty = Self(rawValue: "registry_empty")
}
