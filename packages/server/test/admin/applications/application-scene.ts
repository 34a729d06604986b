import assert from 'node:assert/strict';
import type { Application, ApplicationSecret, CreatedApplication } from '@rollcall/contract/admin';
import type { Answer } from '../../service/request.ts';
import type { ServiceOptions } from '../../service/service.ts';
import { Administration, type Browser } from '../administration.ts';

export const WANTED = {
  name: 'Access review',
  description: 'Reads who is active.\nEvery night.',
  redirect_url: 'https://partner.example.com/callback',
  scopes: ['list_users', 'suspend_user'],
} as const;

/** An account with an owner and a member of the Security group, each at a browser. */
export class ApplicationScene implements AsyncDisposable {
  readonly accountId: string;
  readonly #options: ServiceOptions;
  #administration: Administration;
  #owner: Browser;
  #security: Browser;

  private constructor(
    administration: Administration,
    accountId: string,
    owner: Browser,
    security: Browser,
    options: ServiceOptions,
  ) {
    this.accountId = accountId;
    this.#options = options;
    this.#administration = administration;
    this.#owner = owner;
    this.#security = security;
  }

  static async start(options: ServiceOptions = {}): Promise<ApplicationScene> {
    const administration = await Administration.start(options);
    const accountId = await administration.service.account([{ role: 'owner' }]);
    const owner = await administration.person(accountId, { role: 'owner' });
    const security = await administration.person(accountId, { securityGroup: true });
    return new ApplicationScene(administration, accountId, owner, security, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#administration[Symbol.asyncDispose]();
  }

  /** Stops the server, which writes its counts, and starts another on the same store, at the same time of day as the first. */
  async restart(): Promise<void> {
    const { storage, app } = this.service;
    await app.close();
    this.#administration = await Administration.start({ ...this.#options, storage });
    this.#owner = await this.#administration.signIn(this.#owner.principal);
    this.#security = await this.#administration.signIn(this.#security.principal);
  }

  get administration(): Administration {
    return this.#administration;
  }

  get owner(): Browser {
    return this.#owner;
  }

  get security(): Browser {
    return this.#security;
  }

  call(...request: Parameters<Administration['call']>): Promise<Answer> {
    return this.#administration.call(...request);
  }

  get service() {
    return this.#administration.service;
  }

  /** The path parameters of an application. */
  at(application: Pick<Application, 'client_id'>, secret?: Pick<ApplicationSecret, 'id'>): Record<string, string> {
    const params = { account: this.accountId, client: application.client_id };
    return secret === undefined ? params : { ...params, secret: secret.id };
  }

  /** A new application, made by the owner. */
  async create(wanted: object = {}): Promise<CreatedApplication> {
    const body = { ...WANTED, ...wanted };
    const answer = await this.call(this.owner, 'CreateApplication', { account: this.accountId }, { body });
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  }

  /** Asks for a token over the Users API, as the application's program would. */
  requestToken({ client_id }: Pick<Application, 'client_id'>, clientSecret: string): Promise<Answer> {
    const client = { clientId: client_id, clientSecret };
    return this.service.form('/v1/oauth/token', client, { grant_type: 'client_credentials' });
  }

  async token(application: Pick<Application, 'client_id'>, clientSecret: string): Promise<string> {
    const answer = await this.requestToken(application, clientSecret);
    assert.equal(answer.status, 200, answer.text);
    return answer.json.access_token;
  }

  /** Lists people with the token. */
  use(token: string): Promise<Answer> {
    return this.service.call(token, 'GET', `/v1/accounts/${this.accountId}/users`);
  }

  /** What was written down about the application, oldest first, without its tokens. */
  async audited({ client_id }: Pick<Application, 'client_id'>) {
    const entries = await this.service.storage.listAudit({ subject: client_id, limit: 1000 });
    return entries.filter(({ action }) => action.startsWith('application.')).toReversed();
  }
}

/** The answer is this refusal of the management API. */
export function assertRefused(answer: Answer, status: number, reason: string, sentence?: RegExp): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.json.message, reason);
  const details: readonly { readonly '@type': string; readonly message?: string }[] = answer.json.details;
  const said = details.find((each) => each['@type'].endsWith('.LocalizedMessage'))?.message ?? '';
  if (sentence !== undefined) assert.match(said, sentence);
}
