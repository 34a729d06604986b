import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '../../../src/domain/directory.ts';
import { assertRefusal, assertUser } from '../../service/assertions.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { somebody } from '../../service/service.ts';
import { leavesForeignAdministratorsAlone } from '../external-management.ts';
import { keepsTheLastOwner, LAST_OWNER } from '../last-owner.ts';
import { Scene, SUSPEND_USER } from '../scene.ts';
import { demandsItsScope } from '../scope.ts';

provesItsStatus(import.meta.filename);
demandsItsScope(SUSPEND_USER);
leavesForeignAdministratorsAlone(SUSPEND_USER);
keepsTheLastOwner(SUSPEND_USER);

test('with another owner active again, the last one is no longer the last', async () => {
  await using scene = await Scene.open(SUSPEND_USER);
  const other: Person = { ...somebody(2), role: 'owner', state: 'SUSPENDED' };
  await scene.service.account([other], 'manual', scene.accountId);

  assertRefusal(await scene.call({ userId: scene.owner.id }), LAST_OWNER);
  await scene.service.call(scene.token, 'POST', `/v1/accounts/${scene.accountId}/users/${other.id}:reactivate`);
  assertUser(await scene.call({ userId: scene.owner.id }), scene.accountId, { ...scene.owner, state: 'SUSPENDED' });
  assertRefusal(await scene.call({ userId: other.id }), LAST_OWNER);
});

test('of owners suspended at the same instant, all but one are', async () => {
  await using scene = await Scene.open(SUSPEND_USER);

  for (const count of [...Array.from({ length: 25 }, () => 2), 3, 5, 8]) {
    const owners = Array.from({ length: count }, (_, index): Person => ({ ...somebody(index), role: 'owner' }));
    const accountId = await scene.service.account(owners);
    const token = await scene.service.token(await scene.service.client(accountId));
    const answers = await Promise.all(owners.map(({ id }) => scene.call({ accountId, token, userId: id })));

    const refused = answers.filter(({ status }) => status !== 200);
    assert.equal(refused.length, 1);
    for (const answer of refused) assertRefusal(answer, LAST_OWNER);
    assert.deepEqual(await scene.service.storage.countUsers(accountId), { active: 1, suspended: count - 1 });
  }
});
