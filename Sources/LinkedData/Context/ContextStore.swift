public import CanonicalJSON

/// The contexts that documents may name: a closed table from URL to document. What is not in it does not exist; nothing
/// is ever fetched.
public struct ContextStore: Sendable {
  struct Entry: Sendable {
    let url: [UInt8]
    let document: JSONDocument
  }

  private(set) var entries: [Entry] = []
  /// By bytes: as `String`s two URLs could be equal that are not the same.
  private var numbers: [[UInt8]: Int] = [:]

  public init() {}

  public var count: Int { entries.count }

  /// Puts a context document under a URL, in the place of what was there. Whether it is a context shows when it is used
  /// (`invalid_remote_context`).
  public mutating func set(_ document: JSONDocument, at url: String) {
    let bytes = [UInt8](url.utf8)
    let entry = Entry(url: bytes, document: document)
    if let number = numbers[bytes] {
      entries[number] = entry
    } else {
      numbers[bytes] = entries.count
      entries.append(entry)
    }
  }

  public func contains(_ url: String) -> Bool { numbers[[UInt8](url.utf8)] != nil }

  func number(of url: Span<UInt8>) -> Int? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(url.count)
    for at in url.indices { bytes.append(url[at]) }
    return numbers[bytes]
  }
}
