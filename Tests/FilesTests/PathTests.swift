import Files
import Testing

@Suite struct PathTests {
  @Test(
    "A path is split into folder and name",
    arguments: [
      ("a.json", ".", "a.json"), ("./a", ".", "a"), ("/a", "/", "a"), ("x/y/a", "x/y", "a"), ("x//a", "x/", "a"),
    ])
  func split(_ path: String, _ folder: String, _ name: String) {
    let parts = Path(path).split
    #expect(parts?.folder == Path(folder))
    #expect(parts?.name == Path(name))
  }

  @Test("A path that ends in no name is not split", arguments: ["", "/", "x/", ".", "..", "x/.."])
  func noName(_ path: String) {
    #expect(Path(path).split == nil)
  }

  @Test("An entry is appended behind one slash, whether the folder ends in one or not", arguments: ["x", "x/"])
  func appending(_ folder: String) {
    #expect(Path(folder).appending(Path("a")) == Path("x/a"))
  }
}
