import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AuditQuery } from '../../src/storage/audit-verbs.ts';
import { text } from '../../src/storage/row.ts';
import { Database } from '../../src/storage/sqlite/database.ts';
import { migrate } from '../../src/storage/sqlite/migrate.ts';
import { PERSON_BY_EMAIL, PERSON_FACTS } from '../../src/storage/sqlite/person-facts.ts';
import { PLAN_TRANSITION } from '../../src/storage/sqlite/plan-transition.ts';
import { SECRET_STATEMENTS } from '../../src/storage/sqlite/read/application-reader.ts';
import { AUDIT_STATEMENTS, auditSql, listAudit } from '../../src/storage/sqlite/read/audit-reader.ts';
import { COUNT_STATEMENTS } from '../../src/storage/sqlite/read/count-users.ts';
import { IDENTITY_STATEMENTS } from '../../src/storage/sqlite/read/identity-reader.ts';
import { NAME_USER } from '../../src/storage/sqlite/read/name-users.ts';
import { SEARCH_STATEMENTS } from '../../src/storage/sqlite/read/search-people.ts';
import { USER_STATEMENTS } from '../../src/storage/sqlite/read/user-reader.ts';
import { SWEEP_STATEMENTS } from '../../src/storage/sqlite/write/identities/sessions.ts';
import { SIGN_OUT_STATEMENTS } from '../../src/storage/sqlite/write/identities/sign-out.ts';
import { MOVE } from '../../src/storage/sqlite/write/move-user.ts';
import { PEOPLE_STATEMENTS } from '../../src/storage/sqlite/write/people.ts';
import { USAGE_STATEMENTS } from '../../src/storage/sqlite/write/usage.ts';

const SEARCHES = Object.fromEntries(
  Object.entries(SEARCH_STATEMENTS).flatMap(([order, { end, matches }]) => [
    [`the end of a chunk by ${order}`, end],
    [`a chunk by ${order}`, matches],
  ]),
);

// A deployment has a handful of operators.
const { operators: _, ...IDENTITY_READS } = IDENTITY_STATEMENTS;

/** What costs the same at a million people as at ten: every statement finds its place by an index, and none sorts. */
describe('query plans', () => {
  let database: Database;

  before(async () => {
    database = new Database(':memory:');
    await migrate(database, 'memory');
  });

  after(() => database.close());

  const planOf = (sql: string): readonly string[] =>
    database.all(`EXPLAIN QUERY PLAN ${sql}`).map((row) => text(row, 'detail'));

  for (const [name, sql] of Object.entries({
    ...USER_STATEMENTS,
    ...PEOPLE_STATEMENTS,
    PERSON_BY_EMAIL,
    PERSON_FACTS,
    PLAN_TRANSITION,
    MOVE,
    ...IDENTITY_READS,
    ...SIGN_OUT_STATEMENTS,
    ...SWEEP_STATEMENTS,
    NAME_USER,
    COUNT_END: COUNT_STATEMENTS.end,
    COUNT_REST: COUNT_STATEMENTS.rest,
    ...SECRET_STATEMENTS,
    ...USAGE_STATEMENTS,
    ...SEARCHES,
  })) {
    test(`${name} neither scans nor sorts`, () => {
      const steps = planOf(sql);
      assert.ok(
        steps.some((step) => step.startsWith('SEARCH')),
        steps.join('\n'),
      );
      for (const step of steps) {
        // The rows of the page itself, the subquery's, are walked once; a principal is asked for by one row.
        assert.doesNotMatch(step, /TEMP B-TREE|^SCAN (?!\(subquery|CONSTANT ROW|asked$)/, steps.join('\n'));
      }
    });
  }

  test('a page starts at its place, not at the beginning of the account', () => {
    assert.match(
      planOf(USER_STATEMENTS.page).join('\n'),
      /PRIMARY KEY \(account=\? AND \(create_time,id\)>\(\?,\?\)\)/,
    );
    assert.match(
      planOf(USER_STATEMENTS.pageInState).join('\n'),
      /users_by_state \(account=\? AND state=\? AND \(create_time,id\)>\(\?,\?\)\)/,
    );
  });

  test('the audit log is followed from a place on, and its end is known at once', () => {
    assert.match(planOf(AUDIT_STATEMENTS.follow).join('\n'), /^SEARCH audit USING INTEGER PRIMARY KEY \(rowid>\?\)$/);
    assert.match(planOf(AUDIT_STATEMENTS.newest).join('\n'), /^SEARCH audit$/);
  });

  test('the audit log is searched a stretch at a time, and what is found is as in one go', async () => {
    database.exec(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 60000)
      INSERT INTO audit (sequence, at, action, outcome, account_id, subject, actor_kind, actor_id, request_id)
      SELECT n, n, 'token.issued', iif(n % 9000 = 1, 'refused', 'success'), 'A', 'B', 'operator', 'root', 'id' FROM numbers`);
    let questions = 0;
    const listed = async (query: Omit<AuditQuery, 'limit'>, limit = 3) => {
      questions = 0;
      const found = await listAudit({ ...query, limit }, (question) => {
        questions += 1;
        return question(database);
      });
      return found.map(({ sequence }) => sequence);
    };
    assert.deepEqual(await listed({ outcome: 'refused' }), [54001, 45001, 36001]);
    assert.deepEqual(await listed({ outcome: 'refused', before: 36001 }), [27001, 18001, 9001]);
    assert.deepEqual(await listed({ outcome: 'refused', before: 9001 }), [1]);
    assert.deepEqual(await listed({ until: new Date(3).toISOString() }), [2, 1]);
    assert.ok(questions > 2, `${questions} questions`);
    assert.deepEqual(await listed({}), [60000, 59999, 59998]);
    assert.ok(questions <= 2, `${questions} questions`);
    assert.deepEqual((await listed({}, 100_000)).length, 60000);
  });

  test('the audit log is read by the narrowest condition, newest first, without sorting', () => {
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
      const steps = planOf(auditSql({ ...query, limit: 10 }, 5).sql);
      assert.ok(!steps.some((step) => step.includes('TEMP B-TREE')), steps.join('\n'));
    }
  });
});
