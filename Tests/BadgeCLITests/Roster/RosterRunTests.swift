import Foundation
import Testing

@testable import BadgeCLI

/// `badge issue --csv`.
@Suite struct RosterRunTests {
  let issuer: IssuerFolder
  var folder: TemporaryFolder { issuer.folder }

  init() throws { issuer = try IssuerFolder() }

  private static let roster = #"""
    email,role,project,valid_until
    alice@example.org,Editor,"Bridges, old",2040-01-01
    Bob@example.org,"Author ""first""",Tunnels,

    zoë@example.org,Editor,東京,
    """#

  private func run(_ roster: String = roster, _ options: String = "-o out") throws -> Tool.Result {
    try folder.file("roster.csv", Data(roster.utf8))
    return try issuer.sign("issue --template teamwork.json --csv roster.csv \(options)")
  }

  private func files(_ name: String = "out") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: name).path).sorted()
  }

  private func subject(_ file: String) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(folder.text(file).utf8)) as? [String: Any]
    return try #require(json?["credentialSubject"] as? [String: Any])
  }

  @Test("A type that one row makes and no context defines is that row's mistake, and the template's where all do")
  func undefinedTypes() throws {
    let template = try folder.text("teamwork.json")
      .replacing("[\"AchievementSubject\"]", with: "[\"AchievementSubject\", \"{{kind}}\"]")
    try folder.file("teamwork.json", Data(template.utf8))
    let row = try run("email,role,project,kind\na@x.org,R,P,Profile\nb@x.org,R,P,Ornament\n")
    #expect(row.status == 1 && row.errors.hasPrefix("line 3: no badge can be made: no context defines this type"))
    #expect(row.errors.contains("(roster_invalid)"), "\(row.errors)")
    let all = try run("email,role,project,kind\na@x.org,R,P,Ornament\nb@x.org,R,P,Ornament\n")
    #expect(all.status == 1 && all.errors.contains("(term_undefined)"), "\(all.errors)")
    #expect(try !folder.entries.contains("out"))
  }

  @Test("Everybody gets a badge of their own, and a table says which")
  func whole() throws {
    let result = try run()
    #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
    #expect(result.errors.contains("issued 3 badges to out\ntable  out/result.csv\n"))
    let names = ["Bob@example.org.json", "alice@example.org.json", "result.csv", "zoë@example.org.json"]
    #expect(try files() == names.sorted())
    for name in ["alice", "Bob", "zoë"] {
      let verdict = try issuer.verify("out/\(name)@example.org.json", "--recipient email:\(name)@example.org")
      #expect(verdict.status == 0, "\(verdict.text)")
    }
    #expect(try subject("out/Bob@example.org.json")["role"] as? String == "Author \"first\"")
    #expect(try folder.text("out/alice@example.org.json").contains("\"validUntil\": \"2040-01-01T00:00:00Z\""))
    #expect(try !folder.text("out/Bob@example.org.json").contains("validUntil"))
    let table = try CSVText(parsing: Array(folder.text("out/result.csv").utf8)).records.map(\.cells)
    #expect(table[0] == ["row", "id", "file", "index", "list", "recipient"])
    #expect(
      table.dropFirst().map { [$0[0], $0[2], $0[5]] } == [
        ["1", "alice@example.org.json", "alice@example.org"], ["2", "Bob@example.org.json", "Bob@example.org"],
        ["3", "zoë@example.org.json", "zoë@example.org"],
      ])
    for row in table.dropFirst() {
      #expect(row[1] == (try issuer.id(of: "out/\(row[2])")))
      #expect(try folder.text("out/\(row[2])").contains("\"statusListIndex\": \"\(row[3])\""))
    }
    #expect(Set(table.map { $0[3] }).count == 4)
  }

  @Test("A run that is repeated gives nobody a second badge, and brings back what is missing")
  func again() throws {
    #expect(try run().status == 0)
    let table = try folder.text("out/result.csv")
    let bob = try folder.text("out/Bob@example.org.json")
    for name in ["Bob@example.org.json", "result.csv"] {
      try FileManager.default.removeItem(at: folder.url.appending(path: "out/\(name)"))
    }
    let result = try run()
    #expect(
      result.status == 0 && result.errors.contains("issued 0 badges to out; 3 had been issued before"),
      "\(result.errors)")
    #expect(try folder.text("out/result.csv") == table)
    #expect(try folder.text("out/Bob@example.org.json") == bob)
    // Somebody who came later, and the same person in another spelling.
    let longer = try run(Self.roster.replacing("Bob@", with: "BOB@") + "\ndan@example.org,Editor,P,\n")
    #expect(longer.errors.contains("issued 1 badge to out; 3 had been issued before"), "\(longer.errors)")
    #expect(try issuer.badge("list --count").text == "4\n")
  }

  @Test("A run that is repeated says how many of its badges are revoked by now")
  func revoked() throws {
    #expect(try run().status == 0)
    #expect(try issuer.sign("revoke out/alice@example.org.json --reason x").status == 0)
    let one = try run()
    #expect(
      one.status == 0
        && one.errors.contains("issued 0 badges to out; 3 had been issued before, of which 1 is revoked\n"),
      "\(one.errors)")
    #expect(try issuer.sign("revoke out/Bob@example.org.json --reason x").status == 0)
    #expect(try run().errors.contains("3 had been issued before, of which 2 are revoked\n"))
  }

  @Test("Under another name of the run, and with other contents, a person gets another badge")
  func anotherRun() throws {
    #expect(try run().status == 0)
    #expect(try run(Self.roster, "-o second --run 2027").errors.contains("issued 3 badges to second"))
    #expect(try run(Self.roster, "-o second --run 2027").errors.contains("issued 0 badges"))
    let clash = try run(Self.roster.replacing("Tunnels", with: "Towers"))
    #expect(clash.status == 1 && clash.errors.contains("line 3: its file Bob@example.org.json exists already"))
    #expect(try run(Self.roster.replacing("Tunnels", with: "Towers"), "-o third").errors.contains("issued 1 badge to"))
    #expect(try issuer.badge("list --count").text == "7\n")
  }

  @Test("All mistakes are told at once, and nothing is issued")
  func mistakes() throws {
    let result = try run("email,role,project\nalice,Editor,P\nbob@example.org,,P\nBob@example.org,Editor,P\n")
    #expect(result.status == 1)
    #expect(
      result.errors == """
        line 2, column 1 (email): the address 'alice' has no @
        line 3, column 2 (role): the cell is empty, and the template needs it
        line 4, column 1 (email): Bob@example.org is in line 3 already
        error: roster.csv has 3 mistakes, and no badge was issued (roster_invalid)
        hint: mend the lines above and run the command again

