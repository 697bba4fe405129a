import Files
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct BadgeFileWriterTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("a", "b", file: true)
    try office.execute("UPDATE badges SET file_state = 'pending'")
  }

  private func restore(_ name: String, to file: String) throws {
    var writer = BadgeFileWriter(office.register)
    let bytes = try office.register.signedBytes(of: Sample.id(name))
    try writer.restore(name == "a" ? 1 : 2, Sample.id(name), bytes, office.path(file))
    try writer.write()
    try writer.mark()
  }

  @Test("What is written is marked with the place where it is")
  func marks() throws {
    try restore("a", to: "elsewhere.json")
    let record = try #require(try office.register.badge(Sample.id("a")))
    #expect(record.fileState == .written)
    #expect(record.file == office.path("elsewhere.json"))
    #expect(try office.register.badge(Sample.id("b"))?.fileState == .pending)
  }

  @Test("A file that holds the badge already is only marked")
  func alreadyThere() throws {
    let before = try FileManager.default.attributesOfItem(atPath: office.url.appending(path: "a.json").path)
    try restore("a", to: "a.json")
    let after = try FileManager.default.attributesOfItem(atPath: office.url.appending(path: "a.json").path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(try office.register.badge(Sample.id("a"))?.fileState == .written)
  }

  @Test("A file that holds something else is left alone, and the badge stays pending")
  func somethingElse() throws {
    #expect(try code { try restore("a", to: "b.json") } == .fileExists)
    #expect(try office.bytes("b.json") == office.register.signedBytes(of: Sample.id("b")))
    #expect(try office.register.badge(Sample.id("a"))?.fileState == .pending)
  }

  @Test("Files of one run may go to several folders")
  func folders() throws {
    let key = try Sample.key()
    for folder in ["x", "y"] {
      try FileManager.default.createDirectory(
        at: office.url.appending(path: folder), withIntermediateDirectories: false)
    }
    try office.register.issue(
      rows: 8, with: key, by: "clerk",
      request: { row throws(RegisterError) in
        Sample.request("r\(row)", file: office.path("\(row % 2 == 0 ? "x" : "y")/\(row).json"))
      }, issued: { _, badge in badge.record.fileState == .written })
    #expect(try office.entries("x") == ["0.json", "2.json", "4.json", "6.json"])
    #expect(try office.entries("y") == ["1.json", "3.json", "5.json", "7.json"])
  }

  @Test("Without a file nothing is written, and nothing is pending")
  func noFile() throws {
    let before = try office.entries()
    let record = try office.issue("c")[0]
    #expect(record.fileState == .none)
    #expect(record.file == nil)
    #expect(try office.entries() == before)
  }
}
