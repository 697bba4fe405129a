import Badge
import Files
import Foundation
import GRDB
import Testing

@testable import BadgeRegister

@Suite struct PicturesTests {
  let office: Office
  let svg: BlankPicture
  let other: BlankPicture

  init() throws {
    office = try Office()
    svg = try BlankPicture(Self.picture("1"))
    other = try BlankPicture(Self.picture("2"))
  }

  private static func picture(_ radius: String) -> [UInt8] {
    Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"\(radius)\"/></svg>".utf8)
  }

  private func request(
    _ name: String, _ picture: BlankPicture?, file: String? = nil, replacesFile: Bool = false
  ) -> BadgeRequest {
    let file = file ?? (picture == nil ? "\(name).json" : "\(name).svg")
    var request = Sample.request(name, file: office.path(file), replacesFile: replacesFile, hasRowKey: true)
    request.request.picture = picture
    return request
  }

  @discardableResult
  private func issue(_ requests: [BadgeRequest], _ register: Register? = nil) throws -> [IssuedBadge] {
    let key = try Sample.key()
    var badges: [IssuedBadge] = []
    try (register ?? office.register).issue(rows: requests.count, with: key, by: "clerk") {
      index throws(RegisterError) in
      requests[index]
    } issued: { _, badge in
      badges.append(badge)
      return true
    }
    return badges
  }

  private func count(_ sql: String) throws -> Int? {
    try office.register.connection.read { try Int.fetchOne($0, sql: sql) }
  }

  @Test("The file of a badge is the picture, and the register has the credential itself")
  func file() throws {
    let key = try Sample.key()
    let badge = try office.register.issue(request("a", svg), with: key, by: "clerk")
    let file = try office.bytes("a.svg")
    #expect(try UnwrappedBadge(unwrapping: file).bytes == badge.bytes)
    #expect(try office.register.signedBytes(of: badge.record.id) == badge.bytes)
    #expect(try office.register.fileBytes(of: badge.record.id) == file)
    #expect(try file == svg.baking(badge.bytes))
    #expect(badge.record.fileState == .written)
  }

  @Test("Each picture is kept once, however many badges are baked into it")
  func once() throws {
    try issue((0..<300).map { request("p\($0)", svg) } + [request("q", other), request("r", nil)])
    #expect(try count("SELECT count(*) FROM pictures") == 2)
    #expect(try count("SELECT count(*) FROM badge_pictures") == 301)
    for name in ["p0", "p299", "q"] {
      #expect(try office.bytes("\(name).svg") == office.register.fileBytes(of: Sample.id(name)))
    }
    #expect(try office.bytes("r.json") == office.register.signedBytes(of: Sample.id("r")))
  }

  @Test("A picture that is lost, or was never written, is written again as it was")
  func mended() throws {
    try issue([request("a", svg), request("b", other)])
    let kept = try (office.bytes("a.svg"), office.bytes("b.svg"))
    try FileManager.default.removeItem(at: office.url.appending(path: "a.svg"))
    // The same run again.
    #expect(try issue([request("a", svg), request("b", other)]).allSatisfy { !$0.isNew })
    #expect(try office.bytes("a.svg") == kept.0)
    try FileManager.default.removeItem(at: office.url.appending(path: "b.svg"))
    try office.execute("UPDATE badges SET file_state = 'pending'")
    let findings = try office.register.mend(at: office.time, by: "clerk")
    #expect(findings.filter { $0.code == .filePending }.map(\.isMended) == [true, true])
    #expect(try office.bytes("a.svg") == kept.0)
    #expect(try office.bytes("b.svg") == kept.1)
    #expect(try office.register.badge(Sample.id("b"))?.fileState == .written)
  }

  @Test("The same badge in another picture is a further file, and that is the one from then on")
  func another() throws {
    let first = try issue([request("a", nil)])[0]
    let second = try issue([request("a", svg)])[0]
    #expect(!second.isNew && second.bytes == first.bytes)
    #expect(try office.bytes("a.json") == first.bytes)
    #expect(try office.bytes("a.svg") == svg.baking(first.bytes))
    #expect(try office.register.badge(Sample.id("a"))?.file == office.path("a.svg"))
    #expect(try office.register.badge(Sample.id("a"))?.fileState == .written)
    // Under a name that is taken it is refused, unless files are replaced.
    #expect(try code { try issue([request("a", other)]) } == .fileExists)
    #expect(try office.register.fileBytes(of: Sample.id("a")) == svg.baking(first.bytes))
    try issue([request("a", other, replacesFile: true)])
    #expect(try office.bytes("a.svg") == other.baking(first.bytes))
    try issue([request("a", nil, file: "again.json")])
    #expect(try office.bytes("again.json") == first.bytes)
    #expect(try office.register.fileBytes(of: Sample.id("a")) == first.bytes)
  }

  @Test("A badge that does not go into its picture takes nothing, and those before it are issued")
  func tooLarge() throws {
    let bytes = Self.picture("1")
    let large = try BlankPicture(bytes + [UInt8](repeating: 0x20, count: BadgePicture.byteLimit - bytes.count))
    #expect(try code { try issue([request("a", svg), request("b", large)]) } == .badgeInvalid)
    #expect(try office.register.badge(Sample.id("a"))?.fileState == .written)
    #expect(try office.register.badge(Sample.id("b")) == nil)
    #expect(try office.entries() == ["a.svg"])
    #expect(try count("SELECT count(*) FROM pictures") == 1)
  }

  @Test("A picture that is not the one that was recorded is damage, and is not handed out")
  func damaged() throws {
    try issue([request("a", svg)])
    for bytes in [Self.picture("3"), Array("{}".utf8), []] {
      let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      try office.execute(
        """
        DROP TRIGGER IF EXISTS pictures_are_final;
        UPDATE pictures SET bytes = x'\(hex)'
        """)
      #expect(try code { _ = try office.register.fileBytes(of: Sample.id("a")) } == .damaged)
    }
    #expect(try !office.register.signedBytes(of: Sample.id("a")).isEmpty)
    #expect(try code { _ = try office.register.fileBytes(of: "urn:nobody") } == .badgeUnknown)
  }
}
