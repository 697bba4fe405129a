// A context of the test vectors of Data Integrity.
//
// Each table says what the official file says, in the notation of `ContextTable`; where the file comes from
// and its SHA-256 stand with it.

extension BundledContext {
  /// Citizenship Vocabulary, the release candidate that the test vectors of eddsa-rdfc-2022 use.
  /// w3c-ccg/citizenship-vocab, contexts/citizenship-v4rc1.jsonld, 50a3689
  static let citizenshipV4RC1 = BundledContext(
    url: "https://w3id.org/citizenship/v4rc1",
    sha256: "5038c7383afd7ab2158f1b997913a8f60978a0abcf96e0b0d08e29f146d2db1e",
    terms: 88,
    table: """
      sec| https://w3id.org/security#
      schema| https://schema.org/
      xsd| http://www.w3.org/2001/XMLSchema#
      cit| https://w3id.org/citizenship#
      &resident
        @protected
        id @id
        type @type
        filingLocation cit| ^@id
        identifier schema|
        lprCategory cit|
        lprNumber cit|
        mrzHash cit| ^sec|multibase
      @protected
      image schema| ^@id
      QuantitativeValue schema|
        @protected
        unitCode schema|
        value schema|
      PostalAddress schema|
        @protected
        addressCountry schema|
        addressLocality schema|
        addressRegion schema|
      Person schema|
        @protected
        id @id
        type @type
        additionalName schema|
        birthCountry cit|
        birthDate schema| ^xsd|dateTime
        familyName schema|
        gender schema|
        givenName schema|
        height schema|
        image schema| ^@id
        maritalStatus cit|
        marriageCertificateNumber cit|
        marriageLocation cit| ^@id
      PermanentResident cit|
        @protected
        id @id
        type @type
        commuterClassification cit|
        formerNationality cit|
        permanentResidentCard cit| ^@id
        residence cit| ^@id
        residentSince cit| ^xsd|dateTime
      PermanentResidentCard cit| &resident
      PermanentResidentCardCredential cit|
      EmployablePerson cit|
        @protected
        id @id
        type @type
        commuterClassification cit|
        employmentAuthorizationDocument cit| ^@id
        formerNationality cit|
        residence cit| ^@id
        residentSince cit| ^xsd|dateTime
      EmploymentAuthorizationDocument cit| &resident
      EmploymentAuthorizationDocumentCredential cit|
      NaturalizedPerson cit|
        @protected
        id @id
        type @type
        formerNationality cit|
        certificateOfNaturalization cit| ^@id
        residence cit| ^@id
        residentSince cit| ^xsd|dateTime
        commuterClassification cit|
      CertificateOfNaturalization cit|
        @protected
        id @id
        type @type
        ceremonyDate cit| ^xsd|dateTime
        ceremonyLocation cit| ^@id
        filingLocation cit| ^@id
        naturalizationLocation cit| ^@id
        naturalizedBy cit|
        identifier schema|
        insRegistrationNumber cit|
      CertificateOfNaturalizationCredential cit|
      Citizen cit|
        @protected
        id @id
        type @type
        certificateOfCitizenship cit| ^@id
      CertificateOfCitizenship cit|
        @protected
        id @id
        type @type
        filingLocation cit| ^@id
        identifier schema|
        ceremonyDate cit| ^xsd|dateTime
        ceremonyLocation cit| ^@id
        cisRegistrationNumber cit|
      CertificateOfCitizenshipCredential cit|
      """)
}
