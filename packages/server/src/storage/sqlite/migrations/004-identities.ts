import type { Migration } from './migration.ts';

/**
 * Who signs in, and what they hold. A holder is a person of an account, or an operator: the account is 0 then, a number
 * that no account has. Nothing refers to the people table by a foreign key: an import takes people out and puts them back.
 */
export const identities: Migration = {
  name: '004-identities',
  up: (database) =>
    database.exec(`
      CREATE TABLE operators (id TEXT PRIMARY KEY, name TEXT NOT NULL, create_time TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE passkeys (
        id TEXT PRIMARY KEY,
        account INTEGER NOT NULL,
        holder TEXT NOT NULL,
        public_key BLOB NOT NULL,
        counter INTEGER NOT NULL,
        transports TEXT NOT NULL,
        label TEXT NOT NULL,
        backed_up INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
        create_time TEXT NOT NULL,
        last_use_time TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX passkeys_by_holder ON passkeys (account, holder, create_time, id);

      CREATE TABLE invites (
        hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
        account INTEGER NOT NULL,
        holder TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX invites_by_holder ON invites (account, holder);
      CREATE INDEX invites_by_expiry ON invites (expires_at);

      CREATE TABLE sessions (
        hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
        id TEXT NOT NULL UNIQUE,
        account INTEGER NOT NULL,
        holder TEXT NOT NULL,
        method TEXT NOT NULL CHECK (method IN ('passkey', 'invite', 'sso')),
        authenticated_at INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        user_agent TEXT,
        address TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX sessions_by_holder ON sessions (account, holder, started_at, id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at);

      CREATE TABLE spent (
        hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX spent_by_expiry ON spent (expires_at);

      CREATE TABLE admin_keys (
        id TEXT PRIMARY KEY,
        hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        account INTEGER NOT NULL,
        label TEXT NOT NULL,
        permissions TEXT NOT NULL,
        create_time TEXT NOT NULL,
        expire_time TEXT,
        last_use_time TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX admin_keys_by_account ON admin_keys (account, create_time, id);

      CREATE TABLE single_sign_on (
        account INTEGER PRIMARY KEY REFERENCES accounts (number),
        issuer TEXT NOT NULL,
        client_id TEXT NOT NULL,
        sealed_client_secret TEXT
      ) STRICT;
    `),
};
