import type { PersonKind } from '../../seed.ts';
import type { ControlClient } from '../control-client.ts';
import type { NewPerson, Person, PersonChanges } from '../payloads.ts';

/** The people of an account, as its own administration would see and change them. The rules of the API do not hold here. */
export interface PeopleControls {
  /** In list order, all of them unless a kind is given. */
  list(kind?: PersonKind): AsyncIterableIterator<Person>;
  /** One of them, with what the API does not show. @throws SandboxError where nobody has the id */
  get(userId: string): Promise<Person>;
  /**
   * Adds somebody: an active member, created now by the account's clock, unless said otherwise.
   *
   * @throws SandboxError where there is somebody of that id or address
   * @example
   * ```ts
   * import { createClient, ERR_EXTERNALLY_MANAGED, RollcallError } from '@rollcall/client';
   * import { connectSandbox } from '@rollcall/client/testing';
   *
   * const sandbox = await connectSandbox(controlUrl);
   * await using account = await sandbox.createAccount();
   * const guest = { email: 'ada@example.com', display_name: 'Ada', role: 'administrator', externally_managed: true } as const;
   * const { id } = await account.people.create(guest);
   * try {
   *   await createClient(account.options).users.suspend(id);
   * } catch (error) {
   *   console.log(error instanceof RollcallError && error.code === ERR_EXTERNALLY_MANAGED); // true
   * }
   * ```
   */
  create(person: NewPerson): Promise<Person>;
  /** Changes what is given. @throws SandboxError where nobody has the id, or somebody else the address */
  update(userId: string, changes: PersonChanges): Promise<Person>;
  /** They are gone, as if they had never been there. @throws SandboxError where nobody has the id */
  remove(userId: string): Promise<void>;
  /**
   * Adds plausible people, the same ones for the same random seed. Those of them who are there already are not added
   * again: another random seed gives others.
   *
   * @param count 1 to 1,000,000
   * @param randomSeed 1 unless given
   */
  generate(count: number, randomSeed?: number): Promise<{ created: number; updated: number }>;
}

export function peopleControls(ask: ControlClient, at: string): PeopleControls {
  const all = `${at}/people`;
  const one = (id: string) => `${all}/${encodeURIComponent(id)}`;
  return {
    list: (kind) => listPeople(ask, all, kind),
    get: (id) => ask({ path: one(id) }),
    create: (body) => ask({ path: all, method: 'POST', body }),
    update: (id, body) => ask({ path: one(id), method: 'PATCH', body }),
    remove: (id) => ask({ path: one(id), method: 'DELETE' }),
    generate: (count, seed) => {
      const body = seed === undefined ? { count } : { count, random_seed: seed };
      return ask({ path: `${all}:generate`, method: 'POST', body });
    },
  };
}

const PAGE_SIZE = 1000;

async function* listPeople(ask: ControlClient, path: string, kind: PersonKind | undefined) {
  let after: string | undefined;
  do {
    const query = { kind, after, page_size: PAGE_SIZE };
    const page: { people: Person[]; next?: string } = await ask({ path, query });
    yield* page.people;
    after = page.next;
  } while (after !== undefined);
}
