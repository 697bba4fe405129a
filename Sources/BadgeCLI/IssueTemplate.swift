import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

/// The template of one run of `badge issue`.
struct IssueTemplate {
  let path: Path
  let parsed: CredentialTemplate
  /// SHA-256 of the file.
  let digest: [UInt8]
  /// The issuer as the register has it, for templates that leave it out.
  private let profile: JSONValue?
  private let hasRegister: Bool

  /// - Throws: ``CommandError``.
  init(reading path: Path?, for register: Register?) throws(CommandError) {
    guard let path else {
      throw CommandError(
        .usage, "there is no template", hint: "name one with --template; badge issue --help shows how one looks",
        status: .usage)
    }
    let bytes = try InputFile.contents(of: path)
    self.path = path
    digest = HashAlgorithm.sha256.digest(of: bytes)
    profile = register?.settings.profile
    hasRegister = register != nil
    do {
      parsed = try CredentialTemplate(parsing: bytes)
    } catch {
      throw CommandError(error, template: path, key: nil, method: nil)
    }
    guard hasRegister, parsed.json["credentialStatus"] != nil else { return }
    throw CommandError(
      CommandError.Code(rawValue: IssueError.Code.templateInvalid.rawValue),
      "\(path) has a 'credentialStatus', and the register gives every badge its own",
      hint: "leave it out of the template", status: .rejected)
  }

  /// The credential of one person, as far as the template says it.
  ///
  /// - Throws: ``CommandError``.
  func filled(with values: [String: String], id: String?) throws(CommandError) -> JSONValue {
    let missing = parsed.placeholders.filter { values[$0] == nil }
    guard missing.isEmpty else { throw CommandError.missing(missing, in: path) }
    let credential: JSONValue
    do { credential = try fill(values) } catch { throw CommandError(error, template: path, key: nil, method: nil) }
    guard credential["id"] != nil else { return credential }
    if id != nil {
      throw CommandError(
        .usage, "the template has an 'id', and --id gives another one", hint: "leave one of them out", status: .usage)
    }
    if hasFixedID {
      Diagnostics.warn(
        "the template has a fixed 'id', so all its badges have the same one",
        hint: "leave it out, and every badge gets its own")
    }
    return credential
  }

  /// The same for callers that explain the error themselves.
  func fill(_ values: [String: String]) throws(IssueError) -> JSONValue {
    var credential = try parsed.filled(with: values)
    if credential["issuer"] == nil, let profile { credential["issuer"] = profile }
    return credential
  }

  /// Whether the identifier of all badges is one.
  var hasFixedID: Bool {
    guard case .string(let id)? = parsed.json["id"] else { return false }
    return !id.utf8.contains(UInt8(ascii: "{")) || !parsed.placeholders.contains { id.contains($0) }
  }
}

extension CommandError {
  fileprivate static func missing(_ names: [String], in template: Path) -> CommandError {
    let quoted = names.map { Terminal.quote($0, columns: 60) }
    return CommandError(
      Code(rawValue: IssueError.Code.placeholderUnfilled.rawValue),
      "\(template) needs \(names.count == 1 ? "a value" : "values") for \(quoted.joined(separator: ", "))",
      hint: "add " + quoted.map { "--set \($0)=…" }.joined(separator: " "), status: .usage)
  }

  /// Why no badge was made from a template.
  ///
  /// - Parameter method: the verification method, where it is no did:key.
  init(_ error: IssueError, template: Path, key: Path?, method: String?) {
    let place = error.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
    let message = Terminal.quote(error.message, columns: 400) + place
    let code = CommandError.Code(rawValue: error.code.rawValue)
    let key = key?.description ?? "the key"
    switch error.code {
    case .templateInvalid, .credentialInvalid:
      self.init(
        code, "no badge can be made from \(template): \(message)",
        hint: "badge issue --help shows how a template looks", status: .rejected)
    case .termUndefined:
      self.init(
        code, "no badge can be made from \(template): \(message)",
        hint: "take it out, write a term of Open Badges or an absolute URL, or name a context that defines it in "
          + "'@context' and give its file with --context URL=FILE", status: .rejected)
    case .contextUnknown: self.init(code, "no badge can be made from \(template): \(message)", status: .rejected)
    case .placeholderUnfilled, .placeholderUnknown:
      self.init(code, message, hint: "the names after --set are those in the template's {{…}}", status: .usage)
    case .keyNotTheIssuers:
      self.init(
        code, "\(key) is not the key of the issuer: \(message)",
        hint: method == nil
          ? "sign with the issuer's key, or leave the issuer's 'id' out of the template"
          : "--verification-method has to start with the issuer's 'id', and to name the public half of --key",
        status: .rejected)
    case .signingFailed: self.init(code, message)
    case .notBaked: self.init(code, message, hint: "take another picture", status: .rejected)
    case .verificationFailed:
      self.init(
        code, "nothing was written, because the badge does not verify: \(message)",
        hint: method == nil
          ? nil : "--verification-method and --did-documents have to name the public half of \(key)")
    }
  }
}
