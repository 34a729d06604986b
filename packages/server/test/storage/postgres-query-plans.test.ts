import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { PEOPLE_ORDERS } from '../../src/storage/people-verbs.ts';
import { connectAlone, sessionSettings } from '../../src/storage/postgres/connection.ts';
import { openPostgresStorage } from '../../src/storage/postgres/open.ts';
import { PERSON_BY_EMAIL, PERSON_FACTS } from '../../src/storage/postgres/person-facts.ts';
import { PLAN_TRANSITION } from '../../src/storage/postgres/plan-transition.ts';
import { SECRET_STATEMENTS } from '../../src/storage/postgres/read/application-reader.ts';
import { AUDIT_STATEMENTS, auditSql } from '../../src/storage/postgres/read/audit-reader.ts';
import { FIND_APPLICATION, FIND_TOKEN } from '../../src/storage/postgres/read/directory-reader.ts';
import { IDENTITY_STATEMENTS } from '../../src/storage/postgres/read/identity-reader.ts';
import { NAME_USERS } from '../../src/storage/postgres/read/name-users.ts';
import { searchSql } from '../../src/storage/postgres/read/search-people.ts';
import { USER_STATEMENTS } from '../../src/storage/postgres/read/user-reader.ts';
import { LOCK_STATEMENTS } from '../../src/storage/postgres/write/identities/locked-holder.ts';
import { SWEEP_STATEMENTS } from '../../src/storage/postgres/write/identities/sessions.ts';
import { MOVE } from '../../src/storage/postgres/write/move-user.ts';
import { PEOPLE_STATEMENTS } from '../../src/storage/postgres/write/people.ts';
import { SECRET_CHANGES } from '../../src/storage/postgres/write/secrets.ts';
import { ISSUE, REVOKE, SWEEP } from '../../src/storage/postgres/write/tokens.ts';
import { USAGE_STATEMENTS } from '../../src/storage/postgres/write/usage.ts';
import { testCluster } from '../postgres/test-cluster.ts';
import { fill, people } from './contract/samples.ts';

const PATIENCE_MS = 60_000;
// What is written at once is put in one order.
const { RECORD_USES: _uses, RECORD_USAGE: _usage, ...SWEEPS } = USAGE_STATEMENTS;
const cluster = testCluster();

/** What costs the same at a million people as at ten: every statement finds its place by an index, and none sorts. */
describe('query plans of PostgreSQL', () => {
  let client: pg.Client;

  before(async () => {
    const options = { url: await cluster().createDatabase(), connectMs: PATIENCE_MS, queryMs: PATIENCE_MS };
    const storage = await openPostgresStorage({ ...options, role: 'server' });
    await fill(storage, { people: people(3000) });
    await storage.close();
    client = await connectAlone(options);
    await client.query(sessionSettings(PATIENCE_MS));
  });

  after(() => client.end());

  /** Of the plan that serves any values, which is the one that is kept. */
  const planOf = async (text: string): Promise<string> => {
    const { rows } = await client.query<Record<string, string>>(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  const STATEMENTS = {
    ...USER_STATEMENTS,
    ...PEOPLE_STATEMENTS,
    PERSON_BY_EMAIL,
    PERSON_FACTS,
    PLAN_TRANSITION,
    MOVE,
    ...IDENTITY_STATEMENTS,
    ...LOCK_STATEMENTS,
    ...SWEEP_STATEMENTS,
    FIND_TOKEN,
    FIND_APPLICATION,
    NAME_USERS,
    ISSUE,
    REVOKE,
    SWEEP,
    ...SECRET_STATEMENTS,
    ...SECRET_CHANGES,
    ...SWEEPS,
    FOLLOW_AUDIT: AUDIT_STATEMENTS.follow,
    NEWEST_AUDIT: AUDIT_STATEMENTS.newest,
  };
  for (const [name, { text }] of Object.entries(STATEMENTS)) {
    test(`${name} neither reads a table whole nor sorts`, async () => {
      const plan = await planOf(text);
      assert.match(plan, /Index (Only )?Scan/);
      assert.doesNotMatch(plan, /Seq Scan|Sort|Bitmap/);
    });
  }

  test('a statement is planned once for a connection, not for every request', async () => {
    const { name, text } = USER_STATEMENTS.page;
    for (let time = 0; time < 10; time += 1) await client.query({ name: name ?? '', text, values: ['A', '', '', 100] });
    const { rows } = await client.query(
      'SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = $1',
      [name],
    );
    assert.deepEqual(rows, [{ generic_plans: 10, custom_plans: 0 }]);
  });

  test('a page starts at its place, not at the beginning of the account', async () => {
    const place = /Index Cond: \(\(account = .*\) AND \(ROW\(create_time, id\) > ROW\(\$2, \$3\)\)\)/;
    assert.match(await planOf(USER_STATEMENTS.page.text), place);
    assert.match(await planOf(USER_STATEMENTS.page.text), /using users_pkey/);
    assert.match(await planOf(USER_STATEMENTS.pageInState.text), /using users_by_state/);
    assert.match(await planOf(USER_STATEMENTS.pageInState.text), /\(state = \$5\) AND \(ROW\(create_time, id\) > ROW/);
  });

  test('a search walks along an index from its place, and never sorts', async () => {
    const asked = { accountId: 'A', role: undefined, securityGroup: undefined, size: 10 };
    for (const order of PEOPLE_ORDERS) {
      for (const descending of [false, true]) {
        for (const text of [undefined, 'x']) {
          for (const after of [undefined, { value: 'b', id: 'B' }]) {
            const plan = await planOf(searchSql({ ...asked, order, descending, text, after, state: undefined }).sql);
            assert.match(plan, /Index Scan/);
            assert.doesNotMatch(plan, /Seq Scan|Sort|Bitmap/, plan);
            const key = { create_time: 'create_time', display_name: 'name_key', email: 'email_key' }[order];
            if (after !== undefined) assert.match(plan, new RegExp(`Index Cond: .*${key}`));
          }
        }
      }
    }
  });

  test('the audit log is read by the narrowest condition, newest first, without sorting', async () => {
    const [accountId, subject, since] = ['A', 'B', '2025-01-01T00:00:00Z'];
    const more = [{ actor: 'A' }, { accountId, outcome: 'refused' }, { accountId, actor: 'A', until: since }] as const;
    for (const query of [
      {},
      { accountId },
      { subject },
      { action: 'token.issued' },
      { accountId, since },
      ...more,
    ] as const) {
      assert.doesNotMatch(await planOf(auditSql({ ...query, limit: 10 }, 99).sql), /Seq Scan|Sort/);
    }
  });
});
