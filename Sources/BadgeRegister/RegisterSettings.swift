public import CanonicalJSON
public import Files
public import Signing

/// What a register knows of its issuer. It is given when the register is made.
public struct RegisterSettings: Hashable, Sendable {
  /// The issuer's identifier, a URL: a DID, or an https URL with a controller document.
  public var issuer: String
  /// The issuer as badges name it, where their template does not: an object of the class `Profile`.
  public var profile: JSONValue?
  /// The URL of the key; nil for an issuer that is a `did:key`.
  public var verificationMethod: String?
  /// The issuer's DID or controller documents, JSON texts. Own badges are verified with them.
  public var controllerDocuments: [[UInt8]]
  /// The key that every badge and every list is signed with.
  public var publicKey: PublicKey
  /// The file of the private key, from the folder of the register. A hint for the commands: the register opens no key.
  public var keyFile: Path?
  /// The folder that the lists are published in, from the folder of the register.
  public var listFolder: Path
  /// The URL of that folder on the web.
  public var listBaseURL: String
  /// Entries of each status list, at least 131,072 (Bitstring Status List 1.0, section 3.2) and a multiple of 8.
  public var listLength: Int
  /// Seconds for which a published list is valid.
  public var listValidity: Int64
  /// `ttl` of published lists, in milliseconds.
  public var listTTL: Int?

  public init(
    issuer: String, publicKey: PublicKey, listBaseURL: String, profile: JSONValue? = nil,
    verificationMethod: String? = nil, controllerDocuments: [[UInt8]] = [], keyFile: Path? = nil,
    listFolder: Path = Path("lists"), listLength: Int = 131_072, listValidity: Int64 = 30 * 86_400,
    listTTL: Int? = 86_400_000
  ) {
    self.issuer = issuer
    self.publicKey = publicKey
    self.listBaseURL = listBaseURL
    self.profile = profile
    self.verificationMethod = verificationMethod
    self.controllerDocuments = controllerDocuments
    self.keyFile = keyFile
    self.listFolder = listFolder
    self.listLength = listLength
    self.listValidity = listValidity
    self.listTTL = listTTL
  }
}
