import type { Migration } from './migration.ts';

/**
 * The first schema. A person's row names its account by number, not by its 26 characters: those would stand in the
 * table and in every index. The order of the people table is the order of the list, so that a page is one run of rows.
 */
export const directory: Migration = {
  name: '001-directory',
  up: (database) =>
    database.exec(`
      CREATE TABLE store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        external_epoch INTEGER NOT NULL,
        probes INTEGER NOT NULL
      ) STRICT;
      INSERT INTO store VALUES (1, 0, 0);

      CREATE TABLE keys (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE accounts (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        provisioning TEXT NOT NULL CHECK (provisioning IN ('manual', 'automated')),
        create_time TEXT NOT NULL
      ) STRICT;
      CREATE INDEX accounts_by_name ON accounts (name);

      CREATE TABLE users (
        account INTEGER NOT NULL REFERENCES accounts (number),
        create_time TEXT NOT NULL,
        id TEXT NOT NULL,
        email TEXT NOT NULL,
        email_key TEXT NOT NULL,
        display_name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED')),
        role TEXT NOT NULL CHECK (role IN ('owner', 'administrator', 'member')),
        externally_managed INTEGER NOT NULL CHECK (externally_managed IN (0, 1)),
        PRIMARY KEY (account, create_time, id)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX users_by_id ON users (account, id);
      CREATE UNIQUE INDEX users_by_email ON users (account, email_key);
      CREATE INDEX users_by_state ON users (account, state, create_time, id);
      CREATE INDEX active_owners ON users (account) WHERE role = 'owner' AND state = 'ACTIVE';

      CREATE TABLE applications (
        number INTEGER PRIMARY KEY,
        client_id TEXT NOT NULL UNIQUE,
        account INTEGER NOT NULL REFERENCES accounts (number),
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        redirect_url TEXT NOT NULL,
        scopes TEXT NOT NULL,
        requests_per_minute INTEGER,
        requests_per_hour INTEGER,
        secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
        create_time TEXT NOT NULL
      ) STRICT;
      CREATE INDEX applications_by_name ON applications (account, name);

      CREATE TABLE tokens (
        hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
        application INTEGER NOT NULL REFERENCES applications (number) ON DELETE CASCADE,
        issued_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX tokens_by_expiry ON tokens (expires_at);

      CREATE TABLE calls (
        application INTEGER NOT NULL REFERENCES applications (number) ON DELETE CASCADE,
        user_agent TEXT NOT NULL,
        api_version TEXT NOT NULL,
        calls INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (application, user_agent, api_version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        action TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('success', 'refused')),
        reason TEXT,
        account_id TEXT,
        subject TEXT NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('application', 'operator')),
        actor_id TEXT NOT NULL,
        address TEXT,
        user_agent TEXT,
        request_id TEXT NOT NULL,
        detail TEXT
      ) STRICT;
      CREATE INDEX audit_by_account ON audit (account_id);
      CREATE INDEX audit_by_subject ON audit (subject);
      CREATE INDEX audit_by_action ON audit (action);
      CREATE INDEX audit_by_time ON audit (at);
    `),
};
