import Badge
import CTransfer
import Files

/// What is retrieved over https. This folder and `CTransfer` are the only code for networks, and `badge trust update
/// --online` is the only command that comes here.
struct HTTPSClient: Sendable {
  /// Certificates (PEM) that are trusted in the place of the system's.
  var certificates: Path?
  /// Whether hosts in private networks, and this one, may be asked.
  var allowsPrivateAddresses = false
  /// Seconds for one request from the name of the host to the last byte.
  var timeout = 20

  enum Limits {
    /// Bytes of one answer.
    static let bytes = 8 << 20
    /// Redirects in a row.
    static let redirects = 5
  }

  struct Answer: Sendable {
    let bytes: [UInt8]
    /// Where it came from at last.
    let url: String
  }

  /// Why something could not be retrieved: a sentence without its full stop.
  struct Failure: Error, Sendable {
    let message: String
    /// Whether the host said that there is nothing (404 or 410).
    var isMissing = false
  }

  /// Loads libcurl.
  ///
  /// - Throws: ``CommandError`` with `libcurl_missing`.
  init() throws(CommandError) {
    // SAFETY: this process has one thread when a command begins; the text is a constant or static.
    if let problem = unsafe transfer_load() {
      throw CommandError(
        .libcurlMissing, "libcurl cannot be loaded: \(Terminal.quote(unsafe String(cString: problem)))",
        hint: "install it (the package libcurl4), or get the files by hand and take them in with --status and "
          + "--did-documents")
    }
  }

  /// Retrieves a document.
  ///
  /// Redirects are followed here, each to an https URL only, and asked about its address like the first.
  func get(_ address: WebAddress) throws(Failure) -> Answer {
    var address = address
    for _ in 0...Limits.redirects {
      let (status, body, redirect) = try request(address)
      switch status {
      case 200: return Answer(bytes: body, url: address.url)
      case 301, 302, 303, 307, 308:
        guard let redirect, let next = WebAddress(redirect) else {
          throw Failure(message: "\(address.url) redirects to what is no https URL")
        }
        address = next
      case 404, 410: throw Failure(message: "\(address.url) is not there (HTTP \(status))", isMissing: true)
      default: throw Failure(message: "\(address.url) was answered with HTTP \(status)")
      }
    }
    throw Failure(message: "there were more than \(Limits.redirects) redirects, the last to \(address.url)")
  }

  /// What the C callback decides by.
  private final class Decision {
    let allowsPrivateAddresses: Bool
    var refused: [UInt8]?

    init(_ allowsPrivateAddresses: Bool) { self.allowsPrivateAddresses = allowsPrivateAddresses }
  }

  private func request(_ address: WebAddress) throws(Failure) -> (status: Int, body: [UInt8], redirect: String?) {
    let decision = Decision(allowsPrivateAddresses)
    var result = unsafe perform(address, decision)
    // SAFETY: the result is transfer_get's own; nothing below keeps its pointers.
    defer { unsafe transfer_release(&result) }
    let message = unsafe withUnsafeBytes(of: result.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    switch unsafe result.outcome {
    case TRANSFER_DONE:
      let body = unsafe result.body.map { unsafe Array(UnsafeBufferPointer(start: $0, count: result.length)) } ?? []
      let redirect = unsafe result.redirect.map { unsafe String(cString: $0) }
      return unsafe (Int(result.status), body, redirect)
    case TRANSFER_TOO_LARGE: throw Failure(message: "\(address.url) has more than \(Limits.bytes) bytes")
    case TRANSFER_ADDRESS_REFUSED:
      let found = decision.refused.map { " (\(Self.words($0)))" } ?? ""
      throw Failure(
        message: "\(address.url) is at an address that is not one of the public Internet\(found); "
          + "--allow-private-addresses lets it be asked")
    case TRANSFER_TIMED_OUT: throw Failure(message: "\(address.url) did not answer within \(timeout) seconds")
    default: throw Failure(message: "\(address.url) cannot be reached: \(message)")
    }
  }

  private func perform(_ address: WebAddress, _ decision: Decision) -> transfer_result {
    func perform(_ certificates: UnsafePointer<CChar>?) -> transfer_result {
      // SAFETY: the strings and the decision live until the call returns, and the callback gets the decision back.
      unsafe withExtendedLifetime(decision) {
        unsafe address.url.withCString { url in
          unsafe "badge/\(badgeVersion)".withCString { agent in
            unsafe "application/did+json, application/json;q=0.9, */*;q=0.5".withCString { accept in
              unsafe transfer_get(
                transfer_request(
                  url: url, user_agent: agent, accept: accept, ca_file: certificates, timeout_ms: timeout * 1000,
                  limit: Limits.bytes, may_connect: Self.mayConnect,
                  context: Unmanaged.passUnretained(decision).toOpaque()))
            }
          }
        }
      }
    }
    guard let certificates else { return unsafe perform(nil) }
    return unsafe certificates.withCString { unsafe perform($0) }
  }

  private static let mayConnect: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, Int) -> Int32 = {
    context, address, length in
    guard let context = unsafe context, let address = unsafe address else { return 0 }
    // SAFETY: the context is the decision that `perform` holds on to, and there are `length` bytes.
    let decision = unsafe Unmanaged<Decision>.fromOpaque(context).takeUnretainedValue()
    let bytes = unsafe Array(UnsafeBufferPointer(start: address, count: length))
    if decision.allowsPrivateAddresses || IPAddress(bytes: bytes).isPublic { return 1 }
    decision.refused = bytes
    return 0
  }

  private static func words(_ address: [UInt8]) -> String {
    guard address.count == 16 else { return address.map(\.description).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map { String(Int(address[$0]) << 8 | Int(address[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }
}

extension CommandError.Code {
  static let libcurlMissing = Self(rawValue: "libcurl_missing")
}
