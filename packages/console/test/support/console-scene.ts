import type { TestContext } from 'node:test';
import type { AppOptions, Person, RunningApp, Storage } from '@rollcall/server';
import { createInvite } from '@rollcall/server/admin/invite';
import type { Provisioning } from '@rollcall/server/domain/directory';
import type { PrincipalId } from '@rollcall/server/domain/principal';
import { systemRandom } from '@rollcall/server/domain/random';
import { newResourceId } from '@rollcall/server/domain/resource-id';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import { MovableClock } from './movable-clock.ts';
import { startConsole } from './serve-console.ts';

/** Somebody of an account, by what matters to the test. */
export type Facts = Partial<Omit<Person, 'accountId'>>;

/** The real service with the console on it, on a store in memory, at a time that the test moves on. */
export class ConsoleScene {
  readonly clock = new MovableClock();
  readonly storage: Storage;
  #app: RunningApp | undefined;
  #baseUrl = '';

  private constructor(storage: Storage) {
    this.storage = storage;
  }

  /** It ends with the test. */
  static async open(context: TestContext, options: Partial<AppOptions> = {}): Promise<ConsoleScene> {
    const storage = await openSqliteStorage({ dataDir: undefined, role: 'server' });
    const scene = new ConsoleScene(storage);
    context.after(async () => {
      await scene.#app?.close();
      await storage.close();
    });
    scene.#app = await startConsole({ storage, clock: scene.clock, ...options });
    scene.#baseUrl = options.publicUrl ?? scene.#app.baseUrl;
    return scene;
  }

  /** Of the service, without a slash at the end: `http://localhost:49152`. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** Where it listens, whatever stands in front of it. */
  get listenerUrl(): string {
    return this.#app?.listenerUrl ?? '';
  }

  /** The address of a page of the console: `/people`. */
  page(path = '/'): string {
    return `${this.#baseUrl}/console/#${path}`;
  }

  /** A new account with these people, a second apart in joining. The ids of the people, in order, come with it. */
  async account(
    people: readonly Facts[],
    { name = 'Analytical Engines', provisioning = 'manual' }: { name?: string; provisioning?: Provisioning } = {},
  ): Promise<{ readonly id: string; readonly people: readonly string[] }> {
    const id = newResourceId(systemRandom);
    const persons = people.map((facts, index) => ({ ...somebody(index), ...facts, accountId: id }));
    const session = await this.storage.beginImport('test', this.change());
    await session.applyAll([
      { kind: 'account', account: { id, name, provisioning }, made: [] },
      ...persons.map((person) => ({ kind: 'person', person, made: [] }) as const),
    ]);
    await session.commit();
    return { id, people: persons.map((person) => person.id) };
  }

  /** Somebody who runs the deployment. */
  async operator(name = 'Otto Operator'): Promise<PrincipalId> {
    const id = systemRandom.uuid();
    await this.storage.createOperator({ id, name }, this.change());
    return { kind: 'operator', operatorId: id };
  }

  /** A link that lets them register a passkey. @throws Error where there is nobody of that id */
  async invite(principal: PrincipalId): Promise<string> {
    const parts = { storage: this.storage, random: systemRandom, baseUrl: this.#baseUrl };
    const invite = await createInvite(parts, principal, this.change());
    if (invite === undefined) throw new Error('there is nobody to invite');
    return invite.url;
  }

  /** What is noted beside a change that the test itself makes. */
  change() {
    const actor = { kind: 'operator', id: 'test', address: undefined, userAgent: undefined } as const;
    return { at: this.clock.now(), actor, requestId: 'test' };
  }
}

const START = Date.parse('2024-01-01T00:00:00Z');

function somebody(index: number): Omit<Person, 'accountId'> {
  return {
    id: newResourceId(systemRandom),
    email: `person-${index}@example.com`,
    displayName: `Person ${index}`,
    state: 'ACTIVE',
    createTime: `${new Date(START + index * 1000).toISOString().slice(0, 19)}Z`,
    role: 'member',
    securityGroup: false,
    externallyManaged: false,
  };
}
