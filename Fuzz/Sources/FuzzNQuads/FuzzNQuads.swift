import FuzzSupport
import LinkedData

// Keeps its memory from one input to the next. Unsafe for threads and safe here: the fuzzer calls the target from one
// thread.
nonisolated(unsafe) private var canonicalizer = Canonicalizer()

/// Bytes to a dataset to canonical N-Quads, and back: the canonical form is its own, whatever was canonicalized before
/// and in whatever order the statements come.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNQuads(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let dataset: Dataset
  do {
    dataset = try NQuads.read(input)
  } catch {
    guard let error = error as? LinkedDataError, let position = error.position else {
      // To end the process is how a target tells the fuzzer that a rule is broken, here and below.
      fatalError("a refusal says where")
    }
    expect(position.offset <= count && position.line > 0, "the place is in the text")
    consumed &+= error.description.utf8.count
    return 0
  }
  let written = NQuads.write(dataset)
  guard let again = try? NQuads.read(written) else { fatalError("what is written can be read") }
  expect(NQuads.write(again) == written, "what is written stays as it is")

  var form: [UInt8] = []
  guard let fresh = try? dataset.canonicalNQuads() else {
    expect((try? canonicalizer.canonicalize(dataset, into: &form)) == nil, "the budget does not depend on the past")
    expect(form.isEmpty, "a refusal writes nothing")
    return 0
  }
  do { try canonicalizer.canonicalize(dataset, into: &form) } catch {
    fatalError("the budget does not depend on the past")
  }
  expect(form == fresh, "the canonical form does not depend on datasets before")
  let lines = form.split(separator: 0x0A)
  expect(lines.count == dataset.quads.count, "a line for each statement")
  for (line, next) in zip(lines, lines.dropFirst()) {
    expect(line.lexicographicallyPrecedes(next), "lines are sorted, none is there twice")
  }
  consumed &+= canonicalizer.issuedIdentifiers(in: dataset).count
  guard let canonical = try? NQuads.read(form) else { fatalError("the canonical form is N-Quads") }
  // With other labels, in another order, the budget may not do; but it gives no other form.
  if let second = try? canonical.canonicalNQuads() { expect(second == form, "the canonical form is its own") }
  return 0
}
