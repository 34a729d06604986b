import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MINUTES, peopleScene, refusal } from './people-scene.ts';

describe('creating a person', () => {
  test('makes a member, found at once, by whoever writes people', async () => {
    await using it = await peopleScene();
    const body = { email: 'New@example.com', display_name: '<script>alert(1)</script>' };
    const created = await it.call(it.administrator, 'CreatePerson', undefined, body);
    assert.equal(created.status, 201);
    assert.deepEqual(
      [created.json.role, created.json.state, created.json.passkeys, created.json.sessions],
      ['member', 'ACTIVE', 0, 0],
    );
    const found = await it.call(it.security, 'ListPeople', undefined, undefined, { query: 'new@EXAMPLE' });
    assert.deepEqual(
      found.json.people.map(({ id }: { id: string }) => id),
      [created.json.id],
    );
    const twice = await it.call(it.administrator, 'CreatePerson', undefined, { ...body, email: 'nEW@example.com' });
    assert.deepEqual(refusal(twice), [409, 'already_exists']);
    assert.match(twice.text, /"field":"email"/);
    assert.deepEqual(refusal(await it.call(it.security, 'CreatePerson', undefined, body)), [403, 'permission_denied']);
  });

  test('with a role takes who may give one, freshly signed in', async () => {
    await using it = await peopleScene();
    const given = [{ role: 'owner' }, { role: 'administrator' }, { security_group: true }] as const;
    for (const [index, more] of given.entries()) {
      const body = { email: `person${index}@example.com`, display_name: 'A', ...more };
      assert.deepEqual(refusal(await it.call(it.administrator, 'CreatePerson', undefined, body)), [
        403,
        'permission_denied',
      ]);
      assert.equal((await it.call(it.owner, 'CreatePerson', undefined, body)).status, 201);
    }
    it.service.clock.advance(6 * MINUTES);
    const body = { email: 'late@example.com', display_name: 'A', role: 'owner' };
    assert.deepEqual(refusal(await it.call(it.owner, 'CreatePerson', undefined, body)), [
      403,
      'reauthentication_required',
    ]);
    assert.equal((await it.call(it.owner, 'CreatePerson', undefined, { ...body, role: 'member' })).status, 201);
  });
});

describe('changing a person', () => {
  test('what is sent and differs, written down with who did it', async () => {
    await using it = await peopleScene();
    const { id } = it.people.member;
    const body = { display_name: 'Mia Neu', role: 'member', security_group: false };
    const changed = await it.call(it.administrator, 'UpdatePerson', id, body);
    assert.deepEqual([changed.status, changed.json.display_name], [200, 'Mia Neu']);
    const [entry] = await it.service.storage.listAudit({ accountId: it.account, limit: 1 });
    assert.deepEqual(
      [entry?.action, entry?.actor.kind, entry?.actor.id, entry?.detail.fields],
      ['user.updated', 'person', it.people.administrator.id, 'display_name'],
    );
    assert.deepEqual(refusal(await it.call(it.administrator, 'UpdatePerson', id, { email: it.people.owner.email })), [
      409,
      'already_exists',
    ]);
    assert.deepEqual(refusal(await it.call(it.owner, 'UpdatePerson', id, {})), [400, 'invalid_argument']);
    assert.deepEqual(refusal(await it.call(it.owner, 'UpdatePerson', id, { state: 'SUSPENDED' })), [
      400,
      'invalid_argument',
    ]);
  });

  test('a role by an owner only, freshly signed in; who loses one is signed out', async () => {
    await using it = await peopleScene();
    const { id } = it.people.administrator;
    const demote = { role: 'member' };
    assert.deepEqual(refusal(await it.call(it.administrator, 'UpdatePerson', it.people.member.id, { role: 'owner' })), [
      403,
      'permission_denied',
    ]);
    assert.deepEqual(refusal(await it.call(it.administrator, 'UpdatePerson', id, { security_group: true })), [
      403,
      'permission_denied',
    ]);
    assert.equal((await it.call(it.owner, 'UpdatePerson', id, demote)).status, 200);
    assert.equal((await it.call(it.administrator, 'ListPeople', undefined)).status, 401);
    it.service.clock.advance(6 * MINUTES);
    assert.deepEqual(refusal(await it.call(it.owner, 'UpdatePerson', id, { role: 'owner' })), [
      403,
      'reauthentication_required',
    ]);
    assert.equal((await it.call(it.owner, 'UpdatePerson', id, { ...demote, display_name: 'Same role' })).status, 200);
  });

  test('the last owner stays one', async () => {
    await using it = await peopleScene();
    const { id } = it.people.owner;
    assert.deepEqual(refusal(await it.call(it.owner, 'UpdatePerson', id, { role: 'member' })), [
      403,
      'no_owner_remain',
    ]);
    assert.deepEqual(refusal(await it.call(it.owner, 'DeletePerson', id)), [403, 'no_owner_remain']);
    assert.deepEqual(refusal(await it.call(it.security, 'SuspendPerson', id)), [403, 'no_owner_remain']);
  });

  test('an owner is edited and deleted by owners and operators only', async () => {
    await using it = await peopleScene();
    const second = await it.administration.person(it.account, { role: 'owner' });
    const operator = await it.administration.operator();
    const params = { account: it.account, user: second.id };
    const key = await it.administration.key(it.account, ['people.write', 'people.read']);
    for (const who of [it.administrator, key]) {
      const edited = await it.administration.call(who, 'UpdatePerson', params, { body: { display_name: 'X' } });
      assert.deepEqual(refusal(edited), [403, 'permission_denied']);
      assert.deepEqual(refusal(await it.administration.call(who, 'DeletePerson', params)), [403, 'permission_denied']);
    }
    assert.equal(
      (await it.administration.call(operator, 'UpdatePerson', params, { body: { display_name: 'X' } })).status,
      200,
    );
    it.service.clock.advance(6 * MINUTES);
    assert.deepEqual(refusal(await it.call(it.owner, 'DeletePerson', second.id)), [403, 'reauthentication_required']);
    const fresh = await it.signIn(it.people.owner.id);
    assert.equal((await it.call(fresh, 'DeletePerson', second.id)).status, 204);
    assert.equal((await it.call(second, 'ListPeople', undefined)).status, 401);
  });
});
