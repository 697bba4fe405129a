import Files
import Glibc
import Signing

/// An output that is written piece by piece: standard output, or a file that appears whole or not at all, as
/// ``OutputFile`` makes them. Of what was written there is a digest.
final class GrowingOutput {
  /// Nil for standard output.
  private let file: GrowingFile?
  private var standardOutput = StandardOutput()
  private var digest = RunningDigest()

  /// - Throws: ``CommandError``, as ``OutputFile/write(_:to:access:overwrite:)`` does.
  init(_ path: Path, overwrite: OutputFile.Overwrite) throws(CommandError) {
    file = path.isStandardStream ? nil : try GrowingFile(path, overwrite)
  }

  /// Whether nobody reads on.
  var isClosed: Bool { standardOutput.isClosed }

  /// - Throws: ``CommandError`` with `output_unwritable`.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    guard !bytes.isEmpty else { return }
    digest.append(bytes.span)
    if let file { try file.write(bytes) } else { try standardOutput.write(bytes) }
  }

  /// Ends the output without a file. Whoever fails calls it: workers of a batch that ended early may hold on to this
  /// object until the process is gone.
  func discard() { file?.discard() }

  /// Ends the output: a file has its name, and is on the disk.
  ///
  /// - Returns: SHA-256 of all bytes.
  /// - Throws: ``CommandError``.
  func finish() throws(CommandError) -> [UInt8] {
    if let file { try file.finish() } else { try standardOutput.flush() }
    var whole = RunningDigest()
    swap(&whole, &digest)
    return whole.digest()
  }
}

/// A file that has no name yet.
private final class GrowingFile {
  private let target: OutputTarget
  private let staged: OutputFolder.Staged
  private let overwrite: OutputFile.Overwrite
  /// Whether the file has its name, or was discarded.
  private var isOver = false

  init(_ path: Path, _ overwrite: OutputFile.Overwrite) throws(CommandError) {
    let target = try OutputTarget(path)
    try target.check(overwrite)
    do throws(SystemError) {
      staged = try target.folder.stageEmpty(for: target.name, access: .ordinary)
    } catch {
      throw target.unwritable(error)
    }
    self.target = target
    self.overwrite = overwrite
  }

  // What was not finished leaves nothing behind.
  deinit { discard() }

  func discard() {
    guard !isOver else { return }
    isOver = true
    target.folder.discard(staged)
  }

  func write(_ bytes: [UInt8]) throws(CommandError) {
    do throws(SystemError) { try staged.append(bytes.span) } catch { throw target.unwritable(error) }
  }

  func finish() throws(CommandError) {
    let signals = HeldSignals()
    defer { signals.release() }
    if let failure = OutputFolder.synchronize([staged]) { throw target.unwritable(failure.error) }
    do throws(SystemError) {
      try target.folder.name(staged, replacing: overwrite == .replace)
      isOver = true
      try target.folder.synchronize()
    } catch {
      throw error.number == EEXIST ? target.exists(overwrite) : target.unwritable(error)
    }
  }
}
