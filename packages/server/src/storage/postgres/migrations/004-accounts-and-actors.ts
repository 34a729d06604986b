import type { Migration } from './migration.ts';

/**
 * Limits of an account, the Security group, and more who may have acted. The entries that are there kept to a narrower
 * rule: they are not read again for the wider one, however many they are.
 */
export const accountsAndActors: Migration = {
  name: '004-accounts-and-actors',
  compatibleFrom: 3,
  sql: `
    ALTER TABLE rollcall.accounts ADD COLUMN requests_per_minute integer, ADD COLUMN requests_per_hour integer;
    ALTER TABLE rollcall.users ADD COLUMN security_group boolean NOT NULL DEFAULT false;

    ALTER TABLE rollcall.audit DROP CONSTRAINT audit_actor_kind_check;
    ALTER TABLE rollcall.audit ADD CONSTRAINT audit_actor_kind_check
      CHECK (actor_kind IN ('application', 'operator', 'person', 'admin_key')) NOT VALID;
    -- By a digest: what a stranger sent may be long.
    CREATE INDEX audit_by_actor ON rollcall.audit (md5(actor_id), sequence);
    CREATE INDEX refused_audit ON rollcall.audit (account_id, sequence) WHERE outcome = 'refused';
  `,
};
