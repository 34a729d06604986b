import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TRANSPORT_REFUSALS } from '@rollcall/contract';
import fc from 'fast-check';
import { assertConforms } from '../service/conformance.ts';
import { basic, Service, somebody } from '../service/service.ts';
import { arbitraryRequest } from './arbitrary-request.ts';
import { type RawAnswer, rawExchange } from './raw-exchange.ts';
import { type Known, renderRequest } from './render-request.ts';

let service: Service;
let known: Known;
before(async () => {
  service = await Service.start({ previewSunset: new Date('2027-06-30'), trustedProxies: ['127.0.0.1'] });
  const person = somebody(0);
  const client = await service.client(await service.account([person, somebody(1)]));
  known = {
    account: client.accountId,
    user: person.id,
    token: await service.token(client),
    credentials: basic(client),
  };
});
after(() => service[Symbol.asyncDispose]());

function assertWellAnswered(method: string, target: string, answer: RawAnswer): void {
  assert.ok(answer.status >= 200 && answer.status < 500, `${answer.status}: ${answer.text}`);
  assert.match(answer.headers['x-request-id'] ?? '', /^[\w-]+$/);
  if (answer.status >= 400 && method !== 'HEAD') assert.ok(answer.json, 'a refusal has a body');
  // What the HTTP parser gives up on has no path, and is not an answer of the operation that may have been meant.
  const isTransport = (TRANSPORT_REFUSALS as readonly unknown[]).includes(answer.json?.message);
  assertConforms({ method, path: isTransport ? '*' : (target.split(/[?#]/)[0] ?? ''), ...answer });
}

test('no path, query, header or body leads to a fault of ours or to an undeclared answer', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRequest, async (each) => {
      const { path: target, bytes } = renderRequest(each, known);
      const answers = await rawExchange(service.app.listenerUrl, bytes);
      assert.ok(answers.length >= 1, 'there is an answer');
      for (const answer of answers.slice(0, 1)) assertWellAnswered(each.method, target, answer);
    }),
    { numRuns: 600 },
  );
});

test('no bytes at all lead to a fault of ours', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 500 }),
    fc.string({ minLength: 1 }).map((value) => Buffer.from(`${value}\r\n\r\n`)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (each) => {
      // What comes after them ends the connection in any case: by an answer, or because it is malformed.
      const end = Buffer.from('\r\n\r\n\0\r\n\r\n');
      for (const { status, json } of await rawExchange(service.app.listenerUrl, Buffer.concat([each, end]))) {
        assert.ok(status < 500);
        assert.ok(json);
      }
    }),
    { numRuns: 300 },
  );
});

test('the service is still well', async () => {
  const { token, account } = known;
  assert.equal((await service.call(token, 'GET', `/v1/accounts/${account}/users`)).status, 200);
});
