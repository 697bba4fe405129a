public import CanonicalJSON
public import LinkedData

/// Judges drafts of credentials, and presentations by their shape, by every rule of their data models, and lists all that
/// is found.
///
/// What ``Verifier`` refuses of a signed badge's model is an error here. Beyond that it looks at what cannot be asked of a
/// badge that is verified: what the contexts make of types and members, what endorsements and contained credentials are
/// like, and what the specifications recommend. Nothing is fetched.
public struct CredentialLint: Sendable {
  private let contexts: ContextStore

  public init(contexts: ContextStore = .bundled) {
    self.contexts = contexts
  }

  /// Total: whatever the bytes are, there is a report. Pictures are looked into; tokens are undetermined.
  public func report(on bytes: [UInt8]) -> LintReport {
    let unwrapped: UnwrappedBadge
    do throws(BakingError) {
      unwrapped = try UnwrappedBadge(unwrapping: bytes)
    } catch {
      let reason = Reason(.jsonInvalid, "no credential can be taken out of this picture: \(error)")
      return error.isUndecided ? LintReport(undetermined: reason) : LintReport(.unknown, nil, [.init(.error, reason)])
    }
    guard !unwrapped.isToken else { return LintReport(undetermined: Self.isToken) }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: unwrapped.bytes)
    } catch {
      let reason = Reason(
        error.code == .tooLarge ? .inputTooLarge : .jsonInvalid,
        "\(error.explanation), at byte \(error.offset) (\(error.code.rawValue))")
      return LintReport(.unknown, nil, [LintFinding(.error, reason)])
    }
    if let text = document.text(at: document.root), UnwrappedBadge.token(in: Array(text.utf8)) != nil {
      return LintReport(undetermined: Self.isToken)
    }
    return report(on: document)
  }

  private static let isToken = Reason(
    .credentialTypeNotSupported, "this is a JSON Web Token: judge the credential before it is made into one")

  /// The same of a document that was read.
  public func report(on document: JSONDocument) -> LintReport {
    var pass = LintPass(document)
    pass.judge()
    if document.kind(of: document.root) == .object {
      pass.findings += LintMeaning(document, contexts, version: pass.dataModel).findings
    }
    return LintReport(pass.kind, pass.dataModel, pass.sorted())
  }
}
