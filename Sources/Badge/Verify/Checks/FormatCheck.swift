import CanonicalJSON

/// From bytes to what is to be verified: JSON alone, or what a picture or a token holds.
enum FormatCheck {
  /// What the bytes came to.
  struct Badge {
    var content: Content
    var form = BadgeForm.json
    /// What was odd about a picture.
    var notes: [UnwrappedBadge.Note] = []
  }

  enum Content {
    /// A JSON document, which may be anything: its model is not asked yet.
    case document(JSONDocument)
    /// A token in compact form, without white space around it.
    case token([UInt8])
  }

  /// Why nothing can be verified.
  struct Failure: Error {
    let reason: Reason
    /// Nothing is known to be wrong: what the bytes hold is of a kind that is not verified.
    let isUndecided: Bool

    init(_ reason: Reason, isUndecided: Bool = false) {
      self.reason = reason
      self.isUndecided = isUndecided
    }

    init(_ error: BakingError) {
      self.init(Reason(error), isUndecided: error.isUndecided)
    }

    var result: Finding.Result { isUndecided ? .unknown(reason) : .failed(reason) }
  }

  /// Takes the content out of whatever form the bytes have, and reads it where it is JSON.
  static func run(_ bytes: [UInt8], reader: inout JSONReader) throws(Failure) -> Badge {
    // Nearly every badge: neither a picture nor a token starts like an object.
    if startsAsObject(bytes) { return Badge(content: .document(try document(bytes, reader: &reader))) }
    let badge: UnwrappedBadge
    do throws(BakingError) {
      badge = try UnwrappedBadge(unwrapping: bytes)
    } catch {
      throw Failure(error)
    }
    if badge.isToken { return Badge(content: .token(badge.bytes), form: badge.form, notes: badge.notes) }
    let document = try document(badge.bytes, reader: &reader)
    // In a file with a badge on each line a token is a JSON string.
    if badge.form == .json, let text = document.text(at: document.root),
      let token = UnwrappedBadge.token(in: Array(text.utf8))
    {
      return Badge(content: .token(token), form: .jwt)
    }
    return Badge(content: .document(document), form: badge.form, notes: badge.notes)
  }

  /// Reads what is JSON and nothing else.
  static func document(_ bytes: [UInt8], reader: inout JSONReader) throws(Failure) -> JSONDocument {
    do throws(JSONError) {
      return try reader.read(bytes)
    } catch {
      throw Failure(Reason(format: error))
    }
  }

  private static func startsAsObject(_ bytes: [UInt8]) -> Bool {
    let text = bytes.span
    var start = 0
    while start < text.count, UnwrappedBadge.isWhiteSpace(text[start]) { start &+= 1 }
    return start < text.count && text[start] == UInt8(ascii: "{")
  }
}

extension FormatCheck.Badge {
  /// `JSON`, or `PNG picture with JSON; …` with all that is odd about it.
  var note: String {
    var text: String
    switch (form, content) {
    case (.png, .document): text = "PNG picture with JSON"
    case (.png, .token): text = "PNG picture with a JSON Web Token"
    case (.svg, .document): text = "SVG picture with JSON"
    case (.svg, .token): text = "SVG picture with a JSON Web Token"
    case (_, .token): text = "JSON Web Token"
    case (_, .document): text = "JSON"
    }
    if case .document(let document) = content, let number = document.firstInexactNumber {
      // The signature covers what a double makes of it, not the digits in the file.
      text += "; the number at \(document.pointer(to: number)) has more digits than are signed"
    }
    for note in notes { text += "; " + note.message }
    return text
  }
}

extension Reason {
  /// Why bytes are no JSON that is read.
  init(format error: JSONError) {
    if error.code == .tooLarge {
      self.init(.inputTooLarge, "the input is larger than \(JSONLimits.credential.bytes >> 20) MiB")
    } else {
      self.init(.jsonInvalid, "\(error.explanation), at byte \(error.offset) (\(error.code.rawValue))")
    }
  }

  /// Why no badge was taken out of a picture. Its codes are reasons of the same names.
  init(_ error: BakingError) {
    self.init(Reason.Code(rawValue: error.code.rawValue) ?? .badgeMalformed, error.description)
  }
}
