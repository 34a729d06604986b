import type { TestContext } from 'node:test';
import { createClient } from '@rollcall/client';
import { startSandbox } from '@rollcall/server/sandbox';
import { FaultProxy } from '../../../client/test/support/fault-proxy.ts';
import { type Finished, type RunOptions, rollcall, temporaryFolder } from '../support/rollcall.ts';

export const ACCOUNT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CLIENT_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
/** Who looks at what came of it; the command's own application may lack the scope, and the requests. */
const AUDITOR_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const SECRET = 'a-secret-for-tests-only-0123456789-0123456789';

/** What the command calls with, as a seed has it. */
export const APPLICATION = {
  name: 'Leavers',
  redirect_url: 'https://example.com/',
  client_id: CLIENT_ID,
  client_secret: SECRET,
};

/** A person as a seed has them. */
export interface SeedPerson {
  readonly id?: string;
  readonly email: string;
  readonly display_name: string;
  readonly state?: 'ACTIVE' | 'SUSPENDED';
  readonly role?: 'owner' | 'administrator' | 'member';
  readonly externally_managed?: boolean;
}

export type Scope = 'list_users' | 'get_user' | 'suspend_user' | 'reactivate_user';

export interface SceneOptions {
  readonly people: readonly SeedPerson[];
  readonly provisioning?: 'manual' | 'automated';
  readonly scopes?: readonly Scope[];
  /** Requests a minute; no limit unless given. */
  readonly perMinute?: number;
}

/** A real service with people in it, a proxy before it, and the command as their administrator runs it. */
export interface Scene {
  readonly proxy: FaultProxy;
  /** What the command finds in its environment: the connection, and folders of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder of its own, for files. */
  readonly folder: string;
  rollcall(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** The states as the server has them, by the name before the `@`. */
  states(): Promise<Readonly<Record<string, string>>>;
  idOf(name: string): Promise<string>;
}

export const EVERY_SCOPE: readonly Scope[] = ['list_users', 'get_user', 'suspend_user', 'reactivate_user'];

export async function startScene(context: TestContext, options: SceneOptions): Promise<Scene> {
  const { people, provisioning = 'manual', scopes = EVERY_SCOPE, perMinute = 0 } = options;
  const account = { id: ACCOUNT, name: 'Acme', provisioning, users: people.map(inOrder) };
  const applications = [
    { ...APPLICATION, scopes: [...scopes] },
    { ...APPLICATION, name: 'Auditor', client_id: AUDITOR_ID, scopes: [...EVERY_SCOPE] },
  ];
  const seed = { accounts: [{ ...account, applications }] };
  const sandbox = await startSandbox({ seed, limits: { perMinute, perHour: 0 } });
  const proxy = await FaultProxy.start(sandbox.baseUrl);
  context.after(async () => {
    await proxy[Symbol.asyncDispose]();
    await sandbox.close();
  });
  const folder = await temporaryFolder(context);
  const env = { ...connectionEnvironment(proxy.url), ...foldersIn(folder) };
  const everybody = async () => {
    const client = createClient({
      baseUrl: sandbox.baseUrl,
      accountId: ACCOUNT,
      clientId: AUDITOR_ID,
      clientSecret: SECRET,
    });
    const all = [];
    for await (const user of client.users.list({ pageSize: 1000 })) all.push(user);
    return all;
  };
  return {
    proxy,
    env,
    folder,
    rollcall: (args, more = {}) => rollcall(args, { cwd: folder, ...more, env: { ...env, ...more.env } }),
    states: async () => Object.fromEntries((await everybody()).map(({ email, state }) => [nameIn(email), state])),
    async idOf(name) {
      const user = (await everybody()).find(({ email }) => nameIn(email) === name);
      if (user === undefined) throw new Error(`There is nobody called ${name}.`);
      return user.id;
    },
  };
}

export function connectionEnvironment(baseUrl: string): Readonly<Record<string, string>> {
  return {
    ROLLCALL_BASE_URL: baseUrl,
    ROLLCALL_ACCOUNT: ACCOUNT,
    ROLLCALL_CLIENT_ID: CLIENT_ID,
    ROLLCALL_CLIENT_SECRET: SECRET,
  };
}

/** Nothing of the person who runs the tests: neither their profiles nor their journals. */
export function foldersIn(folder: string): Readonly<Record<string, string>> {
  return { HOME: folder, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
}

/** One after the other, so that a list has them in the order they are written. */
function inOrder(person: SeedPerson, index: number) {
  return { ...person, create_time: new Date(Date.UTC(2024, 0, 1) + index * 1000).toISOString() };
}

function nameIn(email: string): string {
  return email.slice(0, email.indexOf('@'));
}

/** So many people besides Ada, the only owner: `p0@example.com` and on. */
export function crowd(count: number): readonly SeedPerson[] {
  const members = Array.from({ length: count }, (_, index) => ({
    email: `p${index}@example.com`,
    display_name: `Person ${index}`,
  }));
  return [ADA, ...members];
}

export const ADA: SeedPerson = { email: 'ada@example.com', display_name: 'Ada Lovelace', role: 'owner' };

/** Names in many scripts, and everybody whom the rules protect. */
export const CAST: readonly SeedPerson[] = [
  ADA,
  { email: 'lin@example.com', display_name: '林美玲' },
  { email: 'mae@example.com', display_name: '👩‍🚀 Mae', state: 'SUSPENDED' },
  { email: 'maryam@example.com', display_name: 'مريم الفارسي' },
  { email: 'dana@example.com', display_name: 'דנה כהן', state: 'SUSPENDED' },
  { email: 'zoe@example.com', display_name: 'Zoe\u0308 =1+1' },
  { email: 'formula@example.com', display_name: '=HYPERLINK("https://example.com")' },
  { email: 'managed@example.com', display_name: 'Managed Elsewhere', role: 'administrator', externally_managed: true },
];
