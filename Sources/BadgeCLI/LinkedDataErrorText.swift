import LinkedData

extension CommandError {
  /// A document that is not the linked data that badge reads.
  init(_ error: LinkedDataError, in name: String) {
    var message = "\(name): \(error.sentence)"
    if let position = error.position { message += ", in line \(position.line), at byte \(position.offset)" }
    if let pointer = error.pointer { message += pointer.isEmpty ? "" : " (at \(Terminal.quote(pointer)))" }
    self.init(Code(rawValue: error.code.rawValue), message, hint: error.hint, status: error.status)
  }
}

extension LinkedDataError {
  /// What is wrong, with the word of the document that it is about, for the terminal.
  fileprivate var sentence: String {
    // The last step of the pointer to a member is its name.
    let name = code == .propertyUndefined ? pointer?.split(separator: "/").last.map(Self.unescaped) : nil
    let value = (value ?? name).map { Terminal.quote($0) } ?? ""
    guard !value.isEmpty else { return explanation }
    return switch code {
    case .propertyUndefined: "no context defines the member '\(value)', so no signature would cover it"
    case .typeUndefined:
      "no context defines the type '\(value)', and it is no absolute IRI, so no signature would cover it"
    case .idRelative: "the identifier '\(value)' is no absolute IRI, so no signature would cover it"
    case .loadingRemoteContextFailed: "the context \(value) is not known"
    default: "\(explanation): \(value)"
    }
  }

  /// RFC 6901, section 4.
  private static func unescaped(_ step: Substring) -> String {
    String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
  }

  fileprivate var hint: String? {
    switch code {
    case .propertyUndefined, .typeUndefined:
      "add a context that defines it to '@context' (badge is given others with --context URL=FILE), or take it out"
    case .idRelative: "write it whole, such as https://university.example/1 or urn:uuid:…; there is no base IRI"
    case .valueDropped, .propertyBlankNode, .directionDropped: "take it out, or write it in another way"
    case .loadingRemoteContextFailed: "give its file with --context URL=FILE; nothing is ever fetched"
    case .inlineContext: "name contexts by their URLs; badge canonicalize has --allow-inline-contexts"
    case .nquadsUnexpectedByte, .nquadsUnexpectedEnd, .nquadsInvalidEscape, .nquadsInvalidUTF8, .iriInvalid:
      position == nil ? nil : "look at that byte of the file, counted from 0"
    default: nil
    }
  }

  /// A context that is not at hand is missing; everything else is wrong with the document.
  fileprivate var status: ExitStatus { code == .loadingRemoteContextFailed ? .undetermined : .rejected }
}
