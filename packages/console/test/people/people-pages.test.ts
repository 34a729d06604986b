import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry, Person } from '@rollcall/contract/admin';
import { queryOf } from '../../src/people/people-filters.ts';
import { afterEntry, type PeoplePages, withoutPerson } from '../../src/people/people-pages.ts';

const PAGES: PeoplePages = {
  pageParams: [undefined, 'two'],
  pages: [
    { people: [person('A'), person('B')], next_page_token: 'two', active: 3, suspended: 0 },
    { people: [person('C')], active: 3, suspended: 0 },
  ],
};

test('what the audit log tells of somebody is shown, and nothing else is touched', () => {
  const after = afterEntry(PAGES, entry('user.suspended', 'C'));
  assert.deepEqual(after.pages[1]?.people, [{ ...person('C'), state: 'SUSPENDED' }]);
  assert.equal(after.pages[0], PAGES.pages[0]);
  assert.deepEqual(afterEntry(after, entry('user.reactivated', 'C')), PAGES);
  const detail = { fields: 'role security_group', role_after: 'owner', security_group_after: 'true' };
  const changed = afterEntry(PAGES, entry('user.updated', 'A', { detail }));
  assert.deepEqual(changed.pages[0]?.people[0], { ...person('A'), role: 'owner', security_group: true });
});

test('who is deleted is gone; who was refused, or is on no page, changes nothing', () => {
  assert.deepEqual(afterEntry(PAGES, entry('user.deleted', 'B')), withoutPerson(PAGES, 'B'));
  assert.deepEqual(withoutPerson(PAGES, 'B').pages[0]?.people, [person('A')]);
  assert.equal(afterEntry(PAGES, entry('user.suspended', 'A', { outcome: 'refused' })), PAGES);
  assert.equal(afterEntry(PAGES, entry('user.suspended', 'D')), PAGES);
  assert.equal(afterEntry(PAGES, entry('session.started', 'A')), PAGES);
});

test('filters of the address that there are not are left out', () => {
  assert.deepEqual(queryOf({ state: 'ASLEEP', role: 'king', order: 'age', q: '  ' }), {});
  assert.deepEqual(
    queryOf({ q: ` ${'x'.repeat(300)}`, state: 'ACTIVE', role: 'owner', group: 'in', order: 'email desc' }),
    {
      query: 'x'.repeat(200),
      state: 'ACTIVE',
      role: 'owner',
      security_group: true,
      order_by: 'email desc',
    },
  );
});

function person(id: string): Person {
  const names = { display_name: id, email: `${id}@example.com`, create_time: '2026-03-01T00:00:00Z' };
  return { id, ...names, state: 'ACTIVE', role: 'member', security_group: false, externally_managed: false };
}

function entry(action: string, subject: string, more: Partial<AuditEntry> = {}): AuditEntry {
  const facts = { sequence: 1, time: '2026-03-01T00:00:00Z', request_id: 'r', detail: {}, account_id: 'X' };
  return { ...facts, action, subject, outcome: 'success', actor: { kind: 'operator', id: 'o' }, ...more };
}
