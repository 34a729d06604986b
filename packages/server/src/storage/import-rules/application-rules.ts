import { type ImportChange, ImportConflict, type ImportedApplication, type ImportRecord } from '../import-session.ts';
import type { CredentialHash, StoredApplication } from '../storage.ts';
import type { TouchedAccount } from './touched-accounts.ts';

export type ApplicationRecord = Extract<ImportRecord, { kind: 'application' }>;

/** An application of the file, as it is to be stored. */
export interface StagedApplication {
  readonly application: ImportedApplication;
  readonly change: ImportChange;
  /** Whether its secret takes the place of all that are stored. */
  readonly takesSecret: boolean;
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
  readonly #at: number;

  /** @param at milliseconds since the Unix epoch: which secrets live is asked then */
  constructor(lookup: ApplicationLookup, at: number) {
    this.#lookup = lookup;
    this.#at = at;
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
    const takesSecret = stored === undefined || !(made.includes('secret') || this.#isLive(stored, next.secret.hash));
    const change = changeOf(stored, next, takesSecret);
    this.#staged.set(clientId, { application: next, change, takesSecret });
    this.#idsByName.set(name, clientId);
    return { change, id: clientId };
  }

  #isLive({ secrets }: StoredApplication, wanted: CredentialHash): boolean {
    return secrets.some(({ hash, expiresAt }) => hash === wanted && (expiresAt === undefined || expiresAt > this.#at));
  }

  /** What is to be stored, in the order of the file. */
  staged(): Iterable<StagedApplication> {
    return this.#staged.values();
  }
}

/** What the file leaves out keeps its value. */
function kept(stored: StoredApplication | undefined, made: ApplicationRecord['made']): Partial<ImportedApplication> {
  return stored !== undefined && made.includes('description') ? { description: stored.description } : {};
}

/** @throws ImportConflict where the client id is another account's */
function changeOf(
  stored: StoredApplication | undefined,
  next: ImportedApplication,
  takesSecret: boolean,
): ImportChange {
  if (stored === undefined) return 'created';
  if (stored.accountId !== next.accountId) {
    throw new ImportConflict(
      'client_id',
      `The client id ${stored.clientId} belongs to an application of another account. Choose another, or leave it out.`,
    );
  }
  const values = (one: Omit<ImportedApplication, 'secret'>): readonly string[] => {
    return [one.name, one.description, one.redirectUrl, one.scopes.join(' ')];
  };
  const before = values(stored);
  const differs = takesSecret || values(next).some((value, index) => value !== before[index]);
  return differs ? 'updated' : 'unchanged';
}
