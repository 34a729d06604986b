import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AuditAction } from '../../src/domain/audit.ts';
import type { Person } from '../../src/domain/directory.ts';
import { assertUser } from '../service/assertions.ts';
import { GET_USER, LIST_USERS, Scene, type UsersOperation } from './scene.ts';

/** The verb moves the person to `target`, once, and writes that down once. */
export function movesOnce(operation: UsersOperation, target: Person['state'], action: AuditAction): void {
  describe('moving a person', () => {
    test('the whole person comes back in the new state, and reads agree at once', async () => {
      await using scene = await Scene.open(operation);
      const { service, token, accountId } = scene;
      const moved: Person = { ...scene.member, state: target };
      const filter = target === 'ACTIVE' ? 'user.isActive()' : 'user.isSuspended()';
      const list = `/v1${LIST_USERS.path(accountId, '')}?filter=${filter}`;
      await service.call(token, 'GET', list); // pages read before must not be handed out again

      assertUser(await scene.call(), accountId, moved);
      assertUser(await service.call(token, 'GET', `/v1${GET_USER.path(accountId, moved.id)}`), accountId, moved);
      const listed: Person[] = (await service.call(token, 'GET', list)).json.results;
      assert.ok(listed.some(({ id, state }) => id === moved.id && state === target));
    });

    test('both families, and the colon in every spelling', async () => {
      await using scene = await Scene.open(operation);
      const spellings = [':', '%3A', '%3a'];

      for (const version of ['v1', 'v1beta1']) {
        for (const colon of spellings) {
          const path = `/${version}${operation.path(scene.accountId, scene.member.id).replace(':', colon)}`;
          const answer = await scene.service.call(scene.token, 'POST', path);
          assertUser(answer, scene.accountId, { ...scene.member, state: target });
        }
      }
    });

    test('repeating it changes nothing and writes nothing', async () => {
      await using scene = await Scene.open(operation);
      const entries = () => scene.service.storage.listAudit({ subject: scene.member.id, limit: 10 });
      const headers = { 'user-agent': 'Contoso-SOAR/4.2' };
      const first = await scene.call({ headers });
      const written = await entries();
      scene.service.clock.advance(10);

      for (let again = 0; again < 3; again += 1) assert.equal((await scene.call()).text, first.text);
      assert.deepEqual(await entries(), written);
      assert.equal(written.length, 1);
      const { sequence: _, ...entry } = written[0] ?? assert.fail('nothing was written');
      assert.deepEqual(entry, {
        time: '2026-03-01T12:00:00.000Z',
        action,
        outcome: 'success',
        reason: undefined,
        accountId: scene.accountId,
        subject: scene.member.id,
        actor: {
          kind: 'application',
          id: scene.client.clientId,
          address: '127.0.0.1',
          userAgent: 'Contoso-SOAR/4.2',
        },
        requestId: first.headers['x-request-id'],
        detail: {},
      });
    });

    test('asked for many times at once, it happens once', async () => {
      await using scene = await Scene.open(operation);
      const answers = await Promise.all(Array.from({ length: 20 }, () => scene.call()));

      for (const answer of answers) assertUser(answer, scene.accountId, { ...scene.member, state: target });
      assert.equal((await scene.service.storage.listAudit({ subject: scene.member.id, limit: 50 })).length, 1);
    });
  });
}
