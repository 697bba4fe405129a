// The contexts of status lists.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Bitstring Status List 1.0, which prints the SHA-256. Its terms are in credentials v2 too.
  /// w3c/vc-bitstring-status-list, contexts/v1.jsonld, 74fcae1
  static let statusV1 = BundledContext(
    url: "https://www.w3.org/ns/credentials/status/v1",
    sha256: "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7",
    terms: 22,
    table: """
      sec| https://w3id.org/security#
      xsds| https://www.w3.org/2001/XMLSchema#
      status| https://www.w3.org/ns/credentials/status#
      @protected
      id @id
      type @type
      BitstringStatusListCredential status|
      BitstringStatusList status|
        @protected
        id @id
        type @type
        encodedList status| ^sec|multibase
        statusPurpose status|
        ttl status|
      BitstringStatusListEntry status|
        @protected
        id @id
        type @type
        statusListCredential status| ^@id
        statusListIndex status|
        statusPurpose status|
        statusMessage status|
          @protected
          id @id
          type @type
          message status|
          status status|
        statusReference status| ^@id
        statusSize status| ^xsds|integer
      """)

  /// StatusList2021.
  /// digitalbazaar/vc-status-list-context, contexts/vc-status-list-v1.jsonld, 19037b8
  static let statusList2021 = BundledContext(
    url: "https://w3id.org/vc/status-list/2021/v1",
    sha256: "634d71c159289f068c96012e4511c657fdf82ac4231900081bda3ba24e2e1160",
    terms: 16,
    table: """
      sl| https://w3id.org/vc/status-list#
      hschema| http://schema.org/
      @protected
      StatusList2021Credential sl|
        @protected
        id @id
        type @type
        description hschema|
        name hschema|
      StatusList2021 sl|
        @protected
        id @id
        type @type
        statusPurpose sl|
        encodedList sl|
      StatusList2021Entry sl|
        @protected
        id @id
        type @type
        statusPurpose sl|
        statusListIndex sl|
        statusListCredential sl| ^@id
      """)

  /// RevocationList2020.
  /// spruceid/ssi, crates/contexts/w3id-vc-revocation-list-2020-v1.jsonld, 00a08d2
  static let revocationList2020 = BundledContext(
    url: "https://w3id.org/vc-revocation-list-2020/v1",
    sha256: "9fe1e5bd6d2f709e4628947c86455f2d97204e07ed7b7ae51d559e35e5238e9d",
    terms: 14,
    table: """
      rl| https://w3id.org/vc-revocation-list-2020#
      hschema| http://schema.org/
      @protected
      RevocationList2020Credential rl|
        @protected
        id @id
        type @type
        description hschema|
        name hschema|
      RevocationList2020 rl|
        @protected
        id @id
        type @type
        encodedList rl|
      RevocationList2020Status rl|
        @protected
        id @id
        type @type
        revocationListCredential rl| ^@id
        revocationListIndex rl|
      """)
}
