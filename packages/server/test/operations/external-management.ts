import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '../../src/domain/directory.ts';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { somebody } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

const MANAGED_ELSEWHERE: ExpectedRefusal = { status: 403, code: 7, message: 'externally_managed_user' };

/** An administrator whom another organisation manages is that organisation's to change. */
export function leavesForeignAdministratorsAlone(operation: UsersOperation): void {
  test('an externally managed administrator is left alone; that is written down, where it was more than a question', async () => {
    await using scene = await Scene.open(operation);
    const foreign: Person = {
      ...somebody(1),
      role: 'administrator',
      externallyManaged: true,
      state: operation.state,
    };
    const accountId = await scene.service.account([somebody(0), foreign]);
    const token = await scene.service.token(await scene.service.client(accountId));
    const call = (headers = {}) => scene.call({ accountId, token, userId: foreign.id, headers });

    const answer = await call();
    assertRefusal(answer, MANAGED_ELSEWHERE);
    assert.equal(answer.headers['www-authenticate'], undefined);
    assertProblem(await call({ accept: 'application/problem+json' }), MANAGED_ELSEWHERE);
    assert.equal(await scene.stateOf(foreign.id, accountId), operation.state);
    const written = operation.method === 'POST' ? ['refused externally_managed_user'] : [];
    assert.deepEqual(await scene.refusalsOf(foreign.id), [...written, ...written]);
  });
}
