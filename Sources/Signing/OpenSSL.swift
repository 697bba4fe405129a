import COpenSSL

/// The only reading of OpenSSL's results in this room.
///
/// OpenSSL answers 1 for success, 0 for failure, negative numbers for errors, and some functions any positive number.
/// Every function that is called through here documents 1 as success, so nothing else passes.
enum OpenSSL {
  /// Whether `result` is 1. Anything else empties this thread's error queue, so that the next caller cannot take an old
  /// error for its own.
  static func succeeded(_ result: CInt) -> Bool {
    if result == 1 { return true }
    ERR_clear_error()
    return false
  }

  /// Whether this thread's error queue has an entry, which it never has between two calls of this room.
  static var hasPendingError: Bool { ERR_peek_last_error() != 0 }

  /// Throws ``KeyError/Code/opensslFailed`` with OpenSSL's own reason unless `result` is 1.
  static func require(_ result: CInt, _ place: @autoclosure () -> String) throws(KeyError) {
    if result == 1 { return }
    throw failure(place())
  }

  /// The error for a call that gave no usable result. Empties this thread's error queue.
  static func failure(_ place: String) -> KeyError {
    let code = ERR_peek_last_error()
    defer { ERR_clear_error() }
    // SAFETY: the function returns null or a static, null-terminated string. It names a reason, never data.
    let reason = unsafe ERR_reason_error_string(code).map { unsafe String(cString: $0) }
    return KeyError(.opensslFailed, at: place, found: reason)
  }
}
