import {
  type ImportChange,
  ImportConflict,
  type ImportedApplication,
  type ImportRecord,
  type StoredApplication,
} from '../../storage.ts';
import type { Database } from '../database.ts';
import { text } from '../row.ts';
import { FIND_APPLICATION, hashBytes, storedApplicationFrom } from '../stored-application.ts';
import type { TouchedAccount } from './touched-accounts.ts';

type ApplicationRecord = Extract<ImportRecord, { kind: 'application' }>;

interface Staged {
  readonly application: ImportedApplication;
  readonly change: ImportChange;
}

const ID_BY_NAME = 'SELECT client_id FROM applications WHERE account = ?1 AND name = ?2 ORDER BY number LIMIT 1';
const INSERT = `INSERT INTO applications
  (client_id, account, name, description, redirect_url, scopes, secret_hash, create_time)
  SELECT ?1, number, ?3, ?4, ?5, ?6, ?7, ?8 FROM accounts WHERE id = ?2`;
const UPDATE = `UPDATE applications SET name = ?2, description = ?3, redirect_url = ?4, scopes = ?5, secret_hash = ?6
  WHERE client_id = ?1`;

/** Takes the applications of a directory file: known by client id, or by name where the file gives no client id. */
export class ApplicationImporter {
  readonly #lookup: Database;
  readonly #staged = new Map<string, Staged>();
  readonly #idsByName = new Map<string, string>();

  constructor(lookup: Database) {
    this.#lookup = lookup;
  }

  apply(account: TouchedAccount, { application, made }: ApplicationRecord): { change: ImportChange; id: string } {
    const byName = made.includes('clientId');
    const name = `${account.id} ${application.name}`;
    const known = byName ? (this.#idsByName.get(name) ?? this.#storedId(account, application.name)) : undefined;
    const clientId = known ?? application.clientId;
    if (this.#staged.has(clientId)) {
      const field = byName ? 'name' : 'client_id';
      throw new ImportConflict(field, `An application with this ${field} stands in the file already. Remove one.`);
    }
    const row = this.#lookup.one(FIND_APPLICATION, clientId);
    const stored = row === undefined ? undefined : storedApplicationFrom(row);
    const next = { ...application, clientId, ...kept(stored, made) };
    const change = changeOf(stored, next);
    this.#staged.set(clientId, { application: next, change });
    this.#idsByName.set(name, clientId);
    return { change, id: clientId };
  }

  /** @param createTime of the new ones, RFC 3339 */
  merge(database: Database, createTime: string): void {
    for (const { application, change } of this.#staged.values()) {
      const { clientId, accountId, name, description, redirectUrl } = application;
      const scopes = application.scopes.join(' ');
      const hash = hashBytes(application.secretHash);
      if (change === 'created') {
        database.run(INSERT, clientId, accountId, name, description, redirectUrl, scopes, hash, createTime);
      } else if (change === 'updated') {
        database.run(UPDATE, clientId, name, description, redirectUrl, scopes, hash);
      }
    }
  }

  #storedId({ number }: TouchedAccount, name: string): string | undefined {
    const row = this.#lookup.one(ID_BY_NAME, number, name);
    return row === undefined ? undefined : text(row, 'client_id');
  }
}

/** What the file leaves out keeps its value. */
function kept(stored: StoredApplication | undefined, made: ApplicationRecord['made']): Partial<ImportedApplication> {
  if (stored === undefined) return {};
  return {
    ...(made.includes('secretHash') ? { secretHash: stored.secretHash } : {}),
    ...(made.includes('description') ? { description: stored.description } : {}),
  };
}

/** @throws ImportConflict where the client id is another account's */
function changeOf(stored: StoredApplication | undefined, next: ImportedApplication): ImportChange {
  if (stored === undefined) return 'created';
  if (stored.accountId !== next.accountId) {
    throw new ImportConflict(
      'client_id',
      `The client id ${stored.clientId} belongs to an application of another account. Choose another, or leave it out.`,
    );
  }
  const values = (one: ImportedApplication): readonly string[] => {
    return [one.name, one.description, one.redirectUrl, one.scopes.join(' '), one.secretHash];
  };
  const before = values(stored);
  return values(next).every((value, index) => value === before[index]) ? 'unchanged' : 'updated';
}
