import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Service } from '../service/service.ts';
import { everyPath } from './every-path.ts';

let service: Service;
before(async () => {
  service = await Service.start();
});
after(() => service[Symbol.asyncDispose]());

// CONNECT asks for a tunnel, not for a path: the connection is closed.
const ODD = METHODS.filter((method) => method !== 'CONNECT');

describe('a method that a path does not take is answered with 405 and the one it takes', () => {
  for (const { method: right, path, isOAuth } of everyPath(['v1beta1', 'v1'])) {
    test(`${path}: every method but ${right}`, async () => {
      for (const method of ODD.filter((each) => each !== right)) {
        const answer = await service.send(method, path, { headers: { 'content-length': '0' } });

        assert.equal(answer.status, 405, method);
        assert.equal(answer.headers.allow, right);
        assert.equal(answer.headers['cache-control'], 'no-store');
        if (method === 'HEAD') assert.equal(answer.text, '');
        else if (isOAuth) assert.equal(answer.json.error, 'invalid_request');
        else assert.deepEqual([answer.json.code, answer.json.message], [12, 'method_not_allowed']);
      }
    });
  }
});

test('a body or an odd content type beside the wrong method changes nothing', async () => {
  const users = `/v1/accounts/${'A'.repeat(26)}/users`;
  for (const type of ['application/json', 'nonsense', ';;;', '']) {
    const answer = await service.send('POST', users, { headers: { 'content-type': type }, body: 'x'.repeat(100_000) });

    assert.equal(answer.status, 405, type);
  }
});

test('TRACE does not send the request back', async () => {
  const { clientId, clientSecret } = { clientId: 'x', clientSecret: 'do-not-echo' };
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const { text } = await service.send('TRACE', '/v1/oauth/token', { headers: { authorization } });

  assert.ok(!text.includes(authorization));
});
