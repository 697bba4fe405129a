import Foundation
import Testing

@testable import Badge

/// PNG pictures made by hand: nothing of the code under test, nor of zlib's, has a part in them.
enum PNGSample {
  static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  /// One grey pixel, in a stored block of DEFLATE (RFC 1951) with the checksum of RFC 1950 for 0, 128.
  static let data = chunk("IDAT", [0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x00, 0x80, 0x00, 0x82, 0x00, 0x81])
  static let end = chunk("IEND", [])
  static let plain = picture()

  static let keyword = "openbadgecredential"

  /// A picture of one pixel with further chunks.
  static func picture(afterHeader: [[UInt8]] = [], beforeEnd: [[UInt8]] = []) -> [UInt8] {
    PNGPicture.signature + header + afterHeader.joined() + data + beforeEnd.joined() + end
  }

  static func chunk(_ type: String, _ data: [UInt8], length: UInt32? = nil, checksum: UInt32? = nil) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bytes(length ?? UInt32(data.count)) + body + bytes(checksum ?? self.checksum(body))
  }

  static func iTXt(
    _ text: String, keyword: String = keyword, flag: UInt8 = 0, method: UInt8 = 0, language: String = "",
    translation: String = ""
  ) -> [UInt8] {
    var data = Array(keyword.utf8) + [0, flag, method]
    data += Array(language.utf8) + [0]
    data += Array(translation.utf8) + [0]
    return chunk("iTXt", data + Array(text.utf8))
  }

  static func tEXt(_ text: String, keyword: String = keyword, type: String = "tEXt") -> [UInt8] {
    chunk(type, Array(keyword.utf8) + [0] + Array(text.utf8))
  }

  static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  /// The CRC of ISO 3309, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
    return ~sum
  }
}

enum SVGSample {
  static let declaration = "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\""
  static let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>"

  /// An SVG with something at the place where a badge is.
  static func picture(_ inner: String, attributes: String = declaration, after: String = "<circle r=\"1\"/>") -> String
  {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(inner)\(after)</svg>"
  }

  static func element(_ body: String) -> String {
    "<openbadges:credential><![CDATA[\(body)]]></openbadges:credential>"
  }
}

enum PictureSample {
  static let json = "{\"name\":\"Zoë\"}"
  static let token = "eyJhbGciOiJFZERTQSJ9.e30.AAAA"

  private static let pieces = [
    "]]>", "]]", "]", ">", "<![CDATA[", "&amp;", "&", "<", "\"", "'", "\\", "\r", "\n", "\r\n", "\t", "\u{0}", "\u{1B}",
    "</openbadges:credential>", "-->", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{FFFD}", "\u{202E}", "e\u{301}", " ",
  ]

  /// Anything that I-JSON allows, with what XML and JSON treat in a way of their own.
  static func text(_ random: inout SplitMix) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &random) {
      if Bool.random(using: &random) {
        text.append(contentsOf: pieces.randomElement(using: &random)?.unicodeScalars ?? "".unicodeScalars)
      } else {
        let plane: UInt32 = Bool.random(using: &random) ? 0x2FFF : 0x10FFFF
        let scalar = Unicode.Scalar(UInt32.random(in: 0...plane, using: &random))
        if let scalar, !scalar.properties.isNoncharacterCodePoint { text.append(scalar) }
      }
    }
    return String(text)
  }

  static func extract(_ picture: [UInt8]) -> Result<UnwrappedBadge, BakingError> {
    Result { () throws(BakingError) in try BadgePicture.extract(from: picture) }
  }

  static func extract(_ svg: String) -> Result<UnwrappedBadge, BakingError> { extract(Array(svg.utf8)) }

  static func bake(
    _ credential: String, into picture: [UInt8], replacing: Bool = false
  ) -> Result<[UInt8], BakingError> {
    Result { () throws(BakingError) in
      try BadgePicture.bake(Array(credential.utf8), into: picture, replacing: replacing)
    }
  }
}

extension Result where Failure == BakingError {
  var code: BakingError.Code? { if case .failure(let error) = self { error.code } else { nil } }
  var value: Success? { try? get() }
}

extension UnwrappedBadge {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Another program that looks at what was made. Tests that need one are skipped where it is not installed.
enum Tool {
  static func isInstalled(_ name: String) -> Bool { path(name) != nil }

  private static func path(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// The status and all that was said about a file that holds the bytes.
  static func run(_ name: String, _ arguments: [String] = [], on bytes: [UInt8]) throws -> (status: Int32, text: String)
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "badge-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, output) = (folder.appending(path: "picture").path, folder.appending(path: "output").path)
    try Data(bytes).write(to: URL(filePath: file))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let program = try #require(Self.path(name))
    let argv = ([program] + arguments + [file]).map { strdup($0) } + [nil]
    defer { for text in argv { free(text) } }
    var id: pid_t = 0
    try #require(posix_spawn(&id, program, &actions, nil, argv, [nil]) == 0)
    var status: Int32 = 0
    while waitpid(id, &status, 0) == -1, errno == EINTR {}
    return (status, String(decoding: try Files.bytes(URL(filePath: output)), as: UTF8.self))
  }
}
