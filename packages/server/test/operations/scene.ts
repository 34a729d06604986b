import type { ApiVersion, Scope } from '@rollcall/contract';
import type { Person } from '../../src/domain/directory.ts';
import type { Answer, RequestOptions } from '../service/request.ts';
import { type Client, Service, type ServiceOptions, somebody } from '../service/service.ts';

/** An operation on people, and how it is tried. */
export interface UsersOperation {
  readonly method: 'GET' | 'POST';
  readonly scope: Scope;
  /** Verb of the storage seam that does the work. */
  readonly verb: 'listUsers' | 'findUser' | 'suspendUser' | 'reactivateUser' | 'checkTransition';
  /** State in which the operation finds the person it is tried on. */
  readonly state: Person['state'];
  /** Below the version. */
  readonly path: (accountId: string, userId: string) => string;
}

export const LIST_USERS: UsersOperation = {
  method: 'GET',
  scope: 'list_users',
  verb: 'listUsers',
  state: 'ACTIVE',
  path: (accountId) => `/accounts/${accountId}/users`,
};

export const GET_USER: UsersOperation = {
  method: 'GET',
  scope: 'get_user',
  verb: 'findUser',
  state: 'ACTIVE',
  path: (accountId, userId) => `/accounts/${accountId}/users/${userId}`,
};

export const SUSPEND_USER: UsersOperation = {
  method: 'POST',
  scope: 'suspend_user',
  verb: 'suspendUser',
  state: 'ACTIVE',
  path: (accountId, userId) => `/accounts/${accountId}/users/${userId}:suspend`,
};

export const REACTIVATE_USER: UsersOperation = {
  method: 'POST',
  scope: 'reactivate_user',
  verb: 'reactivateUser',
  state: 'SUSPENDED',
  path: (accountId, userId) => `/accounts/${accountId}/users/${userId}:reactivate`,
};

export const CHECK_SUSPEND_USER: UsersOperation = {
  method: 'GET',
  scope: 'suspend_user',
  verb: 'checkTransition',
  state: 'ACTIVE',
  path: (accountId, userId) => `/accounts/${accountId}/users/${userId}:checkSuspend`,
};

export const CHECK_REACTIVATE_USER: UsersOperation = {
  method: 'GET',
  scope: 'reactivate_user',
  verb: 'checkTransition',
  state: 'SUSPENDED',
  path: (accountId, userId) => `/accounts/${accountId}/users/${userId}:checkReactivate`,
};

export interface CallOptions extends RequestOptions {
  readonly version?: ApiVersion;
  readonly accountId?: string;
  readonly userId?: string;
  /** With its question mark. */
  readonly query?: string;
  /** Null: none. */
  readonly token?: string | null;
}

/** A running service with an account of an owner and a member, and an application that may do everything. */
export class Scene implements AsyncDisposable {
  readonly service: Service;
  readonly operation: UsersOperation;
  readonly accountId: string;
  readonly owner: Person;
  readonly member: Person;
  readonly client: Client;
  readonly token: string;

  private constructor(parts: Omit<Scene, 'call' | 'refusalsOf' | 'stateOf' | typeof Symbol.asyncDispose>) {
    this.service = parts.service;
    this.operation = parts.operation;
    this.accountId = parts.accountId;
    this.owner = parts.owner;
    this.member = parts.member;
    this.client = parts.client;
    this.token = parts.token;
  }

  static async open(operation: UsersOperation, options: ServiceOptions = {}): Promise<Scene> {
    await using opened = new AsyncDisposableStack();
    const service = opened.use(await Service.start(options));
    const owner = somebody(0);
    const member: Person = { ...somebody(1), state: operation.state };
    const accountId = await service.account([owner, member]);
    const client = await service.client(accountId);
    const token = await service.token(client);
    opened.move();
    return new Scene({ service, operation, accountId, owner, member, client, token });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service[Symbol.asyncDispose]();
  }

  /** Calls the operation on the member, unless told otherwise. */
  call({ version = 'v1', query = '', token = this.token, ...rest }: CallOptions = {}): Promise<Answer> {
    const { accountId = this.accountId, userId = this.member.id, ...options } = rest;
    const path = `/${version}${this.operation.path(accountId, userId)}${query}`;
    return token === null
      ? this.service.send(this.operation.method, path, options)
      : this.service.call(token, this.operation.method, path, options);
  }

  /** Refusals in the audit log, latest first: a verb's are written down, those of a check are none. */
  async refusalsOf(userId: string): Promise<string[]> {
    const entries = await this.service.storage.listAudit({ subject: userId, limit: 10 });
    return entries.map(({ outcome, reason }) => `${outcome} ${reason}`);
  }

  /** State of a person of the account, as the store has it. */
  async stateOf(userId: string = this.member.id, accountId: string = this.accountId): Promise<string | undefined> {
    const json = await this.service.storage.findUser(accountId, userId);
    return json && JSON.parse(Buffer.from(json).toString('utf8')).state;
  }
}
