import type { Migration } from './migration.ts';

/**
 * Several secrets at once for an application, who used them, and how much it called. Older programs would look for the
 * one secret where it stood.
 */
export const secrets: Migration = {
  name: '003-secrets',
  compatibleFrom: 3,
  sql: `
    CREATE TABLE rollcall.application_secrets (
      application integer NOT NULL REFERENCES rollcall.applications (number) ON DELETE CASCADE,
      id text COLLATE "C" NOT NULL,
      label text NOT NULL,
      hash bytea NOT NULL CHECK (length(hash) = 32),
      created_at bigint NOT NULL,
      expires_at bigint,
      PRIMARY KEY (application, id)
    );
    CREATE INDEX secrets_by_expiry ON rollcall.application_secrets (expires_at) WHERE expires_at IS NOT NULL;
    INSERT INTO rollcall.application_secrets (application, id, label, hash, created_at)
      SELECT number, gen_random_uuid()::text, 'First secret', secret_hash,
        (extract(epoch FROM create_time::timestamptz) * 1000)::bigint FROM rollcall.applications;
    ALTER TABLE rollcall.applications DROP COLUMN secret_hash;

    CREATE TABLE rollcall.secret_uses (
      application integer NOT NULL,
      secret text COLLATE "C" NOT NULL,
      user_agent text COLLATE "C" NOT NULL,
      address text COLLATE "C" NOT NULL,
      uses bigint NOT NULL,
      first_at bigint NOT NULL,
      last_at bigint NOT NULL,
      PRIMARY KEY (application, secret, user_agent, address),
      FOREIGN KEY (application, secret) REFERENCES rollcall.application_secrets (application, id) ON DELETE CASCADE
    );
    CREATE INDEX secret_uses_by_last ON rollcall.secret_uses (application, secret, last_at, user_agent, address);
    CREATE INDEX secret_uses_by_age ON rollcall.secret_uses (last_at);

    CREATE TABLE rollcall.usage (
      application integer NOT NULL REFERENCES rollcall.applications (number) ON DELETE CASCADE,
      hour bigint NOT NULL,
      calls bigint NOT NULL,
      refused bigint NOT NULL,
      limited bigint NOT NULL,
      failed bigint NOT NULL,
      PRIMARY KEY (application, hour)
    );
    CREATE INDEX usage_by_hour ON rollcall.usage (hour);

    CREATE INDEX tokens_by_application ON rollcall.tokens (application);
  `,
};
