import type { UserState } from '@rollcall/contract';
import type { AuditEntry, AuditRecord, ChangeContext } from '../../domain/audit.ts';
import type { Account, Application, Person } from '../../domain/directory.ts';
import type { PersonChanges, Rules } from '../../domain/person-change.ts';
import type { ImportSession } from '../import-session.ts';
import type { CreateUserResult, DeleteUserResult, UpdateUserResult } from '../people-verbs.ts';
import {
  type ApplicationChanges,
  type AuditQuery,
  type CallRecord,
  type CredentialHash,
  type NewAccount,
  type NewApplication,
  type Position,
  type Storage,
  StorageUnavailable,
  type StoredApplication,
  type StoredToken,
  type TransitionResult,
  type UserJson,
  type UserPage,
  type UserQuery,
} from '../storage.ts';
import type { Database } from './database.ts';
import { asUnavailable } from './failures.ts';
import { findPersonFacts } from './person-facts.ts';
import { planTransition } from './plan-transition.ts';
import { listAudit } from './read/audit-reader.ts';
import * as directory from './read/directory-reader.ts';
import type { ExternalChanges } from './read/external-changes.ts';
import type { ReadModel } from './read/read-model.ts';
import { UserReader } from './read/user-reader.ts';
import type { WriteQueue } from './write/write-queue.ts';

/** Expired tokens removed in one go: a sweep shares the writer with everyone else. */
const SWEEP_CHUNK = 1000;

export interface SqliteParts {
  /** For messages: the data folder. */
  readonly place: string;
  /** Reads only, on this thread. */
  readonly database: Database;
  readonly model: ReadModel;
  readonly changes: ExternalChanges;
  readonly queue: WriteQueue;
  readonly exportUsers: (accountId: string, after: Position | undefined) => Iterable<Person>;
  readonly beginImport: (source: string, context: ChangeContext) => Promise<ImportSession>;
  /** Lets go of what else is held: connections, the server's lock. */
  readonly release: () => void;
}

/** The storage seam on SQLite: reads here and now, writes through the queue. */
export class SqliteStorage implements Storage {
  readonly #parts: SqliteParts;
  readonly #users: UserReader;
  #closing: Promise<void> | undefined;

  constructor(parts: SqliteParts) {
    this.#parts = parts;
    this.#users = new UserReader(parts.database);
  }

