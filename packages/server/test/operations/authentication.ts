import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newAccessToken, newClientSecret } from '../../src/domain/credentials.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import type { Answer } from '../service/request.ts';
import { Scene, type UsersOperation } from './scene.ts';

const NO_TOKEN: ExpectedRefusal = { status: 401, code: 16, message: 'unauthenticated' };
const BAD_TOKEN: ExpectedRefusal = { status: 401, code: 16, message: 'invalid_token' };

/** Who comes without a good token learns only how to come with one. */
export function demandsAToken(operation: UsersOperation): void {
  describe('a good token is demanded', () => {
    test('none, and credentials of another scheme', async () => {
      await using scene = await Scene.open(operation);

      for (const authorization of [undefined, '', 'Bearer', 'bearer  ', 'Basic YTpi', `Token ${scene.token}`]) {
        const headers = authorization === undefined ? {} : { authorization };
        assertChallenge(await scene.call({ token: null, headers }), scene, NO_TOKEN);
      }
    });

    test('malformed, mistyped and unknown tokens', async () => {
      await using scene = await Scene.open(operation);
      const mistyped = scene.token.slice(0, -1) + (scene.token.endsWith('A') ? 'B' : 'A');
      const wrong = ['x', `${scene.token} ${scene.token}`, `${scene.token}x`, scene.token.slice(0, -1), mistyped];
      const unknown = [newAccessToken(systemRandom), newClientSecret(systemRandom), scene.client.clientSecret];

      for (const token of [...wrong, ...unknown]) assertChallenge(await scene.call({ token }), scene, BAD_TOKEN);
    });

    test('a token is good for 900 seconds, and not for one more instant', async () => {
      await using scene = await Scene.open(operation);

      scene.service.clock.advance(899.999);
      assert.equal((await scene.call()).status, 200);
      scene.service.clock.advance(0.001);
      assertChallenge(await scene.call(), scene, BAD_TOKEN);
    });

    test('a revoked token is dead at the next call, and no other is', async () => {
      await using scene = await Scene.open(operation);
      const other = await scene.service.token(scene.client);
      assert.equal((await scene.call()).status, 200);
      await scene.service.form('/v1/oauth/revoke', scene.client, { token: scene.token });

      assertChallenge(await scene.call(), scene, BAD_TOKEN);
      assert.equal((await scene.call({ token: other })).status, 200);
    });

    test('a deleted application takes its tokens along at once', async () => {
      await using scene = await Scene.open(operation);
      assert.equal((await scene.call()).status, 200);
      await scene.service.storage.deleteApplication(scene.client.clientId, scene.service.context());

      assertChallenge(await scene.call(), scene, BAD_TOKEN);
    });

    test('the scheme is compared without case', async () => {
      await using scene = await Scene.open(operation);

      for (const scheme of ['bearer', 'BEARER', 'BeArEr']) {
        const answer = await scene.call({ token: null, headers: { authorization: `${scheme} ${scene.token}` } });
        assert.equal(answer.status, 200, scheme);
      }
    });

    test('before anything else is looked at, and nothing is changed', async () => {
      await using scene = await Scene.open(operation);
      const answer = await scene.call({ token: null, accountId: 'x', userId: 'y', query: '?filter=x' });

      assertChallenge(answer, scene, NO_TOKEN);
      assertChallenge(await scene.call({ token: null }), scene, NO_TOKEN);
      assert.equal(await scene.stateOf(), operation.state);
    });

    test('the same as problem details', async () => {
      await using scene = await Scene.open(operation);
      const headers = { accept: 'application/problem+json' };

      assertProblem(await scene.call({ token: null, headers }), NO_TOKEN);
      assertProblem(await scene.call({ token: 'x', headers }), BAD_TOKEN);
    });
  });
}

/** RFC 6750 section 3: the challenge says what was wrong only where a token was sent. */
function assertChallenge(answer: Answer, scene: Scene, expected: ExpectedRefusal): void {
  const error = expected === BAD_TOKEN ? ' error="invalid_token",' : '';
  const metadata = `resource_metadata="${scene.service.app.baseUrl}/.well-known/oauth-protected-resource"`;

  assertRefusal(answer, expected);
  assert.equal(answer.headers['www-authenticate'], `Bearer realm="Rollcall",${error} ${metadata}`);
  assert.equal(answer.headers.ratelimit, undefined);
}
