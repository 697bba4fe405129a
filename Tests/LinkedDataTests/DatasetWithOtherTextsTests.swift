import Testing

@testable import LinkedData

@Suite("A dataset with other texts for some terms")
struct DatasetWithOtherTextsTests {
  @Test("A literal keeps its datatype or language, and all other terms their texts")
  func replace() throws {
    let dataset = try NQuads.read(
      Array("<ex:a> <ex:p> \"1\"^^<ex:t> .\n<ex:a> <ex:p> \"\\n\"@en .\n<ex:a> <ex:p> <ex:b> .\n".utf8))
    var other = Dataset()
    other.copyTerms(of: dataset)
    other.appendLiteral(Array("\"2".utf8).span, like: dataset.quads[0].object, in: dataset, from: 3)
    other.replace(dataset.quads[0].object)
    other.appendLiteral([UInt8]().span, like: dataset.quads[1].object, in: dataset, from: 4)
    other.replace(dataset.quads[1].object)
    other.appendIRI(Array("ex:c".utf8).span)
    other.discardPending()
    other.appendIRI(Array("ex:longer".utf8).span)
    other.replace(dataset.quads[0].subject)
    let expected =
      "<ex:longer> <ex:p> \"\\\"2\"^^<ex:t> .\n<ex:longer> <ex:p> \"\"@en .\n<ex:longer> <ex:p> <ex:b> .\n"
    #expect(String(decoding: NQuads.write(other), as: UTF8.self) == expected)
  }

  @Test("An object of a quad's own can be another one without the others")
  func split() throws {
    var dataset = try NQuads.read(Array("<ex:a> <ex:p> \"1\" .\n<ex:a> <ex:q> \"1\" .\n".utf8))
    let object = dataset.splitObject(of: 1)
    #expect(object != dataset.quads[0].object)
    #expect(dataset.quads[1].object == object)
    var other = Dataset()
    other.copyTerms(of: dataset)
    other.appendLiteral(Array("2".utf8).span, like: object, in: dataset, from: 3)
    other.replace(object)
    let text = String(decoding: NQuads.write(other), as: UTF8.self)
    #expect(text == "<ex:a> <ex:p> \"1\" .\n<ex:a> <ex:q> \"2\" .\n")
  }
}
