import Glibc

/// The name of a file as the kernel takes it: bytes, of which only `/` and NUL mean anything.
public struct Path: Hashable, Sendable {
  /// Without the terminating NUL.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether the path starts at the root, so that it means the same in every folder.
  public var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

  /// The folder that holds the file, and the file's name in it; nil where the path ends in no name.
  public var split: (folder: Path, name: Path)? {
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = Path(Array(bytes[(slash.map { $0 + 1 } ?? 0)...]))
    guard !name.bytes.isEmpty, name != Path("."), name != Path("..") else { return nil }
    switch slash {
    case nil: return (Path("."), name)
    case 0?: return (Path("/"), name)
    case let slash?: return (Path(Array(bytes[..<slash])), name)
    }
  }

  /// The path of an entry of this folder.
  public func appending(_ name: Path) -> Path {
    let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return Path(bytes + separator + name.bytes)
  }

  /// The name as a report holds it; bytes that are not UTF-8 become U+FFFD there.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Lends the path as a C string. A NUL inside would end it early, so such a path names no file.
  public func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = bytes.contains(0) ? [0] : bytes + [0]
    // SAFETY: the array is NUL-terminated, and CChar has the layout of UInt8.
    return unsafe terminated.withUnsafeBytes { unsafe body($0.assumingMemoryBound(to: CChar.self).baseAddress!) }
  }
}

extension Path {
  /// The same path from the root, if it starts in the current folder. Nothing is resolved: neither `..` nor links.
  ///
  /// - Throws: `SystemError` where the current folder has no path.
  public func absolute() throws(SystemError) -> Path {
    if isAbsolute { return self }
    // SAFETY: with nil and 0 getcwd allocates what it needs, which is freed below.
    guard let folder = unsafe getcwd(nil, 0) else { throw .last }
    defer { unsafe free(folder) }
    let bytes = unsafe UnsafeBufferPointer(start: folder, count: strlen(folder)).map { UInt8(bitPattern: $0) }
    return Path(bytes).appending(self)
  }
}
