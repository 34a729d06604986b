import { type ImportChange, ImportConflict, type ImportedApplication, type ImportRecord } from '../import-session.ts';
import type { StoredApplication } from '../storage.ts';
import type { TouchedAccount } from './touched-accounts.ts';

export type ApplicationRecord = Extract<ImportRecord, { kind: 'application' }>;

/** An application of the file, as it is to be stored. */
export interface StagedApplication {
  readonly application: ImportedApplication;
  readonly change: ImportChange;
}

/** Where the applications of an import are looked up. Accounts go by their numbers. */
export interface ApplicationLookup {
  byClientId(clientId: string): StoredApplication | undefined;
  /** The client id of the oldest application of that name in the account. */
  clientIdByName(account: number, name: string): string | undefined;
}

/** Takes the applications of a directory file: known by client id, or by name where the file gives no client id. */
export class ApplicationRules {
  readonly #lookup: ApplicationLookup;
  readonly #staged = new Map<string, StagedApplication>();
  readonly #idsByName = new Map<string, string>();

  constructor(lookup: ApplicationLookup) {
    this.#lookup = lookup;
  }

  apply(account: TouchedAccount, { application, made }: ApplicationRecord): { change: ImportChange; id: string } {
    const byName = made.includes('clientId');
    const name = `${account.id} ${application.name}`;
    const known = byName
      ? (this.#idsByName.get(name) ?? this.#lookup.clientIdByName(account.number, application.name))
      : undefined;
    const clientId = known ?? application.clientId;
    if (this.#staged.has(clientId)) {
      const field = byName ? 'name' : 'client_id';
      throw new ImportConflict(field, `An application with this ${field} stands in the file already. Remove one.`);
    }
    const stored = this.#lookup.byClientId(clientId);
    const next = { ...application, accountId: account.id, clientId, ...kept(stored, made) };
    const change = changeOf(stored, next);
    this.#staged.set(clientId, { application: next, change });
    this.#idsByName.set(name, clientId);
    return { change, id: clientId };
  }

  /** What is to be stored, in the order of the file. */
  staged(): Iterable<StagedApplication> {
    return this.#staged.values();
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
