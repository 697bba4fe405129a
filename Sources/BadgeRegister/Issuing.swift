import Badge
import CanonicalJSON
import Dispatch
import Files
import GRDB
import Glibc
public import Signing
import Synchronization

extension Register {
  /// Issues a badge: takes an index that nobody knows beforehand, builds, signs and verifies the badge, and records it with
  /// its signed bytes, all in one transaction. Then its file is written.
  ///
  /// - Parameter actor: who issues it, for the history.
  /// - Throws: ``RegisterError``. With `output_unwritable` the badge is recorded and its file is not there:
  ///   ``mend(at:by:restored:)`` or ``signedBytes(of:)`` bring it back. With any other code nothing was taken.
  public func issue(
    _ badge: BadgeRequest, with key: borrowing PrivateKey, by actor: String
  ) throws(RegisterError) -> IssuedBadge {
    try requireKey(key.publicKey)
    try requireNewestBeforeIssuing()
    var writer = BadgeFileWriter(self)
    do {
      let issued = try record([badge], &writer, with: key, by: actor)
      try writer.write()
      try writer.mark()
      return issued[0].result(writer)
    } catch {
      var error = error
      error.row = nil
      throw error
    }
  }

  /// Issues many badges, some hundreds in a transaction. A badge whose `rowKey` was issued before is given back as it is,
  /// and its file is written if it is missing, so that an interrupted run is simply repeated.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - request: makes the request of a row, counted from 0; called once for each row, in order.
  ///   - issued: told of each badge when it is recorded and its file is on the disk, in order; false ends the run.
  /// - Throws: ``RegisterError`` with the row at fault; the rows before it are issued. What `request` throws ends the run
  ///   too.
  public func issue(
    rows count: Int, with key: borrowing PrivateKey, by actor: String,
    request: (Int) throws(RegisterError) -> BadgeRequest, issued: (Int, IssuedBadge) -> Bool
  ) throws(RegisterError) {
    try requireKey(key.publicKey)
    try requireNewestBeforeIssuing()
    var writer = BadgeFileWriter(self)
    var row = 0
    while row < count {
      var group: [BadgeRequest] = []
      var failure: RegisterError?
      while row + group.count < count, group.count < Self.groupLimit, failure == nil {
        do { group.append(try request(row + group.count)) } catch { failure = error }
      }
      let done = try issue(group, row, &writer, failure: &failure, with: key, by: actor)
      for badge in done {
        guard issued(row, badge) else { return try writer.mark() }
        row += 1
      }
      if let failure {
        try writer.mark()
        throw failure
      }
    }
    try writer.mark()
  }

  /// Badges in one transaction: then its one wait for the disk costs each of them little, and those who wait meanwhile
  /// wait less than a tenth of a second.
  static var groupLimit: Int { 256 }

  /// One transaction, and the files behind it. Where a row is at fault, those before it are issued.
  private func issue(
    _ group: [BadgeRequest], _ first: Int, _ writer: inout BadgeFileWriter, failure: inout RegisterError?,
    with key: borrowing PrivateKey, by actor: String
  ) throws(RegisterError) -> [IssuedBadge] {
    var group = group
    var recorded: [RecordedBadge] = []
    while !group.isEmpty {
      do {
        recorded = try record(group, &writer, with: key, by: actor)
        break
      } catch {
        guard let row = error.row else { throw error }
        failure = error
        failure?.row = first + row
        group.removeSubrange(row...)
      }
    }
    do {
      try writer.write()
    } catch {
      failure = error
      failure?.row = error.row.map { first + $0 }
      recorded.removeSubrange((error.row ?? 0)...)
    }
    let writer = writer
    return recorded.map { $0.result(writer) }
  }
}

// MARK: - one transaction

/// A badge between its transaction and its file.
struct RecordedBadge {
  var number: Int64
  var badge: IssuedBadge

  /// The badge as it is when the writer is done.
  fileprivate func result(_ writer: BadgeFileWriter) -> IssuedBadge {
    var result = badge
    if let file = writer.written[number] {
      result.record.file = file
      result.record.fileState = .written
    }
    return result
  }
}

