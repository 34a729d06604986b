import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import { ALL_SCOPES } from '../service/service.ts';
import { Scene, type UsersOperation } from './scene.ts';

/** The operation belongs to whoever has its scope now, and to nobody else. */
export function demandsItsScope(operation: UsersOperation): void {
  const { scope } = operation;
  const refused: ExpectedRefusal = { status: 403, code: 7, message: 'insufficient_scope', metadata: { scope } };
  const others = ALL_SCOPES.filter((each) => each !== scope);

  describe(`the scope ${scope} is demanded`, () => {
    test('all the others are not enough, and nothing is changed', async () => {
      await using scene = await Scene.open(operation);
      const token = await scene.service.token(await scene.service.client(scene.accountId, others));
      const answer = await scene.call({ token });

      assertRefusal(answer, refused);
      assert.equal(answer.headers['www-authenticate'], 'Bearer realm="Rollcall", error="insufficient_scope"');
      assertProblem(await scene.call({ token, headers: { accept: 'application/problem+json' } }), refused);
      assert.equal(await scene.stateOf(), operation.state);
    });

    test('it alone is enough', async () => {
      await using scene = await Scene.open(operation);
      const token = await scene.service.token(await scene.service.client(scene.accountId, [scope]));

      assert.equal((await scene.call({ token })).status, 200);
    });

    test('taken away or given, it counts from the next call on, for tokens that are out already', async () => {
      await using scene = await Scene.open(operation);
      const { clientId } = scene.client;
      const update = async (scopes: typeof ALL_SCOPES) =>
        scene.service.storage.updateApplication(clientId, { scopes }, scene.service.context());

      assert.equal((await scene.call()).status, 200);
      await update(others);
      assertRefusal(await scene.call(), refused);
      await update([scope]);
      assert.equal((await scene.call()).status, 200);
    });

    test('before parameters and people are looked at', async () => {
      await using scene = await Scene.open(operation);
      const token = await scene.service.token(await scene.service.client(scene.accountId, others));

      assertRefusal(await scene.call({ token, userId: 'nobody', query: '?filter=x&filter=x' }), refused);
    });
  });
}
