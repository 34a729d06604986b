import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newClientSecret } from '../../../src/domain/credentials.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import { type Client, Service } from '../../service/service.ts';
import { basicOf, type Endpoint, formRequest, newClient, post, postBoth } from './endpoint.ts';
import { assertOAuthRefusal } from './refusal.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** Credentials that prove nothing, by what is wrong with them. */
const WRONG: Readonly<Record<string, (client: Client) => string | undefined>> = {
  'an unknown client id': ({ clientSecret }) => basicOf(`${UNKNOWN_ID}:${clientSecret}`),
  'a wrong secret': ({ clientId }) => basicOf(`${clientId}:${newClientSecret(systemRandom)}`),
  'an empty secret': ({ clientId }) => basicOf(`${clientId}:`),
  'a secret in another case': ({ clientId, clientSecret }) => basicOf(`${clientId}:${clientSecret.toUpperCase()}`),
  'a secret with something behind it': ({ clientId, clientSecret }) => basicOf(`${clientId}:${clientSecret} `),
  'no client id': ({ clientSecret }) => basicOf(`:${clientSecret}`),
  'the two the wrong way round': ({ clientId, clientSecret }) => basicOf(`${clientSecret}:${clientId}`),
  'no colon': ({ clientId }) => basicOf(clientId),
  'what is not UTF-8': ({ clientId }) => basicOf(Buffer.concat([Buffer.from(`${clientId}:`), Buffer.of(0xff, 0xfe)])),
  'what is not base64': ({ clientId, clientSecret }) => `Basic ${clientId}:${clientSecret}`,
  'an empty Basic': () => 'Basic ',
  'another scheme': ({ clientId, clientSecret }) => basicOf(`${clientId}:${clientSecret}`).replace('Basic', 'Bearer'),
  'no header': () => undefined,
};

/** 401: who does not prove to be an application learns that, and nothing else. */
export function testClientAuthentication(endpoint: Endpoint): void {
  describe('credentials that prove nothing are invalid_client', () => {
    for (const [name, authorization] of Object.entries(WRONG)) {
      test(name, async () => {
        await using service = await Service.start();
        const client = await newClient(service);
        const request = formRequest(client, endpoint.form, { authorization: authorization(client) });

        for (const answer of await postBoth(service, endpoint, request)) {
          assertOAuthRefusal(answer, 401, 'invalid_client');
          assert.match(String(answer.headers['www-authenticate']), /^Basic realm="[^"]+", charset="UTF-8"$/);
        }
      });
    }

    test('credentials in the form alone', async () => {
      await using service = await Service.start();
      const client = await newClient(service);
      const { clientId: client_id, clientSecret: client_secret } = client;
      const body = `${endpoint.form}&${new URLSearchParams({ client_id, client_secret })}`;

      for (const answer of await postBoth(service, endpoint, formRequest(client, body, { authorization: undefined }))) {
        assertOAuthRefusal(answer, 401, 'invalid_client');
        assert.match(String(answer.headers['www-authenticate']), /^Basic /);
      }
    });

    test('a secret that was rotated away, and an application that was deleted', async () => {
      await using service = await Service.start();
      const [rotated, deleted] = [await newClient(service), await newClient(service)];
      await service.rotate(rotated, 'another secret');
      await service.storage.deleteApplication(deleted.clientId, service.context());

      for (const client of [rotated, deleted]) {
        for (const answer of await postBoth(service, endpoint, formRequest(client, endpoint.form))) {
          assertOAuthRefusal(answer, 401, 'invalid_client');
        }
      }
    });
  });

  test('an unknown client id and a wrong secret are answered alike, to the byte', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const answers = [];
    for (const authorization of [basicOf(`${UNKNOWN_ID}:x`), basicOf(`${client.clientId}:x`)]) {
      const path = endpoint.operation.paths.v1;
      const { status, headers, text } = await post(
        service,
        path,
        formRequest(client, endpoint.form, { authorization }),
      );
      answers.push({ status, text, headers: { ...headers, date: '', 'x-request-id': '' } });
    }

    assert.deepEqual(answers[0], answers[1]);
  });
}
