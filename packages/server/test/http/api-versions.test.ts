import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { API_VERSIONS } from '@rollcall/contract';
import { Service } from '../service/service.ts';
import { everyPath } from './every-path.ts';
import { rawAnswer } from './raw-exchange.ts';

describe('a path family that is switched off is not there', () => {
  for (const version of API_VERSIONS) {
    test(`only ${version} is served`, async () => {
      await using service = await Service.start({ apiVersions: [version] });
      const served = everyPath([version]);
      const gone = everyPath(API_VERSIONS).filter(({ path }) => !served.some((each) => each.path === path));
      assert.ok(gone.length > 0);

      for (const { method, path } of served) {
        assert.ok(![404, 405].includes((await service.send(method, path)).status), path);
      }
      for (const { method, path } of gone) {
        for (const each of [method, 'DELETE']) {
          // As a path that nothing is declared for: the documents of this service do not have it.
          const request = `${each} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
          const answer = await rawAnswer(service.app.listenerUrl, request, { method: each, path: '*' });
          assert.equal(answer.status, 404, path);
          assert.equal(answer.json.message, 'path_not_found');
          assert.equal(answer.headers.allow, undefined);
        }
      }
    });
  }
});

test('a token of one family works in the other', async () => {
  await using service = await Service.start();
  const client = await service.client(await service.account());
  for (const [issued, used] of [
    ['v1', 'v1beta1'],
    ['v1beta1', 'v1'],
  ] as const) {
    const token = await service.token(client, issued);
    assert.equal((await service.call(token, 'GET', `/${used}/accounts/${client.accountId}/users`)).status, 200);
  }
});
