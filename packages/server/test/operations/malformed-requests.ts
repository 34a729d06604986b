import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawAnswer } from '../http/raw-exchange.ts';
import { Service } from '../service/service.ts';

/** What the parser gives up on is refused with a body, whatever path was meant. */
export function refusesMalformedRequests(path: string): void {
  test('a request that is not well-formed HTTP', async () => {
    await using service = await Service.start();
    const requests = [
      `GET ${path} HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n`,
      `GET ${path} HTTP/1.1\r\n\r\n`,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ];
    for (const request of requests) {
      const answer = await rawAnswer(service.app.baseUrl, request, { method: 'GET', path });

      assert.equal(answer.status, 400);
      assert.equal(answer.json.code, 3);
      assert.equal(answer.json.message, 'malformed_request');
      assert.equal(answer.headers['x-request-id'], answer.json.details.at(-1).request_id);
    }
  });
}
