// The contexts of extensions of Open Badges 3.0.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// The types of status, refresh and schema of 1EdTech.
  /// 1EdTech/digital-credentials-public-validator, inspector-vc/src/main/resources/contexts/ob-v3p0-extensions.json, 3825471
  static let openBadgesExtensions = BundledContext(
    url: "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    sha256: "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3",
    terms: 5,
    table: """
      vccs| https://purl.imsglobal.org/spec/vccs/v1p0/context.json#
      vcrl| https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#
      vccr| https://purl.imsglobal.org/spec/vccr/v1p0/context.json#
      id @id
      type @type
      1EdTechJsonSchemaValidator2019 vccs|
      1EdTechRevocationList vcrl|
      1EdTechCredentialRefresh vccr|
      """)

  /// The accessibility extension.
  /// 1EdTech/openbadges-specification, extensions/accessibilityExtension/context-3.0.0.json, 1af145f
  static let accessibilityExtension = BundledContext(
    url: "https://openbadgespec.org/extensions/accessibilityExtension/context-3.0.0.json",
    sha256: "a864fd0e3b08fdfb6d9445468796e040f76f90d510557e2ab467dbe42370846f",
    terms: 4,
    table: """
      schema| https://schema.org/
      @protected
      accessibilityAPI schema|
      accessibilityControl schema|
      accessibilityFeature schema|
      accessibilityHazard schema|
      """)

  /// The apply link extension.
  /// 1EdTech/openbadges-specification, extensions/applyLinkExtension/context-3.0.0.json, 1af145f
  static let applyLinkExtension = BundledContext(
    url: "https://openbadgespec.org/extensions/applyLinkExtension/context-3.0.0.json",
    sha256: "ff51b0bfb7474e8a91b74b3203cc9883110febb0dc094e4f08768bf865d9e5de",
    terms: 5,
    table: """
      ext| https://w3id.org/openbadges/extensions#
      @protected
      id @id
      type @type
      ApplyLinkAchievement ext|
        @protected
        id @id
        type @type
      """)

  /// The geo coordinates extension.
  /// 1EdTech/openbadges-specification, extensions/geoCoordinatesExtension/context-3.0.0.json, 1af145f
  static let geoCoordinatesExtension = BundledContext(
    url: "https://openbadgespec.org/extensions/geoCoordinatesExtension/context-3.0.0.json",
    sha256: "2a0224ba6bc621fdfbc2118fced31448eaa4fc4dbb0301ed99bbab3d91775993",
    terms: 2,
    table: """
      @protected
      schema http://schema.org/
      Place schema:Place
      """)

  /// The license extension.
  /// 1EdTech/openbadges-specification, extensions/licenseExtension/context-3.0.0.json, 1af145f
  static let licenseExtension = BundledContext(
    url: "https://openbadgespec.org/extensions/licenseExtension/context-3.0.0.json",
    sha256: "0d32012cfe2182d7d9dbf53c0be66ae8414ef957b260f9d31c74f7aa25fd653e",
    terms: 19,
    table: """
      ext| https://w3id.org/openbadges/extensions#
      cc| http://creativecommons.org/licenses/
      @protected
      id @id
      type @type
      CCAchievement ext|
        @protected
        id @id
        type @type
        license ext|License
      License ext|
        @protected
        cc http://creativecommons.org/ns#
        id @id
        type @type
        legalCode cc:legalcode
        License cc:License
        CC-0 https://creativecommons.org/publicdomain/zero/1.0/
        CC-BY cc|by/4.0/
        CC-BY-SA cc|by-sa/4.0/
        CC-BY-NC cc|by-nc/4.0/
        CC-BY-NC-SA cc|by-nc-sa/4.0/
        CC-BY-ND cc|by-nd/4.0/
        CC-BY-NC-ND https://creativecommons.org/licenses/by-nc-nd/4.0/
      """)
}
