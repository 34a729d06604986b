import type { UserState } from '@rollcall/contract';
import type { ChangeContext } from '../../domain/audit.ts';
import type { Person } from '../../domain/directory.ts';
import type { PersonChanges, PersonFacts, Rules } from '../../domain/person-change.ts';
import type { ImportSession } from '../import-session.ts';
import { findByIdOr } from '../people-search.ts';
import type {
  CreateUserResult,
  DeleteUserResult,
  PeopleFound,
  PeopleSearch,
  UpdateUserResult,
  UserName,
} from '../people-verbs.ts';
import type {
  CredentialHash,
  Position,
  Storage,
  StorageKind,
  StoredApplication,
  StoredToken,
  TransitionResult,
  UserJson,
  UserPage,
  UserQuery,
} from '../storage.ts';
import type { SqliteParts } from './access.ts';
import { findPersonByEmail, findPersonFacts } from './person-facts.ts';
import { planTransition } from './plan-transition.ts';
import * as directory from './read/directory-reader.ts';
import { nameUsers } from './read/name-users.ts';
import { searchPeople } from './read/search-people.ts';
import { UserReader } from './read/user-reader.ts';
import { SqliteIdentities } from './sqlite-identities.ts';

/** Expired tokens removed in one go: a sweep shares the writer with everyone else. */
const SWEEP_CHUNK = 1000;

/** The storage seam on SQLite: reads here and now, writes through the queue. */
export class SqliteStorage extends SqliteIdentities implements Storage {
  readonly kind: StorageKind = 'folder';
  readonly #users: UserReader;

  constructor(parts: SqliteParts) {
    super(parts);
    this.#users = new UserReader(parts.database);
  }

  findToken(hash: CredentialHash, now: number): StoredToken | undefined {
    return this.read(({ model, database }) => {
      const token = model.token(
        hash,
        () => directory.findToken(database, hash),
        (clientId) => model.application(clientId, () => directory.findApplication(database, clientId)),
      );
      return token !== undefined && token.expiresAt > now ? token : undefined;
    });
  }

  findApplication(clientId: string): StoredApplication | undefined {
    return this.read(({ model, database }) =>
      model.application(clientId, () => directory.findApplication(database, clientId)),
    );
  }

  findUser(accountId: string, userId: string): UserJson | undefined {
    return this.read(({ model }) => model.user(accountId, userId, () => this.#users.find(accountId, userId)));
  }

  listUsers(query: UserQuery): UserPage {
    return this.read(({ model }) => model.page(query, () => this.#users.page(query)));
  }

  suspendUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.parts.queue.submit('moveUser', { accountId, userId, target: 'SUSPENDED', context });
  }

  reactivateUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.parts.queue.submit('moveUser', { accountId, userId, target: 'ACTIVE', context });
  }

  /** From the database, not the read model, which knows nothing of roles; in one statement, so that the facts agree. */
  checkTransition(accountId: string, userId: string, target: UserState): TransitionResult {
    return this.read(
      ({ database }) => planTransition(database, accountId, userId, target)?.result ?? { kind: 'not_found' },
    );
  }

  findPerson(accountId: string, userId: string): Person | undefined {
    return this.findPersonFacts(accountId, userId)?.person;
  }

  findPersonFacts(accountId: string, userId: string): PersonFacts | undefined {
    return this.read(({ database }) => findPersonFacts(database, accountId, userId));
  }

  findPersonByEmail(accountId: string, email: string): Person | undefined {
    return this.read(({ database }) => findPersonByEmail(database, accountId, email));
  }

  nameUsers(users: readonly UserName[]): ReadonlyMap<string, string> {
    return this.read(({ database }) => nameUsers(database, users));
  }

  searchPeople(search: PeopleSearch): Promise<PeopleFound> {
    const findPerson = (id: string) => this.findPerson(search.accountId, id);
    return findByIdOr(search, findPerson, () =>
      searchPeople(search, this.#users, (step) => this.read(({ database }) => step(database))),
    );
  }

  createUser(accountId: string, person: Person, context: ChangeContext): Promise<CreateUserResult> {
    return this.parts.queue.submit('createUser', { accountId, person, context });
  }

  updateUser(
    accountId: string,
    userId: string,
    changes: PersonChanges,
    context: ChangeContext,
    rules: Rules,
  ): Promise<UpdateUserResult> {
    return this.parts.queue.submit('updateUser', { accountId, userId, changes, context, rules });
  }

  deleteUser(accountId: string, userId: string, context: ChangeContext, rules: Rules): Promise<DeleteUserResult> {
    return this.parts.queue.submit('deleteUser', { accountId, userId, context, rules });
  }

  issueToken(
    token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
    context: ChangeContext,
  ): Promise<boolean> {
    return this.parts.queue.submit('issueToken', { ...token, context });
  }

  revokeToken(hash: CredentialHash, clientId: string, context: ChangeContext): Promise<boolean> {
    return this.parts.queue.submit('revokeToken', { hash, clientId, context });
  }

  exportUsers(accountId: string, after?: Position): Iterable<Person> {
    this.refuseWhenClosing();
    return this.parts.exportUsers(accountId, after);
  }

  async beginImport(source: string, context: ChangeContext): Promise<ImportSession> {
    this.refuseWhenClosing();
    return this.parts.beginImport(source, context);
  }

  loadKey(name: string): Promise<Uint8Array> {
    return this.parts.queue.submit('loadKey', { name });
  }

  async sweepTokens(now: number): Promise<number> {
    await this.sweepSignIns(now);
    let swept = 0;
    for (;;) {
      const removed = await this.parts.queue.submit('sweepTokens', { before: now, limit: SWEEP_CHUNK });
      swept += removed;
      if (removed < SWEEP_CHUNK) return swept;
    }
  }

  async check(): Promise<void> {
    this.read(({ database }) => database.one('SELECT one FROM store'));
    await this.parts.queue.submit('probe', {});
  }
}
