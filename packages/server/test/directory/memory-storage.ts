import type { Account, Application, Person } from '../../src/domain/directory.ts';
import {
  type ImportChange,
  ImportConflict,
  type ImportCounts,
  type ImportRecord,
  type ImportSession,
  type ImportSummary,
  type Storage,
} from '../../src/storage/storage.ts';

type Stored = Pick<Storage, 'listAccounts' | 'listApplications' | 'exportUsers' | 'beginImport'>;
type Tally = { -readonly [Count in keyof ImportCounts]: ImportCounts[Count] };

interface Directory {
  accounts: Map<string, Account>;
  people: Map<string, Map<string, Person>>;
  applications: Map<string, Application & { secretHash: string }>;
}

/** What a directory file needs of a storage, in memory and simple enough to be read as the rule itself. */
export class MemoryStorage implements Stored {
  #directory: Directory = { accounts: new Map(), people: new Map(), applications: new Map() };
  /** Imports that were neither committed nor aborted. */
  open = 0;

  listAccounts(): readonly Account[] {
    return [...this.#directory.accounts.values()];
  }

  listApplications(accountId: string | undefined): readonly Application[] {
    const all = [...this.#directory.applications.values()];
    return accountId === undefined ? all : all.filter((application) => application.accountId === accountId);
  }

  secretHash(clientId: string): string | undefined {
    return this.#directory.applications.get(clientId)?.secretHash;
  }

  exportUsers(accountId: string): Iterable<Person> {
    const key = (person: Person): string => person.createTime + person.id;
    return [...(this.#directory.people.get(accountId)?.values() ?? [])].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  async beginImport(): Promise<ImportSession> {
    const session = new MemorySession(structuredClone(this.#directory));
    this.open += 1;
    return {
      apply: (record) => session.apply(record),
      commit: async () => {
        const summary = session.finish();
        this.#directory = session.directory;
        this.open -= 1;
        return summary;
      },
      abort: async () => {
        this.open -= 1;
      },
    };
  }
}

class MemorySession {
  readonly directory: Directory;
  readonly #counts = { account: tally(), person: tally(), application: tally() };
  readonly #seen = new Set<string>();

  constructor(directory: Directory) {
    this.directory = directory;
  }

  apply(record: ImportRecord): { change: ImportChange; id: string } {
    const result = this.#store(record);
    this.#counts[record.kind][result.change] += 1;
    return result;
  }

  finish(): ImportSummary {
    for (const [accountId, people] of this.directory.people) {
      const all = [...people.values()];
      if (all.length > 0 && !all.some((person) => person.role === 'owner' && person.state === 'ACTIVE')) {
        throw new ImportConflict('role', `Account ${accountId} would have no active owner.`);
      }
    }
    const { account, person, application } = this.#counts;
    return { accounts: account, users: person, applications: application };
  }

  #store(record: ImportRecord): { change: ImportChange; id: string } {
    if (record.kind === 'account') return this.#account(record);
    return record.kind === 'person' ? this.#person(record) : this.#application(record);
  }

  #account({ account, made }: Extract<ImportRecord, { kind: 'account' }>): { change: ImportChange; id: string } {
    const all = this.directory.accounts;
    const old = made.includes('id') ? [...all.values()].find((one) => one.name === account.name) : all.get(account.id);
    this.#once(`account ${old?.id ?? account.id}`, 'id');
    return put(all, old, { createTime: '2024-01-01T00:00:00Z', ...account }, made, 'id');
  }

  #person({ person, made }: Extract<ImportRecord, { kind: 'person' }>): { change: ImportChange; id: string } {
    const { accountId, ...given } = person;
    const people = this.directory.people.get(accountId) ?? new Map<string, Person>();
    this.directory.people.set(accountId, people);
    const email = given.email.toLowerCase();
    const sameEmail = [...people.values()].find((one) => one.email.toLowerCase() === email);
    const old = made.includes('id') ? sameEmail : people.get(given.id);
    if (sameEmail !== undefined && sameEmail.id !== (old?.id ?? given.id)) {
      throw new ImportConflict('email', 'Another person of the account has this email.');
    }
    this.#once(`person ${accountId} ${old?.id ?? given.id}`, made.includes('id') ? 'email' : 'id');
    return put(people, old, given, made, 'id');
  }

  #application(record: Extract<ImportRecord, { kind: 'application' }>): { change: ImportChange; id: string } {
    const { application, made } = record;
    const all = this.directory.applications;
    const { accountId, name, clientId } = application;
    const old = made.includes('clientId')
      ? [...all.values()].find((one) => one.accountId === accountId && one.name === name)
      : all.get(clientId);
    this.#once(`application ${old?.clientId ?? clientId}`, 'client_id');
    const rest = { requestsPerMinute: undefined, requestsPerHour: undefined, createTime: '2024-01-01T00:00:00Z' };
    return put(all, old, { ...rest, ...application }, made, 'clientId');
  }

  #once(what: string, field: string): void {
    if (this.#seen.has(what)) throw new ImportConflict(field, 'The file has this twice.');
    this.#seen.add(what);
  }
}

function put<Item extends object, Key extends keyof Item & string>(
  all: Map<string, Item>,
  old: Item | undefined,
  given: Item,
  made: readonly string[],
  key: Key,
): { change: ImportChange; id: string } {
  const kept = Object.fromEntries(Object.entries(old ?? {}).filter(([field]) => made.includes(field)));
  const next = { ...given, ...kept };
  const id = String(next[key]);
  all.set(id, next);
  if (old === undefined) return { change: 'created', id };
  return { change: JSON.stringify(old) === JSON.stringify(next) ? 'unchanged' : 'updated', id };
}

function tally(): Tally {
  return { created: 0, updated: 0, unchanged: 0 };
}
