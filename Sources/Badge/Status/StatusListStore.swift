import CanonicalJSON

/// Where a verifier finds status lists, and what it asks of all of them.
///
/// The library fetches nothing and opens no file: whoever makes the store has the lists, or knows where they lie. A list
/// is asked for by its URL when the first badge needs it. What comes back is a stranger's file, which is verified before
/// anything in it is believed.
public struct StatusListStore: Sendable {
  /// What became of the search for one list.
  public enum Lookup: Sendable {
    /// The list's bytes. Where it has an `id`, that is compared with the URL; where it has none, whoever found it
    /// vouches that it is the one.
    case found([UInt8])
    /// The list's bytes as they were fetched from the URL, and when, where that is known. Whoever gives them vouches for
    /// both: the list may call itself otherwise, which is told, and may be of the kind that nobody signs.
    case retrieved([UInt8], at: Instant?)
    /// The list as it was retrieved at several times, oldest first. The one in force at the time of verification counts,
    /// and the newest one tells what came after.
    case snapshots([StatusListSnapshot])
    case missing
    /// Several different lists claim to be it. The text says where they are, for a person.
    case ambiguous(String)
    /// There is one, but it cannot be read. The text says why, for a person.
    case unreadable(String)
  }

  let find: @Sendable (_ url: [UInt8]) -> Lookup
  let memory: (any StatusListMemory)?
  /// Entries that a list has to have at least, unless the trust file says otherwise of its issuer.
  let minimumLength: Int

  /// - Parameters:
  ///   - minimumLength: 131,072 by the specification; real lists of 100,000 entries exist.
  ///   - memory: what was seen in earlier runs, if that is kept.
  ///   - find: finds a list by the bytes of its URL. One verifier never calls it from two threads at once.
  public init(
    minimumLength: Int = StatusBits.minimumLength, memory: (any StatusListMemory)? = nil,
    find: @escaping @Sendable (_ url: [UInt8]) -> Lookup
  ) {
    self.find = find
    self.memory = memory
    self.minimumLength = minimumLength
  }

  /// The lists that are given, found by their `id`; those that have none, or are no JSON, are not found.
  public init(
    _ lists: [[UInt8]], minimumLength: Int = StatusBits.minimumLength, memory: (any StatusListMemory)? = nil
  ) {
    var found: [[UInt8]: Lookup] = [:]
    for bytes in lists {
      guard let id = Self.identifier(of: bytes) else { continue }
      switch found[id] {
      case nil: found[id] = .found(bytes)
      case .found(let other) where other == bytes: continue
      default: found[id] = .ambiguous("among those that were given")
      }
    }
    self.init(minimumLength: minimumLength, memory: memory) { [found] in found[$0] ?? .missing }
  }

  /// Whether bytes are a list of the kind that nobody signs (``Lookup/retrieved(_:at:)``).
  public static func isUnsignedList(_ bytes: [UInt8]) -> Bool {
    guard let list = try? RevokedCredentials(parsing: bytes) else { return false }
    return !list.issuer.isEmpty
  }

  /// The bytes of the `id` of a credential; nil where the bytes are no JSON object with one. Nothing else is asked of it.
  public static func identifier(of bytes: [UInt8]) -> [UInt8]? {
    guard StatusListCredential.hasFewValues(bytes), let document = try? JSONDocument(parsing: bytes),
      let id = document.member("id", of: document.root)
    else {
      return nil
    }
    return document.withUTF8(of: id) { text in unsafe text.withUnsafeBufferPointer { unsafe Array($0) } }
  }
}

/// What is remembered of status lists from run to run, so that an old one cannot be served again.
///
/// Kept by the caller; one verifier calls these functions from one thread at a time.
public protocol StatusListMemory: Sendable {
  /// What was remembered of a list, by the identifier of its issuer and its URL.
  func recall(issuer: [UInt8], url: [UInt8]) -> StatusListRecollection
  /// Takes in a list that was verified and is newer than, or adds to, what was remembered.
  func remember(_ record: StatusListRecord)
}

public enum StatusListRecollection: Sendable {
  /// The list was never seen.
  case nothing
  case record(StatusListRecord)
  /// Something is there, but cannot be used; the text says why, for a person.
  case damaged(String)
}
