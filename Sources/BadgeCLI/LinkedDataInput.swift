import ArgumentParser
import Badge
import CanonicalJSON
import Files
import LinkedData

/// A document that says something in RDF: JSON-LD or N-Quads.
struct LinkedDataInput {
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case jsonld, nquads

    /// What a file is by its name, or else by its first character: no JSON starts as N-Quads do.
    init(of path: Path, _ bytes: [UInt8]) {
      let name = path.text.lowercased()
      if name.hasSuffix(".nq") || name.hasSuffix(".nquads") {
        self = .nquads
      } else if name.hasSuffix(".json") || name.hasSuffix(".jsonld") {
        self = .jsonld
      } else {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        self =
          first.map { [UInt8(ascii: "<"), UInt8(ascii: "_"), UInt8(ascii: "#")].contains($0) } ?? false
          ? .nquads : .jsonld
      }
    }
  }

  let bytes: [UInt8]
  let form: Form
  /// The file, ready to be shown.
  let name: String

  init(_ bytes: [UInt8], _ form: Form, named name: String) {
    self.bytes = bytes
    self.form = form
    self.name = name
  }

  /// - Throws: ``CommandError``.
  init(reading path: Path, as form: Form? = nil) throws(CommandError) {
    let input = try InputFile(opening: path)
    let bytes = try input.contents()
    self.init(bytes, form ?? Form(of: path, bytes), named: input.name)
  }

  /// What the document says.
  ///
  /// - Parameter proof: whether the member `proof` of a JSON-LD document counts.
  /// - Throws: ``CommandError``.
  func dataset(
    _ contexts: ContextStore, _ options: JSONLDOptions = JSONLDOptions(), withProof proof: Bool = true
  ) throws(CommandError) -> Dataset {
    let json = form == .jsonld ? try document() : nil
    do throws(LinkedDataError) {
      guard let json else { return try NQuads.read(bytes) }
      var processor = JSONLDProcessor(contexts: contexts, options: options)
      return try processor.dataset(
        of: JSONLDInput(json, editing: proof ? [] : [JSONDocument.MemberEdit("proof", .omit)]))
    } catch {
      throw CommandError(error, in: name)
    }
  }

  /// - Throws: ``CommandError`` for what is no strict I-JSON.
  func document() throws(CommandError) -> JSONDocument {
    do throws(JSONError) {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw CommandError(error, in: name)
    }
  }
}
