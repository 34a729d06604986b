import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Person } from '../../src/domain/directory.ts';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { somebody } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

export const LAST_OWNER: ExpectedRefusal = { status: 403, code: 7, message: 'no_owner_remain' };

/** An account is never left without an active owner. */
export function keepsTheLastOwner(operation: UsersOperation): void {
  test('the last active owner stays, whoever else there is', async () => {
    await using scene = await Scene.open(operation);
    const people: Person[] = [
      { ...somebody(0), role: 'owner' },
      { ...somebody(1), role: 'owner', state: 'SUSPENDED' },
      { ...somebody(2), role: 'administrator' },
    ];
    const accountId = await scene.service.account(people);
    const token = await scene.service.token(await scene.service.client(accountId));
    const userId = people[0]?.id ?? '';
    const headers = { accept: 'application/*+json;q=0, application/problem+json' };

    const answer = await scene.call({ accountId, token, userId });
    assertRefusal(answer, LAST_OWNER);
    assert.equal(answer.headers['www-authenticate'], undefined);
    assertProblem(await scene.call({ accountId, token, userId, headers }), LAST_OWNER);
    assert.equal(await scene.stateOf(userId, accountId), 'ACTIVE');
  });
}
