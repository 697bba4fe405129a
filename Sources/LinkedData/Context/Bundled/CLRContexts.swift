// The contexts of the Comprehensive Learner Record 2.0.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// CLR 2.0.
  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/clr-v2p0.json, 3825471
  static let clr200 = BundledContext(
    url: "https://purl.imsglobal.org/spec/clr/v2p0/context.json",
    sha256: "e198d7b517d74c5036434ce495086f67b10244709e9a3df9dcb7f8b1579b6167",
    terms: 17,
    table: """
      clr| https://purl.imsglobal.org/spec/vc/clr/vocab.html#
      id @id
      type @type
      ClrCredential clr|
        id @id
        type @type
      ClrSubject clr|
        id @id
        type @type
        cred https://www.w3.org/2018/credentials#
        obi https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#
        achievement clr| ^obi:Achievement @set
        association clr| ^clr|Association @set
        verifiableCredential clr| ^cred:verifiableCredential @set
      Association clr|
        associationType clr|AssociationType
        sourceId clr| ^xsd:anyURI
        targetId clr| ^xsd:anyURI
      """)

  /// CLR 2.0.1, with `partial`, which was added later.
  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/clr-v2p0-2.0.1.json, 3825471
  static let clr201 = BundledContext(
    url: "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    sha256: "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
    terms: 19,
    table: """
      clr| https://purl.imsglobal.org/spec/vc/clr/vocab.html#
      id @id
      type @type
      ClrCredential clr|
        id @id
        type @type
        partial clr| ^xsd:boolean
      ClrSubject clr|
        id @id
        type @type
        cred https://www.w3.org/2018/credentials#
        obi https://purl.imsglobal.org/spec/vc/ob/vocab.html#
        achievement clr| ^obi:Achievement @set
        association clr| ^clr|Association @set
        verifiableCredential clr| ^cred:verifiableCredential @set
        identifier clr|identifier-1 ^obi:Identifier @set
      Association clr|
        associationType clr|AssociationType
        sourceId clr| ^xsd:anyURI
        targetId clr| ^xsd:anyURI
      """)
}
