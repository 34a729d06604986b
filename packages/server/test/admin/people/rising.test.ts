import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { somebody } from '../../service/service.ts';
import type { Who } from '../administration.ts';
import { assertRefused, BASE_URL, SignInScene } from '../sign-in/sign-in-scene.ts';
import { SoftwareAuthenticator } from '../sign-in/software-authenticator.ts';
import { MINUTES, peopleScene, refusal } from './people-scene.ts';

const DENIED = [403, 'permission_denied'];

describe('nobody rises', () => {
  test('by putting themselves, or others, out of the reach of who suspends', async () => {
    await using it = await peopleScene();
    const elsewhere = { externally_managed: true };
    const body = { email: 'new@example.com', display_name: 'New', ...elsewhere };
    const key = await it.administration.key(it.account, ['people.read', 'people.write']);
    const ids = [it.people.administrator.id, it.people.member.id];
    for (const who of [it.administrator, key]) {
      for (const user of ids) {
        const params = { account: it.account, user };
        assert.deepEqual(
          refusal(await it.administration.call(who, 'UpdatePerson', params, { body: elsewhere })),
          DENIED,
        );
      }
      const created = await it.administration.call(who, 'CreatePerson', { account: it.account }, { body });
      assert.deepEqual(refusal(created), DENIED);
    }
    const [administratorId] = ids;
    assert.equal((await it.call(it.owner, 'UpdatePerson', administratorId, elsewhere)).status, 200);
    const taken = await it.call(it.administrator, 'UpdatePerson', administratorId, { externally_managed: false });
    assert.deepEqual(refusal(taken), DENIED);
    // What is sent as it is already changes nothing, and takes nothing.
    const asIs = { ...elsewhere, display_name: 'Ada' };
    assert.equal((await it.call(it.administrator, 'UpdatePerson', administratorId, asIs)).status, 200);
    it.service.clock.advance(6 * MINUTES);
    const late = await it.call(it.owner, 'UpdatePerson', administratorId, { externally_managed: false });
    assert.deepEqual(refusal(late), [403, 'reauthentication_required']);
  });

  test('by the address of somebody who may do more, by which they sign in', async () => {
    await using it = await peopleScene();
    const key = await it.administration.key(it.account, ['people.read', 'people.write']);
    const { owner, administrator, security, member } = it.people;
    const change = (who: Who, { id }: { readonly id: string }, body: object) => {
      return it.administration.call(who, 'UpdatePerson', { account: it.account, user: id }, { body });
    };
    for (const person of [owner, administrator, security]) {
      assert.deepEqual(refusal(await change(key, person, { email: 'mine@example.com' })), DENIED);
    }
    assert.deepEqual(refusal(await change(it.administrator, owner, { email: 'mine@example.com' })), DENIED);
    for (const [who, person] of [
      [key, member],
      [it.administrator, security],
      [it.owner, administrator],
    ] as const) {
      const changed = await change(who, person, { email: `${person.id}@example.com`.toLowerCase() });
      assert.equal(changed.status, 200, changed.text);
    }
    assert.equal((await change(key, administrator, { display_name: 'Ada' })).status, 200);
    const asIs = await change(key, security, { email: `${security.id}@example.com`.toLowerCase() });
    assert.equal(asIs.status, 200, 'what is so already changes nothing');
  });

  test('by the id of somebody who is gone: passkey, session and invitation went with them', async () => {
    await using scene = await SignInScene.open();
    const { administration, accountId } = scene;
    const chief = await administration.person(accountId, { role: 'owner' });
    const former = await scene.person({ role: 'owner', email: 'former@example.com' });
    const browser = scene.browser();
    const holder = await scene.register(former, browser);
    const invitation = await scene.invite(former);
    const params = { account: accountId, user: former.userId };
    assert.equal((await administration.call(chief, 'DeletePerson', params)).status, 204);
    const again = { id: former.userId, email: 'former@example.com', display_name: 'Former', role: 'owner' };
    const created = await administration.call(chief, 'CreatePerson', { account: accountId }, { body: again });
    assert.deepEqual([created.status, created.json.passkeys, created.json.sessions], [201, 0, 0]);
    assert.equal((await browser.call('GetSession')).status, 204);
    assertRefused(await scene.signIn(scene.browser(), holder));
    assertRefused(await scene.accept(scene.browser(), invitation, new SoftwareAuthenticator(BASE_URL)));
  });

  test('by an invitation from better days, or by a role that was taken: what counts is what they are now', async () => {
    await using scene = await SignInScene.open();
    const { administration, accountId } = scene;
    const chief = await administration.person(accountId, { role: 'owner' });
    const params = { account: accountId, user: scene.owner.userId };
    const invitation = await scene.invite(scene.owner);
    const change = (body: object) => administration.call(chief, 'UpdatePerson', params, { body });
    assert.equal((await change({ role: 'member' })).status, 200);
    assertRefused(await scene.accept(scene.browser(), invitation, new SoftwareAuthenticator(BASE_URL)));
    assert.equal((await change({ security_group: true })).status, 200);
    const browser = scene.browser();
    const accepted = await scene.accept(browser, invitation, new SoftwareAuthenticator(BASE_URL));
    assert.deepEqual([accepted.status, accepted.json.permissions.includes('roles.write')], [200, false]);
    assert.equal((await browser.call('InvitePerson', undefined, params)).status, 403);
  });
});

