import assert from 'node:assert/strict';
import type { Answer } from '../../service/request.ts';
import type { ServiceOptions } from '../../service/service.ts';
import { CLIENT_ID, CLIENT_SECRET, IdentityProvider, type ProviderOptions } from './identity-provider.ts';
import { BASE_URL, type Browser, SignInScene } from './sign-in-scene.ts';

export const REDIRECT_URI = `${BASE_URL}/admin/v1/session:finishSso`;
export const EMAIL = 'Ada@Example.com';

/** The service with an account that signs in through a real provider, and an administrator of it. */
export class SsoScene implements AsyncDisposable {
  readonly signIn: SignInScene;
  readonly provider: IdentityProvider;
  readonly operator: Browser;
  readonly ada: SignInScene['owner'];

  private constructor(signIn: SignInScene, provider: IdentityProvider, operator: Browser, ada: SignInScene['owner']) {
    this.signIn = signIn;
    this.provider = provider;
    this.operator = operator;
    this.ada = ada;
  }

  static async open(options: Partial<ProviderOptions> = {}, service: ServiceOptions = {}): Promise<SsoScene> {
    const signIn = await SignInScene.open(service);
    const provider = await IdentityProvider.start({ redirectUri: REDIRECT_URI, ...options });
    provider.person = { email: EMAIL, email_verified: true };
    const operatorId = 'f6b0f5a0-6a56-4b6a-9d0e-0d5f0a3b7c11';
    await signIn.storage.createOperator({ id: operatorId, name: 'Otto' }, signIn.administration.service.context());
    const operator = signIn.browser();
    await signIn.register({ kind: 'operator', operatorId }, operator);
    const ada = await signIn.person({ role: 'administrator', email: EMAIL.toLowerCase(), displayName: 'Ada' });
    const scene = new SsoScene(signIn, provider, operator, ada);
    const set = await scene.set({ client_secret: CLIENT_SECRET });
    assert.equal(set.status, 200, set.text);
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.provider[Symbol.asyncDispose]();
    await this.signIn[Symbol.asyncDispose]();
  }

  set(more: object): Promise<Answer> {
    const body = { issuer: this.provider.issuer, client_id: CLIENT_ID, ...more };
    return this.operator.call('SetSingleSignOn', body, { account: this.signIn.accountId });
  }

  /** Where a browser is sent. */
  async begin(browser: Browser, returnTo?: string): Promise<URL> {
    const body = { account: this.signIn.accountId, return_to: returnTo };
    const begun = await browser.call('BeginSso', body);
    assert.equal(begun.status, 200, begun.text);
    return new URL(begun.json.url);
  }

  /** Where the browser ends up. @param change what somebody does to it on the way */
  async through(browser: Browser, change: { url?: (url: URL) => void; back?: Record<string, string> } = {}) {
    const url = await this.begin(browser);
    change.url?.(url);
    return this.back(browser, { ...(await this.provider.visit(url.href)), ...change.back });
  }

  async back(browser: Browser, query: Readonly<Record<string, string>>): Promise<string> {
    const answer = await browser.call('FinishSso', undefined, {}, { query });
    assert.equal(answer.status, 303, answer.text);
    return answer.headers.location ?? '';
  }
}
