import assert from 'node:assert/strict';
import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { CreateAccountRequest, SandboxAccount } from '@rollcall/contract/sandbox';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { type Answer, send } from '../../service/request.ts';
import { basic } from '../../service/service.ts';
import { assertConforms } from './conformance.ts';

export interface ControlRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** As JSON. */
  readonly body?: object;
  /** As it is. */
  readonly raw?: string | Uint8Array;
  readonly agent?: Agent;
}

/** A request to the controls, below `/sandbox/v1` unless the path is whole. The answer is held against OpenAPI. */
export async function control(
  { controlUrl = '' }: Pick<Sandbox, 'controlUrl'>,
  method: string,
  path: string,
  { headers, body, raw, agent }: ControlRequest = {},
): Promise<Answer> {
  const { hostname, port } = new URL(controlUrl);
  const whole = path.startsWith('/sandbox') ? path : `/sandbox/v1${path}`;
  const content = raw ?? (body && JSON.stringify(body));
  const answer = await new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>(
    (resolve, reject) => {
      const type = content === undefined ? {} : { 'content-type': 'application/json' };
      const outgoing = request(
        { hostname, port, method, path: whole, headers: { ...type, ...headers }, agent: agent ?? false },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part) => {
            text += part;
          });
          response.on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        },
      );
      outgoing.on('error', reject).end(content);
    },
  );
  if (method !== 'HEAD') assertConforms({ ...answer, method, path: whole.split('?')[0] ?? '' });
  return { ...answer, json: answer.text === '' ? undefined : JSON.parse(answer.text) };
}

/** An isolated account. */
export async function makeAccount(
  sandbox: Pick<Sandbox, 'controlUrl'>,
  body: CreateAccountRequest = {},
): Promise<SandboxAccount> {
  const { status, json, text } = await control(sandbox, 'POST', '/accounts', { body });
  assert.equal(status, 201, text);
  return json;
}

/** What calling for an account takes. */
type Caller = Pick<SandboxAccount, 'base_url' | 'account_id' | 'client_id' | 'client_secret'>;

/** A request to a path that may be switched off, which no document declares. */
export async function ask(url: string, method: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { method, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    json: text === '' ? undefined : JSON.parse(text),
  };
}

/** A form with the account's Basic credentials. */
export function post(
  { base_url, client_id: clientId, client_secret: clientSecret }: Caller,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Answer> {
  const headers = {
    authorization: basic({ clientId, clientSecret }),
    'content-type': 'application/x-www-form-urlencoded',
  };
  return send(base_url, 'POST', path, { headers, body: new URLSearchParams(form).toString() });
}

export function issueToken(caller: Caller, path = '/v1/oauth/token'): Promise<Answer> {
  return post(caller, path, { grant_type: 'client_credentials' });
}

export async function tokenOf(caller: Caller): Promise<string> {
  const answer = await issueToken(caller);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.access_token;
}

/** A call on the people of an account: `call(account, token, 'POST', '/ID:suspend')`. */
export function call(
  { base_url, account_id }: Caller,
  token: string,
  method: string,
  path: string,
  version = 'v1',
): Promise<Answer> {
  return send(base_url, method, `/${version}/accounts/${account_id}/users${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

/** Refused for this reason, with this status. */
export function assertRefused({ status, json, text }: Answer, expected: number, reason: string): void {
  assert.deepEqual([status, json?.message], [expected, reason], text);
}
