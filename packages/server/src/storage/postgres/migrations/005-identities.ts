import type { Migration } from './migration.ts';

/**
 * Who signs in, and what they hold. A holder is a person of an account, or an operator: the account is 0 then, a number
 * that no account has.
 *
 * That somebody who is suspended, loses rights or is removed is signed out is kept by the database itself: a statement
 * of a server sees what was there when it began, not the session that began while it waited for the person's row; what
 * a trigger does is seen anew. It holds for servers of the previous version, too. Whoever writes what a person holds
 * locks the person first: then nobody waits for a session who has a number of the audit log.
 */
export const identities: Migration = {
  name: '005-identities',
  compatibleFrom: 3,
  sql: `
    CREATE TABLE rollcall.operators (
      id text COLLATE "C" PRIMARY KEY,
      name text NOT NULL,
      create_time text COLLATE "C" NOT NULL
    );
    CREATE INDEX operators_by_age ON rollcall.operators (create_time, id);

    CREATE TABLE rollcall.passkeys (
      id text COLLATE "C" PRIMARY KEY,
      account integer NOT NULL,
      holder text COLLATE "C" NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text NOT NULL,
      label text NOT NULL,
      backed_up boolean NOT NULL,
      create_time text COLLATE "C" NOT NULL,
      last_use_time text COLLATE "C"
    );
    CREATE INDEX passkeys_by_holder ON rollcall.passkeys (account, holder, create_time, id);

    CREATE TABLE rollcall.invites (
      hash bytea PRIMARY KEY CHECK (length(hash) = 32),
      account integer NOT NULL,
      holder text COLLATE "C" NOT NULL,
      expires_at bigint NOT NULL
    );
    CREATE INDEX invites_by_holder ON rollcall.invites (account, holder);
    CREATE INDEX invites_by_expiry ON rollcall.invites (expires_at);

    CREATE TABLE rollcall.sessions (
      hash bytea PRIMARY KEY CHECK (length(hash) = 32),
      id text COLLATE "C" NOT NULL UNIQUE,
      account integer NOT NULL,
      holder text COLLATE "C" NOT NULL,
      method text COLLATE "C" NOT NULL CHECK (method IN ('passkey', 'invite', 'sso')),
      authenticated_at bigint NOT NULL,
      started_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      user_agent text,
      address text
    );
    CREATE INDEX sessions_by_holder ON rollcall.sessions (account, holder, started_at, id);
    CREATE INDEX sessions_by_expiry ON rollcall.sessions (expires_at);

    CREATE TABLE rollcall.spent (
      hash bytea PRIMARY KEY CHECK (length(hash) = 32),
      expires_at bigint NOT NULL
    );
    CREATE INDEX spent_by_expiry ON rollcall.spent (expires_at);

    CREATE TABLE rollcall.admin_keys (
      id text COLLATE "C" PRIMARY KEY,
      hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
      account integer NOT NULL,
      label text NOT NULL,
      permissions text NOT NULL,
      create_time text COLLATE "C" NOT NULL,
      expire_time text COLLATE "C",
      last_use_time text COLLATE "C"
    );
    CREATE INDEX admin_keys_by_account ON rollcall.admin_keys (account, create_time, id);

    CREATE TABLE rollcall.single_sign_on (
      account integer PRIMARY KEY REFERENCES rollcall.accounts (number),
      issuer text NOT NULL,
      client_id text NOT NULL,
      sealed_client_secret text
    );

    CREATE FUNCTION rollcall.sign_out() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      DELETE FROM rollcall.sessions WHERE account = OLD.account AND holder = OLD.id;
      IF TG_OP = 'DELETE' THEN
        DELETE FROM rollcall.passkeys WHERE account = OLD.account AND holder = OLD.id;
        DELETE FROM rollcall.invites WHERE account = OLD.account AND holder = OLD.id;
      END IF;
      RETURN NULL;
    END $$;
    -- What losesRights says of a person.
    CREATE TRIGGER person_lost_rights AFTER UPDATE OF state, role, security_group ON rollcall.users
      FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state = 'SUSPENDED'
        OR OLD.role <> NEW.role AND (OLD.role = 'owner' OR NEW.role = 'member')
        OR OLD.security_group AND NOT NEW.security_group) EXECUTE FUNCTION rollcall.sign_out();
    CREATE TRIGGER person_removed AFTER DELETE ON rollcall.users
      FOR EACH ROW EXECUTE FUNCTION rollcall.sign_out();
  `,
};
