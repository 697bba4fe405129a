import CanonicalJSON
import Testing

@testable import Badge

struct TrustFileReaderTests {
  /// The pointer of the error that a change to a good file causes.
  private func pointer(of change: (inout JSONValue) -> Void) throws -> String? {
    var json = try TrustFileTests.json()
    change(&json)
    do throws(TrustFileError) {
      _ = try TrustFile(parsing: json.serialized())
      return nil
    } catch {
      return error.pointer
    }
  }

  @Test(arguments: [
    "/type", "/version", "/issuers", "/issuers/0/id", "/issuers/0/name", "/issuers/0/keys/0/publicKeyMultibase",
    "/contexts/0/url", "/contexts/0/sha256",
  ])
  func `A member that is asked for is not left out`(_ place: String) throws {
    #expect(try pointer { $0[at: place] = nil } == place)
  }

  @Test(
    arguments: [
      ("/type", ["", "badgetrustfile", 1, nil]),
      ("/version", [2, 0, "1", 1.5, nil]),
      ("/name", [1, nil, []]),
      ("/issuers", [nil, [:], "x"]),
      ("/issuers/0", [nil, [], "did:web:a.example"]),
      ("/issuers/0/id", ["", "a.example", 1, nil, "did:web:a b", "https://"]),
      ("/issuers/0/name", ["", 1, nil]),
      ("/issuers/0/keys", [[], nil, [:], "z6Mk"]),
      ("/issuers/0/keys/0", ["z6Mk", nil, []]),
      (
        "/issuers/0/keys/0/publicKeyMultibase",
        ["", "z6Mk", nil, 1, "z6LSbgq3GejX88eiAYWmZ9EiddS3GaXodvm8MJJyEH7bqXgz"]
      ),
      ("/issuers/0/keys/0/id", [1, nil, []]),
      ("/issuers/0/keys/0/from", ["2026-01-01", "", 1, nil]),
      ("/issuers/0/keys/0/until", ["2026-02-30T00:00:00Z", nil]),
      ("/issuers/0/keys/0/revoked", [true, "yes", nil]),
      ("/issuers/0/controllerDocument", [nil, [], "x", [:], ["id": "did:web:b.example"]]),
      ("/issuers/0/statusList", [nil, [], 1]),
      ("/issuers/0/statusList/minimumLength", [-1, 1.5, "1", nil, 1e300]),
      ("/issuers/0/statusList/warnAge", [-1]),
      ("/issuers/0/statusList/refuseAge", [0.1]),
      ("/contexts", [nil, [:], "x"]),
      ("/contexts/0", [nil, [], "https://a.example/v1"]),
      ("/contexts/0/url", ["", "v1", 1, nil]),
      ("/contexts/0/sha256", ["", "44", "xx", 1, nil]),
      ("/contexts/0/content", ["{} ", "", 1, nil, [:]]),
    ] as [(String, [JSONValue])])
  func `A value of another kind is refused at its place`(_ place: String, _ values: [JSONValue]) throws {
    for value in values { #expect(try pointer { $0[at: place] = value } == place, "\(value)") }
  }

  @Test(arguments: ["", "/issuers/0", "/issuers/0/keys/0", "/issuers/0/statusList", "/contexts/0"])
  func `A member that is not known is refused: a misspelt 'revoked' is no silent no`(_ place: String) throws {
    for name in ["revokd", "Revoked", "", "comment"] {
      #expect(try pointer { $0[at: "\(place)/\(name)"] = "x" } == "\(place)/\(name)")
    }
  }

  @Test func `A defect of the controller document has its place in the trust file`() throws {
    #expect(
      try pointer { $0[at: "/issuers/0/controllerDocument/verificationMethod/0/id"] = 7 }
        == "/issuers/0/controllerDocument/verificationMethod/0")
  }
}
