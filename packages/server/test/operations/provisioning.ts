import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Person } from '../../src/domain/directory.ts';
import { assertRefusal, assertUser } from '../service/assertions.ts';
import { somebody } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

/** In an account with automated provisioning the verbs are refused; reads work. */
export function leavesProvisionedPeopleAlone(operation: UsersOperation): void {
  describe('automated provisioning', () => {
    test('refused, whoever it is about; and written down, where it was more than a question', async () => {
      await using scene = await Scene.open(operation);
      const { service } = scene;
      const people: Person[] = [
        { ...somebody(0), role: 'owner' },
        { ...somebody(1), role: 'owner', state: operation.state },
        { ...somebody(2), role: 'administrator', state: operation.state, externallyManaged: true },
        { ...somebody(3), state: operation.state },
      ];
      const accountId = await service.account(people, 'automated');
      const token = await service.token(await service.client(accountId));

      for (const person of people.slice(1)) {
        const answer = await scene.call({ accountId, token, userId: person.id });
        assertRefusal(answer, { status: 400, code: 9, message: 'automated_provisioning_enabled' });
        assertUser(await service.call(token, 'GET', `/v1/accounts/${accountId}/users/${person.id}`), accountId, person);
        const written = operation.method === 'POST' ? ['refused automated_provisioning_enabled'] : [];
        assert.deepEqual(await scene.refusalsOf(person.id), written);
      }
    });

    test('being in that state already comes first', async () => {
      await using scene = await Scene.open(operation);
      const { service } = scene;
      const there: Person = { ...somebody(1), state: operation.state === 'ACTIVE' ? 'SUSPENDED' : 'ACTIVE' };
      const accountId = await service.account([somebody(0), there], 'automated');
      const token = await service.token(await service.client(accountId));

      assertUser(await scene.call({ accountId, token, userId: there.id }), accountId, there);
      assert.deepEqual(await service.storage.listAudit({ subject: there.id, limit: 10 }), []);
    });
  });
}