/// A badge that has its index and is not signed yet.
private struct PlannedBadge: Sendable {
  var row: Int
  var list: Int
  var index: Int
  var credential: JSONValue
  var request: CredentialIssuer.Request
  var form: BadgeRequest.SignedForm
}

extension Register {
  /// Records badges in one transaction; nothing where one of them is at fault.
  ///
  /// - Throws: ``RegisterError`` with the place of the badge at fault in `requests`.
  private func record(
    _ requests: [BadgeRequest], _ writer: inout BadgeFileWriter, with key: borrowing PrivateKey, by actor: String
  ) throws(RegisterError) -> [RecordedBadge] {
    writer.begin()
    var files = writer
    let recorded = try connection.write { database in
      try files.mark(in: database)
      files.didMark()
      var allocation = IndexAllocation(self, database)
      var recorded = [RecordedBadge?](repeating: nil, count: requests.count)
      var planned: [PlannedBadge] = []
      var firstRows: [[UInt8]: Int] = [:]
      for (row, request) in requests.enumerated() {
        do {
          if let rowKey = request.rowKey {
            if let earlier = try find(rowKey, database) {
              recorded[row] = earlier
              try files.addMissing(earlier, request, row, in: database)
              continue
            }
            guard firstRows.updateValue(row, forKey: rowKey) == nil else {
              throw RegisterError(.badgeExists, "two rows are for one and the same badge")
            }
          }
          try files.check(request)
          planned.append(try plan(request, row, &allocation))
        } catch let error as RegisterError {
          throw error.at(row)
        }
      }
      let signed = sign(planned, with: key)
      for (badge, bytes) in zip(planned, signed) {
        do {
          let request = requests[badge.row]
          let new = try insert(badge, try bytes.get(), request, by: actor, database)
          recorded[badge.row] = new
          if let file = request.file { files.add(new, file, request, badge.row) }
        } catch let error as RegisterError {
          throw error.at(badge.row)
        } catch let error as IssueError {
          throw RegisterError(error).at(badge.row)
        }
      }
      return recorded.compactMap { $0 }
    }
    writer = files
    return recorded
  }

