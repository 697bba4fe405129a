import Foundation
import Testing

@testable import Signing

/// Row L4 of the threat table: what the process's memory holds after a key was used.
///
/// Linux alone shows a process its own memory as a file.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "needs /proc"), .serialized)
struct SecretMemoryTests {
  @Test("A key that ended leaves no half of its seed, raw or encoded, after every way to use and store it")
  func seed() throws {
    for masked in try useOneKey() {
      #expect(try Memory.occurrences(ofMasked: Array(masked.prefix(16))) == 0)
      #expect(try Memory.occurrences(ofMasked: Array(masked.suffix(16))) == 0)
    }
  }

  @Test("The search finds a seed that is still there")
  func search() throws {
    let key = try PrivateKey.generate()
    let masked = key.withSeed { Memory.masked($0) }
    #expect(try Memory.occurrences(ofMasked: Array(masked.prefix(16))) >= 1)
    _ = try key.sign(bytes(3))
  }

  /// Signs, writes and reads every secret format. Gives the seed and its encodings under a mask, so that the test
  /// holds no copy itself.
  @inline(never)
  private func useOneKey() throws -> [[UInt8]] {
    let key = try PrivateKey.generate()
    _ = try key.sign(bytes(64))
    let passphrase = SecretBytes("a")
    let jwk = key.jwk()
    let multikey = key.secretMultikey()
    let plain = key.pkcs8PEM()
    let encrypted = try key.encryptedPKCS8PEM(passphrase: passphrase)
    let keys = [
      try KeyFile(jwk).verificationKey, try KeyFile(multikey).verificationKey, try KeyFile(plain).verificationKey,
      try KeyFile(encrypted, passphrase: { SecretBytes("a") }).verificationKey,
    ]
    #expect(keys.allSatisfy { $0 == .ed25519(key.publicKey) })
    return [
      key.withSeed { Memory.masked($0) },
      jwk.withBytes { Memory.masked($0.extracting(22..<65)) },
      multikey.withBytes { Memory.masked($0.extracting(5..<45)) },
      plain.withBytes { Memory.masked($0.extracting(50..<90)) },
    ]
  }
}

private enum Memory {
  private static let mask: UInt8 = 0x5a

  static func masked(_ bytes: Span<UInt8>) -> [UInt8] { bytes.indices.map { bytes[$0] ^ mask } }

  /// How often the bytes stand in the writable memory of this process, apart from this function's own buffers.
  static func occurrences(ofMasked masked: [UInt8]) throws -> Int {
    let needle = UnsafeMutablePointer<UInt8>.allocate(capacity: masked.count)
    defer {
      needle.update(repeating: 0, count: masked.count)
      needle.deallocate()
    }
    for index in masked.indices { needle[index] = masked[index] ^ mask }
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer {
      memset(buffer, 0, size)
      buffer.deallocate()
    }
    let own = [
      UInt(bitPattern: needle)..<UInt(bitPattern: needle) + 32,
      UInt(bitPattern: buffer)..<UInt(bitPattern: buffer) + UInt(size),
    ]
    let memory = open("/proc/self/mem", O_RDONLY)
    defer { close(memory) }
    var found = 0
    for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ")
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      // A sanitizer maps terabytes for its own books.
      guard fields[1].hasPrefix("rw"), ends.count == 2, ends[1] - ends[0] < 1 << 32 else { continue }
      var at = ends[0]
      while at < ends[1] {
        // Pieces overlap by the length of what is searched.
        let count = pread(memory, buffer, min(size, Int(ends[1] - at)), off_t(at))
        guard count > masked.count else { break }
        var start = 0
        while start <= count - masked.count,
          let hit = memchr(buffer + start, Int32(needle[0]), count - masked.count + 1 - start)
        {
          start = hit - buffer + 1
          let address = at + UInt(hit - buffer)
          guard memcmp(hit, needle, masked.count) == 0, !own.contains(where: { $0.contains(address) }) else { continue }
          found += 1
        }
        memset(buffer, 0, count)
        at += UInt(count - (at + UInt(count) < ends[1] ? masked.count - 1 : 0))
      }
    }
    return found
  }
}
