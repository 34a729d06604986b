import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/directory.ts';
import type { Answer, RequestOptions } from '../service/request.ts';
import { type Client, Service, type ServiceOptions, somebody } from '../service/service.ts';

/** So many people, in the order of the list. The first one is the owner. */
export function people(count: number, more: (index: number) => Partial<Person> = () => ({})): Person[] {
  return Array.from({ length: count }, (_, index) => ({ ...somebody(index), ...more(index) }));
}

/** A running service with an account of these people, and an application that may do everything. */
export class ListScene implements AsyncDisposable {
  readonly service: Service;
  readonly accountId: string;
  readonly client: Client;
  readonly token: string;

  private constructor(service: Service, client: Client, token: string) {
    this.service = service;
    this.accountId = client.accountId;
    this.client = client;
    this.token = token;
  }

  static async open(everybody: readonly Person[], options: ServiceOptions = {}): Promise<ListScene> {
    await using opened = new AsyncDisposableStack();
    const service = opened.use(await Service.start(options));
    const client = await service.client(await service.account(everybody));
    const scene = new ListScene(service, client, await service.token(client));
    opened.move();
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service[Symbol.asyncDispose]();
  }

  /** Lists with this query, question mark included. */
  list(query = '', { token = this.token, version = 'v1', ...options }: ListOptions = {}): Promise<Answer> {
    return this.service.call(token, 'GET', `/${version}/accounts/${this.accountId}/users${query}`, options);
  }
}

interface ListOptions extends RequestOptions {
  readonly token?: string;
  readonly version?: string;
}

/** Everybody on the page, by address. */
export function emailsOf(answer: Answer): string[] {
  assert.equal(answer.status, 200, answer.text);
  return answer.json.results.map(({ email }: { email: string }) => email);
}

/** Everybody on the way from the first page to the last; later pages are asked for with the token alone. */
export async function walk(scene: ListScene, query: string): Promise<string[]> {
  let answer = await scene.list(query);
  const seen = emailsOf(answer);
  while (answer.json.next_page_token !== undefined) {
    answer = await scene.list(`?page_token=${answer.json.next_page_token}`);
    assert.notEqual(answer.json.results.length, 0, 'a page token led to an empty page');
    seen.push(...emailsOf(answer));
    assert.equal(new Set(seen).size, seen.length, 'the walk comes back to where it was');
  }
  return seen;
}
