import type { AuditEntry } from '../../../domain/audit.ts';
import type { UserName } from '../../../storage/people-verbs.ts';
import type { Storage } from '../../../storage/storage.ts';

/** Names by what they are the names of. */
type Names = ReadonlyMap<string, string>;
type Named = 'person' | 'application' | 'account' | 'operator' | 'admin_key';

/** What an entry speaks of, called as it is called now. */
export interface EntryNames {
  readonly subject: string | undefined;
  readonly actor: string | undefined;
}

const SUBJECTS: Readonly<Record<string, Named>> = {
  user: 'person',
  token: 'application',
  application: 'application',
  account: 'account',
  directory: 'account',
  admin_key: 'admin_key',
  operator: 'operator',
};

/**
 * Names of what some entries speak of. Each kind of thing is asked for once, and only where an entry speaks of it.
 * @returns for an entry, the names that there are
 */
export async function namesFor(
  storage: Storage,
  entries: readonly AuditEntry[],
): Promise<(entry: AuditEntry) => EntryNames> {
  const wanted = new Map<Named, Map<string, string | undefined>>();
  for (const entry of entries) {
    for (const { kind, id } of [subjectOf(entry), entry.actor]) {
      const ids = wanted.get(kind) ?? new Map<string, string | undefined>();
      wanted.set(kind, ids.set(keyOf(kind, id, entry), entry.accountId));
    }
  }
  const found = await Promise.all(
    [...wanted].map(async ([kind, ids]) => [kind, await LOOKUPS[kind](storage, ids)] as const),
  );
  const names = new Map<Named, Names>(found);
  const nameOf = ({ kind, id }: { readonly kind: Named; readonly id: string }, entry: AuditEntry) =>
    names.get(kind)?.get(keyOf(kind, id, entry));
  return (entry) => ({ subject: nameOf(subjectOf(entry), entry), actor: nameOf(entry.actor, entry) });
}

/** Sessions, passkeys and invitations are somebody's: a person's, or an operator's. */
function subjectOf({ action, subject, accountId }: AuditEntry): { readonly kind: Named; readonly id: string } {
  const kind = SUBJECTS[action.slice(0, action.indexOf('.'))];
  return { kind: kind ?? (accountId === undefined ? 'operator' : 'person'), id: subject };
}

function keyOf(kind: Named, id: string, { accountId }: AuditEntry): string {
  return kind === 'person' ? `${accountId}/${id}` : id;
}

type Ids = ReadonlyMap<string, string | undefined>;
type Lookup = (storage: Storage, ids: Ids) => Promise<Names>;

const LOOKUPS: Readonly<Record<Named, Lookup>> = {
  person: async (storage, ids) => {
    const users = [...ids].flatMap(([key, accountId]): UserName[] =>
      accountId === undefined ? [] : [{ accountId, userId: key.slice(accountId.length + 1) }],
    );
    return storage.nameUsers(users);
  },
  application: async (storage, ids) => {
    const [only, ...more] = new Set(ids.values());
    const found = await storage.listApplications(more.length === 0 ? only : undefined);
    return namesBy(found, ({ clientId, name }) => [clientId, name]);
  },
  account: async (storage, ids) => {
    const found = await Promise.all([...ids.keys()].map((id) => storage.findAccount(id)));
    return namesBy(
      found.filter((account) => account !== undefined),
      ({ id, name }) => [id, name],
    );
  },
  operator: async (storage) => namesBy(await storage.listOperators(), ({ id, name }) => [id, name]),
  admin_key: async (storage, ids) => {
    // An account's key, or one of the deployment that acts in an account.
    const accounts = [...new Set([undefined, ...ids.values()])];
    const found = await Promise.all(accounts.map((accountId) => storage.listAdminKeys(accountId)));
    return namesBy(found.flat(), ({ id, label }) => [id, label]);
  },
};

function namesBy<T>(things: readonly T[], entryOf: (thing: T) => readonly [string, string]): Names {
  return new Map(things.map(entryOf));
}
