import type { TestContext } from 'node:test';
import {
  type Client as ApiClient,
  type ApiVersion,
  type ClientOptions,
  createClient,
  type RollcallError,
} from '@rollcall/client';
import type { Scope } from '@rollcall/contract';
import type { Person } from '../../../server/src/domain/directory.ts';
import {
  ALL_SCOPES,
  type Client,
  Service,
  type ServiceOptions,
  somebody,
} from '../../../server/test/service/service.ts';
import { ClientClock } from './client-clock.ts';
import { FaultProxy } from './fault-proxy.ts';

export const VERSIONS: readonly ApiVersion[] = ['v1beta1', 'v1'];
export const TOKEN_PATH = /\/token$/;
export const USERS_PATH = /\/users(\?|\/[A-Z2-7]{26}|$)/;

export interface SceneOptions extends ServiceOptions {
  readonly people?: readonly Partial<Person>[];
  readonly provisioning?: 'manual' | 'automated';
  readonly scopes?: readonly Scope[];
}

/** A real service with one account and one application, a proxy before it, and a clock that both ends share. */
export interface Scene {
  readonly service: Service;
  readonly proxy: FaultProxy;
  readonly clock: ClientClock;
  readonly application: Client;
  /** The people, in the order of a list. The first is the only owner. */
  readonly people: readonly Person[];
  /** A client through the proxy, on the shared clock and without jitter. */
  client(options?: Partial<ClientOptions>): ApiClient;
}

export async function startScene(context: TestContext, options: SceneOptions = {}): Promise<Scene> {
  const { people: given = [{}, {}, {}], provisioning, scopes = ALL_SCOPES, ...serviceOptions } = options;
  const service = await Service.start(serviceOptions);
  const proxy = await FaultProxy.start(service.app.baseUrl);
  context.after(async () => {
    await proxy[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
  });
  const people = given.map((each, index) => ({ ...somebody(index), ...each }));
  const application = await service.client(await service.account(people, provisioning), scopes);
  const clock = new ClientClock(service.clock);
  const usual = { ...application, baseUrl: proxy.url, clock, random: () => 0 };
  return {
    service,
    proxy,
    clock,
    application,
    people,
    client: (more = {}) => createClient({ ...usual, ...more } as ClientOptions), // region and baseUrl: the test's care
  };
}

/** The id of the n-th person. */
export function idOf(scene: Scene, index: number): string {
  const person = scene.people[index];
  if (person === undefined) throw new Error(`There are only ${scene.people.length} people.`);
  return person.id;
}

/** What a call was refused with. Fails the test if it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<RollcallError> {
  const { RollcallError } = await import('@rollcall/client');
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof RollcallError) return outcome;
  throw new Error('The call was to be refused.', { cause: outcome });
}
