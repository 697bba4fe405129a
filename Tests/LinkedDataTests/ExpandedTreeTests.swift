import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("The expanded tree")
struct ExpandedTreeTests {
  @Test("Rows keep their order, at both ends and when they are put together")
  func chains() throws {
    let document = try json("[1, 2, 3]")
    var tree = ExpandedTree()
    let objects = document.elements(of: document.root).map { tree.add(ExpandedTree.Object(source: $0)) }
    var first = ExpandedTree.Chain()
    var second = ExpandedTree.Chain()
    tree.append(objects[0], to: &first)
    tree.append(objects[1], to: &second)
    tree.append(objects[2], to: &second)
    tree.append(second, to: &first)
    tree.append(ExpandedTree.Chain(), to: &first)
    var found: [ExpandedTree.ObjectID] = []
    var cell = first.first
    while cell != 0 {
      found.append(tree.item(cell).object)
      cell = tree.item(cell).next
    }
    #expect(found == objects)
    var types = ExpandedTree.Chain()
    tree.append(type: .interned(TextID(2)), to: &types)
    tree.prepend(type: .interned(TextID(1)), to: &types)
    tree.append(type: .interned(TextID(3)), to: &types)
    var texts: [Text] = []
    cell = types.first
    while cell != 0 {
      texts.append(tree.type(cell).type)
      cell = tree.type(cell).next
    }
    #expect(texts == [1, 2, 3].map { .interned(TextID($0)) })
  }

  @Test("A graph object has @graph, and besides only @id and @index")
  func graphs() throws {
    var object = ExpandedTree.Object(source: try json("1").root)
    #expect(!object.isGraph && object.isNode)
    object.keywords = KeywordSet(.graph, .id, .index)
    #expect(object.isGraph)
    object.keywords.insert(.type)
    #expect(!object.isGraph)
  }
}