describe('at once', () => {
  test('two owners who demote, suspend or delete each other leave one', async () => {
    for (const [id, body] of [
      ['UpdatePerson', { role: 'administrator' }],
      ['DeletePerson', undefined],
      ['SuspendPerson', undefined],
    ] as const) {
      await using it = await peopleScene();
      const second = await it.administration.person(it.account, { role: 'owner' });
      const pairs = [
        [it.owner, second.id],
        [second, it.people.owner.id],
      ] as const;
      const answers = await Promise.all(pairs.map(([who, other]) => it.call(who, id, other, body)));
      assert.equal(answers.filter(({ status }) => status < 300).length, 1, answers.map(({ text }) => text).join());
      const { storage } = it.service;
      const left = await storage.searchPeople({
        accountId: it.account,
        text: undefined,
        securityGroup: undefined,
        after: undefined,
        role: 'owner',
        state: 'ACTIVE',
        order: 'create_time',
        descending: false,
        size: 10,
      });
      assert.equal(left.people.length, 1, id);
    }
  });

  test('what is asked for while its person is suspended is done before, or refused', async () => {
    await using it = await peopleScene();
    const colleague = await it.administration.person(it.account, { role: 'administrator' });
    const create = (number: number) => {
      const { email, displayName } = somebody(number);
      return it.call(colleague, 'CreatePerson', undefined, { email, display_name: displayName });
    };
    const [suspended, ...created] = await Promise.all([
      it.call(it.owner, 'SuspendPerson', colleague.id),
      ...[1, 2, 3, 4].map(create),
    ]);
    assert.equal(suspended.status, 200);
    for (const { status } of created) assert.ok([201, 401].includes(status), String(status));
    assert.equal((await create(9)).status, 401);
    assert.equal((await it.call(it.owner, 'ReactivatePerson', colleague.id)).status, 200);
    assert.equal((await create(9)).status, 401, 'the session does not come back');
  });
});

test('a key is of its account and not of who made it: it goes on when they lose their role, and owners see it', async () => {
  await using it = await peopleScene();
  const second = await it.administration.person(it.account, { role: 'owner' });
  const body = { label: 'Sync', permissions: ['people.read'] };
  const made = await it.administration.call(second, 'CreateKey', { account: it.account }, { body });
  assert.equal(made.status, 201);
  const key = { headers: { authorization: `Bearer ${made.json.admin_key}` } };
  assert.equal((await it.call(it.owner, 'DeletePerson', second.id)).status, 204);
  const list = () => it.administration.call(key, 'ListPeople', { account: it.account });
  assert.equal((await list()).status, 200);
  const { json } = await it.administration.call(it.owner, 'ListKeys', { account: it.account });
  assert.deepEqual(
    json.keys.map(({ id }: { id: string }) => id),
    [made.json.key.id],
  );
  const audit = await it.administration.call(
    it.owner,
    'ListAudit',
    { account: it.account },
    { query: { action: 'admin_key.created' } },
  );
  assert.deepEqual(
    audit.json.entries.map(({ actor }: { actor: { id: string } }) => actor.id),
    [second.id],
  );
  const params = { account: it.account, key: made.json.key.id };
  assert.equal((await it.administration.call(it.owner, 'DeleteKey', params)).status, 204);
  assert.equal((await list()).status, 401);
});
