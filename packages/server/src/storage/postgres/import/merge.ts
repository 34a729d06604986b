import type pg from 'pg';
import type { ChangeContext } from '../../../domain/audit.ts';
import { toTimestamp } from '../../../domain/clock.ts';
import { DIRECTORY_CHANGES } from '../../import-rules/directory-changes.ts';
import { type ImportRules, ownerless } from '../../import-rules/import-rules.ts';
import { PLAN } from '../../import-rules/person-rules.ts';
import type { TouchedAccount } from '../../import-rules/touched-accounts.ts';
import { integer, text } from '../../row.ts';
import { StorageUnavailable } from '../../storage.ts';
import { ask } from '../connection.ts';
import { plain } from '../statement.ts';
import { auditSql, circumstances } from '../write/audit-entry.ts';
import { mergeApplication } from './merge-application.ts';

// Imports and changes of accounts and applications come one after the other; reads, people and tokens go on.
const LOCK = plain(`LOCK TABLE rollcall.accounts, rollcall.applications, rollcall.application_secrets
  IN SHARE ROW EXCLUSIVE MODE`);
const OVERTAKEN = plain('SELECT 1 FROM rollcall.audit WHERE sequence > $1 AND action = ANY($2) LIMIT 1');
const CREATE_ACCOUNTS = plain(`INSERT INTO rollcall.accounts (id, name, provisioning, create_time)
  SELECT id, name, provisioning, $4 FROM unnest($1::text[], $2::text[], $3::text[])
    WITH ORDINALITY AS g (id, name, provisioning, place) ORDER BY place`);
const UPDATE_ACCOUNTS = plain(`UPDATE rollcall.accounts a SET name = g.name, provisioning = g.provisioning
  FROM unnest($1::text[], $2::text[], $3::text[]) AS g (id, name, provisioning) WHERE a.id = g.id`);
// As whoever changes people or suspends an owner does: the rule about the last one is decided by one at a time.
const LOCK_ACCOUNTS = plain(`SELECT number, id FROM rollcall.accounts WHERE id = ANY($1) ORDER BY number
  FOR NO KEY UPDATE`);
const NUMBERS = plain(`CREATE TEMP TABLE account_numbers (given integer PRIMARY KEY, number integer NOT NULL)`);
const ADD_NUMBERS = plain('INSERT INTO pg_temp.account_numbers SELECT * FROM unnest($1::integer[], $2::integer[])');
const STAGED = 'pg_temp.staged_people s JOIN pg_temp.account_numbers n ON n.given = s.account';
const UPDATE_PEOPLE = plain(`UPDATE rollcall.users u SET create_time = s.create_time, email = s.email,
    email_key = s.email_key, display_name = s.display_name, name_key = s.name_key, role = s.role,
    externally_managed = s.externally_managed, security_group = s.security_group,
    state = CASE WHEN s.plan = ${PLAN.UPDATE_ALL_BUT_STATE} THEN u.state ELSE s.state END
  FROM ${STAGED} WHERE s.plan >= ${PLAN.UPDATE} AND u.account = n.number AND u.id = s.id`);
// In the order of the list, so that pages of people lie side by side.
const CREATE_PEOPLE = plain(`INSERT INTO rollcall.users
    (account, create_time, id, email, email_key, display_name, name_key, state, role, externally_managed,
      security_group)
  SELECT n.number, s.create_time, s.id, s.email, s.email_key, s.display_name, s.name_key, s.state, s.role,
    s.externally_managed, s.security_group
  FROM ${STAGED} WHERE s.plan = ${PLAN.CREATE} ORDER BY n.number, s.create_time, s.id`);
const OWNERLESS = plain(`SELECT g.id FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS g (number, id, place)
  WHERE EXISTS (SELECT 1 FROM rollcall.users WHERE account = g.number)
    AND NOT EXISTS (SELECT 1 FROM rollcall.users WHERE account = g.number AND role = 'owner' AND state = 'ACTIVE')
  ORDER BY place LIMIT 1`);
const NOTE = plain(
  auditSql(
    {
      action: "'directory.imported'",
      outcome: "'success'",
      accountId: 'g.id',
      subject: 'g.id',
      detail: 'g.detail',
      from: `(SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS each (id, detail, place) ORDER BY place) g`,
    },
    3,
  ),
);

export interface Merge {
  readonly client: pg.Client;
  readonly rules: ImportRules;
  /** The audit number up to which the directory was known when the import began. */
  readonly mark: number;
  readonly source: string;
  readonly context: ChangeContext;
}

/**
 * Moves everything that was put aside into the store, inside a transaction that the caller began and commits.
 * @throws ImportConflict where an account would be left without an active owner
 * @throws StorageUnavailable where somebody else changed the directory meanwhile
 */
export async function merge({ client, rules, mark, source, context }: Merge): Promise<void> {
  const now = toTimestamp(context.at);
  const accounts = [...rules.accounts()];
  await ask(client, LOCK, []);
  // Before the question who was first: whoever adds, changes or removes a person holds their account until it is told.
  await ask(client, LOCK_ACCOUNTS, [accounts.map(({ id }) => id)]);
  if ((await ask(client, OVERTAKEN, [mark, DIRECTORY_CHANGES])).length > 0) {
    throw new StorageUnavailable('The directory was changed by somebody else meanwhile. Import the file again.');
  }
  await mergeAccounts(client, accounts, now);
  const numbers = await numbersOf(client, accounts);
  const people = rules.total().of('users');
  if (people.updated > 0) await ask(client, UPDATE_PEOPLE, []);
  if (people.created > 0) await ask(client, CREATE_PEOPLE, []);
  for (const staged of rules.applications()) await mergeApplication(client, staged, context.at);
  const [lost] = await ask(client, OWNERLESS, [numbers, accounts.map(({ id }) => id)]);
  if (lost !== undefined) throw ownerless(text(lost, 'id'));
  const changed = accounts.filter(({ tally }) => Object.keys(tally.changes()).length > 0);
  const details = changed.map(({ tally }) => JSON.stringify({ source, ...tally.changes() }));
  await ask(client, NOTE, [changed.map(({ id }) => id), details, ...circumstances(context)]);
}

async function mergeAccounts(client: pg.Client, accounts: readonly TouchedAccount[], now: string): Promise<void> {
  for (const change of ['created', 'updated'] as const) {
    const changed = accounts.flatMap(({ id, record }) => (record?.change === change ? [{ id, ...record }] : []));
    if (changed.length === 0) continue;
    const values = [
      changed.map(({ id }) => id),
      changed.map(({ name }) => name),
      changed.map(({ provisioning }) => provisioning),
    ];
    if (change === 'created') await ask(client, CREATE_ACCOUNTS, [...values, now]);
    else await ask(client, UPDATE_ACCOUNTS, values);
  }
}

/** Locks the accounts, and says their numbers in the store to what was put aside under others. */
async function numbersOf(client: pg.Client, accounts: readonly TouchedAccount[]): Promise<readonly number[]> {
  const rows = await ask(client, LOCK_ACCOUNTS, [accounts.map(({ id }) => id)]);
  const stored = new Map(rows.map((row) => [text(row, 'id'), integer(row, 'number')]));
  const numbers = accounts.map(({ id }) => stored.get(id) ?? 0);
  await ask(client, NUMBERS, []);
  await ask(client, ADD_NUMBERS, [accounts.map(({ number }) => number), numbers]);
  await ask(client, plain('ANALYZE pg_temp.account_numbers'), []);
  await ask(client, plain('ANALYZE pg_temp.staged_people'), []);
  return numbers;
}
