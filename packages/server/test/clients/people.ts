import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/directory.ts';
import { type Client, type Service, somebody } from '../service/service.ts';

export interface Directory {
  readonly client: Client;
  readonly accountId: string;
  /** In list order; every third one is suspended. */
  readonly people: readonly Person[];
  readonly active: readonly string[];
}

/** An account of so many people, and an application that may do everything. */
export async function peopled(service: Service, count: number): Promise<Directory> {
  const people = Array.from({ length: count }, (_, index): Person => {
    return { ...somebody(index), state: index % 3 === 2 ? 'SUSPENDED' : 'ACTIVE' };
  });
  const accountId = await service.account(people);
  const active = people.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
  return { client: await service.client(accountId), accountId, people, active };
}

/** What every shipped client relies on in an answer to a token request. */
export function assertTokenAnswer(answer: { status: number; json: Record<string, unknown> }): void {
  assert.equal(answer.status, 200, 'exactly 200');
  assert.equal(typeof answer.json.access_token, 'string');
  assert.equal(answer.json.token_type, 'Bearer');
  assert.ok(Number.isInteger(answer.json.expires_in), 'expires_in is an integer');
}
