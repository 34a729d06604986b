import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Client, Service } from '../../service/service.ts';
import { basicOf, type Endpoint, formRequest, newClient, post } from './endpoint.ts';
import { assertOAuthRefusal } from './refusal.ts';

const PER_MINUTE = 20;
const PER_HOUR = 200;
const PER_ADDRESS_AND_MINUTE = 200;

/** 429: the guard against guessing secrets. */
export function testAttemptGuard({ operation, form }: Endpoint): void {
  const path = operation.paths.v1;
  const attempt = (service: Service, client: Client, address = '198.51.100.7') =>
    post(service, path, formRequest(client, form, { headers: { 'x-forwarded-for': address } }));
  const fail = async (service: Service, client: Client, times: number, address?: string) => {
    for (let count = 0; count < times; count++) {
      const answer = await attempt(service, { ...client, clientSecret: `wrong ${count}` }, address);
      assertOAuthRefusal(answer, 401, 'invalid_client');
    }
  };
  const start = async () => {
    const service = await Service.start({ trustedProxies: ['127.0.0.1'] });
    return { service, client: await newClient(service) };
  };

  describe(`the guard stops after ${PER_MINUTE} wrong secrets in a minute`, () => {
    test('even the right secret, for as long as Retry-After says, in both path families', async () => {
      const { service, client } = await start();
      await using _ = service;
      await fail(service, client, PER_MINUTE);
      service.clock.advance(12.5);

      const answer = await attempt(service, client);

      assertOAuthRefusal(answer, 429, 'temporarily_unavailable');
      assert.equal(answer.headers['retry-after'], '48');
      const headers = { 'x-forwarded-for': '198.51.100.7' };
      const preview = await post(service, operation.paths.v1beta1, formRequest(client, form, { headers }));
      assert.equal(preview.status, 429);
      service.clock.advance(47);
      assert.equal((await attempt(service, client)).status, 429);
      service.clock.advance(1);
      assert.equal((await attempt(service, client)).status, 200);
    });

    test('but no other application, and no other address', async () => {
      const { service, client } = await start();
      await using _ = service;
      const other = await newClient(service);
      await fail(service, client, PER_MINUTE);

      assert.equal((await attempt(service, client)).status, 429);
      assert.equal((await attempt(service, client, '198.51.100.8')).status, 200);
      assert.equal((await attempt(service, other)).status, 200);
    });

    test('however the client id is written', async () => {
      const { service, client } = await start();
      await using _ = service;
      const spellings = [
        client.clientId,
        client.clientId.toUpperCase(),
        client.clientId.replaceAll('-', '%2D'),
        client.clientId.replaceAll('-', '%2d').toUpperCase(),
      ];
      for (const clientId of spellings) await fail(service, { ...client, clientId }, PER_MINUTE / spellings.length);

      assert.equal((await attempt(service, client)).status, 429);
    });

    test('and what went well in between does not count', async () => {
      const { service, client } = await start();
      await using _ = service;
      await fail(service, client, PER_MINUTE - 1);
      for (let count = 0; count < PER_MINUTE; count++) assert.equal((await attempt(service, client)).status, 200);
      await fail(service, client, 1);

      assert.equal((await attempt(service, client)).status, 429);
    });
  });

  test(`it stops after ${PER_HOUR} wrong secrets in an hour, to its end`, async () => {
    const { service, client } = await start();
    await using _ = service;
    for (let minute = 0; minute < PER_HOUR / PER_MINUTE; minute++) {
      await fail(service, client, PER_MINUTE);
      service.clock.advance(60);
    }

    const answer = await attempt(service, client);

    assertOAuthRefusal(answer, 429, 'temporarily_unavailable');
    assert.equal(answer.headers['retry-after'], '3000');
    service.clock.advance(3000);
    assert.equal((await attempt(service, client)).status, 200);
  });

  test(`it stops an address after ${PER_ADDRESS_AND_MINUTE} failures, whatever the client id`, async () => {
    const { service, client } = await start();
    await using _ = service;
    for (let count = 0; count < PER_ADDRESS_AND_MINUTE / PER_MINUTE; count++) {
      const clientId = `00000000-0000-4000-8000-0000000000${10 + count}`;
      await fail(service, { ...client, clientId }, PER_MINUTE);
    }

    assert.equal((await attempt(service, client)).status, 429);
    assert.equal((await attempt(service, client, '198.51.100.8')).status, 200);
  });

  test('what names no application counts against the address, as one client', async () => {
    const { service, client } = await start();
    await using _ = service;
    for (let count = 0; count < PER_MINUTE; count++) {
      await fail(service, { ...client, clientId: `nobody ${count}` }, 1);
    }

    assert.equal((await attempt(service, { ...client, clientId: 'nobody else' })).status, 429);
    assert.equal((await attempt(service, client)).status, 200);
  });

  test('requests that prove nothing and guess nothing are not counted', async () => {
    const { service, client } = await start();
    await using _ = service;
    for (let count = 0; count < PER_MINUTE + 1; count++) {
      const unreadable = formRequest(client, form, { authorization: basicOf('no colon') });
      assert.equal((await post(service, path, unreadable)).status, 401);
    }

    assert.equal((await attempt(service, client)).status, 200);
  });
}
