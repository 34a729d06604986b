import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { systemRandom } from '../../../src/domain/random.ts';
import { newResourceId } from '../../../src/domain/resource-id.ts';
import { somebody } from '../../service/service.ts';
import { NOBODY } from '../administration.ts';
import { peopleScene, refusal } from './people-scene.ts';

describe('finding people', () => {
  test('by a part of a name, filtered, in order, page by page', async () => {
    await using it = await peopleScene();
    const list = async (query: Record<string, string>) =>
      (await it.call(it.owner, 'ListPeople', undefined, undefined, query)).json;
    const names = async (query: Record<string, string>) =>
      (await list(query)).people.map(({ display_name }: { display_name: string }) => display_name);
    assert.deepEqual(await names({ query: 'ADA adm' }), ['Ada Administrator']);
    assert.deepEqual(await names({ query: it.people.member.id }), ['Mia Member']);
    assert.deepEqual(await names({ role: 'member', order_by: 'display_name desc' }), ['Sam Security', 'Mia Member']);
    assert.deepEqual(await names({ security_group: 'true' }), ['Sam Security']);
    const first = await list({ order_by: 'display_name', max_page_size: '3' });
    assert.deepEqual([first.people.length, first.active, first.suspended], [3, 4, 0]);
    const rest = await list({ order_by: 'display_name', max_page_size: '3', page_token: first.next_page_token });
    assert.deepEqual(
      rest.people.map(({ display_name }: { display_name: string }) => display_name),
      ['Sam Security'],
    );
    assert.equal('next_page_token' in rest, false);
  });

  test('a page token is good for its own walk only', async () => {
    await using it = await peopleScene();
    const list = (query: Record<string, string>) => it.call(it.owner, 'ListPeople', undefined, undefined, query);
    const { next_page_token: token } = (await list({ max_page_size: '1' })).json;
    assert.equal((await list({ page_token: token })).status, 200);
    for (const query of [
      { page_token: token, state: 'ACTIVE' },
      { page_token: token, order_by: 'email' },
      { page_token: 'x' },
    ]) {
      const answer = await list(query);
      assert.deepEqual(refusal(answer), [400, 'invalid_argument']);
      assert.match(answer.text, /page_token/);
    }
    const other = await it.administration.person(await it.service.account([{ role: 'owner' }]), {
      role: 'administrator',
    });
    const { principal } = other;
    assert.ok(principal.kind === 'person');
    const stolen = await it.administration.call(
      other,
      'ListPeople',
      { account: principal.accountId },
      { query: { page_token: token } },
    );
    assert.deepEqual(refusal(stolen), [400, 'invalid_argument']);
  });
});

describe('a person', () => {
  test('is shown with what the caller cannot do to them, and that is what happens', async () => {
    await using it = await peopleScene();
    await it.service.account(
      [{ ...somebody(9), role: 'administrator', externallyManaged: true, displayName: 'Eve' }],
      'manual',
      it.account,
    );
    const everybody = (await it.call(it.owner, 'ListPeople', undefined)).json.people as {
      id: string;
      role: string;
      display_name: string;
    }[];
    const tries = {
      edit: ['UpdatePerson', () => ({ display_name: 'Another' })],
      change_role: ['UpdatePerson', (role: string) => ({ role: role === 'member' ? 'administrator' : 'member' })],
      invite: ['InvitePerson', undefined],
      suspend: ['SuspendPerson', undefined],
      reactivate: ['ReactivatePerson', undefined],
      delete: ['DeletePerson', undefined],
    } as const;
    let refused = 0;
    for (const who of [it.security, it.administrator, it.owner]) {
      for (const { id, role } of everybody) {
        for (const [what, [operation, body]] of Object.entries(tries)) {
          const shown = await it.call(who, 'GetPerson', id);
          const expected = shown.json.refusals[what];
          if (expected === undefined) continue; // what would be done is tried below
          refused += 1;
          const answer = await it.call(who, operation, id, body?.(role));
          assert.equal(answer.json.message, expected.reason, `${what} ${id}`);
          assert.match(expected.sentence, /^[A-Z].*\.$/);
        }
      }
    }
    assert.ok(refused > 20, String(refused));
  });

  test('is shown to a key with the permissions that it lacks, in the words it would be refused with', async () => {
    await using it = await peopleScene();
    const key = await it.administration.key(it.account, ['people.read']);
    const place = { account: it.account, user: it.people.member.id };
    const { refusals } = (await it.administration.call(key, 'GetPerson', place)).json;
    const answer = await it.administration.call(key, 'SuspendPerson', place);
    assert.equal(refusals.suspend.sentence, answer.json.details[1].message);
    assert.match(refusals.suspend.sentence, /^This admin key lacks the permission people\.suspend\./);
  });

  test('of another account is not found, whatever is asked', async () => {
    await using it = await peopleScene();
    const elsewhere = await it.service.account([{ role: 'owner', id: newResourceId(systemRandom) }]);
    const other = await it.administration.person(elsewhere, { role: 'owner' });
    for (const operation of ['GetPerson', 'SuspendPerson', 'DeletePerson', 'InvitePerson', 'SignOutPerson'] as const) {
      assert.deepEqual(refusal(await it.call(it.owner, operation, other.id)), [404, 'not_found']);
      assert.deepEqual(refusal(await it.call(other, operation, it.people.member.id)), [404, 'not_found']);
    }
    assert.equal(
      (await it.administration.call(NOBODY, 'GetPerson', { account: it.account, user: other.id })).status,
      401,
    );
  });
});
