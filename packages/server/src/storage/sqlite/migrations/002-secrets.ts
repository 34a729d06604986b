import type { Migration } from './migration.ts';

/** A random UUID (RFC 9562, version 4). */
const UUID = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' ||
  substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;

/** Several secrets at once for an application, who used them, and how much it called. */
export const secrets: Migration = {
  name: '002-secrets',
  up: (database) =>
    database.exec(`
      CREATE TABLE application_secrets (
        application INTEGER NOT NULL REFERENCES applications (number) ON DELETE CASCADE,
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        created_at INTEGER NOT NULL,
        expires_at INTEGER,
        PRIMARY KEY (application, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX secrets_by_expiry ON application_secrets (expires_at) WHERE expires_at IS NOT NULL;
      INSERT INTO application_secrets (application, id, label, hash, created_at)
        SELECT number, ${UUID}, 'First secret', secret_hash, unixepoch(create_time) * 1000 FROM applications;
      ALTER TABLE applications DROP COLUMN secret_hash;

      CREATE TABLE secret_uses (
        application INTEGER NOT NULL,
        secret TEXT NOT NULL,
        user_agent TEXT NOT NULL,
        address TEXT NOT NULL,
        uses INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (application, secret, user_agent, address),
        FOREIGN KEY (application, secret) REFERENCES application_secrets (application, id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX secret_uses_by_last ON secret_uses (application, secret, last_at, user_agent, address);
      CREATE INDEX secret_uses_by_age ON secret_uses (last_at);

      CREATE TABLE usage (
        application INTEGER NOT NULL REFERENCES applications (number) ON DELETE CASCADE,
        hour INTEGER NOT NULL,
        calls INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        limited INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        PRIMARY KEY (application, hour)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX usage_by_hour ON usage (hour);

      CREATE INDEX tokens_by_application ON tokens (application);
    `),
};
