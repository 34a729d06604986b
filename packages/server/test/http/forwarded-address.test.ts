import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, Service } from '../service/service.ts';

/** The address that the audit log has for a token request with this header. */
async function addressOf(trustedProxies: readonly string[], forwarded: string | string[] | undefined): Promise<string> {
  await using service = await Service.start({ trustedProxies });
  const client = await service.client(await service.account());
  const answer = await service.send('POST', '/v1/oauth/token', {
    headers: {
      authorization: basic(client),
      'content-type': 'application/x-www-form-urlencoded',
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    },
    body: 'grant_type=client_credentials',
  });
  assert.equal(answer.status, 200);
  const [entry] = await service.storage.listAudit({ action: 'token.issued', limit: 1 });
  return String(entry?.actor.address);
}

test('X-Forwarded-For is not believed unless the sender is a trusted proxy', async () => {
  assert.equal(await addressOf([], '198.51.100.1'), '127.0.0.1');
  assert.equal(await addressOf(['10.0.0.0/8', '::1'], '198.51.100.1'), '127.0.0.1');
});

test('a trusted proxy is believed, by address and by range', async () => {
  assert.equal(await addressOf(['127.0.0.1'], '198.51.100.1'), '198.51.100.1');
  assert.equal(await addressOf(['127.0.0.0/8'], '2001:db8::1'), '2001:db8::1');
  assert.equal(await addressOf(['127.0.0.1'], undefined), '127.0.0.1');
});

test('what the client wrote in front of it is not: the last address that is no trusted proxy counts', async () => {
  assert.equal(await addressOf(['127.0.0.1'], '203.0.113.9, 198.51.100.1'), '198.51.100.1');
  assert.equal(await addressOf(['127.0.0.1'], ['203.0.113.9', '198.51.100.1']), '198.51.100.1');
  assert.equal(await addressOf(['127.0.0.1', '198.51.100.0/24'], '203.0.113.9, 198.51.100.1'), '203.0.113.9');
});