  findToken(hash: CredentialHash, now: number): StoredToken | undefined {
    return this.#read(({ model, database }) => {
      const token = model.token(
        hash,
        () => directory.findToken(database, hash),
        (clientId) => model.application(clientId, () => directory.findApplication(database, clientId)),
      );
      return token !== undefined && token.expiresAt > now ? token : undefined;
    });
  }

  findApplication(clientId: string): StoredApplication | undefined {
    return this.#read(({ model, database }) =>
      model.application(clientId, () => directory.findApplication(database, clientId)),
    );
  }

  findUser(accountId: string, userId: string): UserJson | undefined {
    return this.#read(({ model }) => model.user(accountId, userId, () => this.#users.find(accountId, userId)));
  }

  listUsers(query: UserQuery): UserPage {
    return this.#read(({ model }) => model.page(query, () => this.#users.page(query)));
  }

  suspendUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.#parts.queue.submit('moveUser', { accountId, userId, target: 'SUSPENDED', context });
  }

  reactivateUser(accountId: string, userId: string, context: ChangeContext): Promise<TransitionResult> {
    return this.#parts.queue.submit('moveUser', { accountId, userId, target: 'ACTIVE', context });
  }

  /** From the database, not the read model, which knows nothing of roles; in one statement, so that the facts agree. */
  checkTransition(accountId: string, userId: string, target: UserState): TransitionResult {
    return this.#read(
      ({ database }) => planTransition(database, accountId, userId, target)?.result ?? { kind: 'not_found' },
    );
  }

  findPerson(accountId: string, userId: string): Person | undefined {
    return this.#read(({ database }) => findPersonFacts(database, accountId, userId)?.person);
  }

  createUser(accountId: string, person: Person, context: ChangeContext): Promise<CreateUserResult> {
    return this.#parts.queue.submit('createUser', { accountId, person, context });
  }

  updateUser(
    accountId: string,
    userId: string,
    changes: PersonChanges,
    context: ChangeContext,
    rules: Rules,
  ): Promise<UpdateUserResult> {
    return this.#parts.queue.submit('updateUser', { accountId, userId, changes, context, rules });
  }

  deleteUser(accountId: string, userId: string, context: ChangeContext, rules: Rules): Promise<DeleteUserResult> {
    return this.#parts.queue.submit('deleteUser', { accountId, userId, context, rules });
  }

  issueToken(
    token: { readonly hash: CredentialHash; readonly clientId: string; readonly expiresAt: number },
    context: ChangeContext,
  ): Promise<boolean> {
    return this.#parts.queue.submit('issueToken', { ...token, context });
  }

  revokeToken(hash: CredentialHash, clientId: string, context: ChangeContext): Promise<boolean> {
    return this.#parts.queue.submit('revokeToken', { hash, clientId, context });
  }

  appendAudit(record: AuditRecord, context: ChangeContext): Promise<void> {
    return this.#parts.queue.submit('appendAudit', { record, context });
  }

  async recordCalls(records: readonly CallRecord[]): Promise<void> {
    if (records.length > 0) await this.#parts.queue.submit('recordCalls', { records });
  }

  createAccount(account: NewAccount, context: ChangeContext): Promise<Account> {
    return this.#parts.queue.submit('createAccount', { account, context });
  }

  findAccount(accountId: string): Account | undefined {
    return this.#read(({ database }) => directory.findAccount(database, accountId));
  }

  listAccounts(): readonly Account[] {
    return this.#read(({ database }) => directory.listAccounts(database));
  }

  countUsers(accountId: string): { readonly active: number; readonly suspended: number } {
    return this.#read(({ database }) => directory.countUsers(database, accountId));
  }

  createApplication(application: NewApplication, context: ChangeContext): Promise<Application | undefined> {
    return this.#parts.queue.submit('createApplication', { application, context });
  }

  listApplications(accountId: string | undefined): readonly Application[] {
    return this.#read(({ database }) => directory.listApplications(database, accountId));
  }

  updateApplication(
    clientId: string,
    changes: ApplicationChanges,
    context: ChangeContext,
  ): Promise<Application | undefined> {
    return this.#parts.queue.submit('updateApplication', { clientId, changes, context });
  }

  rotateSecret(clientId: string, secretHash: CredentialHash, context: ChangeContext): Promise<boolean> {
    return this.#parts.queue.submit('rotateSecret', { clientId, secretHash, context });
  }

  deleteApplication(clientId: string, context: ChangeContext): Promise<boolean> {
    return this.#parts.queue.submit('deleteApplication', { clientId, context });
  }

  listCalls(clientId: string): readonly CallRecord[] {
    return this.#read(({ database }) => directory.listCalls(database, clientId));
  }

  listAudit(query: AuditQuery): readonly AuditEntry[] {
    return this.#read(({ database }) => listAudit(database, query));
  }

  exportUsers(accountId: string, after?: Position): Iterable<Person> {
    this.#refuseWhenClosing();
    return this.#parts.exportUsers(accountId, after);
  }

  async beginImport(source: string, context: ChangeContext): Promise<ImportSession> {
    this.#refuseWhenClosing();
    return this.#parts.beginImport(source, context);
  }

  loadKey(name: string): Promise<Uint8Array> {
    return this.#parts.queue.submit('loadKey', { name });
  }

  async sweepTokens(now: number): Promise<number> {
    let swept = 0;
    for (;;) {
      const removed = await this.#parts.queue.submit('sweepTokens', { before: now, limit: SWEEP_CHUNK });
      swept += removed;
      if (removed < SWEEP_CHUNK) return swept;
    }
  }

  async check(): Promise<void> {
    this.#read(({ database }) => database.one('SELECT one FROM store'));
    await this.#parts.queue.submit('probe', {});
  }

  close(): Promise<void> {
    this.#closing ??= this.#parts.queue.close().finally(() => this.#parts.release());
    return this.#closing;
  }

  /** Looks for changes from outside first, so that what another process committed holds from the next answer on. */
  #read<T>(read: (parts: SqliteParts) => T): T {
    this.#refuseWhenClosing();
    const { changes, model, place } = this.#parts;
    try {
      if (changes.noticed()) model.clear();
      return read(this.#parts);
    } catch (error) {
      throw asUnavailable(error, place);
    }
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== undefined) {
      throw new StorageUnavailable('The store is closing. Repeat the call on a running server.');
    }
  }
}
