import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

/// The form of the badges that a command issues.
enum IssueForm: String, ExpressibleByArgument, CaseIterable {
  case json, jwt

  var badgeForm: BadgeForm {
    switch self {
    case .json: .json
    case .jwt: .jwt
    }
  }
}

/// Badges as JSON Web Tokens.
struct TokenOptions: ParsableArguments {
  @Option(help: "json with proofs in it, or jwt, a JSON Web Token.")
  var format = IssueForm.json

  @Option(
    help: ArgumentHelp(
      "With a register: sign the tokens with this key of the issuer, which --verification-method names, and not with "
        + "that of the register.", valueName: "file"))
  var tokenKey: Path?

  /// - Throws: `ValidationError` for what does not go together.
  func check(_ suites: CryptosuiteOptions, proofExpires: TimeArgument?) throws {
    guard format == .jwt else {
      if tokenKey != nil { throw ValidationError("--token-key is for tokens: give --format jwt too") }
      return
    }
    guard suites.cryptosuite.isEmpty else {
      throw ValidationError("--cryptosuite is about proofs in JSON, and a token has none")
    }
    guard proofExpires == nil else {
      throw ValidationError("--proof-expires is about proofs in JSON; a token ends with the badge (--valid-until)")
    }
  }

  /// The key that signs tokens in place of the register's; nil where none does.
  func signer(_ key: SigningKeyOptions, _ method: String? = nil) throws(CommandError) -> TokenSigner? {
    guard let tokenKey else { return nil }
    return TokenSigner(
      try SigningKeyOptions.readAny(tokenKey, key.passphrase.source, allowsSampleKey: key.allowSampleKey),
      verificationMethod: method)
  }

  /// What the register is asked for.
  func form(_ signer: TokenSigner?) -> BadgeRequest.SignedForm {
    switch format {
    case .json: .json
    case .jwt: .token(signer)
    }
  }

  /// Finds what would keep a badge from being issued in this form.
  func check(
    _ credential: JSONValue, _ request: CredentialIssuer.Request, _ issuer: CredentialIssuer, for key: PublicKey,
    by signer: TokenSigner?
  ) throws(IssueError) {
    switch format {
    case .json: try issuer.check(credential, request, for: key)
    case .jwt: try issuer.checkToken(credential, request, for: key, by: signer)
    }
  }
}
