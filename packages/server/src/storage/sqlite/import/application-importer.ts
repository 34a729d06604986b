import { type ImportChange, ImportConflict, type ImportRecord, type StoredApplication } from '../../storage.ts';
import type { Database } from '../database.ts';
import { text } from '../row.ts';
import { FIND_APPLICATION, hashBytes, storedApplicationFrom } from '../stored-application.ts';
import type { TouchedAccount } from './touched-accounts.ts';

type ApplicationRecord = Extract<ImportRecord, { kind: 'application' }>;

const BY_NAME = 'SELECT client_id FROM applications WHERE account = ?1 AND name = ?2 ORDER BY number LIMIT 1';
const INSERT = `INSERT INTO applications
  (client_id, account, name, description, redirect_url, scopes, secret_hash, create_time)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`;
const UPDATE = `UPDATE applications SET name = ?2, description = ?3, redirect_url = ?4, scopes = ?5, secret_hash = ?6
  WHERE client_id = ?1`;

/** Takes the applications of a directory file: known by client id, or by name where the file gives no client id. */
export class ApplicationImporter {
  readonly #database: Database;
  /** RFC 3339: when new applications are made. */
  readonly #now: string;
  readonly #seen = new Set<string>();

  constructor(database: Database, now: string) {
    this.#database = database;
    this.#now = now;
  }

  apply(account: TouchedAccount, { application, made }: ApplicationRecord): { change: ImportChange; id: string } {
    const byName = made.includes('clientId');
    const clientId = byName
      ? (this.#namedAlike(account, application.name) ?? application.clientId)
      : application.clientId;
    if (this.#seen.has(clientId)) {
      const field = byName ? 'name' : 'client_id';
      throw new ImportConflict(field, `An application with this ${field} stands in the file already. Remove one.`);
    }
    this.#seen.add(clientId);
    const row = this.#database.one(FIND_APPLICATION, clientId);
    if (row === undefined) {
      this.#create(account, { ...application, clientId });
      return { change: 'created', id: clientId };
    }
    return { change: this.#update(storedApplicationFrom(row), { application, made }), id: clientId };
  }

  #namedAlike(account: TouchedAccount, name: string): string | undefined {
    const row = this.#database.one(BY_NAME, account.number, name);
    return row === undefined ? undefined : text(row, 'client_id');
  }

  #create(account: TouchedAccount, application: ApplicationRecord['application']): void {
    const { clientId, name, description, redirectUrl, scopes, secretHash } = application;
    const hash = hashBytes(secretHash);
    this.#database.run(
      INSERT,
      clientId,
      account.number,
      name,
      description,
      redirectUrl,
      scopes.join(' '),
      hash,
      this.#now,
    );
  }

  #update(
    stored: StoredApplication,
    { application, made }: Pick<ApplicationRecord, 'application' | 'made'>,
  ): ImportChange {
    if (stored.accountId !== application.accountId) {
      throw new ImportConflict(
        'client_id',
        `The client id ${stored.clientId} belongs to an application of another account. Choose another, or leave it out.`,
      );
    }
    const secretHash = made.includes('secretHash') ? stored.secretHash : application.secretHash;
    const description = made.includes('description') ? stored.description : application.description;
    const { name, redirectUrl, scopes } = application;
    const before = [stored.name, stored.description, stored.redirectUrl, stored.scopes.join(' '), stored.secretHash];
    const after = [name, description, redirectUrl, scopes.join(' '), secretHash];
    if (before.every((value, index) => value === after[index])) return 'unchanged';
    const hash = hashBytes(secretHash);
    this.#database.run(UPDATE, stored.clientId, name, description, redirectUrl, scopes.join(' '), hash);
    return 'updated';
  }
}
