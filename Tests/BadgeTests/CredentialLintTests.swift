import CanonicalJSON
import LinkedData
import Testing

@testable import Badge

struct CredentialLintTests {
  private func report(_ text: String) -> LintReport { CredentialLint().report(on: Array(text.utf8)) }

  @Test func `A draft of a badge that keeps all rules has nothing found of it`() throws {
    let report = CredentialLint().report(on: try Sample.badge().serialized())
    #expect(report.findings.isEmpty)
    #expect(report.outcome == .passed)
    #expect(report.kind == .openBadge)
    #expect(report.dataModel == "2.0")
  }

  @Test(arguments: ["", "{", "{\"a\":1,\"a\":2}", "nothing"])
  func `What is no JSON is an error`(_ text: String) {
    let report = report(text)
    #expect(report.outcome == .failed)
    #expect(report.findings.map(\.reason.code) == [.jsonInvalid])
  }

  @Test(arguments: ["7", "[]", "null", "\"text\""])
  func `What is no object is no credential`(_ text: String) {
    #expect(report(text).findings.map(\.reason.code) == [.notACredential])
  }

  @Test(arguments: ["YQ.YQ.YQ", " YQ.YQ.YQ\n", "\"YQ.YQ.YQ\""])
  func `A token is not judged`(_ text: String) {
    #expect(report(text).outcome == .undetermined)
  }

  @Test func `A badge is taken out of its picture`() throws {
    let badge = String(decoding: try Sample.badge().serialized(), as: UTF8.self)
    let picture = SVGSample.picture(SVGSample.element(badge))
    #expect(CredentialLint().report(on: Array(picture.utf8)).kind == .openBadge)
    #expect(report(SVGSample.plain).outcome == .failed)
  }

  @Test func `Of the vectors no badge that keeps the rules has an error, and each that breaks one has`() throws {
    var (kept, broken) = (0, 0)
    for vector in Vector.all {
      guard let bytes = try? vector.bytes(), let document = try? JSONDocument(parsing: bytes) else { continue }
      let report = CredentialLint().report(on: document)
      // A verifier does not look into proofs of unknown suites, endorsements and contexts as closely.
      let errors = report.findings.filter {
        $0.severity == .error && [.memberInvalid, .memberMissing, .contextInvalid].contains($0.reason.code)
          && !($0.reason.pointer ?? "").contains("/endorsement")
      }
      do throws(Reason) {
        let model = try CredentialModel(document)
        guard model.undecided == nil else { continue }
        // That the end is before the start is a question of the dates there.
        #expect(errors.filter { !$0.reason.message.contains("before its start") }.isEmpty, "\(vector.id) \(errors)")
        kept += 1
      } catch {
        guard report.kind != .presentation else { continue }
        #expect(report.errors > 0, "\(vector.id) \(error)")
        broken += 1
      }
    }
    #expect(kept > 500)
    #expect(broken > 100)
  }

  @Test func `A report for machines has the place, the code and the problem type of each finding`() throws {
    var badge = try Sample.badge()
    badge["validFrom"] = "today"
    let json = CredentialLint().report(on: badge.serialized()).json(named: "draft.json", line: 3)
    #expect(json["input"] == "draft.json")
    #expect(json["line"] == 3)
    #expect(json["result"] == "failed")
    #expect(json["kind"] == "open_badge")
    #expect(json[at: "/findings/0/severity"] == "error")
    #expect(json[at: "/findings/0/code"] == "member_invalid")
    #expect(json[at: "/findings/0/pointer"] == "/validFrom")
    #expect(json[at: "/findings/0/type"] == "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR")
  }
}
