/// Why a badge was not issued. Nothing was signed, or what was signed did not leave.
public struct IssueError: Error, Hashable, Sendable {
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// The template is no JSON object, or a placeholder in it is malformed.
    case templateInvalid = "template_invalid"
    /// A placeholder of the template has no value.
    case placeholderUnfilled = "placeholder_unfilled"
    /// A value was given for a placeholder that the template does not have.
    case placeholderUnknown = "placeholder_unknown"
    /// The filled template breaks a rule of the data models.
    case credentialInvalid = "credential_invalid"
    /// Something in the filled template has no meaning under its contexts, and so would not be signed.
    case termUndefined = "term_undefined"
    /// The filled template names a context that is not at hand.
    case contextUnknown = "context_unknown"
    /// The key is not that of the credential's issuer.
    case keyNotTheIssuers = "key_not_the_issuers"
    /// The key did not sign.
    case signingFailed = "signing_failed"
    /// What was signed does not verify by the public path.
    case verificationFailed = "verification_failed"
    /// What was signed cannot be baked into the picture.
    case notBaked = "badge_not_baked"
  }

  public var code: Code
  /// One sentence for a person. It may hold text of the template.
  public var message: String
  /// The JSON pointer of the value at fault.
  public var pointer: String?

  public init(_ code: Code, _ message: String, pointer: String? = nil) {
    self.code = code
    self.message = message
    self.pointer = pointer
  }
}

extension IssueError: CustomStringConvertible {
  public var description: String { pointer.map { "\(message) (at \($0.isEmpty ? "the top" : $0))" } ?? message }
}
