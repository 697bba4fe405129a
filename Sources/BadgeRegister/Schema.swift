import GRDB

/// The tables. A change is a further migration and a higher version; a migration that was released is never edited.
///
/// ```
/// settings ─ one row            controller_documents
/// lists ──< publications        what is given out of a list's number; what is published of each purpose
///   └────< adopted_bits         bits of badges that this register does not know
/// badges ─┬ signed              the credential as it was issued
///         ├─ badge_pictures >── pictures   what the badge's file is, where it is a picture
///         ├─< events            who, when, why
///         └─< row_keys          what a repeated run of a roster knows its rows by
/// ```
///
/// Rules that must not be broken stand in the schema too, so that no statement can break them: an index is given once,
/// nothing is forgotten, and revoked stays revoked.
enum Schema {
  /// `application_id` in the header of the file: "BDGR".
  static let applicationID = 0x4244_4752
  /// `user_version`: how many migrations there are.
  static let version = 2

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      for statement in version1 { try database.execute(sql: statement) }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { database in
      for statement in version2 { try database.execute(sql: statement) }
      try database.execute(sql: "PRAGMA user_version = 2")
    }
    return migrator
  }

  /// Whether the tables, indexes and triggers are those of the register's version, and there are no others: what is not
  /// ours runs when our statements do. Who only reads may have one of an older version.
  static func isSound(in database: Database) throws -> Bool {
    // GRDB notes in a table of its own which migrations ran.
    let statements = try String.fetchAll(
      database,
      sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type <> 'table' OR name <> 'grdb_migrations')")
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    return statements.sorted() == (version < 2 ? version1 : version1 + version2).sorted()
  }

  /// Whether the register has the tables of ``version2``.
  static func hasPictures(_ database: Database) throws -> Bool { try database.tableExists("badge_pictures") }

  /// How many rows each table has.
  static func counts(_ database: Database) throws -> [Int] {
    try tables.filter { try database.tableExists($0) }.map {
      try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0
    }
  }

  /// Whether the whole database can be read, and its indexes agree with its tables.
  static func isIntact(_ database: Database) throws -> Bool {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(1)") == ["ok"]
  }

  private static let tables = [
    "settings", "controller_documents", "lists", "publications", "adopted_bits", "badges", "signed", "events",
    "row_keys", "pictures", "badge_pictures",
  ]

  private static let version1 = [
    """
    CREATE TABLE settings (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      issuer TEXT NOT NULL,
      public_key BLOB NOT NULL CHECK (length(public_key) = 32),
      verification_method TEXT,
      profile BLOB,
      key_file BLOB,
      list_folder BLOB NOT NULL,
      list_base_url TEXT NOT NULL,
      list_length INTEGER NOT NULL CHECK (list_length > 0),
      list_validity INTEGER NOT NULL CHECK (list_validity > 0),
      list_ttl INTEGER CHECK (list_ttl > 0),
      created_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE controller_documents (
      number INTEGER PRIMARY KEY,
      json BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE lists (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      length INTEGER NOT NULL CHECK (length > 0),
      taken INTEGER NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND length),
      is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE publications (
      list INTEGER NOT NULL REFERENCES lists,
      purpose TEXT NOT NULL CHECK (purpose IN ('revocation', 'suspension')),
      changes INTEGER NOT NULL DEFAULT 0,
      edition INTEGER NOT NULL DEFAULT 0,
      published_edition INTEGER NOT NULL DEFAULT 0 CHECK (published_edition <= edition),
      published_changes INTEGER NOT NULL DEFAULT 0 CHECK (published_changes <= changes),
      published_at INTEGER,
      valid_until INTEGER,
      PRIMARY KEY (list, purpose)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE adopted_bits (
      list INTEGER NOT NULL REFERENCES lists,
      purpose TEXT NOT NULL CHECK (purpose IN ('revocation', 'suspension')),
      position INTEGER NOT NULL CHECK (position >= 0),
      PRIMARY KEY (list, purpose, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE badges (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      list INTEGER NOT NULL REFERENCES lists,
      position INTEGER NOT NULL CHECK (position >= 0),
      recipient_type TEXT,
      recipient TEXT,
      achievement TEXT,
      title TEXT,
      template BLOB,
      issued_at INTEGER NOT NULL,
      valid_until INTEGER,
      is_revoked INTEGER NOT NULL DEFAULT 0 CHECK (is_revoked IN (0, 1)),
      is_suspended INTEGER NOT NULL DEFAULT 0 CHECK (is_suspended IN (0, 1)),
      file BLOB,
      file_state TEXT NOT NULL CHECK (file_state IN ('none', 'pending', 'written')),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      UNIQUE (list, position)
    ) STRICT
    """,
    "CREATE INDEX badges_by_recipient ON badges (recipient COLLATE NOCASE)",
    "CREATE INDEX badges_revoked ON badges (list, position) WHERE is_revoked = 1",
    "CREATE INDEX badges_suspended ON badges (list, position) WHERE is_suspended = 1",
    "CREATE INDEX badges_pending ON badges (number) WHERE file_state = 'pending'",
    """
    CREATE TABLE signed (
      badge INTEGER PRIMARY KEY REFERENCES badges,
      bytes BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE events (
      number INTEGER PRIMARY KEY,
      badge INTEGER NOT NULL REFERENCES badges,
      kind TEXT NOT NULL CHECK (kind IN
        ('issued', 'revoked', 'suspended', 'unsuspended', 'revoked_by_list', 'suspended_by_list')),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      reason TEXT
    ) STRICT
    """,
    "CREATE INDEX events_by_badge ON events (badge)",
    """
    CREATE TABLE row_keys (
      key BLOB PRIMARY KEY,
      badge INTEGER NOT NULL REFERENCES badges
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER badges_stay BEFORE DELETE ON badges
    BEGIN SELECT raise(ABORT, 'badges are never deleted'); END
    """,
    """
    CREATE TRIGGER badges_keep_index BEFORE UPDATE OF number, id, list, position ON badges
    BEGIN SELECT raise(ABORT, 'the index of a badge never changes'); END
    """,
    """
    CREATE TRIGGER badges_stay_revoked BEFORE UPDATE OF is_revoked ON badges
    WHEN old.is_revoked = 1 AND new.is_revoked = 0
    BEGIN SELECT raise(ABORT, 'revocation is final'); END
    """,
    """
    CREATE TRIGGER signed_stays BEFORE DELETE ON signed
    BEGIN SELECT raise(ABORT, 'signed badges are never deleted'); END
    """,
    """
    CREATE TRIGGER signed_is_final BEFORE UPDATE ON signed
    BEGIN SELECT raise(ABORT, 'signed badges never change'); END
    """,
    """
    CREATE TRIGGER events_stay BEFORE DELETE ON events
    BEGIN SELECT raise(ABORT, 'events are never deleted'); END
    """,
    """
    CREATE TRIGGER events_are_final BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'events never change'); END
    """,
    """
    CREATE TRIGGER editions_grow BEFORE UPDATE OF edition, published_edition ON publications
    WHEN new.edition < old.edition OR new.published_edition < old.published_edition
    BEGIN SELECT raise(ABORT, 'editions only grow'); END
    """,
  ]

  private static let version2 = [
    """
    CREATE TABLE pictures (
      number INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      bytes BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE badge_pictures (
      badge INTEGER PRIMARY KEY REFERENCES badges,
      picture INTEGER NOT NULL REFERENCES pictures
    ) STRICT
    """,
    """
    CREATE TRIGGER pictures_are_final BEFORE UPDATE ON pictures
    BEGIN SELECT raise(ABORT, 'pictures never change'); END
    """,
  ]
}
