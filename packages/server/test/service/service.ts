import type { ApiVersion, Quota, Scope } from '@rollcall/contract';
import { pino } from 'pino';
import { type AppOptions, type RunningApp, startApp } from '../../src/app.ts';
import type { ChangeContext } from '../../src/domain/audit.ts';
import { newClientSecret } from '../../src/domain/credentials.ts';
import type { Person, Provisioning } from '../../src/domain/directory.ts';
import { systemRandom } from '../../src/domain/random.ts';
import { newResourceId } from '../../src/domain/resource-id.ts';
import { firstSecret } from '../../src/storage/first-secret.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { ManualClock } from './manual-clock.ts';
import { type Answer, type RequestOptions, send } from './request.ts';

export const ALL_SCOPES: readonly Scope[] = ['list_users', 'get_user', 'suspend_user', 'reactivate_user'];
const UNLIMITED: Quota = { perMinute: 0, perHour: 0 };

export interface Client {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ServiceOptions extends Partial<Omit<AppOptions, 'storage' | 'clock'>> {
  /** In place of one in memory. It is closed with the service. */
  readonly storage?: Storage;
  /** Wraps the store, to make it fail for example. */
  readonly wrapStorage?: (storage: Storage) => Storage;
}

/** The real service on a real store in memory, on a free port, with a clock that the test moves. */
export class Service implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly storage: Storage;
  readonly app: RunningApp;

  private constructor(clock: ManualClock, storage: Storage, app: RunningApp) {
    this.clock = clock;
    this.storage = storage;
    this.app = app;
  }

  static async start({ storage: given, wrapStorage, ...options }: ServiceOptions = {}): Promise<Service> {
    const clock = new ManualClock();
    const storage = given ?? (await openSqliteStorage({ dataDir: undefined, role: 'server' }));
    const app = await startApp({
      storage: wrapStorage ? wrapStorage(storage) : storage,
      clock,
      logger: pino({ level: 'silent' }),
      listen: { host: '127.0.0.1', port: 0 },
      tls: undefined,
      telemetry: undefined,
      publicUrl: undefined,
      trustedProxies: [],
      limits: UNLIMITED,
      strict: false,
      apiVersions: ['v1beta1', 'v1'],
      previewSunset: undefined,
      maxConnections: 1000,
      ...options,
      timeouts: { farewell: 0, ...options.timeouts },
    });
    return new Service(clock, storage, app);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.close();
    await this.storage.close();
  }

  context(): ChangeContext {
    const actor = { kind: 'operator', id: 'test', address: undefined, userAgent: undefined } as const;
    return { at: this.clock.now(), actor, requestId: 'test' };
  }

  /** A new account with these people, in this order of joining, a second apart. With the id of one: these join it. */
  async account(
    people: readonly Partial<Person>[] = [],
    provisioning: Provisioning = 'manual',
    accountId = newResourceId(systemRandom),
  ): Promise<string> {
    const session = await this.storage.beginImport('test', this.context());
    await session.applyAll([
      { kind: 'account', account: { id: accountId, name: accountId, provisioning }, made: [] },
      ...people.map((person, index) => {
        return { kind: 'person', person: { ...somebody(index), ...person, accountId }, made: [] } as const;
      }),
    ]);
    await session.commit();
    return accountId;
  }

  /** A new application of the account. */
  async client(accountId: string, scopes: readonly Scope[] = ALL_SCOPES, limits: Partial<Quota> = {}): Promise<Client> {
    const clientId = systemRandom.uuid();
    const clientSecret = newClientSecret(systemRandom);
    await this.storage.createApplication(
      {
        clientId,
        accountId,
        name: 'Test',
        description: '',
        redirectUrl: 'https://example.com/callback',
        scopes,
        requestsPerMinute: limits.perMinute,
        requestsPerHour: limits.perHour,
        secret: firstSecret(systemRandom, clientSecret),
      },
      this.context(),
    );
    return { accountId, clientId, clientSecret };
  }

  /** Gives the application another secret: any text. */
  async rotate({ clientId }: Client, clientSecret: string): Promise<void> {
    await this.storage.rotateSecret(clientId, firstSecret(systemRandom, clientSecret), undefined, this.context());
  }

  /** An access token, asked for over HTTP. */
  async token(client: Client, version: ApiVersion = 'v1'): Promise<string> {
    const path = version === 'v1' ? '/v1/oauth/token' : '/v1beta1/users/oauth2/token';
    const answer = await this.form(path, client, { grant_type: 'client_credentials' });
    return answer.json.access_token;
  }

  send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    return send(this.app.listenerUrl, method, path, options);
  }

  /** A request with a bearer token. */
  call(token: string, method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send(method, path, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });
  }

  /** A form with Basic credentials. */
  form(path: string, client: Pick<Client, 'clientId' | 'clientSecret'>, form: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, {
      headers: { authorization: basic(client), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  }
}

export function basic({ clientId, clientSecret }: Pick<Client, 'clientId' | 'clientSecret'>): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

/** A member who joined `index` seconds into 2024. */
export function somebody(index: number): Person {
  return {
    id: newResourceId(systemRandom),
    email: `person-${index}-${systemRandom.uuid()}@example.com`,
    displayName: `Person ${index}`,
    state: 'ACTIVE',
    createTime: `${new Date(Date.UTC(2024, 0, 1) + index * 1000).toISOString().slice(0, 19)}Z`,
    role: index === 0 ? 'owner' : 'member',
    externallyManaged: false,
    securityGroup: false,
  };
}
