import Files
import Foundation

/// A folder that is gone when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "badge-files-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: Path { Path(url.path) }

  func path(_ name: String) -> Path { Path(url.appending(path: name).path) }

  func file(_ name: String, _ data: Data) throws { try data.write(to: url.appending(path: name)) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  /// The names of all entries, hidden ones too, in order.
  var entries: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }
}
