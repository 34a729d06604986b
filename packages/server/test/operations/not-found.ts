import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { systemRandom } from '../../src/domain/random.ts';
import { newResourceId } from '../../src/domain/resource-id.ts';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { somebody } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

const NO_ACCOUNT: ExpectedRefusal = { status: 404, code: 5, message: 'account_not_found' };
const NO_USER: ExpectedRefusal = { status: 404, code: 5, message: 'user_not_found' };

/** A token's own account is the only one there is. */
export function knowsOnlyTheTokensAccount(operation: UsersOperation): void {
  describe("only the token's account exists", () => {
    test("another account, whether it exists or not, and with or without the application's scope", async () => {
      await using scene = await Scene.open(operation);
      const stranger = somebody(0);
      const other = await scene.service.account([stranger, { ...somebody(1), state: 'SUSPENDED' }]);
      const scopeless = await scene.service.token(await scene.service.client(scene.accountId, ['get_user']));

      for (const accountId of [other, newResourceId(systemRandom)]) {
        assertRefusal(await scene.call({ accountId, userId: stranger.id }), NO_ACCOUNT);
        assertRefusal(await scene.call({ accountId, userId: stranger.id, token: scopeless }), NO_ACCOUNT);
      }
      assert.equal(await scene.stateOf(stranger.id, other), 'ACTIVE');
    });

    test('malformed account ids', async () => {
      await using scene = await Scene.open(operation);
      const { accountId: id } = scene;

      for (const accountId of [id.slice(1), `${id}A`, id.toLowerCase(), `${id}%20`, '%00', '-', 'A'.repeat(128)]) {
        assertRefusal(await scene.call({ accountId }), NO_ACCOUNT);
      }
    });

    test('the same as problem details', async () => {
      await using scene = await Scene.open(operation);
      const headers = { accept: 'application/problem+json, application/json;q=0.9' };

      assertProblem(await scene.call({ accountId: newResourceId(systemRandom), headers }), NO_ACCOUNT);
    });
  });
}

/** A verb is known in its letters, and no other is. */
export function knowsNoOtherVerb(operation: UsersOperation): void {
  test('no verb but those there are, in these letters', async () => {
    await using scene = await Scene.open(operation);
    const verb = operation.path('', '').split(':')[1] ?? assert.fail('it has no verb');
    const unknown = ['', 'delete', 'check', verb.toUpperCase(), `${verb}d`, `${verb}:${verb}`, `${verb}/`, `:${verb}`];

    for (const each of unknown) {
      const path = `/v1/accounts/${scene.accountId}/users/${scene.member.id}:${each}`;
      const answer = await scene.service.call(scene.token, operation.method, path);
      assertRefusal(answer, { status: 404, code: 5, message: 'path_not_found' });
    }
  });
}

/** Only people of the account exist. */
export function knowsOnlyPeopleOfTheAccount(operation: UsersOperation): void {
  describe('only people of the account exist', () => {
    test("unknown ids and another account's people", async () => {
      await using scene = await Scene.open(operation);
      const stranger = { ...somebody(1), state: operation.state };
      const other = await scene.service.account([somebody(0), stranger]);

      for (const userId of [newResourceId(systemRandom), stranger.id, other, scene.accountId]) {
        assertRefusal(await scene.call({ userId }), NO_USER);
      }
      assert.equal(await scene.stateOf(stranger.id, other), operation.state);
    });

    test('malformed ids', async () => {
      await using scene = await Scene.open(operation);
      const { id } = scene.member;
      const malformed = [id.slice(1), `${id}A`, id.toLowerCase(), `${id}%20`, `%20${id}`, `${id}%00`, `${id}%0A`];
      const hostile = ["'%20OR%201=1--", '%F0%9F%92%A5', '%2525', '..%2F..', '*', `${id.slice(1)}1`, 'A'.repeat(128)];

      for (const userId of [...malformed, ...hostile]) assertRefusal(await scene.call({ userId }), NO_USER);
      assert.equal(await scene.stateOf(), operation.state);
    });

    test('the same as problem details', async () => {
      await using scene = await Scene.open(operation);
      const headers = { accept: 'application/problem+json' };

      assertProblem(await scene.call({ userId: newResourceId(systemRandom), headers }), NO_USER);
    });
  });
}
