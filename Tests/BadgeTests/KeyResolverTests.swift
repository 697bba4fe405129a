import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct KeyResolverTests {
  @Test func `An attacker's key is not the issuer's, however its method is written`() throws {
    let victim = try Sample.did()
    let (did, multikey) = (try Sample.did("attacker"), try Sample.publicKey("attacker").multikey)
    let methods = [
      "\(did)#\(multikey)", "\(victim)#\(multikey)", "\(victim)?x#\(multikey)", "\(victim)/#\(multikey)",
      "\(did)#\(try Sample.publicKey().multikey)", "\(victim)\(multikey)#\(multikey)", "did:web:\(victim)#k",
      "https://a.example/\(victim)#k", "urn:\(victim)#k",
    ]
    for method in methods {
      let verdict = try Sample.sign(Sample.badge(), by: "attacker", method: method).verdict()
      #expect(verdict.outcome == .rejected, "\(method)")
      #expect(verdict.authentic == nil)
    }
  }

  @Test(
    arguments: [
      [["id": "did:example:a"]], [], ["name": "A"], 7, nil, ["id": ["did:example:a"]], ["id": nil], "", "not a URL",
    ] as [JSONValue])
  func `An issuer is a URL or an object with one as its id`(_ issuer: JSONValue) throws {
    var badge = try Sample.badge()
    badge["issuer"] = issuer
    badge = badge.adding(try Sample.prove(badge, Sample.options(badge)))
    #expect(badge.verdict().outcome == .rejected)
  }

  @Test func `An issuer may be the identifier alone`() throws {
    var badge = try Sample.badge()
    badge["issuer"] = .string(try Sample.did())
    #expect(try Sample.sign(badge).verdict().outcome == .accepted)
  }

  @Test(arguments: [
    "did:web:a.example", "https://a.example/issuers/1", "did:example:1", "http://a.example/", "urn:a:b",
  ])
  func `An issuer whose keys are not known is undetermined`(_ id: String) throws {
    let verdict = try Sample.sign(Sample.badge(issuer: id), method: id + "#k").verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.key].reason?.code == .verificationMethodUnknown)
    #expect(verdict[.key].reason?.pointer == "/proof/verificationMethod")
    #expect(verdict[.signature] == .skipped(.earlierCheckFailed))
  }

  @Test(arguments: ["#key-1", "key-1", "", "did:key:z6Mk", "a b#c", "//a.example#k"])
  func `A method that is no absolute URL with a fragment is refused`(_ method: String) throws {
    let verdict = try Sample.sign(Sample.badge(), method: method).verdict()
    #expect(verdict[.key].reason?.code == .verificationMethodInvalid)
    #expect(verdict[.key].reason?.pointer == "/proof/verificationMethod")
  }

  @Test func `A did:web that leads elsewhere is refused before any document is looked for`() throws {
    // The issuer itself has to be a URL; this one is, and no sound did:web.
    let id = "did:web:a.example:%2e%2e"
    let verdict = try Sample.sign(Sample.badge(issuer: id), method: id + "#k").verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .verificationMethodInvalid)
  }
}
