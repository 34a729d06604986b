import type pg from 'pg';
import { type Person, PROVISIONING_MODES } from '../../../domain/directory.ts';
import { storedApplicationFrom } from '../../application-row.ts';
import type { StoredAccount } from '../../import-rules/account-rules.ts';
import type { ImportLookup } from '../../import-rules/import-rules.ts';
import type { Plan } from '../../import-rules/person-rules.ts';
import type { ImportRecord } from '../../import-session.ts';
import { integer, oneOf, text } from '../../row.ts';
import type { StoredApplication } from '../../storage.ts';
import { ask } from '../connection.ts';
import { plain } from '../statement.ts';
import { APPLICATION_COLUMNS, SECRETS_COLUMN } from '../stored-application.ts';
import { PeopleOfBatch } from './people-of-batch.ts';
import type { StagedRow } from './staging.ts';

const ACCOUNTS = plain(`SELECT number, id, name, provisioning,
    NOT EXISTS (SELECT 1 FROM rollcall.users u WHERE u.account = a.number) AS is_empty
  FROM rollcall.accounts a WHERE id = ANY($1) OR name = ANY($2) ORDER BY number`);
const APPLICATIONS = plain(`SELECT ${APPLICATION_COLUMNS}, ${SECRETS_COLUMN}, p.account FROM rollcall.applications p
  JOIN rollcall.accounts a ON a.number = p.account
  WHERE p.client_id = ANY($1) OR (p.name = ANY($2) AND p.account = ANY($3)) ORDER BY p.number`);

/**
 * What the rules of an import look up, fetched for a whole batch before they run: a question each would cost a way to
 * the database and back.
 */
export class PostgresLookup implements ImportLookup {
  readonly #client: pg.Client;
  readonly #accounts = new Map<string, StoredAccount>();
  /** Numbers by every id that a record may use: stored, new, or made for one that is known by name. */
  readonly #numbers = new Map<string, number>();
  #idsByName = new Map<string, string>();
  #applications = new Map<string, StoredApplication>();
  #clientIdsByName = new Map<string, string>();
  #people: PeopleOfBatch;
  #lastNew = 0;

  constructor(client: pg.Client) {
    this.#client = client;
    this.#people = new PeopleOfBatch(client);
  }

  /** Fetches what the rules will ask about these records. */
  async prepare(records: readonly ImportRecord[]): Promise<void> {
    await this.#prepareAccounts(records);
    await this.#prepareApplications(records);
    this.#people = new PeopleOfBatch(this.#client);
    for (const [accountId, people] of Map.groupBy(records.filter(isPerson), ({ person }) => person.accountId)) {
      const number = this.#numbers.get(accountId);
      if (number !== undefined) await this.#people.prepare(number, people);
    }
  }

  /** Who was put aside since. */
  taken(): readonly StagedRow[] {
    return this.#people.taken();
  }

  byId(id: string): StoredAccount | undefined {
    return this.#accounts.get(id);
  }

  idByName(name: string): string | undefined {
    return this.#idsByName.get(name);
  }

  /** Below zero: the database gives the real one in the merge. */
  newNumber(id: string): number {
    this.#lastNew -= 1;
    this.#numbers.set(id, this.#lastNew);
    return this.#lastNew;
  }

  storedById(account: number, id: string): Person | undefined {
    return this.#people.storedById(account, id);
  }

  storedByEmailKey(account: number, key: string): Person | undefined {
    return this.#people.storedByEmailKey(account, key);
  }

  stage(account: number, person: Person, plan: Plan): boolean {
    return this.#people.stage(account, person, plan);
  }

  stagedEmailKey(account: number, id: string): string | undefined {
    return this.#people.stagedEmailKey(account, id);
  }

  byClientId(clientId: string): StoredApplication | undefined {
    return this.#applications.get(clientId);
  }

  clientIdByName(account: number, name: string): string | undefined {
    return this.#clientIdsByName.get(`${account} ${name}`);
  }

  async #prepareAccounts(records: readonly ImportRecord[]): Promise<void> {
    const given = records.flatMap((record) => (record.kind === 'account' ? [record] : []));
    const unknown = new Set(records.map(accountOf).filter((id) => !this.#numbers.has(id)));
    const names = given.filter(({ made }) => made.includes('id')).map(({ account }) => account.name);
    this.#idsByName = new Map();
    if (unknown.size === 0 && names.length === 0) return;
    for (const row of await ask(this.#client, ACCOUNTS, [[...unknown], names])) {
      const account: StoredAccount = {
        number: integer(row, 'number'),
        id: text(row, 'id'),
        name: text(row, 'name'),
        provisioning: oneOf(row, 'provisioning', PROVISIONING_MODES),
        isEmpty: row.is_empty === true,
      };
      this.#accounts.set(account.id, account);
      this.#numbers.set(account.id, account.number);
      // Of several with one name it is the oldest.
      if (!this.#idsByName.has(account.name)) this.#idsByName.set(account.name, account.id);
    }
    for (const { account, made } of given) {
      const known = made.includes('id') ? this.#accounts.get(this.#idsByName.get(account.name) ?? '') : undefined;
      if (known !== undefined) this.#numbers.set(account.id, known.number);
    }
  }

  async #prepareApplications(records: readonly ImportRecord[]): Promise<void> {
    const given = records.flatMap((record) => (record.kind === 'application' ? [record] : []));
    this.#applications = new Map();
    this.#clientIdsByName = new Map();
    if (given.length === 0) return;
    const named = given.filter(({ made }) => made.includes('clientId')).map(({ application }) => application);
    const accounts = named.flatMap(({ accountId }) => this.#numbers.get(accountId) ?? []);
    const ids = given.map(({ application }) => application.clientId);
    for (const row of await ask(this.#client, APPLICATIONS, [ids, named.map(({ name }) => name), accounts])) {
      const application = storedApplicationFrom(row);
      this.#applications.set(application.clientId, application);
      const name = `${integer(row, 'account')} ${application.name}`;
      if (!this.#clientIdsByName.has(name)) this.#clientIdsByName.set(name, application.clientId);
    }
  }
}

function isPerson(record: ImportRecord): record is Extract<ImportRecord, { kind: 'person' }> {
  return record.kind === 'person';
}

function accountOf(record: ImportRecord): string {
  if (record.kind === 'account') return record.account.id;
  return record.kind === 'person' ? record.person.accountId : record.application.accountId;
}
