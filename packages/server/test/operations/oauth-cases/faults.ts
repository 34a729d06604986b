import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Storage, StorageUnavailable } from '../../../src/storage/storage.ts';
import { faultyStorage } from '../../http/faulty-storage.ts';
import { Service } from '../../service/service.ts';
import { type Endpoint, formRequest, newClient, postBoth } from './endpoint.ts';
import { assertOAuthRefusal } from './refusal.ts';

/** 500: a fault of ours is told as one, and nothing of it leaks. */
export function testFaults(endpoint: Endpoint, verbs: readonly (keyof Storage)[]): void {
  for (const verb of verbs) {
    test(`${verb} fails unexpectedly`, async () => {
      const error = new Error('SELECT * FROM hidden');
      await using service = await Service.start({ wrapStorage: faultyStorage([verb], error) });
      const client = await newClient(service);

      for (const answer of await postBoth(service, endpoint, formRequest(client, endpoint.form))) {
        assertOAuthRefusal(answer, 500, 'server_error');
        assert.doesNotMatch(answer.text + JSON.stringify(answer.headers), /SELECT|hidden|Error|\.ts/);
      }
    });
  }
}

/** 503: the store is away. */
export function testUnavailable(endpoint: Endpoint, verbs: readonly (keyof Storage)[]): void {
  for (const verb of verbs) {
    test(`the store is away when it comes to ${verb}`, async () => {
      const error = new StorageUnavailable('the disk is full');
      await using service = await Service.start({ wrapStorage: faultyStorage([verb], error) });
      const client = await newClient(service);

      for (const answer of await postBoth(service, endpoint, formRequest(client, endpoint.form))) {
        assertOAuthRefusal(answer, 503, 'temporarily_unavailable');
        assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
        assert.doesNotMatch(answer.text, /disk/);
      }
    });
  }
}
