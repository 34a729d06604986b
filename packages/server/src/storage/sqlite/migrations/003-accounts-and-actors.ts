import type { Migration } from './migration.ts';

const COLUMNS = `sequence, at, action, outcome, reason, account_id, subject, actor_kind, actor_id, address, user_agent,
  request_id, detail`;

/**
 * Limits of an account, the Security group, and more who may have acted. SQLite cannot change what a column may hold:
 * the audit table is written anew, once, from the first entry to the last.
 */
export const accountsAndActors: Migration = {
  name: '003-accounts-and-actors',
  up: (database) =>
    database.exec(`
      ALTER TABLE accounts ADD COLUMN requests_per_minute INTEGER;
      ALTER TABLE accounts ADD COLUMN requests_per_hour INTEGER;
      ALTER TABLE users ADD COLUMN security_group INTEGER NOT NULL DEFAULT 0 CHECK (security_group IN (0, 1));

      CREATE TABLE new_audit (
        sequence INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        action TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('success', 'refused')),
        reason TEXT,
        account_id TEXT,
        subject TEXT NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('application', 'operator', 'person', 'admin_key')),
        actor_id TEXT NOT NULL,
        address TEXT,
        user_agent TEXT,
        request_id TEXT NOT NULL,
        detail TEXT
      ) STRICT;
      INSERT INTO new_audit (${COLUMNS}) SELECT ${COLUMNS} FROM audit ORDER BY sequence;
      DROP TABLE audit;
      ALTER TABLE new_audit RENAME TO audit;
      CREATE INDEX audit_by_account ON audit (account_id);
      CREATE INDEX audit_by_subject ON audit (subject);
      CREATE INDEX audit_by_action ON audit (action);
      CREATE INDEX audit_by_time ON audit (at);
      CREATE INDEX audit_by_actor ON audit (actor_id);
      CREATE INDEX refused_audit ON audit (account_id) WHERE outcome = 'refused';
    `),
};
