import type { CreateFaultRequest, SandboxAccount, SandboxFault } from '@rollcall/contract/sandbox';
import { type Client, type ClientOptions, createClient } from '../../../../client/src/index.ts';
import { ClientClock } from '../../../../client/test/support/client-clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/index.ts';
import { ManualClock } from '../../service/manual-clock.ts';
import type { Answer } from '../../service/request.ts';
import { basic } from '../../service/service.ts';
import { control as sendControl } from '../control/controls.ts';

type SendControl = (method: string, path: string, body?: object) => Promise<Answer>;

/** An answer, read to the end. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape, and assert on what they find
  readonly json: any;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** One request. @throws what fetch throws where no whole answer comes */
export async function ask(url: string, { method = 'GET', ...more }: Asked = {}): Promise<Got> {
  const answer = await fetch(url, { method, ...more });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, text, json: isJson && text ? tryParse(text) : undefined };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An isolated account of a sandbox, and what can be done to it. */
export class Account {
  readonly description: SandboxAccount;
  readonly clock: ManualClock;
  readonly #control: SendControl;

  constructor(description: SandboxAccount, clock: ManualClock, control: SendControl) {
    this.description = description;
    this.clock = clock;
    this.#control = control;
  }

  /** A control of this account. */
  control(method: string, path: string, body?: object): Promise<Answer> {
    return this.#control(method, `/accounts/${this.description.account_id}${path}`, body);
  }

  async set(fault: CreateFaultRequest): Promise<SandboxFault> {
    const answer = await this.control('POST', '/faults', fault);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json;
  }

  /** Calls and hits of each fault, in the order they were set. */
  async counts(): Promise<[number, number][]> {
    const { faults }: { faults: SandboxFault[] } = (await this.control('GET', '/faults')).json;
    return faults.map(({ calls, hits }) => [calls, hits]);
  }

  url(path: string): string {
    return `${this.description.base_url}/v1/accounts/${this.description.account_id}/users${path}`;
  }

  issueToken(path = '/v1/oauth/token'): Promise<Got> {
    const { base_url, client_id: clientId, client_secret: clientSecret } = this.description;
    const headers = {
      authorization: basic({ clientId, clientSecret }),
      'content-type': 'application/x-www-form-urlencoded',
    };
    return ask(base_url + path, { method: 'POST', headers, body: 'grant_type=client_credentials' });
  }

  async token(): Promise<string> {
    return (await this.issueToken()).json.access_token;
  }

  /** A call on people, with a token. */
  call(token: string, path: string, { headers, ...more }: Asked = {}): Promise<Got> {
    return ask(this.url(path), { ...more, headers: { authorization: `Bearer ${token}`, ...headers } });
  }

  /** The ids of everybody, in list order, a page of a thousand at the most. */
  async ids(token: string): Promise<string[]> {
    const { results } = (await this.call(token, '?max_page_size=1000')).json;
    return results.map(({ id }: { id: string }) => id);
  }

  /** The id of the active person who joined last. */
  async member(token: string): Promise<string> {
    const { results } = (await this.call(token, '?filter=user.isActive()&max_page_size=1000')).json;
    return results.at(-1).id;
  }

  /** A client in the time of the sandbox, without jitter: who waits moves the clock on. */
  client(options: Partial<ClientOptions> = {}): { readonly client: Client; readonly sleeps: readonly number[] } {
    const { base_url: baseUrl, account_id: accountId, client_id: clientId, client_secret } = this.description;
    const clock = new ClientClock(this.clock);
    const usual = { baseUrl, accountId, clientId, clientSecret: client_secret, clock, random: () => 0 };
    return { client: createClient({ ...usual, ...options } as ClientOptions), sleeps: clock.sleeps }; // no region
  }
}

/** A sandbox, and its controls. */
export interface FaultScene {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  control(method: string, path: string, body?: object): Promise<Answer>;
  account(request?: object): Promise<Account>;
}

export async function startFaultScene(
  context: { readonly after: (end: () => Promise<void>) => void },
  options: SandboxOptions = {},
): Promise<FaultScene> {
  const clock = new ManualClock();
  const sandbox = await startSandbox({ clock, ...options });
  context.after(() => sandbox.close());
  const control = (method: string, path: string, body?: object) =>
    sendControl(sandbox, method, path, body === undefined ? {} : { body });
  const account = async (request: object = {}) => {
    const answer = await control('POST', '/accounts', request);
    if (answer.status !== 201) throw new Error(answer.text);
    return new Account(answer.json, clock, control);
  };
  return { sandbox, clock, control, account };
}

/**
 * People for a seed: an owner and members, seven of whom joined in each second.
 *
 * @param count 2 to 1024
 * @param apart whether there is room for other ids between theirs
 */
export function crowd(count: number, apart: 'near' | 'far'): object {
  const users = Array.from({ length: count }, (_, index) => ({
    id: idAt(index, apart),
    email: `p${index}@example.com`,
    display_name: `Person ${index}`,
    create_time: `2024-01-01T00:00:${String(Math.floor(index / 7) % 60).padStart(2, '0')}Z`,
    role: index === 0 ? 'owner' : 'member',
  }));
  return { accounts: [{ name: 'Crowd', users }] };
}

function idAt(index: number, apart: 'near' | 'far'): string {
  const digits = `${DIGITS[index >> 5]}${DIGITS[index & 31]}`;
  return apart === 'near' ? digits.padStart(26, 'A') : digits.padEnd(26, 'A');
}

const DIGITS = '234567ABCDEFGHIJKLMNOPQRSTUVWXYZ';
