import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Service } from '../../service/service.ts';
import { type Endpoint, FORM_TYPE, formRequest, newClient, postBoth } from './endpoint.ts';
import { assertOAuthRefusal } from './refusal.ts';

/** 400: what every OAuth endpoint refuses although the client has proved itself. */
export function testBadRequests(endpoint: Endpoint): void {
  test('credentials in the header and in the form are two methods at once', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const { clientId: client_id, clientSecret: client_secret } = client;
    const second = [
      { client_id, client_secret },
      { client_secret },
      { client_id: '00000000-0000-4000-8000-000000000000' },
    ] as Record<string, string>[]; // one shape for URLSearchParams
    for (const extra of second) {
      const body = `${endpoint.form}&${new URLSearchParams(extra)}`;
      for (const answer of await postBoth(service, endpoint, formRequest(client, body))) {
        assertOAuthRefusal(answer, 400, 'invalid_request');
      }
    }
  });

  test('the same client id alone, or parameters without a value, are no second method', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    for (const more of [`client_id=${client.clientId}`, 'client_id=&client_secret=']) {
      for (const answer of await postBoth(service, endpoint, formRequest(client, `${endpoint.form}&${more}`))) {
        assert.equal(answer.status, 200);
      }
    }
  });

  test('a parameter sent twice, known or unknown', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    for (const body of [`${endpoint.form}&${endpoint.form}`, `${endpoint.form}&foo=1&foo=1`]) {
      for (const answer of await postBoth(service, endpoint, formRequest(client, body))) {
        assertOAuthRefusal(answer, 400, 'invalid_request');
      }
    }
  });

  test('a form that is larger than 16 KiB; one that is not is read', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const padded = (length: number) => `${endpoint.form}&pad=`.padEnd(length, 'x');
    const statuses = async (length: number) =>
      (await postBoth(service, endpoint, formRequest(client, padded(length)))).map(({ status }) => status);

    assert.deepEqual(await statuses(16 * 1024), [200, 200]);
    for (const answer of await postBoth(service, endpoint, formRequest(client, padded(16 * 1024 + 1)))) {
      assertOAuthRefusal(answer, 400, 'invalid_request');
      assert.match(answer.json.error_description, /16 KiB/);
    }
  });
}

/** 415: what is not a form. */
export function testMediaTypes(endpoint: Endpoint): void {
  describe('what is not a form is refused', () => {
    const types: Record<string, string | undefined> = {
      json: 'application/json',
      text: 'text/plain; charset=utf-8',
      'a multipart form': 'multipart/form-data; boundary=x',
      'a type that begins like a form': `${FORM_TYPE}x`,
      'a form as a parameter': `text/plain; type=${FORM_TYPE}`,
      'what is no media type': 'form',
      'an empty one': '',
      'none at all': undefined,
    };
    for (const [name, contentType] of Object.entries(types)) {
      test(name, async () => {
        await using service = await Service.start();
        const client = await newClient(service);
        const request = formRequest(client, endpoint.form, { contentType });

        for (const answer of await postBoth(service, endpoint, request)) {
          assertOAuthRefusal(answer, 415, 'invalid_request');
        }
      });
    }
  });
}

/** 200: every way to write the media type of a form. */
export function testFormTypes(endpoint: Endpoint): void {
  test('parameters, case and spaces of the media type do not matter', async () => {
    await using service = await Service.start();
    const client = await newClient(service);
    const types = [
      FORM_TYPE,
      `${FORM_TYPE}; charset=utf-8`,
      `${FORM_TYPE}; charset=UTF-8`,
      `${FORM_TYPE};charset="utf-8"`,
      `${FORM_TYPE} ; charset=utf-8; foo=bar`,
      FORM_TYPE.toUpperCase(),
    ];
    for (const contentType of types) {
      for (const answer of await postBoth(service, endpoint, formRequest(client, endpoint.form, { contentType }))) {
        assert.equal(answer.status, 200, `${contentType}: ${answer.text}`);
      }
    }
  });
}