        """)
    #expect(try issuer.badge("list --count").text == "0\n")
    #expect(try !folder.entries.contains("out"))
  }

  @Test(
    "A roster that cannot be read is refused as a whole",
    arguments: [
      ("email,role,project\na@x.org,\"R,P\n", "line 2, column 2: the quotation mark at the start"),
      ("", "the file is empty"),
      (
        "email;role;project\na@x.org;R;P\n",
        "hint: the columns seem to be separated otherwise: add --separator semicolon"
      ),
      ("email,role,project\na@x.org,R\r,P\n", "line 2, column 2: a carriage return"),
      ("email,role,project\n", "there is nobody below the header"),
    ])
  func unreadable(_ roster: String, _ words: String) throws {
    let result = try run(roster)
    #expect(
      result.status == 1 && result.errors.contains(words) && result.errors.contains("(roster_invalid)"),
      "\(result.errors)")
    #expect(try issuer.badge("list --count").text == "0\n")
  }

  @Test("What only the finished badge shows is found before the first one is signed")
  func modelErrors() throws {
    let template = try folder.text("teamwork.json").replacing(
      "https://university.example/achievements/teamwork", with: "{{url}}")
    try folder.file("teamwork.json", Data(template.utf8))
    let result = try run(
      "email,url,role,project\na@x.org,https://a.example/1,R,P\nb@x.org,not a url,R,P\nc@x.org,https://a.example/2,R,P\n"
    )
    #expect(result.status == 1)
    #expect(result.errors.contains("line 3: no badge can be made: "), "\(result.errors)")
    #expect(result.errors.contains("/credentialSubject/achievement/id"))
    #expect(try issuer.badge("list --count").text == "0\n")
  }

  @Test("Another separator, line ends of other systems, and a byte order mark")
  func forms() throws {
    let text = "\u{FEFF}email;role;project\r\na@example.org;R;\"P;Q\"\r\n"
    #expect(try run(text, "-o out --separator semicolon").status == 0)
    #expect(try folder.text("out/a@example.org.json").contains("Project: P;Q."))
    try folder.file("roster.csv", Data([0xFF, 0xFE, 0x65, 0]))
    let utf16 = try issuer.sign("issue --template teamwork.json --csv roster.csv -o out")
    #expect(utf16.status == 1 && utf16.errors.contains("hint: save the file as CSV UTF-8"))
  }

  @Test("A roster may come on standard input, and dates and values from the command line")
  func standardInput() throws {
    let result = try issuer.sign(
      "issue --template teamwork.json --csv - -o out --set role=R --set project=P --valid-until 2041-01-01",
      input: Array("email,valid_until\na@example.org,\nb@example.org,2039-01-01\n".utf8))
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.text("out/a@example.org.json").contains("2041-01-01"))
    #expect(try folder.text("out/b@example.org.json").contains("2039-01-01"))
  }

  @Test("Files are named by a pattern, and names that meet are refused before anything is issued")
  func names() throws {
    let result = try run(Self.roster, "-o out --name-pattern '{{row}} {{role}}.json' --result table.csv")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try files() == ["1 Editor.json", "2 Author--first-.json", "3 Editor.json"])
    #expect(try folder.entries.contains("table.csv"))
    let clash = try run(Self.roster, "-o other --name-pattern '{{role}}.json' --run 2")
    #expect(clash.status == 1 && clash.errors.contains("line 5: its file would be Editor.json, as that of line 2"))
    #expect(clash.errors.contains("hint: put {{row}} or {{id}} into --name-pattern"))
    #expect(try issuer.badge("list --count").text == "3\n")
    #expect(try run(Self.roster, "-o ids --name-pattern '{{id}}.json' --run 3").status == 0)
    let ids = try files("ids").filter { $0.hasSuffix(".json") }
    #expect(ids.count == 3 && ids.allSatisfy { $0.utf8.count == 41 })
    #expect(try run(Self.roster, "-o ids --name-pattern '{{id}}.json' --run 3").errors.contains("issued 0 badges"))
    #expect(try files("ids").filter { $0.hasSuffix(".json") } == ids)
  }

  @Test("Cells that a spreadsheet would run stay text in the table")
  func formulas() throws {
    #expect(try run("recipient,role,project\nuserName:=1+1,R,P\nemail:+49@example.org,R,P\n").status == 0)
    let table = try folder.text("out/result.csv")
    #expect(table.contains(",'=1+1\r\n") && table.contains(",'+49@example.org\r\n"))
    #expect(try files().allSatisfy { !$0.hasPrefix("=") && !$0.hasPrefix("+") })
  }

  @Test("Files that are there already are not written over without --force")
  func overwriting() throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: "out"), withIntermediateDirectories: true)
    try folder.file("out/alice@example.org.json", Data("mine".utf8))
    let refused = try run()
    #expect(refused.status == 1 && refused.errors.contains("line 2: its file alice@example.org.json exists already"))
    #expect(try folder.text("out/alice@example.org.json") == "mine")
    #expect(try issuer.badge("list --count").text == "0\n")
    #expect(try run(Self.roster, "-o out --force").status == 0)
    #expect(try issuer.verify("out/alice@example.org.json").status == 0)
  }

  @Test(
    "The table replaces no file but a table of the same badges, unless it is forced to",
    arguments: [
      "issuer.pem", "badge-register.sqlite", "teamwork.json", "roster.csv", "alice.json", "first/result.csv",
      "empty",
    ])
  func resultFile(_ name: String) throws {
    #expect(try run(Self.roster, "-o first --run 1").status == 0)
    try issuer.issue()
    try folder.file("empty", Data())
    let before = try folder.text(name)
    let refused = try run(Self.roster, "-o out --run 2 --result \(name)")
    #expect(refused.status == 4 && refused.errors.contains("\(name) exists already, and is "), "\(refused.errors)")
    #expect(refused.errors.contains("--result") && refused.errors.contains("--force"))
    #expect(try folder.text(name) == before || name == "badge-register.sqlite")
    #expect(try issuer.badge("list --count").text == "4\n")
    guard name != "issuer.pem", name != "badge-register.sqlite" else { return }
    #expect(try run(Self.roster, "-o out --run 2 --force --result \(name)").status == 0)
    #expect(try folder.text(name).hasPrefix("row,id,file,index,list,recipient\r\n1,urn:uuid:"))
  }

  @Test("The table of an earlier class in the same folder stays")
  func earlierClass() throws {
    #expect(try run("email,role,project\na@x.org,R,P\n").status == 0)
    let table = try folder.text("out/result.csv")
    let second = try run("email,role,project\nb@x.org,R,P\n")
    #expect(second.status == 4 && second.errors.contains("(file_exists)"), "\(second.errors)")
    #expect(try folder.text("out/result.csv") == table)
    #expect(try issuer.badge("list --count").text == "1\n")
    #expect(try run("email,role,project\nb@x.org,R,P\n", "-o out --result b.csv").status == 0)
  }

  @Test("The table is not written over a badge of its own run")
  func resultOverBadge() throws {
    for name in ["out/alice@example.org.json", "./out/../out/ALICE@example.org.json"] {
      let result = try run(Self.roster, "-o out --force --result \(name)")
      #expect(result.status == 2, "\(result.errors)")
    }
    #expect(try issuer.badge("list --count").text == "0\n")
  }

  @Test(
    "What does not go together is wrong usage",
    arguments: [
      "--csv roster.csv --recipient email:a@x.org -o out", "--csv roster.csv --id urn:x:1 -o out",
      "--csv roster.csv --no-register --key issuer.pem -o out", "--csv roster.csv", "--csv roster.csv -o -",
      "--recipient email:a@x.org --name-pattern '{{row}}.json'", "--recipient email:a@x.org --run x",
      "--recipient email:a@x.org --result r.csv", "--recipient email:a@x.org --separator tab", "",
      "--csv roster.csv -o out --separator x", "--csv roster.csv -o out --name-pattern x.json",
      "--csv roster.csv -o out --name-pattern '{{colour}}.json'", "--csv roster.csv -o out --set role=R --set role=S",
      "--csv roster.csv -o teamwork.json", "--csv roster.csv -o out --valid-until 2020-01-01",
    ])
  func usage(_ options: String) throws {
    try folder.file("roster.csv", Data(Self.roster.utf8))
    let result = try issuer.sign("issue --template teamwork.json \(options)")
    #expect(result.status == 2, "\(result.errors)")
    #expect(try issuer.badge("list --count").text == "0\n")
  }

  @Test("A class without a register is refused, since nobody could say who has a badge already")
  func withoutRegister() throws {
    let other = try TemporaryFolder()
    try other.sample("teamwork.json")
    try other.file("roster.csv", Data(Self.roster.utf8))
    let result = try Tool.badge(
      "issue", "--template", "teamwork.json", "--csv", "roster.csv", "-o", "out", in: other.url)
    #expect(result.status == 2 && result.errors.contains("badge init"))
  }

  @Test("One identifier for a whole class is refused, and one from a column is taken")
  func identifiers() throws {
    let template = try folder.text("teamwork.json")
      .replacing("{\n  \"name\"", with: "{\"id\":\"urn:x:{{n}}\",\"name\"", maxReplacements: 1)
    try folder.file("teamwork.json", Data(template.utf8))
    let fixed = try run(Self.roster, "-o out --set n=1")
    #expect(fixed.status == 1 && fixed.errors.contains("line 3: the badge would be urn:x:1, as that of line 2"))
    #expect(try issuer.badge("list --count").text == "0\n")
    #expect(try run("email,role,project,n\na@x.org,R,P,1\nb@x.org,R,P,2\n").status == 0)
    #expect(try issuer.badge("show urn:x:2").status == 0)
    let twice = try run("email,role,project,n\nc@x.org,R,P,3\nd@x.org,R,P,3\n", "-o more")
    #expect(twice.status == 1, "\(twice.errors)")
    let taken = try run("email,role,project,n\nc@x.org,R,P,2\n", "-o more")
    #expect(taken.status == 1 && taken.errors.contains("line 2: there is a badge urn:x:2 in the register already"))
    #expect(try issuer.badge("list --count").text == "2\n")
  }
}
