import Badge
import CanonicalJSON
import LinkedData
import Signing

/// The steps from the bytes of a badge to its verdict, one by one, for a clock and for a profiler that counts
/// instructions. Each works on what the one before it made.
enum Stage: String, CaseIterable {
  /// The bytes to a JSON document.
  case parse
  /// Document and proof options to two datasets: JSON-LD expansion and deserialisation to RDF.
  case expand
  /// The two datasets to canonical N-Quads: RDFC-1.0.
  case canonicalize
  /// SHA-256 of both.
  case hash
  /// One Ed25519 verification, OpenSSL's alone.
  case signature
  /// From bytes to the verdict, of one badge again and again.
  case verify
  /// From bytes to the verdict, of badges that differ in strings alone: those of one class.
  case verifyClass = "verify-class"
  /// From bytes to the verdict, of badges no two of which in a row have the same shape.
  case verifyOdd = "verify-odd"
}

/// Does the work of one stage over and over, with storage that is kept as a worker keeps it.
struct StageRunner: ~Copyable {
  private let badge: [UInt8]
  private let classLines: [[UInt8]]
  private let oddLines: [[UInt8]]
  private let verifier: Verifier
  private let parts: [JSONLDInput]
  private let datasets: [Dataset]
  private let canonical: [[UInt8]]
  private let floor = Floor()
  private var scratch: VerifierScratch
  private var processor: JSONLDProcessor
  private var canonicalizer: Canonicalizer
  private var dataset = Dataset()
  private var bytes: [UInt8] = []
  private var digester = Digester(.sha256)
  private var next = 0

  /// - Parameters:
  ///   - badge: the one whose steps are measured.
  ///   - classLines: badges of one class, if any.
  ///   - oddLines: badges of many shapes, if any.
  init(
    _ badge: [UInt8], classLines: [[UInt8]] = [], oddLines: [[UInt8]] = [], verifier: Verifier
  ) throws {
    let parts = Self.parts(try JSONDocument(parsing: badge))
    let forms = try Self.forms(parts)
    self.parts = parts
    (datasets, canonical) = forms
    scratch = VerifierScratch()
    processor = JSONLDProcessor(contexts: .bundled)
    canonicalizer = Canonicalizer()
    self.badge = badge
    self.classLines = classLines
    self.oddLines = oddLines
    self.verifier = verifier
    for line in [badge] + classLines + oddLines {
      let verdict = verifier.verify(line, at: SampleBadges.moment, using: &scratch)
      precondition(verdict.outcome == .accepted, "the benchmark's own badge is not accepted: \(verdict.findings)")
    }
  }

  /// The document without its proof, and the proof's options.
  private static func parts(_ document: JSONDocument) -> [JSONLDInput] {
    guard let proof = document.member("proof", of: document.root) else { preconditionFailure("the badge is signed") }
    return [
      JSONLDInput(document, editing: [.init("proof", .omit)]),
      JSONLDInput(
        document, at: proof, editing: [.init("proofValue", .omit)],
        context: document.member("@context", of: document.root)),
    ]
  }

  private static func forms(_ parts: [JSONLDInput]) throws -> ([Dataset], [[UInt8]]) {
    var processor = JSONLDProcessor(contexts: .bundled)
    var canonicalizer = Canonicalizer()
    var datasets: [Dataset] = []
    var canonical: [[UInt8]] = []
    for part in parts {
      let dataset = try processor.dataset(of: part)
      var bytes: [UInt8] = []
      try canonicalizer.canonicalize(dataset, into: &bytes)
      datasets.append(dataset)
      canonical.append(bytes)
    }
    return (datasets, canonical)
  }

  /// Statements of document and proof options.
  var statements: Int { datasets.reduce(0) { $0 + $1.quads.count } }

  /// Whether there is input for a stage.
  func has(_ stage: Stage) -> Bool {
    switch stage {
    case .verifyClass: !classLines.isEmpty
    case .verifyOdd: !oddLines.isEmpty
    default: true
    }
  }

  mutating func run(_ stage: Stage) {
    do {
      switch stage {
      case .parse: consumed &+= try JSONDocument(parsing: badge).bytes.count
      case .expand:
        for part in parts {
          dataset = try processor.dataset(of: part, reusing: dataset)
          consumed &+= dataset.quads.count
        }
      case .canonicalize:
        for dataset in datasets {
          bytes.removeAll(keepingCapacity: true)
          try canonicalizer.canonicalize(dataset, into: &bytes)
          consumed &+= bytes.count
        }
      case .hash:
        bytes.removeAll(keepingCapacity: true)
        for form in canonical { digester.append(of: form.span, to: &bytes) }
        consumed &+= bytes.count
      case .signature: floor.verify()
      case .verify: verify(badge)
      case .verifyClass: verify(following(classLines))
      case .verifyOdd: verify(following(oddLines))
      }
    } catch {
      preconditionFailure("the benchmark's own badge: \(error)")
    }
  }

  private mutating func following(_ lines: [[UInt8]]) -> [UInt8] {
    next = next + 1 < lines.count ? next + 1 : 0
    return lines[next]
  }

  private mutating func verify(_ bytes: [UInt8]) {
    let verdict = verifier.verify(bytes, at: SampleBadges.moment, using: &scratch)
    consumed &+= verdict.findings.count
  }
}