  private func find(_ rowKey: [UInt8], _ database: Database) throws -> RecordedBadge? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(BadgeRecord.columns), number FROM row_keys JOIN badges ON badge = number WHERE key = ?")
    guard let row = try Row.fetchOne(statement, arguments: [Blob(rowKey)]) else { return nil }
    let number: Int64 = try row.decode(atIndex: 14)
    let record = try BadgeRecord(row)
    return RecordedBadge(
      number: number,
      badge: IssuedBadge(
        record: record, bytes: try Self.signedBytes(number, in: database, path), isNew: false))
  }

  private func plan(
    _ request: BadgeRequest, _ row: Int, _ allocation: inout IndexAllocation
  ) throws -> PlannedBadge {
    let (list, index) = try allocation.next()
    var credential = request.credential
    if let profile = settings.profile, credential["issuer"] == nil { credential["issuer"] = profile }
    var complete = request.request
    complete.statusEntries = ListRecord.Purpose.allCases.map { purpose in
      StatusListEntry(
        purpose: purpose.purpose, statusListCredential: settings.listURL(list, purpose), statusListIndex: index)
    }
    return PlannedBadge(
      row: row, list: list, index: index, credential: credential, request: complete, form: request.form)
  }

  /// Signs and verifies on all cores: of what a badge costs that is nearly everything.
  private func sign(
    _ badges: [PlannedBadge], with key: borrowing PrivateKey
  ) -> [Result<[UInt8], IssueError>] {
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard badges.count > 1, cores > 1 else { return badges.map { sign($0, with: key) } }
    let results = Mutex([Result<[UInt8], IssueError>?](repeating: nil, count: badges.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(cores, badges.count)) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < badges.count else { return }
        let result = sign(badges[place], with: key)
        results.withLock { $0[place] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func sign(_ badge: PlannedBadge, with key: borrowing PrivateKey) -> Result<[UInt8], IssueError> {
    do {
      switch badge.form {
      case .json: return .success(try badgeIssuer.issue(badge.credential, badge.request, with: key))
      case .token(nil): return .success(try badgeIssuer.issueToken(badge.credential, badge.request, with: key))
      case .token(let signer?):
        return .success(try badgeIssuer.issueToken(badge.credential, badge.request, by: signer))
      }
    } catch {
      return .failure(error)
    }
  }

  private func insert(
    _ badge: PlannedBadge, _ bytes: [UInt8], _ request: BadgeRequest, by actor: String, _ database: Database
  ) throws -> RecordedBadge {
    let record = BadgeRecord(badge, request)
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO badges (id, list, position, recipient_type, recipient, achievement, title, template, issued_at,
          valid_until, file, file_state, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    do {
      try statement.execute(arguments: [
        record.id, record.list, record.index, record.recipient?.type, record.recipient?.value, record.achievement,
        record.title, record.template.map { Blob($0) }, record.issuedAt.seconds, record.validUntil?.seconds,
        record.file.map { Blob($0.bytes) }, record.fileState.rawValue, Blob(HashAlgorithm.sha256.digest(of: bytes)),
      ])
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
      guard try BadgeRecord.find(record.id, in: database) != nil else { throw error }
      throw RegisterError(
        .badgeExists, "there is a badge \(record.id) in the register already", remedy: "give the badge another id")
    }
    let number = database.lastInsertedRowID
    try database.cachedStatement(sql: "INSERT INTO signed (badge, bytes) VALUES (?, ?)")
      .execute(arguments: [number, Blob(bytes)])
    try StatusEvent.insert(.issued, number, at: record.issuedAt, actor, nil, database)
    if let picture = request.request.picture { try StoredPicture.record(picture, of: number, in: database) }
    if let rowKey = request.rowKey {
      try database.cachedStatement(sql: "INSERT INTO row_keys (key, badge) VALUES (?, ?)")
        .execute(arguments: [Blob(rowKey), number])
    }
    return RecordedBadge(number: number, badge: IssuedBadge(record: record, bytes: bytes, isNew: true))
  }
}

extension BadgeRecord {
  /// What is looked for later, from the parts that the badge is made of.
  fileprivate init(_ badge: PlannedBadge, _ request: BadgeRequest) {
    let credential = badge.credential
    let subject = credential["credentialSubject"]
    let achievement = subject?["achievement"]
    let subjectID = subject?["id"]?.text.map { RecipientIdentity(type: "id", value: $0) }
    self.init(
      id: credential["id"]?.text ?? badge.request.id, list: badge.list, index: badge.index,
      recipient: badge.request.recipient ?? subjectID, achievement: achievement?["id"]?.text,
      title: credential["name"]?.text ?? achievement?["name"]?.text, template: request.template,
      issuedAt: badge.request.time,
      validUntil: badge.request.validUntil ?? credential["validUntil"]?.text.flatMap { Instant($0) },
      state: .active, file: request.file.flatMap { try? $0.absolute() },
      fileState: request.file == nil ? .none : .pending)
  }
}

extension JSONValue {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

extension RegisterError {
  init(_ error: IssueError) {
    let remedy: String? =
      switch error.code {
      case .templateInvalid, .placeholderUnfilled, .placeholderUnknown, .credentialInvalid, .termUndefined:
        "correct the template"
      case .keyNotTheIssuers: "leave the issuer's 'id' out of the template, or make it that of the register"
      case .contextUnknown: "give the context to the register when it is opened"
      case .signingFailed, .verificationFailed: nil
      case .notBaked: "take another picture"
      }
    self.init(.badgeInvalid, error.message, remedy: remedy, pointer: error.pointer)
  }

  func at(_ row: Int) -> RegisterError {
    var error = self
    error.row = row
    return error
  }
}
