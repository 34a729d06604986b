import { setTimeout as sleep } from 'node:timers/promises';
import type { ExamCredentials, ExamPerson, ExamTask } from '../../../../../src/sandbox/grade/index.ts';

interface User {
  readonly id: string;
  readonly email: string;
}

type Body = Readonly<Record<string, unknown>>;

const MOST_TRIES = 5;
const FIRST_WAIT_MS = 30;

/** What is not worth repeating. */
class Refused extends Error {}

/**
 * A small client with good manners, written like those that ship inside of products. The faulty ones differ from it in
 * one habit each.
 */
export class Integration {
  protected readonly credentials: ExamCredentials;
  protected readonly signal: AbortSignal;
  #token: string | undefined;

  constructor(credentials: ExamCredentials, signal: AbortSignal) {
    this.credentials = credentials;
    this.signal = signal;
  }

  /** @throws Error where it was not done */
  async perform(task: ExamTask): Promise<void> {
    if (task.do === 'list') {
      await this.list(task.filter === 'active' ? 'user.isActive()' : undefined);
      return;
    }
    for (const id of await this.idsOf(task.person)) {
      if (task.do === 'get') await this.call('GET', `/${id}`);
      else await this.call('POST', `/${id}:${task.do}`);
    }
  }

  protected async list(filter?: string): Promise<User[]> {
    const people: User[] = [];
    let next: string | undefined;
    do {
      const page = await this.call('GET', `?${this.pageQuery(filter, next)}`);
      people.push(...this.peopleOn(page));
      next = this.nextOf(page);
    } while (next !== undefined);
    return people;
  }

  protected async idsOf(person: ExamPerson): Promise<string[]> {
    if ('userId' in person) return [person.userId];
    const found = (await this.list()).filter(({ email }) => this.isMeant(email, person.email));
    if (found.length === 0) this.reportNobody(person.email);
    return found.map(({ id }) => id);
  }

  protected isMeant(email: string, wanted: string): boolean {
    return email === wanted;
  }

  protected reportNobody(email: string): void {
    throw new Error(`Nobody has the address ${email}.`);
  }

  protected pageQuery(filter: string | undefined, next: string | undefined): URLSearchParams {
    return new URLSearchParams({ max_page_size: '100', ...(filter && { filter }), ...(next && { page_token: next }) });
  }

  protected peopleOn(page: Body): User[] {
    return page.results as User[];
  }

  protected nextOf(page: Body): string | undefined {
    return page.next_page_token as string | undefined;
  }

  /** A call on people, with a token, repeated as long as that is worth it. */
  protected async call(method: string, path: string): Promise<Body> {
    const { baseUrl, accountId, apiVersion } = this.credentials;
    const url = `${baseUrl}/${apiVersion}/accounts/${accountId}/users${path}`;
    let isRenewed = false;
    return this.repeat(async () => {
      const answer = await this.fetch(url, { method, headers: { authorization: `Bearer ${await this.token()}` } });
      if (answer.status !== 401 || isRenewed || !this.renews()) return answer;
      isRenewed = true;
      this.#token = undefined;
      return this.fetch(url, { method, headers: { authorization: `Bearer ${await this.token()}` } });
    });
  }

  protected renews(): boolean {
    return true;
  }

  protected async token(): Promise<string> {
    this.#token ??= await this.newToken();
    return this.#token;
  }

  protected async newToken(): Promise<string> {
    const { baseUrl, apiVersion, clientId, clientSecret } = this.credentials;
    const path = apiVersion === 'v1' ? '/v1/oauth/token' : '/v1beta1/users/oauth2/token';
    const headers = {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const body = 'grant_type=client_credentials';
    const { access_token } = await this.repeat(() =>
      this.fetch(`${baseUrl}${path}`, { method: 'POST', headers, body }),
    );
    return String(access_token);
  }

  protected fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = { 'user-agent': this.userAgent(), ...init.headers };
    return fetch(url, { ...init, headers, signal: this.signal });
  }

  protected userAgent(): string {
    return 'acme-access-review/2.1';
  }

  protected async repeat(send: () => Promise<Response>): Promise<Body> {
    for (let tries = 1; ; tries++) {
      const answer = await send().catch((error: Error) => {
        if (error instanceof Refused) throw error;
        return error;
      });
      this.signal.throwIfAborted();
      const text = answer instanceof Error ? answer : await answer.text().catch((error: Error) => error);
      const status = answer instanceof Error || text instanceof Error ? 0 : answer.status;
      if (status === 200) return JSON.parse(String(text));
      const wait = this.waitAfter(status, tries, answer instanceof Error ? undefined : answer.headers);
      if (wait === undefined) throw new Refused(`${status} ${String(text).slice(0, 100)}`);
      await sleep(wait, undefined, { signal: this.signal });
    }
  }

  /** @param status 0 where no whole answer came @returns milliseconds; undefined: it is given up */
  protected waitAfter(status: number, tries: number, headers: Headers | undefined): number | undefined {
    if (status !== 0 && status !== 429 && status < 500) return undefined;
    if (tries >= MOST_TRIES) return undefined;
    const told = headers?.get('retry-after') ?? undefined;
    if (told === undefined) return FIRST_WAIT_MS * 2 ** tries;
    return /^\d+$/.test(told) ? Number(told) * 1000 : Math.max(0, Date.parse(told) - Date.now());
  }
}
