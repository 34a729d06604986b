import assert from 'node:assert/strict';
import type { ChangeContext } from '../../../src/domain/audit.ts';
import type { Account, Person } from '../../../src/domain/directory.ts';
import type { NewSecret } from '../../../src/storage/application-verbs.ts';
import type { ImportedApplication, MadeField } from '../../../src/storage/import-session.ts';
import type { NewApplication, Storage, UserJson, UserPage, UserQuery } from '../../../src/storage/storage.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A resource id of 26 characters that stands for a number; ids compare as their numbers do, up to 2^25. */
export function idOf(number: number): string {
  let rest = number;
  let digits = '';
  for (let place = 0; place < 5; place++) {
    digits = `${ALPHABET[rest % 26]}${digits}`;
    rest = Math.floor(rest / 26);
  }
  return `${'A'.repeat(21)}${digits}`;
}

export const ACME = idOf(900_001);
export const OTHER = idOf(900_002);

/** 2025-01-01T00:00:00Z. */
export const NOW = Date.UTC(2025, 0, 1);

export function contextAt(at: number = NOW, requestId = 'request-1'): ChangeContext {
  return {
    at,
    actor: { kind: 'application', id: clientId(1), address: '192.0.2.7', userAgent: 'probe/1.0' },
    requestId,
  };
}

export function clientId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A credential hash that stands for a number. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(64, '0');
}

/** The person of a number, created that many seconds into 2024, by name of nobody. */
export function person(number: number, changes: Partial<Person> = {}): Person {
  return {
    id: idOf(number),
    email: `person${number}@example.com`,
    displayName: `Person ${number}`,
    state: 'ACTIVE',
    createTime: `${new Date(Date.UTC(2024, 0, 1) + number * 1000).toISOString().slice(0, 19)}Z`,
    role: 'member',
    externallyManaged: false,
    securityGroup: false,
    ...changes,
  };
}

/** `count` people numbered from 0: the first is an active owner, every fifth is suspended. */
export function people(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, number) =>
    person(number, number === 0 ? { role: 'owner' } : { state: number % 5 === 4 ? 'SUSPENDED' : 'ACTIVE' }),
  );
}

/** A secret that stands for a number. */
export function secret(number: number, changes: Partial<NewSecret> = {}): NewSecret {
  return { id: clientId(number), hash: hashOf(number), label: `Secret ${number}`, expiresAt: undefined, ...changes };
}

export function application(number: number, changes: Partial<NewApplication> = {}): NewApplication {
  return {
    clientId: clientId(number),
    accountId: ACME,
    name: `Application ${number}`,
    description: 'Looks after people',
    redirectUrl: 'https://partner.example/callback',
    scopes: ['list_users', 'get_user'],
    requestsPerMinute: undefined,
    requestsPerHour: undefined,
    secret: secret(number),
    ...changes,
  };
}

export interface Content {
  readonly account?: Partial<Omit<Account, 'createTime'>>;
  readonly people?: readonly Person[];
  readonly applications?: readonly ImportedApplication[];
  readonly made?: readonly MadeField[];
}

/** Fills an account by import, the one way people come into a store. */
export async function fill(
  storage: Storage,
  { account, people = [], applications = [], made = [] }: Content,
): Promise<void> {
  const accountId = account?.id ?? ACME;
  const session = await storage.beginImport('sample', contextAt());
  try {
    await session.applyAll([
      {
        kind: 'account',
        account: { id: accountId, name: `Account ${accountId}`, provisioning: 'manual', ...account },
        made: [],
      },
      ...people.map((someone) => ({ kind: 'person', person: { ...someone, accountId }, made }) as const),
      ...applications.map((application) => ({ kind: 'application', application, made }) as const),
    ]);
    await session.commit();
  } catch (error) {
    await session.abort();
    throw error;
  }
}

/** The wire's User object that a person must come out as. */
export function wireUser({ id, email, displayName, state, createTime }: Person, accountId: string = ACME): object {
  const path = `accounts/${accountId}/users/${id}`;
  return { id, email, display_name: displayName, state, create_time: createTime, path };
}

export function parseUser(json: UserJson | undefined): { readonly id: string; readonly state: string } {
  assert.ok(json, 'there is such a person');
  return JSON.parse(Buffer.from(json).toString('utf8'));
}

export function parsePage({ json }: UserPage): readonly { readonly id: string; readonly state: string }[] {
  return JSON.parse(`[${Buffer.from(json).toString('utf8')}]`);
}

/** Everyone a walk meets, page by page. */
export async function walk(
  storage: Storage,
  query: Omit<UserQuery, 'after'>,
): Promise<readonly { readonly id: string; readonly state: string }[]> {
  const met = [];
  for (let after: UserQuery['after'], first = true; first || after !== undefined; first = false) {
    const page = await storage.listUsers({ ...query, after });
    met.push(...parsePage(page));
    after = page.next;
  }
  return met;
}

/** Everyone of an account, as an export gives them out. */
export async function everyone(storage: Storage, accountId: string = ACME): Promise<readonly Person[]> {
  const met = [];
  for await (const someone of storage.exportUsers(accountId)) met.push(someone);
  return met;
}
