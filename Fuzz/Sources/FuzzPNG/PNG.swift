import Badge
import FuzzSupport

private let credential = Array("{\"a\":\"]]>\"}".utf8)

/// A PNG picture as it is, and with the right lengths' CRCs, without which nothing behind them would be reached.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPNG(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  read(input)
  read(repaired(input))
  return 0
}

private func read(_ picture: [UInt8]) {
  if let badge = try? UnwrappedBadge(unwrapping: picture) {
    expect(badge.form != .svg || BadgePicture.form(of: picture) == .svg, "the form is that of the bytes")
    consumed &+= badge.bytes.count + badge.notes.count
  }
  guard BadgePicture.form(of: picture) == .png else { return }
  let plain = try? BadgePicture.bake(credential, into: picture)
  let replaced = try? BadgePicture.bake(credential, into: picture, replacing: true)
  expect(plain == nil || plain == replaced, "where nothing is to be replaced nothing is")
  guard let replaced else { return }
  // The end of the process is how a target tells the fuzzer of a finding.
  guard let back = try? BadgePicture.extract(from: replaced) else { fatalError("what was baked is read") }
  expect(back.bytes == credential && !back.notes.contains(.olderBadgeBeside), "what was baked comes back, and alone")
}

private func repaired(_ picture: [UInt8]) -> [UInt8] {
  var picture = picture
  let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  guard picture.count >= 8 else { return picture }
  picture.replaceSubrange(0..<8, with: signature)
  var at = 8
  while picture.count - at >= 12 {
    let length = picture[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= picture.count - at - 12 else { break }
    let sum = checksum(picture[at + 4..<at + 8 + length])
    for i in 0..<4 { picture[at + 8 + length + i] = UInt8(truncatingIfNeeded: sum >> UInt32(24 - 8 * i)) }
    at += 12 + length
  }
  return picture
}

private let table: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
}

private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  ~bytes.reduce(0xFFFF_FFFF as UInt32) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
}
