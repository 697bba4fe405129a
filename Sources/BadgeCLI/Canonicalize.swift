import ArgumentParser
import CanonicalJSON
import Files
import LinkedData
import Signing

struct Canonicalize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "canonicalize",
    abstract: "Write the RFC 8785 form of a JSON file, or the RDFC-1.0 form of linked data.",
    discussion: """
      Prints the canonical bytes and nothing else: they are what a proof hashes. Without --rdfc that is the JSON \
      Canonicalization Scheme (RFC 8785), without a line break at the end. A file that is not strict I-JSON is refused with \
      a code and the offset of the byte at fault, counted from 0, and exit status 1.

      With --rdfc it is canonical N-Quads (RDF Dataset Canonicalization 1.0), of a JSON-LD document or of N-Quads. Files \
      that end in .nq or .nquads are N-Quads, those in .json or .jsonld JSON-LD; any other, and standard input, is told by \
      its first character, unless --from says it. What JSON-LD would leave out, because no context defines it or an \
      identifier is relative, is an error with its JSON pointer. A context that is not at hand is exit status 3.

      Limits: 8 MiB, 128 levels, 100,000 members in an object, 524,288 statements.

      EXAMPLES
        badge canonicalize alice.json | sha256sum
        curl -s https://example.org/badge.json | badge canonicalize -
        badge canonicalize alice.json -o alice.jcs
        badge canonicalize --rdfc --without-proof alice.json | sha256sum
        badge canonicalize --rdfc graph.nq
        badge canonicalize --rdfc course.jsonld \\
          --context https://university.example/context/v1=context.json
      """)

  @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
  var file: Path

  @Flag(help: "Write canonical N-Quads, as suites with rdfc in their name hash them.")
  var rdfc = false

  @Flag(help: "Leave out the member 'proof' of the document, as a proof does.")
  var withoutProof = false

  @OptionGroup var output: OutputOptions

  @Option(help: "With --rdfc: what the file is.")
  var from: LinkedDataInput.Form?

  @Option(help: "With --rdfc: the hash that tells blank nodes apart; proofs of Ed25519 use sha-256.")
  var hash: Hash?

  @OptionGroup var contexts: ContextOptions

  @Flag(help: "With --rdfc: let the document define terms in its own '@context'. No proof does.")
  var allowInlineContexts = false

  enum Hash: String, CaseIterable, ExpressibleByArgument {
    case sha256 = "sha-256"
    case sha384 = "sha-384"

    var algorithm: HashAlgorithm {
      switch self {
      case .sha256: .sha256
      case .sha384: .sha384
      }
    }
  }

  func validate() throws {
    guard !rdfc else { return }
    guard from == nil, hash == nil, contexts.context.isEmpty, !allowInlineContexts else {
      throw ValidationError("--from, --hash, --context and --allow-inline-contexts are about --rdfc: give it too")
    }
  }

  func run() throws {
    let bytes = try rdfc ? nquads() : json()
    try output.write(bytes.span)
  }

  private func json() throws(CommandError) -> [UInt8] {
    let document = try LinkedDataInput(reading: file, as: .jsonld).document()
    var bytes: [UInt8] = []
    document.canonicalize(document.root, excluding: withoutProof ? "proof" : nil, into: &bytes)
    return bytes
  }

  private func nquads() throws(CommandError) -> [UInt8] {
    let input = try LinkedDataInput(reading: file, as: from)
    guard input.form == .jsonld || !withoutProof else {
      throw CommandError(
        .usage, "\(input.name) is N-Quads, and --without-proof is about the member 'proof' of JSON",
        hint: "leave one of them out", status: .usage)
    }
    var options = JSONLDOptions()
    options.allowsInlineContexts = allowInlineContexts
    let dataset = try input.dataset(contexts.store(), options, withProof: !withoutProof)
    do throws(LinkedDataError) {
      return try dataset.canonicalNQuads((hash ?? .sha256).algorithm)
    } catch {
      throw CommandError(error, in: input.name)
    }
  }
}
