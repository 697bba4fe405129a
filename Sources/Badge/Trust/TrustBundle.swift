import CanonicalJSON
import LinkedData
public import Signing

/// The contents of a trust file, signed by a curator: a verifiable credential with a proof of `eddsa-jcs-2022`.
///
/// ```json
/// {
///   "@context": ["https://www.w3.org/ns/credentials/v2"],
///   "type": ["VerifiableCredential", "BadgeTrustBundleCredential"],
///   "issuer": { "id": "did:key:z6Mk…", "name": "University Alliance" },
///   "validFrom": "2026-11-24T00:00:00Z",
///   "validUntil": "2027-02-24T00:00:00Z",
///   "credentialSubject": {
///     "type": "BadgeTrustBundle",
///     "version": 7,
///     "name": "unis", "limits": { … }, "issuers": [ … ], "contexts": [ … ], "statusLists": [ … ]
///   },
///   "proof": { … }
/// }
/// ```
///
/// The members of the subject from `name` on are those of a ``TrustFile``. Its own types are in no context: what a proof of
/// this suite covers is the text, and nobody reads a bundle as linked data.
///
/// A bundle says who signed it, and nobody has to believe that: what is verified with it has to be pinned
/// (``authenticate(pinnedTo:documents:at:)``).
public struct TrustBundle: Sendable {
  /// The contents as they stand in the file. Nothing is to be verified with them.
  public let unverifiedContents: TrustFile
  public var curation: TrustCuration { signed.curation }

  private let signed: Signed

  private struct Signed: Sendable {
    let document: JSONDocument
    let curation: TrustCuration
  }

  /// Whose bundles are accepted.
  public struct CuratorPins: Sendable {
    /// A bundle that one of these keys signed, whatever its curator is called.
    public var keys: [VerificationKey]
    /// A bundle of one of these curators, signed by a key that is its own.
    public var identifiers: [String]

    public init(keys: [VerificationKey] = [], identifiers: [String] = []) {
      self.keys = keys
      self.identifiers = identifiers
    }

    public var isEmpty: Bool { keys.isEmpty && identifiers.isEmpty }
  }

  static let type: StaticString = "BadgeTrustBundleCredential"

  /// Whether bytes are a credential that says to be a trust bundle, or at least no ``TrustFile``.
  public static func isBundle(_ bytes: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(parsing: bytes, limits: TrustFile.limits) else { return false }
    return document.member("credentialSubject", of: document.root) != nil
  }

  /// Reads a bundle without asking who signed it.
  ///
  /// - Throws: ``TrustFileError`` with the JSON pointer of the first defect.
  public init(parsing bytes: [UInt8]) throws(TrustFileError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes, limits: TrustFile.limits)
    } catch {
      throw TrustFileError("the trust bundle is not valid JSON: \(error)", pointer: nil)
    }
    let reader = TrustFileReader(document: document)
    let root = try reader.object(
      document.root,
      members: ["@context", "id", "type", "name", "issuer", "validFrom", "validUntil", "credentialSubject", "proof"])
    guard let types = document.member("type", of: root), document.contains(Self.type, in: types) else {
      throw TrustFileError("'\(Self.type)' is not among the types", pointer: "/type")
    }
    guard let member = document.member("credentialSubject", of: root) else {
      throw TrustFileError("the trust bundle has no 'credentialSubject'", pointer: "/credentialSubject")
    }
    let subject = try reader.object(
      member, members: ["type", "version", "name", "limits", "issuers", "contexts", "statusLists"])
    guard try reader.string("type", of: subject) == "BadgeTrustBundle" else {
      throw TrustFileError("'type' has to be 'BadgeTrustBundle'", pointer: "/credentialSubject/type")
    }
    guard let version = try reader.integer("version", of: subject), version >= 1 else {
      throw TrustFileError("'version' has to be a number from 1", pointer: "/credentialSubject/version")
    }
    let (curator, curatorName) = try Self.curator(of: root, reader)
    guard let from = try reader.date("validFrom", of: root), let until = try reader.date("validUntil", of: root),
      from < until
    else {
      throw TrustFileError("a trust bundle needs 'validFrom' and a later 'validUntil'", pointer: "/validUntil")
    }
    let curation = TrustCuration(
      curator: curator, curatorName: curatorName, version: version, validFrom: from, validUntil: until,
      sha256: HashAlgorithm.sha256.digest(of: bytes))
    signed = Signed(document: document, curation: curation)
    unverifiedContents = try TrustFile(reader, subject, bundleVersion: nil, curation: curation)
  }

  private static func curator(
    of root: JSONDocument.Node, _ reader: TrustFileReader
  ) throws(TrustFileError) -> (id: String, name: String?) {
    guard let issuer = reader.document.member("issuer", of: root) else {
      throw TrustFileError("the trust bundle has no 'issuer'", pointer: "/issuer")
    }
    var name: String?
    let id: String
    if reader.document.kind(of: issuer) == .object {
      id = try reader.string("id", of: try reader.object(issuer, members: ["id", "name"]))
      name = try reader.optionalString("name", of: issuer)
    } else {
      id = try reader.string("issuer", of: root)
    }
    guard URLSyntax.isAbsolute(id) else {
      throw TrustFileError("'issuer' has to be a DID or a URL", pointer: "/issuer")
    }
    return (id, name)
  }

  /// The contents, once it is clear that a pinned curator signed them.
  ///
  /// The signature is judged at `time`, or at the first moment of the bundle where that is later: a newer bundle may be
  /// used to look back. Whether the bundle is too old is asked by ``TrustFile/freshness(at:)``.
  ///
  /// - Parameter documents: where the keys of a curator are that is pinned by an identifier and is no did:key or did:jwk.
  /// - Throws: a `Reason`: `trust_curator_not_pinned` where the bundle is somebody else's, `trust_bundle_invalid` where it
  ///   is not signed by whom it says, and the code of what is missing where that cannot be said.
  public func authenticate(
    pinnedTo pins: CuratorPins, documents: ControllerDocumentStore = ControllerDocumentStore(), at time: Instant
  ) throws(Reason) -> TrustFile {
    let document = signed.document
    let curator = curation.curator
    var policies: [TrustPolicy] = []
    if pins.identifiers.contains(where: { $0.utf8.elementsEqual(curator.utf8) }) { policies.append(TrustPolicy()) }
    for key in pins.keys {
      let entry = TrustedIssuer(id: curator, name: curator, keys: [AcceptedKey(key: key)])
      if let file = try? TrustFile(name: nil, issuers: [entry]) { policies.append(TrustPolicy(trustFile: file)) }
    }
    guard !policies.isEmpty else { throw notPinned }
    let model = try CredentialModel(document)
    let proofs = try ProofSet(of: model)
    guard proofs.proofs.count == 1, proofs.proofs[0].suite == .eddsaJCS2022 else {
      throw Reason(.trustBundleInvalid, "a trust bundle has one proof, of eddsa-jcs-2022", pointer: "/proof")
    }
    let moment = max(time, curation.validFrom)
    let contexts = KnownContexts(.bundled)
    var open: Reason?
    for policy in policies {
      var scratch = VerifierScratch()
      let report = ProofCheck(
        model, proofs, resolver: KeyResolver(documents: documents, trust: policy), contexts: contexts, at: moment,
        using: &scratch
      ).deciding
      switch (report.key, report.signature) {
      case (.passed, .passed): return unverifiedContents
      case (.passed, .failed(let reason)):
        throw Reason(
          .trustBundleInvalid, "the trust bundle is not what its curator signed: \(reason.message)",
          pointer: reason.pointer)
      case (.failed(let reason), _) where reason.code == .keyNotAccepted || reason.code == .keyNotTheIssuers: continue
      case (let key, let signature): open = open ?? key.reason ?? signature.reason
      }
    }
    throw open.map {
      Reason($0.code, "the key of the trust bundle's curator cannot be used: \($0.message)", pointer: $0.pointer)
    } ?? notPinned
  }

  private var notPinned: Reason {
    Reason(
      .trustCuratorNotPinned,
      "the trust bundle says that '\(curation.curator)' signed it, and nothing here says that its bundles are accepted")
  }
}

