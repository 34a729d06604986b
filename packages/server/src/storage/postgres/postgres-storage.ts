import type { UserState } from '@rollcall/contract';
import type { AuditEntry, AuditRecord, ChangeContext } from '../../domain/audit.ts';
import type { Account, Application, Person } from '../../domain/directory.ts';
import type { PersonChanges, Rules } from '../../domain/person-change.ts';
import type { ImportSession } from '../import-session.ts';
import type { CreateUserResult, DeleteUserResult, UpdateUserResult } from '../people-verbs.ts';
import type {
  ApplicationChanges,
  AuditQuery,
  CallRecord,
  CredentialHash,
  NewAccount,
  NewApplication,
  Position,
  Storage,
  StoredApplication,
  StoredToken,
  TransitionResult,
  UserJson,
  UserPage,
  UserQuery,
} from '../storage.ts';
import type { Database } from './database.ts';
import { beginImport } from './import/postgres-import.ts';
import { PERSON_FACTS, personFactsFrom } from './person-facts.ts';
import { PLAN_TRANSITION, plannedResult } from './plan-transition.ts';
import { listAudit } from './read/audit-reader.ts';
import * as directory from './read/directory-reader.ts';
import { exportPeople } from './read/export-people.ts';
import { findUser, listUsers } from './read/user-reader.ts';
import type { Readers } from './replicas/readers.ts';
import { createAccount } from './write/accounts.ts';
import * as applications from './write/applications.ts';
import * as housekeeping from './write/housekeeping.ts';
import { moveUser } from './write/move-user.ts';
import * as people from './write/people.ts';
import * as tokens from './write/tokens.ts';

/**
 * The storage seam on PostgreSQL. Nothing is kept in this process: what another server changed holds at the next call.
 */
export class PostgresStorage implements Storage {
  readonly #database: Database;
  /** People as data are read through it; what decides is asked of the database itself. */
  readonly #readers: Readers;

  constructor(database: Database, readers: Readers) {
    this.#database = database;
    this.#readers = readers;
  }

  /** For what is counted on the same pool. The storage closes it. */
  get database(): Database {
    return this.#database;
  }

  findToken(hash: CredentialHash, now: number): Promise<StoredToken | undefined> {
    return directory.findToken(this.#database, hash, now);
  }

  findApplication(clientId: string): Promise<StoredApplication | undefined> {
    return directory.findApplication(this.#database, clientId);
  }

  findUser(accountId: string, userId: string): Promise<UserJson | undefined> {
    return this.#readers.read(accountId, (database) => findUser(database, accountId, userId));
  }

  listUsers(query: UserQuery): Promise<UserPage> {
    return this.#readers.read(query.accountId, (database) => listUsers(database, query));
  }

  suspendUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.#noting(accountId, moveUser(this.#database, { accountId, userId, target: 'SUSPENDED', context }));
  }

  reactivateUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.#noting(accountId, moveUser(this.#database, { accountId, userId, target: 'ACTIVE', context }));
  }

  async checkTransition(accountId: string, userId: string, target: UserState): Promise<TransitionResult> {
    return plannedResult(await this.#database.read(PLAN_TRANSITION, accountId, userId, target), target);
  }

  async findPerson(accountId: string, userId: string): Promise<Person | undefined> {
    const row = await this.#database.read(PERSON_FACTS, accountId, userId);
    return row === undefined ? undefined : personFactsFrom(row).person;
  }

  createUser(accountId: string, person: Person, context: ChangeContext): Promise<CreateUserResult> {
    return this.#noting(accountId, people.createUser(this.#database, accountId, person, context));
  }

  updateUser(
    accountId: string,
    userId: string,
    changes: PersonChanges,
    context: ChangeContext,
    rules: Rules,
  ): Promise<UpdateUserResult> {
    return this.#noting(accountId, people.updateUser(this.#database, { accountId, userId, changes, context, rules }));
  }

  deleteUser(accountId: string, userId: string, context: ChangeContext, rules: Rules): Promise<DeleteUserResult> {
    return this.#noting(accountId, people.deleteUser(this.#database, { accountId, userId, context, rules }));
  }

  issueToken(
    token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
    context: ChangeContext,
  ): Promise<boolean> {
    return tokens.issueToken(this.#database, token, context);
  }

  revokeToken(hash: CredentialHash, clientId: string, context: ChangeContext): Promise<boolean> {
    return tokens.revokeToken(this.#database, hash, clientId, context);
  }

  appendAudit(record: AuditRecord, context: ChangeContext): Promise<void> {
    return housekeeping.appendAudit(this.#database, record, context);
  }

  recordCalls(records: readonly CallRecord[]): Promise<void> {
    return housekeeping.recordCalls(this.#database, records);
  }

  createAccount(account: NewAccount, context: ChangeContext): Promise<Account> {
    return createAccount(this.#database, account, context);
  }

  findAccount(accountId: string): Promise<Account | undefined> {
    return directory.findAccount(this.#database, accountId);
  }

  listAccounts(): Promise<readonly Account[]> {
    return directory.listAccounts(this.#database);
  }

  countUsers(accountId: string): Promise<{ readonly active: number; readonly suspended: number }> {
    return directory.countUsers(this.#database, accountId);
  }

  createApplication(application: NewApplication, context: ChangeContext): Promise<Application | undefined> {
    return applications.createApplication(this.#database, application, context);
  }

  listApplications(accountId: string | undefined): Promise<readonly Application[]> {
    return directory.listApplications(this.#database, accountId);
  }

  updateApplication(
    clientId: string,
    changes: ApplicationChanges,
    context: ChangeContext,
  ): Promise<Application | undefined> {
    return applications.updateApplication(this.#database, clientId, changes, context);
  }

  rotateSecret(clientId: string, secretHash: CredentialHash, context: ChangeContext): Promise<boolean> {
    return applications.rotateSecret(this.#database, clientId, secretHash, context);
  }

  deleteApplication(clientId: string, context: ChangeContext): Promise<boolean> {
    return applications.deleteApplication(this.#database, clientId, context);
  }

  listCalls(clientId: string): Promise<readonly CallRecord[]> {
    return directory.listCalls(this.#database, clientId);
  }

  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]> {
    return listAudit(this.#database, query);
  }

  exportUsers(accountId: string, after?: Position): AsyncIterable<Person> {
    this.#database.refuseWhenClosing();
    return this.#readers.readMany(accountId, (database) => exportPeople(database, accountId, after));
  }

  beginImport(source: string, context: ChangeContext): Promise<ImportSession> {
    return beginImport(this.#database, source, context);
  }

  loadKey(name: string): Promise<Uint8Array> {
    return housekeeping.loadKey(this.#database, name);
  }

  sweepTokens(now: number): Promise<number> {
    return tokens.sweepTokens(this.#database, now);
  }

  check(): Promise<void> {
    return housekeeping.check(this.#database);
  }

  async close(): Promise<void> {
    await Promise.all([this.#readers.close(), this.#database.close()]);
  }

  /** Lets replicas answer again once they have the change. */
  async #noting<T>(accountId: string, change: Promise<T>): Promise<T> {
    try {
      return await change;
    } finally {
      // Also where it failed: it may have been done.
      this.#readers.noteChange(accountId);
    }
  }
}
