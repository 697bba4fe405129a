import Badge
import FuzzSupport

private let credential = Array("\r\n{\"a\":\"]]>&amp;<\"}\r".utf8)
private let token = Array("eyJhbGciOiJFZERTQSJ9.e30.AAAA".utf8)

/// An SVG picture, read and baked into; and text as the names in a default picture.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSVG(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let picture = bytes(start, count)
  draw(String(decoding: picture.prefix(2048), as: UTF8.self))
  if let badge = try? UnwrappedBadge(unwrapping: picture) { consumed &+= badge.bytes.count + badge.notes.count }
  guard BadgePicture.form(of: picture) == .svg else { return 0 }
  for content in [credential, token] {
    let plain = try? BadgePicture.bake(content, into: picture)
    let replaced = try? BadgePicture.bake(content, into: picture, replacing: true)
    expect(plain == nil || plain == replaced, "where nothing is to be replaced nothing is")
    guard let replaced else { continue }
    // The end of the process is how a target tells the fuzzer of a finding, here and below.
    guard let back = try? BadgePicture.extract(from: replaced) else { fatalError("what was baked is read") }
    expect(back.bytes == content && !back.notes.contains(.olderBadgeBeside), "what was baked comes back, and alone")
    expect(!back.notes.contains(.notDirectlyAfterRoot), "what was baked stands directly after the svg tag")
    consumed &+= replaced.count
  }
  return 0
}

private func draw(_ name: String) {
  let picture = DefaultPicture.svg(achievement: name, issuer: String(name.reversed()))
  guard let baked = try? BadgePicture.bake(credential, into: picture) else { fatalError("any name makes a picture") }
  consumed &+= baked.count
}
