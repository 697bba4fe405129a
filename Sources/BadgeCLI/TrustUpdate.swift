import ArgumentParser
import Badge
import CanonicalJSON
import Files
import Glibc
import LinkedData
import Signing

extension Trust {
  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "update",
      abstract: "Take in the issuers' documents and status lists, from files or from the web.",
      discussion: """
        Everything is kept with its date, so that badge verify --at can look back, and a badge goes on being verified when \
        its issuer has replaced the key. What was there before stays; a file that cannot be used, and a host that does not \
        answer, leave it as it is, and the exit status is then 4.

        With --online, and only then, badge uses the network. Asked are the hosts of did:web and https issuers without \
        listed keys, of the status lists that badge trust add --status-list names, and of contexts of which only the \
        digest is known; https only, and no address that is not a public one. Nothing of any badge is sent.

        The result is written to --output, or takes the old file's place with --force. It is a bundle if --key signs it, \
        with the next version; a bundle has to be signed again.

        EXAMPLES
          badge trust update --online --trust unis.json -o unis-new.json
          badge trust update --online --trust unis-bundle.json --force \\
            --key curator.pem --valid-for 90d
          badge trust update --trust unis.json --force --status lists/ \\
            --did-documents documents/ --retrieved 2026-11-01
        """)

    @Flag(help: "Ask the hosts of the issuers and of the status lists.")
    var online = false

    @OptionGroup(title: "FROM FILES") var documents: DocumentOptions

    @Option(help: ArgumentHelp("A status list, or a folder of them; may be given several times.", valueName: "path"))
    var status: [Path] = []

    @Option(
      help: ArgumentHelp("When the files were retrieved, instead of now.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var retrieved: TimeArgument?

    @OptionGroup(title: "FROM THE WEB") var web: WebOptions

    @OptionGroup(title: "THE OLD BUNDLE") var curators: CuratorOptions

    @OptionGroup(title: "THE NEW BUNDLE") var signing: BundleSigningOptions

    @Option(
      help: ArgumentHelp("Keep so many snapshots of each status list, the newest, instead of all.", valueName: "number")
    )
    var keep: Int?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to make.", valueName: "file"))
    var output: Path?

    @Flag(help: "Replace the output file, or the old trust file where there is no --output.")
    var force = false

    @OptionGroup var file: TrustFileOptions

    func validate() throws {
      guard online || !status.isEmpty || !documents.didDocuments.isEmpty else {
        throw ValidationError("say where from: --online, or --status and --did-documents for files")
      }
      guard keep ?? 1 >= 1 else { throw ValidationError("--keep takes a number from 1") }
      guard output != nil || force else {
        throw ValidationError("name the new file with --output, or let it take the old one's place with --force")
      }
      guard retrieved == nil || !online else { throw ValidationError("--retrieved is about files, not about --online") }
      if let retrieved, retrieved.instant > TimeArgument.now { throw ValidationError("--retrieved is still to come") }
      try web.check(online)
      try signing.check()
    }

    func run() throws {
      let place = try TrustStore.place(file.trust)
      let target = output ?? place
      try OutputFile.check(target, overwrite: .init(force: force))
      let time = retrieved?.instant ?? TimeArgument.now
      if signing.key != nil {
        let key = try signing.privateKey()
        let (old, bytes) = try read(place, key.publicKey)
        let refresh = try refreshed(old, at: time)
        var version = (old.curation?.version ?? old.bundleVersion ?? 0) + 1
        if old.curation == nil, target != place {
          // The local file keeps count, and before anything is signed: no version is ever signed twice.
          _ = try TrustStore.edit(place) { entries throws(CommandError) in
            version = max(version, (entries.bundleVersion ?? 0) + 1)
            entries.bundleVersion = version
          }
        }
        let new = try signing.sign(
          try refresh.entries.file(at: target), version: version, at: TimeArgument.now, with: key)
        try finish(refresh, old, bytes, new, target, place)
      } else {
        let (old, bytes) = try read(place, nil)
        let refresh = try refreshed(old, at: time)
        try finish(refresh, old, bytes, try refresh.entries.file(at: target).serialized(), target, place)
      }
    }

    /// The old trust file or bundle. Nobody builds on a bundle that is not a pinned curator's, or his own.
    private func read(_ place: Path, _ own: PublicKey?) throws(CommandError) -> (TrustFile, [UInt8]) {
      let bytes = try TrustStore.contents(of: place)
      guard TrustBundle.isBundle(bytes) else {
        try curators.requireNoBundle(place)
        return (try TrustStore.parse(bytes, place), bytes)
      }
      guard let own else {
        throw CommandError(
          .usage, "\(place) is a trust bundle, and a new one has to be signed",
          hint: "sign it with --key, as its curator or as another one", status: .usage)
      }
      let check = TrustBundleCheck(bundle: try TrustStore.bundle(bytes, place), path: place, time: nil)
      let file = try check.authenticate(try curators.pins(own), documents)
      try check.remember(file, in: curators.trustState)
      return (file, bytes)
    }

    private func refreshed(_ old: TrustFile, at time: Instant) throws(CommandError) -> TrustRefresh {
      var refresh = TrustRefresh(TrustStore.Entries(old), at: time)
      if online {
        let web = OnlineRefresh(client: try web.client()) { url in
          if FileDescriptor.standardError.isTerminal { Diagnostics.write("asking \(Terminal.quote(url))\n") }
        }
        web.documents(of: &refresh)
        web.contexts(of: &refresh)
        web.statusLists(of: &refresh, using: try verifier(refresh))
      }
      try takeFiles(&refresh)
      if let keep { refresh.keepNewest(keep) }
      return refresh
    }

    private func takeFiles(_ refresh: inout TrustRefresh) throws(CommandError) {
      if !documents.didDocuments.isEmpty {
        for (index, issuer) in refresh.entries.issuers.enumerated() {
          let texts = try documents.texts(of: issuer.id)
          guard texts.count <= 1 else {
            refresh.fail("there are several different documents of \(Terminal.quote(issuer.id))")
            continue
          }
          for text in texts { refresh.take(.init(bytes: text), forIssuer: index) }
        }
      }
      guard !status.isEmpty else { return }
      let files = try StatusListFiles(status)
      let verifier = try verifier(refresh)
      for (index, list) in refresh.entries.statusLists.enumerated() {
        switch files.find(Array(list.url.utf8)) {
        case .found(let bytes): refresh.take(.init(bytes: bytes), forList: index, using: verifier)
        case .retrieved(let bytes, _):
          refresh.take(.init(bytes: bytes, isVouched: true), forList: index, using: verifier)
        case .ambiguous(let places):
          refresh.fail("there are several different status lists \(Terminal.quote(list.url)), \(places)")
        case .unreadable(let why): refresh.fail("the status list \(Terminal.quote(list.url)) cannot be read: \(why)")
        default: continue
        }
      }
    }

    /// Lists are verified with what was just taken in.
    private func verifier(_ refresh: TrustRefresh) throws(CommandError) -> Verifier {
      let file = try refresh.entries.file(at: try TrustStore.place(self.file.trust))
      return Verifier(
        trust: TrustPolicy(trustFile: file, unvouchedIssuers: .allow), documents: try documents.store(),
        // A context that cannot be used is told of by whoever verifies badges with it.
        contexts: (try? file.contexts()) ?? .bundled)
    }

    private func finish(
      _ refresh: TrustRefresh, _ old: TrustFile, _ oldBytes: [UInt8], _ new: [UInt8], _ target: Path, _ place: Path
    ) throws {
      let isBundle = TrustBundle.isBundle(new)
      let file = isBundle ? try TrustStore.bundle(new, target).unverifiedContents : try TrustStore.parse(new, target)
      if target == place {
        try replace(place, oldBytes, new)
      } else {
        try OutputFile.write(new.span, to: target, overwrite: .init(force: force))
      }
      let difference = TrustDifference(from: old, to: file)
      try StandardOutput.write(difference.text)
      Diagnostics.write(
        "wrote \(target)\(file.curation.map { ", version \($0.version)" } ?? ""); took \(refresh.taken) files\n")
      for failure in refresh.failures { Diagnostics.warn(failure) }
      guard refresh.failures.isEmpty else {
        Diagnostics.hint("what is told above was left as it was in the old file")
        throw ExitStatus.failed
      }
    }

    /// Whoever else changed the file while hosts were asked has his change kept.
    private func replace(_ place: Path, _ old: [UInt8], _ new: [UInt8]) throws(CommandError) {
      guard let (folder, _) = place.split else {
        throw CommandError(.outputNotRegular, "\(place) does not end in the name of a file", status: .usage)
      }
      let lock: FileDescriptor
      do throws(SystemError) {
        lock = try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
      } catch {
        throw CommandError(.outputUnwritable, "the folder \(folder) cannot be opened: \(error.reason)")
      }
      lock.lock()
      guard try TrustStore.contents(of: place) == old else {
        throw CommandError(
          .trustFileChanged, "\(place) was changed by somebody else meanwhile", hint: "run the command again")
      }
      try OutputFile.write(new.span, to: place, overwrite: .replace)
      _ = consume lock
    }
  }

  /// How the web is asked.
  struct WebOptions: ParsableArguments {
    @Flag(help: "Ask hosts in private networks too, and this machine.")
    var allowPrivateAddresses = false

    @Option(
      help: ArgumentHelp("Trust the certificates in this PEM file, and not the system's.", valueName: "file"))
    var caFile: Path?

    @Option(help: ArgumentHelp("Wait so many seconds for each answer, instead of 20.", valueName: "number"))
    var timeout: Int?

    func check(_ online: Bool) throws {
      guard online || (!allowPrivateAddresses && caFile == nil && timeout == nil) else {
        throw ValidationError("--allow-private-addresses, --ca-file and --timeout are about --online")
      }
      guard (1...600).contains(timeout ?? 1) else { throw ValidationError("--timeout takes a number from 1 to 600") }
    }

    func client() throws(CommandError) -> HTTPSClient {
      if let caFile { _ = try InputFile(opening: caFile) }
      var client = try HTTPSClient()
      client.certificates = caFile
      client.allowsPrivateAddresses = allowPrivateAddresses
      if let timeout { client.timeout = timeout }
      return client
    }
  }
}

extension CommandError.Code {
  static let trustFileChanged = Self(rawValue: "trust_file_changed")
}
