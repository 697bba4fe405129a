import Badge
import Testing

@testable import BadgeCLI

@Suite struct RosterTests {
  private var needs = Roster.Needs(
    placeholders: ["role", "project"], values: ["project": "Bridges"], time: Instant(seconds: 1_790_000_000))

  private func read(_ text: String, _ needs: Roster.Needs? = nil) throws -> (Roster, RosterProblems) {
    var problems = RosterProblems()
    let roster = Roster(try CSVText(parsing: Array(text.utf8)), needs ?? self.needs, problems: &problems)
    return (roster, problems)
  }

  @Test("A row is a person, the values of the placeholders, and dates")
  func rows() throws {
    let (roster, problems) = try read(
      """
      role,email,valid_from,valid_until
      Editor,alice@example.org,2026-01-01,2040-01-01T12:00:00+01:00

      "Author, first",Bob@example.org,,
      ,,,
      """)
    #expect(problems.isEmpty, "\(problems.lines)")
    #expect(roster.columns == ["role", "email", "valid_from", "valid_until"])
    #expect(roster.rows.map(\.number) == [1, 2] && roster.rows.map(\.line) == [2, 4])
    #expect(roster.rows[0].recipient == RecipientIdentity("email:alice@example.org"))
    #expect(roster.rows[1].recipient == RecipientIdentity("email:Bob@example.org"))
    #expect(roster.rows[0].values == ["role": "Editor", "project": "Bridges"])
    #expect(roster.rows[1].values == ["role": "Author, first", "project": "Bridges"])
    #expect(roster.rows[0].validFrom == Instant("2026-01-01T00:00:00Z"))
    #expect(roster.rows[0].validUntil == Instant("2040-01-01T11:00:00Z"))
    #expect(roster.rows[1].validFrom == nil && roster.rows[1].validUntil == nil)
    #expect(roster.rows[0].cells["email"] == "alice@example.org")
  }

  @Test("Dates of the command line are those of the rows that have none")
  func commonDates() throws {
    var needs = needs
    needs.validUntil = Instant("2041-01-01T00:00:00Z")
    let (roster, problems) = try read("email,role,valid_until\na@x.org,R,\nb@x.org,R,2030-01-01\n", needs)
    #expect(problems.isEmpty)
    #expect(roster.rows.map(\.validUntil) == [needs.validUntil, Instant("2030-01-01T00:00:00Z")])
  }

  @Test("A recipient is written as after --recipient, or with its type in a column of its own")
  func recipients() throws {
    let did = "did:key:z6MkpGqPdABkrwaJ893371j9ibnkdXj8ohu73VRsFSf2j72p"
    let (roster, problems) = try read("recipient,role\nemail:a@x.org,R\n\(did),R\nsourcedId:7,R\next:no:8,R\n")
    #expect(problems.isEmpty, "\(problems.lines)")
    #expect(roster.rows.map(\.recipient.type) == ["emailAddress", "id", "sourcedId", "ext:no"])
    let (typed, none) = try read("recipient_type,recipient,role\nemail,a@x.org,R\nid,\(did),R\nsourcedId,7:8,R\n")
    #expect(none.isEmpty, "\(none.lines)")
    #expect(typed.rows.map(\.recipient.value) == ["a@x.org", did, "7:8"])
    #expect(typed.rows.map(\.recipient.type) == ["emailAddress", "id", "sourcedId"])
  }

  @Test("A column of the person fills a placeholder of its name too")
  func both() throws {
    var needs = needs
    needs.placeholders = ["email", "valid_until"]
    needs.values = [:]
    let (roster, problems) = try read("email,valid_until\na@x.org,2040-01-01\n", needs)
    #expect(problems.isEmpty, "\(problems.lines)")
    #expect(roster.rows[0].values == ["email": "a@x.org", "valid_until": "2040-01-01"])
    #expect(roster.rows[0].validUntil == Instant("2040-01-01T00:00:00Z"))
  }

