import assert from 'node:assert/strict';
import type { SandboxPeople, SandboxPerson } from '@rollcall/contract/sandbox';
import type { Answer } from '../../service/request.ts';
import type { Account } from '../faults/fault-scene.ts';

/** Everybody of an account with their roles, page by page. */
export async function everybody(account: Account, query = '', size = 1000): Promise<readonly SandboxPerson[]> {
  const met: SandboxPerson[] = [];
  for (let after = ''; ; ) {
    const page = await listPage(account, `?page_size=${size}${query}${after}`);
    met.push(...page.people);
    if (page.next === undefined) return met;
    assert.equal(page.people.length, size);
    after = `&after=${page.next}`;
  }
}

export async function listPage(account: Account, query = ''): Promise<SandboxPeople> {
  const answer = await account.control('GET', `/people${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

/** What a control was refused for: reason, fields at fault, and the sentence. */
export function refusalOf({ status, json }: Pick<Answer, 'status' | 'json'>): {
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly string[];
  readonly sentence: string;
} {
  const detail = (type: string) => json.details.find((each: { '@type': string }) => each['@type'].endsWith(type));
  const violations: { field: string }[] = detail('BadRequest')?.field_violations ?? [];
  const sentence: string = detail('LocalizedMessage').message;
  return { status, reason: json.message, fields: violations.map(({ field }) => field), sentence };
}
