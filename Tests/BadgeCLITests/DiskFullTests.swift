import Foundation
import Glibc
import Testing

@testable import BadgeCLI

/// A disk that is full, which takes root to make.
@Suite struct DiskFullTests {
  /// A file system in memory, which goes with the value.
  private final class SmallDisk {
    let folder: TemporaryFolder

    /// nil where nothing may be mounted.
    init?(kibibytes: Int) throws {
      folder = try TemporaryFolder()
      guard geteuid() == 0, mount("tmpfs", folder.url.path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else { return nil }
    }

    func grow(to kibibytes: Int) -> Bool {
      mount("tmpfs", folder.url.path, "tmpfs", UInt(MS_REMOUNT), "size=\(kibibytes)k") == 0
    }

    deinit { umount2(folder.url.path, Int32(MNT_DETACH)) }
  }

  static let canMount: Bool = (try? SmallDisk(kibibytes: 64)) != nil

  @Test(
    "On a full disk a roster stops, nothing is half, and with room it goes on",
    .enabled(if: canMount, "needs root, to mount a small disk"), arguments: [600, 900, 1400])
  func roster(_ kibibytes: Int) throws {
    let disk = try #require(try SmallDisk(kibibytes: kibibytes))
    let folder = disk.folder
    try folder.sample("teamwork.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let rows = (1...400).map { "p\($0)@example.org,Editor\n" }.joined()
    try folder.file("class.csv", Data(("email,role\n" + rows).utf8))
    let made = try Tool.shell(
      "\"$BADGE\" init --name A --status-url https://a.example/status --key issuer.pem --allow-sample-key",
      in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let line = "\"$BADGE\" issue --template teamwork.json --csv class.csv --set project=P -o out --allow-sample-key"
    let full = try Tool.shell(line, in: folder.url)
    #expect(full.status == 4 && full.errors.contains("error: "), "\(full.errors)")
    // What is there is whole.
    let half = try Tool.shell(
      "[ ! -d out ] || \"$BADGE\" verify --format jsonl --any-issuer out | grep -v '\"code\":\"status_not_checked\"'",
      in: folder.url)
    #expect(half.text.isEmpty, "\(half.text.prefix(2000))")
    #expect(disk.grow(to: 32 << 10))
    let again = try Tool.shell(line, in: folder.url)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Tool.badge("list", "--count", in: folder.url).text == "400\n")
    let verified = try Tool.shell(
      "\"$BADGE\" verify --quiet --issuer \(Repository.sampleDID) --status lists out && ls out | grep -c json",
      in: folder.url)
    #expect(verified.text == "400\n", "\(verified.errors)")
    #expect(try Tool.shell("ls -A out lists | grep -c '^.badge-'", in: folder.url).text == "0\n")
    #expect(try Tool.badge("doctor", in: folder.url).status == 0)
  }
}
