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
  StoredApplication,
  StoredToken,
  TransitionResult,
  UserJson,
  UserPage,
  UserQuery,
} from '../storage.ts';
import { beginImport } from './import/postgres-import.ts';
import { findPersonByEmail, PERSON_FACTS, personFactsFrom } from './person-facts.ts';
import { PLAN_TRANSITION, plannedResult } from './plan-transition.ts';
import { PostgresIdentities } from './postgres-identities.ts';
import * as directory from './read/directory-reader.ts';
import { exportPeople } from './read/export-people.ts';
import { nameUsers } from './read/name-users.ts';
import { searchPeople } from './read/search-people.ts';
import { findUser, listUsers } from './read/user-reader.ts';
import * as housekeeping from './write/housekeeping.ts';
import { sweepSignIns } from './write/identities/sessions.ts';
import { moveUser } from './write/move-user.ts';
import * as people from './write/people.ts';
import * as tokens from './write/tokens.ts';

/**
 * The storage seam on PostgreSQL. Nothing is kept in this process: what another server changed holds at the next call.
 */
export class PostgresStorage extends PostgresIdentities implements Storage {
  readonly kind = 'postgresql';

  findToken(hash: CredentialHash, now: number): Promise<StoredToken | undefined> {
    return directory.findToken(this.database, hash, now);
  }

  findApplication(clientId: string): Promise<StoredApplication | undefined> {
    return directory.findApplication(this.database, clientId);
  }

  findUser(accountId: string, userId: string): Promise<UserJson | undefined> {
    return this.readers.read(accountId, (database) => findUser(database, accountId, userId));
  }

  listUsers(query: UserQuery): Promise<UserPage> {
    return this.readers.read(query.accountId, (database) => listUsers(database, query));
  }

  suspendUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.noting(accountId, moveUser(this.database, { accountId, userId, target: 'SUSPENDED', context }));
  }

  reactivateUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.noting(accountId, moveUser(this.database, { accountId, userId, target: 'ACTIVE', context }));
  }

  async checkTransition(accountId: string, userId: string, target: UserState): Promise<TransitionResult> {
    return plannedResult(await this.database.read(PLAN_TRANSITION, accountId, userId, target), target);
  }

  async findPerson(accountId: string, userId: string): Promise<Person | undefined> {
    return (await this.findPersonFacts(accountId, userId))?.person;
  }

  async findPersonFacts(accountId: string, userId: string): Promise<PersonFacts | undefined> {
    const row = await this.database.read(PERSON_FACTS, accountId, userId);
    return row === undefined ? undefined : personFactsFrom(row);
  }

  findPersonByEmail(accountId: string, email: string): Promise<Person | undefined> {
    return findPersonByEmail(this.database, accountId, email);
  }

  nameUsers(users: readonly UserName[]): Promise<ReadonlyMap<string, string>> {
    return nameUsers(this.database, users);
  }

  searchPeople(search: PeopleSearch): Promise<PeopleFound> {
    const findPerson = (id: string) => this.findPerson(search.accountId, id);
    return findByIdOr(search, findPerson, () =>
      this.readers.read(search.accountId, (database) => searchPeople(database, search)),
    );
  }

  createUser(accountId: string, person: Person, context: ChangeContext): Promise<CreateUserResult> {
    return this.noting(accountId, people.createUser(this.database, accountId, person, context));
  }

  updateUser(
    accountId: string,
    userId: string,
    changes: PersonChanges,
    context: ChangeContext,
    rules: Rules,
  ): Promise<UpdateUserResult> {
    return this.noting(accountId, people.updateUser(this.database, { accountId, userId, changes, context, rules }));
  }

  deleteUser(accountId: string, userId: string, context: ChangeContext, rules: Rules): Promise<DeleteUserResult> {
    return this.noting(accountId, people.deleteUser(this.database, { accountId, userId, context, rules }));
  }

  issueToken(
    token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
    context: ChangeContext,
  ): Promise<boolean> {
    return tokens.issueToken(this.database, token, context);
  }

  revokeToken(hash: CredentialHash, clientId: string, context: ChangeContext): Promise<boolean> {
    return tokens.revokeToken(this.database, hash, clientId, context);
  }

  exportUsers(accountId: string, after?: Position): AsyncIterable<Person> {
    this.database.refuseWhenClosing();
    return this.readers.readMany(accountId, (database) => exportPeople(database, accountId, after));
  }

  beginImport(source: string, context: ChangeContext): Promise<ImportSession> {
    return beginImport(this.database, source, context);
  }

  loadKey(name: string): Promise<Uint8Array> {
    return housekeeping.loadKey(this.database, name);
  }

  async sweepTokens(now: number): Promise<number> {
    await sweepSignIns(this.database, now);
    return tokens.sweepTokens(this.database, now);
  }

  check(): Promise<void> {
    return housekeeping.check(this.database);
  }
}