  @Test("Every mistake is told with its line and column")
  func all() throws {
    let (roster, problems) = try read(
      """
      email,role,valid_from,valid_until
      alice@example.org,Editor,2026-13-01,2030-02-30
      alice,Editor,,
      bob@example.org,,,
      Bob@Example.ORG,Editor,,
      eve@example.org,Editor,2031-01-01,2030-01-01
      dan@example.org,Editor,,2020-01-01
      ,Editor,,
      "fay@example.org","a
      b",24.12.2026,
      gil@example.org,Editor
      hal@example.org,Editor,,,
      """)
    #expect(roster.rows.isEmpty)
    #expect(
      problems.lines == """
        line 2, column 3 (valid_from): '2026-13-01' is no date
        line 2, column 4 (valid_until): '2030-02-30' is no date
        line 3, column 1 (email): the address 'alice' has no @
        line 4, column 2 (role): the cell is empty, and the template needs it
        line 5, column 1 (email): Bob@Example.ORG is in line 4 already
        line 6, column 4 (valid_until): the badge would end before it starts: from 2031-01-01T00:00:00Z until 2030-01-01T00:00:00Z
        line 7, column 4 (valid_until): the badge would have ended on 2020-01-01T00:00:00Z already
        line 8, column 1 (email): the cell is empty, so the badge is nobody's
        line 10, column 3 (valid_from): '24.12.2026' is no date
        line 11: it has 2 cells, and the header has 4
        line 12: it has 5 cells, and the header has 4

        """)
  }

  @Test(
    "A header is what the template needs, no more and no less",
    arguments: [
      ("", "line 1: the file is empty"),
      ("email,role", "line 1: there is nobody below the header"),
      ("email\na@x.org", "line 1: there is no column 'role', which the template needs"),
      ("role\nR", "line 1: there is no column 'email' or 'recipient', which says whose badge it is"),
      ("email,role,colour\na@x.org,R,red", "line 1, column 3 (colour): the template has no {{colour}}"),
      ("email,role,role\na@x.org,R,S", "line 1, column 3 (role): column 2 has this name too"),
      ("email,role,\na@x.org,R,", "line 1, column 3: the column has no name"),
      ("email,role,project\na@x.org,R,P", "line 1, column 3 (project): --set gives a value for it too"),
      ("email,recipient,role\na@x.org,id:urn:x:1,R", "line 1, column 2 (recipient): there is a column 'email' already"),
      (
        "email,recipient_type,role\na@x.org,email,R",
        "line 1, column 2 (recipient_type): it says what kind of recipient 'recipient' is, and there is 'email'"
      ),
      (
        "recipient_type,role\nemail,R",
        "line 1: there is no column 'email' or 'recipient', which says whose badge it is"
      ),
    ])
  func headers(_ text: String, _ line: String) throws {
    let (_, problems) = try read(text)
    #expect(problems.lines == line + "\n")
  }

  @Test("A name that was nearly right, or another separator, is hinted at")
  func hints() throws {
    #expect(try read("E-Mail,role\na@x.org,R").1.hint == "write it as 'email': names are compared letter by letter")
    #expect(try read("email,Role\na@x.org,R").1.hint == "write it as 'role': names are compared letter by letter")
    #expect(try read("email;role\na@x.org;R").1.hint?.contains("--separator semicolon") == true)
    #expect(try read("email\trole\na@x.org\tR").1.hint?.contains("--separator tab") == true)
    #expect(try read("email\na@x.org").1.hint?.contains("--set role=…") == true)
  }

  @Test(
    "Recipients that no badge can name",
    arguments: ["a@x.org", "email:a", "email:", "shoeSize:42", "id:relative", "ext:x", "recipient"])
  func badRecipients(_ recipient: String) throws {
    let (_, problems) = try read("recipient,role\n\(recipient),R\n")
    #expect(problems.count == 1 && problems.first[0].line == 2 && problems.first[0].column?.number == 1)
  }

  @Test("One person is one person however the address is written; other identities are compared as they are")
  func twice() throws {
    #expect(try read("email,role\nzoë@x.org,R\nZOË@X.ORG,R\n").1.count == 1)
    #expect(try read("recipient,role\nuserName:a,R\nuserName:A,R\nemail:a@x.org,R\n").1.isEmpty)
    #expect(try read("recipient,role\nuserName:a,R\nuserName:a,R\n").1.lines.contains("is in line 2 already"))
  }
}
