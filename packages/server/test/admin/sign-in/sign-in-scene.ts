import assert from 'node:assert/strict';
import type { AdminOperationId } from '@rollcall/contract/admin';
import { SESSION_COOKIE } from '../../../src/admin/session-cookie.ts';
import { createInvite } from '../../../src/admin/sign-in/invite-link.ts';
import type { Person } from '../../../src/domain/directory.ts';
import type { PrincipalId } from '../../../src/domain/principal.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import { newResourceId } from '../../../src/domain/resource-id.ts';
import type { Answer } from '../../service/request.ts';
import type { ServiceOptions } from '../../service/service.ts';
import { Administration, type AdminRequest } from '../administration.ts';
import { type Odd, SoftwareAuthenticator } from './software-authenticator.ts';

export const BASE_URL = 'https://rollcall.example.com';

/** A browser: it keeps the cookies that it is given, and sends them along. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #administration: Administration;
  csrfToken: string | undefined;

  constructor(administration: Administration) {
    this.#administration = administration;
  }

  get session(): string | undefined {
    return this.cookies.get(SESSION_COOKIE);
  }

  async call(
    id: AdminOperationId,
    body?: unknown,
    params: Readonly<Record<string, string>> = {},
    more: AdminRequest = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const headers = {
      origin: BASE_URL,
      ...(cookie !== '' && { cookie }),
      ...(this.csrfToken !== undefined && { 'x-csrf-token': this.csrfToken }),
    };
    const answer = await this.#administration.call({ headers }, id, params, { body, ...more });
    this.#keep(answer.headers['set-cookie'] ?? []);
    this.csrfToken = answer.json?.csrf_token ?? this.csrfToken;
    return answer;
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split('=');
      assert.ok(name.startsWith('__Host-'), cookie);
      for (const needed of ['Path=/', 'Secure', 'HttpOnly']) assert.ok(attributes.includes(needed), cookie);
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Somebody with a passkey. */
export interface Holder {
  readonly principal: PrincipalId;
  readonly authenticator: SoftwareAuthenticator;
}

/** The service with an account whose owner can be invited, and browsers. */
export class SignInScene implements AsyncDisposable {
  readonly administration: Administration;
  readonly accountId: string;
  readonly owner: PrincipalId & { kind: 'person' };

  private constructor(administration: Administration, accountId: string, ownerId: string) {
    this.administration = administration;
    this.accountId = accountId;
    this.owner = { kind: 'person', accountId, userId: ownerId };
  }

  static async open(options: ServiceOptions = {}): Promise<SignInScene> {
    const administration = await Administration.start({ publicUrl: BASE_URL, ...options });
    const id = newResourceId(systemRandom);
    const accountId = await administration.service.account([{ id, role: 'owner', displayName: 'Olga' }]);
    return new SignInScene(administration, accountId, id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.administration[Symbol.asyncDispose]();
  }

  get storage() {
    return this.administration.storage;
  }

  get clock() {
    return this.administration.service.clock;
  }

  browser(): Browser {
    return new Browser(this.administration);
  }

  /** Somebody else of the account. */
  async person(facts: Partial<Person>): Promise<PrincipalId & { kind: 'person' }> {
    const id = newResourceId(systemRandom);
    await this.administration.service.account([{ id, ...facts }], 'manual', this.accountId);
    return { kind: 'person', accountId: this.accountId, userId: id };
  }

  /** The token of an invitation's link. */
  async invite(principal: PrincipalId): Promise<string> {
    const { storage } = this;
    const context = this.administration.service.context();
    const invite = await createInvite({ storage, random: systemRandom, baseUrl: BASE_URL }, principal, context);
    assert.ok(invite);
    const [place, token = ''] = invite.url.split('#/invite/');
    assert.equal(place, `${BASE_URL}/console/`);
    return token;
  }

  /** Registers a passkey by an invitation, in a browser that is signed in then. */
  async register(principal: PrincipalId, browser = this.browser()): Promise<Holder> {
    const authenticator = new SoftwareAuthenticator(BASE_URL);
    const answer = await this.accept(browser, await this.invite(principal), authenticator);
    assert.equal(answer.status, 200, answer.text);
    return { principal, authenticator };
  }

  /** The answer to the end of an invitation. */
  async accept(browser: Browser, token: string, authenticator: SoftwareAuthenticator, odd?: Odd): Promise<Answer> {
    const begun = await browser.call('BeginInvite', { token });
    if (begun.status !== 200) return begun;
    return browser.call('FinishInvite', { token, response: authenticator.create(begun.json.options, odd) });
  }

  /** The answer to the end of a sign-in. */
  async signIn(browser: Browser, { authenticator }: Holder, odd?: Odd): Promise<Answer> {
    const begun = await browser.call('BeginPasskey');
    assert.equal(begun.status, 200, begun.text);
    return browser.call('FinishPasskey', { response: authenticator.get(begun.json.options, odd) });
  }

  /** Refused sign-ins as written down, latest first. */
  async refusals(): Promise<string[]> {
    const entries = await this.storage.listAudit({ action: 'session.refused', limit: 20 });
    return entries.map(({ reason = '' }) => reason);
  }
}

/** That a sign-in was refused, and the browser holds no session of it. */
export function assertRefused(answer: Answer): void {
  assert.equal(answer.status, 401, answer.text);
  assert.equal(answer.json.error?.message ?? answer.json.message, 'sign_in_refused');
  const started = answer.headers['set-cookie']?.filter((each) => each.startsWith(SESSION_COOKIE)) ?? [];
  assert.deepEqual(started, []);
}
