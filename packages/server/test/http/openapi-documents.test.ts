import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { OPENAPI_DOCUMENTS } from '@rollcall/contract';
import { Service } from '../service/service.ts';

const KEPT = join(import.meta.dirname, '../../../../docs/openapi');

for (const name of OPENAPI_DOCUMENTS) {
  test(`${name}: what is served is what docs/openapi says, apart from the server's URL`, async () => {
    await using service = await Service.start();
    const kept = JSON.parse(await readFile(join(KEPT, `${name}.json`), 'utf8'));

    const answer = await service.send('GET', `/openapi/${name}.json`);

    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.deepEqual(answer.json.servers, [{ url: service.app.baseUrl }]);
    assert.deepEqual({ ...answer.json, servers: kept.servers }, kept);
  });
}

test('the public URL stands in them, where there is one', async () => {
  const publicUrl = 'https://users.example.com';
  await using service = await Service.start({ publicUrl });

  assert.deepEqual((await service.send('GET', '/openapi/oauth.json')).json.servers, [{ url: publicUrl }]);
});

test('a family that is switched off is in none of them', async () => {
  await using service = await Service.start({ apiVersions: ['v1'] });

  const { json } = await service.send('GET', '/openapi/oauth.json');

  assert.ok(Object.keys(json.paths).includes('/v1/oauth/token'));
  assert.ok(!Object.keys(json.paths).some((path) => path.startsWith('/v1beta1')));
});