extension TrustBundle {
  /// What a bundle is signed with, besides its contents.
  public struct Request: Sendable {
    public var curatorName: String?
    /// From 1.
    public var version: Int
    public var validFrom: Instant
    public var validUntil: Instant
    /// The URL of the key; nil for the `did:key` of the signing key. What stands before its `#` is the curator.
    public var verificationMethod: String?

    public init(
      curatorName: String? = nil, version: Int, validFrom: Instant, validUntil: Instant,
      verificationMethod: String? = nil
    ) {
      self.curatorName = curatorName
      self.version = version
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.verificationMethod = verificationMethod
    }
  }

  /// Makes a bundle.
  ///
  /// - Returns: its bytes: UTF-8 JSON that people can read.
  /// - Throws: ``IssueError``. A bundle that ``authenticate(pinnedTo:documents:at:)`` does not accept never leaves this
  ///   function.
  public static func sign(
    _ contents: TrustFile, _ request: Request, with key: borrowing PrivateKey
  ) throws(IssueError) -> [UInt8] {
    let publicKey = key.publicKey
    let method = request.verificationMethod ?? "did:key:\(publicKey.multikey)#\(publicKey.multikey)"
    let curator = String(method.prefix { $0 != "#" })
    var subject: JSONValue = ["type": "BadgeTrustBundle", "version": .number(Double(request.version))]
    contents.addContents(to: &subject)
    var credential: JSONValue = ["@context": ["https://www.w3.org/ns/credentials/v2"]]
    credential["type"] = ["VerifiableCredential", .string("\(Self.type)")]
    if let name = request.curatorName {
      credential["issuer"] = ["id": .string(curator), "name": .string(name)]
    } else {
      credential["issuer"] = .string(curator)
    }
    credential["validFrom"] = .string(request.validFrom.description)
    credential["validUntil"] = .string(request.validUntil.description)
    credential["credentialSubject"] = subject
    let options = ProofOptions(
      cryptosuite: .eddsaJCS2022, verificationMethod: method, created: request.validFrom)
    let bytes = try DataIntegritySigner.sign(credential, options: options, with: key).serialized(.pretty)
    try check(bytes, request, publicKey)
    return bytes
  }

  private static func check(_ bytes: [UInt8], _ request: Request, _ key: PublicKey) throws(IssueError) {
    let bundle: TrustBundle
    do throws(TrustFileError) {
      bundle = try TrustBundle(parsing: bytes)
    } catch {
      throw IssueError(.credentialInvalid, error.message, pointer: error.pointer)
    }
    do throws(Reason) {
      _ = try bundle.authenticate(pinnedTo: CuratorPins(keys: [.ed25519(key)]), at: request.validFrom)
    } catch {
      throw IssueError(.verificationFailed, error.message, pointer: error.pointer)
    }
  }
}
