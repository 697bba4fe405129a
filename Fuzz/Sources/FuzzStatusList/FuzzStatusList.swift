import Badge
import CanonicalJSON
import FuzzSupport
import Signing

private let url = "https://example.org/status/1"
private let trust = TrustPolicy(unvouchedIssuers: .allow)

// Samples of our own, the same in every run: a target that cannot make them tests nothing, and has to say so by ending.

/// A verifier with one list of our own, in which every bit is clear.
private let clear: Verifier = {
  guard let bits = try? StatusBits() else { fatalError("a list of the least length can be made") }
  let request = StatusListIssuer.Request(url: url, purposes: [.revocation], bits: bits, time: Samples.time)
  guard let list = try? StatusListIssuer().issue(request, with: Samples.key()) else {
    fatalError("the sample list cannot be signed")
  }
  return Verifier(trust: trust, statusLists: StatusListStore([list]))
}()

private let badge: JSONValue = {
  let did = "did:key:\(Samples.key().publicKey.multikey)"
  let bytes = Samples.badge(issuer: did, verificationMethod: "\(did)#\(Samples.key().publicKey.multikey)")
  guard let document = try? JSONDocument(parsing: bytes) else { fatalError("the sample badge is JSON") }
  return JSONValue(document)
}()

/// The input as an encoded list, as compressed data, as an index, as an entry, and as the text of a list with and
/// without a signature of ours.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStatusList(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let text = String(decoding: input, as: UTF8.self)
  expand(text)
  expand("u" + Base64URL.encode(input.span))
  checkIndex(text, input)
  guard let document = try? JSONDocument(parsing: input) else { return 0 }
  let json = JSONValue(document)
  consumed &+= judge(status: json, clear).findings.count
  checkList(json, input)
  return 0
}

private func expand(_ text: String) {
  guard let bits = try? StatusBits(encoded: text) else { return }
  expect(bits.bytes.count <= StatusBits.byteLimit, "no list is larger than the limit")
  guard let again = try? StatusBits(encoded: bits.encoded()) else { fatalError("a list is read as it was written") }
  expect(again == bits, "a list is read as it was written")
  consumed &+= bits.length
}

/// Only plain decimal digits of a number below the length are an index.
private func checkIndex(_ text: String, _ input: [UInt8]) {
  let entry: JSONValue = [
    "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": .string(text),
    "statusListCredential": .string(url),
  ]
  let isPlain = !input.isEmpty && input.allSatisfy { 0x30...0x39 ~= $0 } && (input.count == 1 || input[0] != 0x30)
  let number = isPlain ? Int(text) : nil
  let isInside = number.map { $0 < StatusBits.minimumLength } ?? false
  let verdict = judge(status: entry, clear)
  // A text with a noncharacter is no I-JSON, and then nothing is signed.
  expect((verdict.outcome == .accepted) == isInside, "an index is plain decimal digits below the length")
}

private func checkList(_ json: JSONValue, _ input: [UInt8]) {
  var list = json
  consumed &+= clear.verifyStatusList(input, at: Samples.time).findings.count
  guard case .object = list else { return }
  list["proof"] = nil
  list["issuer"] = .string("did:key:\(Samples.key().publicKey.multikey)")
  let options = ProofOptions(didKey: Samples.key().publicKey, cryptosuite: .eddsaJCS2022, created: nil)
  guard let signed = try? DataIntegritySigner.sign(list, options: options, with: Samples.key()).serialized() else {
    return
  }
  let verifier = Verifier(trust: trust, statusLists: StatusListStore { _ in .found(signed) })
  let entry: JSONValue = [
    "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "70001",
    "statusListCredential": .string(url),
  ]
  let verdict = judge(status: entry, verifier)
  expect(
    (verdict.outcome == .accepted) == (verdict.statuses.first?.value == 0 && verdict[.status].isPassed),
    "a badge is accepted only by a clear bit")
  if let record = try? StatusListRecord(parsing: input) {
    expect((try? StatusListRecord(parsing: record.serialized())) == record, "a record is read as it was written")
  }
}

private func judge(status: JSONValue, _ verifier: Verifier) -> Verdict {
  var credential = badge
  credential["proof"] = nil
  credential["credentialStatus"] = status
  let options = ProofOptions(didKey: Samples.key().publicKey, cryptosuite: .eddsaJCS2022, created: nil)
  guard let signed = try? DataIntegritySigner.sign(credential, options: options, with: Samples.key()) else {
    return verifier.verify([], at: Samples.time)
  }
  let verdict = verifier.verify(signed.serialized(), at: Samples.time)
  consumed &+= Samples.report(verdict).count
  return verdict
}
