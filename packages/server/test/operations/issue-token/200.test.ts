import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isAccessToken } from '../../../src/domain/credentials.ts';
import { provesItsStatus } from '../../service/proves-status.ts';
import { Service } from '../../service/service.ts';
import { testFormTypes } from '../oauth-cases/bad-requests.ts';
import { basicOf, formRequest, newClient, postBoth } from '../oauth-cases/endpoint.ts';
import { ISSUE } from '../oauth-cases/endpoints.ts';

provesItsStatus(import.meta.filename);

testFormTypes(ISSUE);

test('the four members in their order, and no others, never to be cached', async () => {
  await using service = await Service.start();
  const client = await newClient(service);

  for (const answer of await postBoth(service, ISSUE, formRequest(client, ISSUE.form))) {
    const { access_token } = answer.json;
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers.pragma, 'no-cache');
    assert.equal(answer.headers['www-authenticate'], undefined);
    assert.ok(isAccessToken(access_token));
    assert.equal(
      answer.text,
      `{"access_token":"${access_token}","token_type":"Bearer","expires_in":900,"scope":"openid"}`,
    );
  }
});

test('scope may be openid, empty or absent; unknown parameters are ignored', async () => {
  await using service = await Service.start();
  const client = await newClient(service);
  for (const more of [
    '&scope=openid',
    '&scope=',
    '&scope',
    '&resource=https://example.com',
    '&__proto__=x',
    '&=',
    '&&',
  ]) {
    for (const answer of await postBoth(service, ISSUE, formRequest(client, ISSUE.form + more))) {
      assert.equal(answer.status, 200, more);
      assert.equal(answer.json.scope, 'openid');
    }
  }
});

test('the scheme is compared without case, and the client id too', async () => {
  await using service = await Service.start();
  const { clientId, clientSecret } = await newClient(service);
  const credentials = basicOf(`${clientId}:${clientSecret}`);
  const upper = basicOf(`${clientId.toUpperCase()}:${clientSecret}`);
  for (const authorization of [credentials.replace('Basic', 'basic'), credentials.replace('Basic', 'BASIC'), upper]) {
    const request = { ...formRequest({ accountId: '', clientId, clientSecret }, ISSUE.form), authorization };
    for (const answer of await postBoth(service, ISSUE, request)) assert.equal(answer.status, 200, authorization);
  }
});

test('many tokens of one application live side by side, each for 900 seconds, and no more are limited', async () => {
  await using service = await Service.start({ limits: { perMinute: 5, perHour: 5 } });
  const client = await newClient(service);
  const tokens: string[] = [];
  for (let count = 0; count < 30; count++) {
    tokens.push(await service.token(client, count % 2 === 0 ? 'v1' : 'v1beta1'));
    service.clock.advance(1);
  }
  const alive = async () => {
    const found = await Promise.all(
      tokens.map((token) => service.form('/v1/oauth/introspect', client, { token }).then(({ json }) => json.active)),
    );
    return found.filter(Boolean).length;
  };

  assert.equal(new Set(tokens).size, 30);
  assert.equal(await alive(), 30);
  service.clock.advance(900 - 30 - 0.001);
  assert.equal(await alive(), 30);
  service.clock.advance(0.001);
  assert.equal(await alive(), 29);
  service.clock.advance(29);
  assert.equal(await alive(), 0);
});

test('what was issued is in the audit log, with who asked and from where, and without token or secret', async () => {
  await using service = await Service.start({ trustedProxies: ['127.0.0.0/8'] });
  const client = await newClient(service);
  const headers = { 'user-agent': `Integration/1.0 ${'x'.repeat(300)}`, 'x-forwarded-for': '2001:db8::7' };

  const [answer] = await postBoth(service, ISSUE, formRequest(client, ISSUE.form, { headers }));

  const entries = await service.storage.listAudit({ action: 'token.issued', limit: 10 });
  const entry = entries.at(-1);
  assert.equal(entries.length, 2);
  assert.ok(entry);
  assert.equal(entry.time, '2026-03-01T12:00:00.000Z');
  assert.equal(entry.outcome, 'success');
  assert.equal(entry.accountId, client.accountId);
  assert.equal(entry.subject, client.clientId);
  assert.equal(entry.requestId, answer?.headers['x-request-id']);
  assert.deepEqual(entry.actor, {
    kind: 'application',
    id: client.clientId,
    address: '2001:db8::7',
    userAgent: headers['user-agent'].slice(0, 256),
  });
  const text = JSON.stringify(await service.storage.listAudit({ limit: 100 }));
  assert.ok(!text.includes(answer?.json.access_token));
  assert.ok(!text.includes(client.clientSecret));
});

describe('a secret of any characters, as a directory file may bring it', () => {
  const secrets: Record<string, string> = {
    'with colons': ':a:b::',
    'with what a form encodes': 'a b+c&d=e%41%/?#[]@',
    'outside ASCII': 'Schlüssel-ключ-鍵-🔑',
    'with combining marks': 'e\u0301 and \u00e9',
    'with a quote and a backslash': '"\\\'',
    'with a line feed': 'a\nb',
  };
  for (const [name, secret] of Object.entries(secrets)) {
    test(`${name}: sent as it is, and form-encoded`, async () => {
      await using service = await Service.start();
      const client = await newClient(service);
      await service.rotate(client, secret);
      const encoded = new URLSearchParams({ s: secret }).toString().slice(2);
      for (const sent of [secret, encoded, encodeURIComponent(secret)]) {
        const authorization = basicOf(`${client.clientId}:${sent}`);
        for (const answer of await postBoth(service, ISSUE, formRequest(client, ISSUE.form, { authorization }))) {
          assert.equal(answer.status, 200, sent);
        }
      }
    });
  }
});
