import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { systemRandom } from '../../../src/domain/random.ts';
import { newResourceId } from '../../../src/domain/resource-id.ts';
import { NOBODY } from '../administration.ts';
import { MINUTES, peopleScene, refusal } from './people-scene.ts';

describe('suspending and signing out', () => {
  test('by the rules of the Users API; sessions end at once', async () => {
    await using it = await peopleScene();
    const { id } = it.people.administrator;
    const suspended = await it.call(it.security, 'SuspendPerson', id);
    assert.deepEqual([suspended.status, suspended.json.state, suspended.json.sessions], [200, 'SUSPENDED', 0]);
    assert.equal((await it.call(it.administrator, 'ListPeople', undefined)).status, 401);
    assert.equal((await it.call(it.security, 'ReactivatePerson', id)).json.state, 'ACTIVE');
    assert.equal((await it.call(it.administrator, 'ListPeople', undefined)).status, 401, 'it does not come back');
    assert.deepEqual(refusal(await it.call(it.security, 'SuspendPerson', newResourceId(systemRandom))), [
      404,
      'not_found',
    ]);
  });

  test('not where people are provisioned automatically', async () => {
    await using it = await peopleScene('automated');
    const { id } = it.people.member;
    const shown = await it.call(it.owner, 'GetPerson', id);
    assert.equal(shown.json.refusals.suspend.reason, 'automated_provisioning_enabled');
    assert.equal(shown.json.refusals.reactivate, undefined, 'they are active');
    assert.deepEqual(refusal(await it.call(it.owner, 'SuspendPerson', id)), [400, 'automated_provisioning_enabled']);
  });

  test('all sessions of a person', async () => {
    await using it = await peopleScene();
    const { id } = it.people.administrator;
    await it.signIn(id);
    assert.deepEqual((await it.call(it.security, 'SignOutPerson', id)).json, { sessions: 2 });
    assert.equal((await it.call(it.administrator, 'ListPeople', undefined)).status, 401);
    assert.deepEqual((await it.call(it.security, 'SignOutPerson', id)).json, { sessions: 0 });
  });
});

describe('inviting', () => {
  test('an owner invites whoever may sign in, with a link that opens once it is needed', async () => {
    await using it = await peopleScene();
    const invited = await it.call(it.owner, 'InvitePerson', it.people.security.id);
    assert.equal(invited.status, 201);
    const { url, expire_time: expireTime } = invited.json;
    assert.match(url, /^http:\/\/localhost:\d+\/console\/#\/invite\/rci_[\w-]+$/);
    assert.equal(Date.parse(expireTime), it.service.clock.now() + 15 * MINUTES * 1000);
    const [, token = ''] = url.split('/invite/');
    const opened = await it.administration.call(NOBODY, 'BeginInvite', {}, { body: { token } });
    assert.equal(opened.status, 200);
    assert.doesNotMatch(JSON.stringify(await it.service.storage.listAudit({ limit: 10 })), /rci_/);
  });

  test('nobody else, and nobody who could not use it', async () => {
    await using it = await peopleScene();
    assert.deepEqual(refusal(await it.call(it.administrator, 'InvitePerson', it.people.security.id)), [
      403,
      'permission_denied',
    ]);
    assert.deepEqual(refusal(await it.call(it.owner, 'InvitePerson', it.people.member.id)), [
      400,
      'failed_precondition',
    ]);
    await it.call(it.owner, 'SuspendPerson', it.people.security.id);
    assert.deepEqual(refusal(await it.call(it.owner, 'InvitePerson', it.people.security.id)), [
      400,
      'failed_precondition',
    ]);
    it.service.clock.advance(6 * MINUTES);
    assert.deepEqual(refusal(await it.call(it.owner, 'InvitePerson', it.people.administrator.id)), [
      403,
      'reauthentication_required',
    ]);
  });
});
