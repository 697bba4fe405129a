public import Badge
public import CanonicalJSON
public import Files

/// A badge that is to be issued.
public struct BadgeRequest: Sendable {
  /// A filled template.
  public var credential: JSONValue
  /// What is added to it, and the picture that its file is. Its status entries are the register's business.
  public var request: CredentialIssuer.Request
  /// The file that the badge goes to; nil where the caller takes the bytes.
  public var file: Path?
  /// Whether a file of that name is replaced.
  public var replacesFile: Bool
  /// SHA-256 of the template, to be remembered.
  public var template: [UInt8]?
  /// The form in which the badge is signed.
  public var form: SignedForm
  /// What makes this badge the same as that of an earlier, interrupted run: no second one is issued with one key.
  public var rowKey: [UInt8]?

  /// The form of a signed badge.
  public enum SignedForm: Sendable {
    /// JSON with proofs in it.
    case json
    /// A JSON Web Token, by the key of the register or another one of its issuer's.
    case token(TokenSigner?)
  }

  public init(
    credential: JSONValue, request: CredentialIssuer.Request, file: Path? = nil, replacesFile: Bool = false,
    template: [UInt8]? = nil, form: SignedForm = .json, rowKey: [UInt8]? = nil
  ) {
    self.credential = credential
    self.request = request
    self.file = file
    self.replacesFile = replacesFile
    self.template = template
    self.form = form
    self.rowKey = rowKey
  }
}

/// A badge that is recorded.
public struct IssuedBadge: Sendable {
  public var record: BadgeRecord
  /// The signed credential, which its file holds as it is or in a picture.
  public var bytes: [UInt8]
  /// False where an earlier run had issued it already.
  public var isNew: Bool
}
